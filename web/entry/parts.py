"""The parts of an entry's page, each made of the entry and the vocabularies. Pure."""

from dataclasses import dataclass

from catalogue.model.entry import Entry, Result, Section
from catalogue.model.fields import (
    DIRECTION,
    FIELDS,
    REASON,
    RESULT_SECTION,
    RESULT_VOCABULARY,
    RESULTS,
    SECTIONS,
    Placement,
    at,
    of_entries,
)
from catalogue.model.vocabulary import Vocabularies
from search.values.results import Similar
from web.addresses.urls import entry_url, glossary_url
from web.entry.box import LinkedText, field_values, source_numbers
from web.entry.fields import source_line
from web.question.knowledge import Knowledge, make_knowledge, outcome, rests_on
from web.site.wording import listed, lower_first

SHARED = 3  # what two entries have in common, the rarest first
LONG = 5  # headings from which a table of contents helps
_FIGURES = [field.key for field in FIELDS].index(RESULTS)  # fields before it say what it takes


@dataclass(frozen=True, slots=True)
class FieldSection:
    """A plain field with a heading of its own."""

    id: str
    title: str
    values: tuple[LinkedText, ...]
    listed: bool


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the entry rests on and what was measured, in plain words."""

    knowledge: Knowledge
    outcome: str
    explanation: str
    reason: str
    url: str
    position: str


@dataclass(frozen=True, slots=True)
class ResultRow:
    """A figure; `id` is its address on the page, `reference` what is copied to point at it."""

    id: str
    reference: str
    text: str
    kind: str
    kind_explanation: str
    kind_url: str
    direction: str
    year: str
    source_number: int


@dataclass(frozen=True, slots=True)
class SourceRow:
    """A source as it stands in the list at the bottom."""

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


def needs(entry: Entry) -> tuple[FieldSection, ...]:
    """The plain fields of what it takes, each under a heading: those before the figures."""
    return _parts(entry, range(_FIGURES))


def parts(entry: Entry) -> tuple[FieldSection, ...]:
    """The plain fields that stand after the figures, each under a heading."""
    return _parts(entry, range(_FIGURES, len(FIELDS)))


def _parts(entry: Entry, where: range) -> tuple[FieldSection, ...]:
    found = (
        FieldSection(field.key, field.label, field_values(field, entry), field.kind.many)
        for field in at(Placement.SECTION)
        if FIELDS.index(field) in where
    )
    return tuple(part for part in found if part.values)


def told(entry: Entry) -> tuple[Section, ...]:
    """The text up to what came of it, which stands with the figures."""
    return tuple(one for one in entry.sections if one.title != RESULT_SECTION)


def came_of_it(entry: Entry) -> tuple[Section, ...]:
    """The sections on what came of it."""
    return tuple(one for one in entry.sections if one.title == RESULT_SECTION)


def evidence(entry: Entry, vocabularies: Vocabularies) -> Evidence | None:
    """What the knowledge rests on, with its place among the kinds; None where nothing is said."""
    found = rests_on(entry.terms, vocabularies)
    if found is None:
        return None
    vocabulary, term = found
    place = f"Nr. {vocabulary.terms.index(term) + 1} af {len(vocabulary.terms)}"
    return Evidence(
        knowledge=make_knowledge(vocabulary, term),
        outcome=outcome(entry.terms, vocabularies),
        explanation=term.explanation,
        reason=entry.text(REASON),
        url=glossary_url(vocabulary.key, term.key),
        position=f"{place}, hvor nr. 1 er det mest sikre",
    )


def result_rows(entry: Entry, vocabularies: Vocabularies, address: str) -> tuple[ResultRow, ...]:
    """The figures. `address` is the entry's own, absolute."""
    return tuple(
        _result_row(number, result, entry, vocabularies, address)
        for number, result in enumerate(entry.results, 1)
    )


def _result_row(
    number: int, result: Result, entry: Entry, vocabularies: Vocabularies, address: str
) -> ResultRow:
    kinds = vocabularies.get(RESULT_VOCABULARY)
    kind = kinds.term(result.kind) if kinds else None
    label, id_ = kind.label if kind else result.kind, f"tal-{number}"
    source = entry.source(result.source)
    origin = f" Kilde: {source_line(source)}." if source else ""
    return ResultRow(
        id=id_,
        reference=f"{result.text} ({label}.{origin}) Fra »{entry.title}«, {address}#{id_}",
        text=result.text,
        kind=label,
        kind_explanation=kind.explanation if kind else "",
        kind_url=glossary_url(RESULT_VOCABULARY, result.kind) if kind else "",
        direction=vocabularies.label(DIRECTION, result.direction),
        year=result.year,
        source_number=source_numbers(entry).get(result.source, 0),
    )


def source_rows(entry: Entry) -> tuple[SourceRow, ...]:
    """The sources in order, numbered from 1."""
    return tuple(
        SourceRow(number, one.title, one.publisher, one.year, one.url, one.copy)
        for number, one in enumerate(entry.sources, 1)
    )


def untold(entry: Entry, vocabularies: Vocabularies) -> tuple[str, ...]:
    """What the sources do not tell, by the names that the page uses."""
    written = {section.title for section in entry.sections}
    there = {RESULTS: entry.results} | dict(entry.values)
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
    """Those of these entries that are published, as links."""
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
    headings = [
        *((f"#{section.id}", section.title) for section in told(entry) if section.title),
        *((f"#{part.id}", part.title) for part in needs(entry)),
        *((f"#{section.id}", section.title) for section in came_of_it(entry)),
    ]
    if entry.results:
        headings.append(("#tal", "Tal og fund"))
    headings += [(f"#{part.id}", part.title) for part in parts(entry)]
    if entry.sources:
        headings.append(("#kilder", "Kilder"))
    return tuple(headings) if len(headings) >= LONG else ()
