"""The parts of an entry's page, each made of the entry and the vocabularies. Pure."""

import datetime as dt
from dataclasses import dataclass

from catalogue.model.entry import Entry
from catalogue.model.fields import RESULT_VOCABULARY, SECTIONS
from catalogue.model.vocabulary import Role, Vocabularies, Vocabulary
from search.values.results import Similar
from web.finder.cards import Knowledge, make_knowledge
from web.site.urls import entry_url, glossary_url
from web.site.wording import danish_date, listed, lower_first

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
    responsible = entry.responsible
    plain = (
        Row("Sted", (Value(entry.place_note),) if entry.place_note else ()),
        Row("Boligområder", tuple(Value(area) for area in entry.areas)),
        Row("Står bag", (Value(responsible.name, responsible.url),) if responsible else ()),
        Row("Periode", (Value(entry.period),) if entry.period else ()),
        Row(
            "Status gælder for", (Value(moment(entry.status_as_of)),) if entry.status_as_of else ()
        ),
    )
    return (*rows, *(row for row in plain if row.values))


def term_values(entry: Entry, vocabulary: Vocabulary) -> tuple[Value, ...]:
    terms = [vocabulary.term(key) for key in entry.keys(vocabulary.key)]
    return tuple(
        Value(term.label, glossary_url(vocabulary.key, term.key), term.explanation)
        for term in terms
        if term
    )


def moment(text: str) -> str:
    """ "2023-05" and "2023-05-12" as they are written; a bare year as it is."""
    parts = text.split("-")
    if len(parts) == 3:
        return danish_date(dt.date.fromisoformat(text))
    if len(parts) == 2:
        return danish_date(dt.date(int(parts[0]), int(parts[1]), 1)).partition(" ")[2]
    return text


def evidence(entry: Entry, vocabularies: Vocabularies) -> Evidence | None:
    for vocabulary in vocabularies.with_role(Role.KNOWLEDGE):
        for key in entry.keys(vocabulary.key):
            term = vocabulary.term(key)
            if term:
                place = f"Nr. {vocabulary.keys().index(key) + 1} af {len(vocabulary.terms)}"
                return Evidence(
                    knowledge=make_knowledge(vocabulary.key, key, vocabularies),
                    explanation=term.explanation,
                    reason=entry.evidence_reason,
                    url=glossary_url(vocabulary.key, key),
                    position=f"{place}, hvor nr. 1 er det mest sikre",
                )
    return None


def result_rows(entry: Entry, vocabularies: Vocabularies) -> tuple[ResultRow, ...]:
    numbers = {source.id: number for number, source in enumerate(entry.sources, 1)}
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
    fields = (
        ("Periode", entry.period),
        ("Hvem der står bag", entry.responsible),
        ("Økonomi", entry.economy),
        ("Resultater", entry.results),
    )
    words = [v.label for v in vocabularies if v.facet and not entry.keys(v.key) and not v.required]
    return (
        *(title for title in SECTIONS if title not in written),
        *(name for name, value in fields if not value),
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
    more = [
        ("#tal", "Tal og fund", entry.results),
        ("#faldgruber", "Vær opmærksom på", entry.pitfalls),
        ("#oekonomi", "Økonomi", entry.economy),
        ("#kilder", "Kilder", entry.sources),
    ]
    headings += [(address, text) for address, text, there in more if there]
    return tuple(headings) if len(headings) >= LONG else ()
