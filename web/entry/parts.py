"""The parts of an entry's page, each made of the entry and the vocabularies. Pure."""

from dataclasses import dataclass

from catalogue.model.entry import Entry
from catalogue.model.fields import (
    DIRECTION,
    FIELDS,
    RESULT_VOCABULARY,
    SECTIONS,
    Field,
    Place,
    at,
    of_entries,
)
from catalogue.model.vocabulary import Role, Vocabularies, Vocabulary
from search.values.results import Similar
from web.addresses.urls import entry_url, glossary_url
from web.question.knowledge import Knowledge, make_knowledge, rests_on
from web.site.wording import listed, lower_first

SHARED = 3  # what two entries have in common, the rarest first
LONG = 5  # headings from which a table of contents helps


@dataclass(frozen=True, slots=True)
class Value:
    """A value in the box: text, and an address and a short note where there are any."""

    text: str
    url: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    label: str
    values: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """A plain field with a heading of its own."""

    id: str
    title: str
    values: tuple[Value, ...]
    listed: bool


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the entry rests on, in plain words."""

    knowledge: Knowledge
    explanation: str
    reason: str
    url: str
    position: str


@dataclass(frozen=True, slots=True)
class ResultRow:
    text: str
    kind: str
    kind_explanation: str
    kind_url: str
    direction: str
    year: str
    source_number: int


@dataclass(frozen=True, slots=True)
class SourceRow:
    number: int
    title: str
    publisher: str
    year: str
    url: str
    copy: bool


@dataclass(frozen=True, slots=True)
class Other:
    """Another entry, and why it stands here."""

    title: str
    summary: str
    url: str
    why: str = ""


def at_a_glance(entry: Entry, vocabularies: Vocabularies) -> tuple[Row, ...]:
    """Each vocabulary the entry uses, then the plain fields that say where, when and who."""
    rows = [
        Row(vocabulary.label, term_values(entry, vocabulary))
        for vocabulary in vocabularies
        if entry.keys(vocabulary.key) and Role.KNOWLEDGE not in vocabulary.roles
    ]
    plain = (Row(field.label, field_values(field, entry)) for field in at(Place.BOX))
    return (*rows, *(row for row in plain if row.values))


def parts(entry: Entry) -> tuple[Part, ...]:
    """The plain fields that stand below the text, each under a heading."""
    found = (
        Part(field.key, field.label, field_values(field, entry), field.kind.many)
        for field in at(Place.SECTION)
    )
    return tuple(part for part in found if part.values)


def field_values(field: Field, entry: Entry) -> tuple[Value, ...]:
    """A value in words; one that stands in a source leads to it, further down the page."""
    return tuple(
        Value(one.text, one.url or source_anchor(entry, one.source)) for one in field.shown(entry)
    )


def source_anchor(entry: Entry, source: str) -> str:
    numbers = source_numbers(entry)
    return f"#kilde-{numbers[source]}" if source in numbers else ""


def source_numbers(entry: Entry) -> dict[str, int]:
    return {source.id: number for number, source in enumerate(entry.sources, 1)}


def term_values(entry: Entry, vocabulary: Vocabulary) -> tuple[Value, ...]:
    """The terms in the vocabulary's order; graded ones, those that fit best first."""
    grades = entry.grades(vocabulary.key)
    keys = sorted(entry.keys(vocabulary.key), key=lambda key: -grades.get(key, 0))
    terms = [vocabulary.term(key) for key in keys]
    return tuple(
        Value(term.label, glossary_url(vocabulary.key, term.key), term.explanation)
        for term in terms
        if term
    )


def evidence(entry: Entry, vocabularies: Vocabularies) -> Evidence | None:
    found = rests_on(entry.terms, vocabularies)
    if found is None:
        return None
    vocabulary, term = found
    place = f"Nr. {vocabulary.terms.index(term) + 1} af {len(vocabulary.terms)}"
    return Evidence(
        knowledge=make_knowledge(vocabulary, term),
        explanation=term.explanation,
        reason=entry.text("dokumentation_begrundelse"),
        url=glossary_url(vocabulary.key, term.key),
        position=f"{place}, hvor nr. 1 er det mest sikre",
    )


def result_rows(entry: Entry, vocabularies: Vocabularies) -> tuple[ResultRow, ...]:
    numbers = source_numbers(entry)
    kinds = vocabularies.get(RESULT_VOCABULARY)
    rows = []
    for result in entry.results:
        kind = kinds.term(result.kind) if kinds else None
        rows.append(
            ResultRow(
                text=result.text,
                kind=kind.label if kind else result.kind,
                kind_explanation=kind.explanation if kind else "",
                kind_url=glossary_url(RESULT_VOCABULARY, result.kind) if kind else "",
                direction=vocabularies.label(DIRECTION, result.direction),
                year=result.year,
                source_number=numbers.get(result.source, 0),
            )
        )
    return tuple(rows)


def source_rows(entry: Entry) -> tuple[SourceRow, ...]:
    return tuple(
        SourceRow(number, one.title, one.publisher, one.year, one.url, one.copy)
        for number, one in enumerate(entry.sources, 1)
    )


def missing(entry: Entry, vocabularies: Vocabularies) -> tuple[str, ...]:
    """What the sources do not tell, by the names that the page uses."""
    written = {section.title for section in entry.sections}
    there = {"resultater": entry.results} | dict(entry.values)
    fields = [one.label for one in FIELDS if one.told_missing and not there.get(one.key)]
    words = [
        v.label
        for v in of_entries(vocabularies)
        if v.facet and not entry.keys(v.key) and not v.required
    ]
    return (
        *(title for title in SECTIONS if title not in written),
        *fields,
        *words,
    )


def other_entries(slugs: tuple[str, ...], others: dict[str, Entry]) -> tuple[Other, ...]:
    return tuple(
        Other(others[slug].title, others[slug].summary, entry_url(slug))
        for slug in slugs
        if slug in others
    )


def alike(one: Similar, vocabularies: Vocabularies) -> Other:
    """A similar entry with what the two share: "Fælles: målgruppen Fædre og kommunen Aarhus"."""
    shared: dict[str, list[str]] = {}
    for facet, label in one.shared[:SHARED]:
        vocabulary = vocabularies.get(facet)
        name = lower_first(vocabulary.label) if vocabulary else facet
        shared.setdefault(name, []).append(label)
    why = "; ".join(f"{name}: {listed(labels)}" for name, labels in shared.items())
    return Other(one.title, one.summary, entry_url(one.slug), why)


def contents(entry: Entry) -> tuple[tuple[str, str], ...]:
    """The headings of a long page as (address, text); none for a short one."""
    headings = [(f"#{section.id}", section.title) for section in entry.sections if section.title]
    if entry.results:
        headings.append(("#tal", "Tal og fund"))
    headings += [(f"#{part.id}", part.title) for part in parts(entry)]
    if entry.sources:
        headings.append(("#kilder", "Kilder"))
    return tuple(headings) if len(headings) >= LONG else ()
