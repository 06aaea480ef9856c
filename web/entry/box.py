"""An entry's facts: those that a decision rests on, in the box, and all of them. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass

from catalogue.model.entry import Entry
from catalogue.model.fields import PRICE, Field, Placement, at
from catalogue.model.vocabulary import Role, Vocabularies, Vocabulary
from web.addresses.urls import glossary_url
from web.entry.fields import MISSING
from web.question.topics import topic_of

BEST = 3  # the grade of what an entry is made for
MOST = 4  # terms of one kind in the box; more are counted
EVERYTHING = "alle-oplysninger"
_ECONOMY = "oekonomi"


@dataclass(frozen=True, slots=True)
class LinkedText:
    """A value in words, and an address and a short note where there are any."""

    text: str
    url: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class FactRow:
    """A fact with its label."""

    label: str
    values: tuple[LinkedText, ...]


def box(entry: Entry, vocabularies: Vocabularies) -> tuple[FactRow, ...]:
    """What a decision asks for first; what it needs and no source tells says so."""
    rows = (*_terms(entry, vocabularies), *_plain(entry))
    return tuple(row for place, row in enumerate(rows) if not _repeated(row, rows[place + 1 :]))


def _repeated(row: FactRow, later: tuple[FactRow, ...]) -> bool:
    """Who is responsible is mostly who to ask, too: said once is enough."""
    words = [value.text for value in row.values]
    return words != [MISSING] and any(
        [one.text for one in other.values] == words for other in later
    )


def _terms(entry: Entry, vocabularies: Vocabularies) -> Iterator[FactRow]:
    for vocabulary in vocabularies.with_role(Role.DECISION):
        values = term_values(entry, vocabulary, least=BEST if vocabulary.graded else 0)
        if len(values) > MOST:
            rest = f"{len(values) - MOST + 1} andre"
            values = (*values[: MOST - 1], LinkedText(rest, f"#{EVERYTHING}"))
        if values:
            yield FactRow(vocabulary.label, values)


def _plain(entry: Entry) -> Iterator[FactRow]:
    for field in at(Placement.BOX):
        values = field_values(field, entry)
        if not values and field.key == PRICE and entry.text(_ECONOMY):
            values = (LinkedText("Se, hvad kilderne siger om økonomien", f"#{_ECONOMY}"),)
        if values or field.told_missing:
            yield FactRow(field.label, values or (LinkedText(MISSING),))


def all_facts(entry: Entry, vocabularies: Vocabularies) -> tuple[FactRow, ...]:
    """Each vocabulary the entry uses, then the plain fields that have no section of their own."""
    rows = [
        FactRow(vocabulary.label, term_values(entry, vocabulary))
        for vocabulary in vocabularies
        if entry.keys(vocabulary.key) and Role.KNOWLEDGE not in vocabulary.roles
    ]
    plain = (
        FactRow(field.label, field_values(field, entry))
        for place in (Placement.BOX, Placement.FOLD)
        for field in at(place)
    )
    return (*rows, *(row for row in plain if row.values))


def term_values(entry: Entry, vocabulary: Vocabulary, least: int = 0) -> tuple[LinkedText, ...]:
    """The terms in the vocabulary's order; graded ones, those that fit best first.

    Args:
        least: the lowest grade that is shown.
    """
    grades = entry.grades(vocabulary.key)
    keys = sorted(entry.keys(vocabulary.key), key=lambda key: -grades.get(key, 0))
    terms = [vocabulary.term(key) for key in keys if grades.get(key, least) >= least]
    return tuple(
        LinkedText(
            term.label,
            topic_of(vocabulary, term.key) or glossary_url(vocabulary.key, term.key),
            term.explanation,
        )
        for term in terms
        if term
    )


def field_values(field: Field, entry: Entry) -> tuple[LinkedText, ...]:
    """A value in words; one that stands in a source leads to it, further down the page."""
    return tuple(
        LinkedText(one.text, one.url or source_anchor(entry, one.source))
        for one in field.shown(entry)
    )


def source_anchor(entry: Entry, source: str) -> str:
    """Where on the page a source stands; "" for one that the entry lacks."""
    numbers = source_numbers(entry)
    return f"#kilde-{numbers[source]}" if source in numbers else ""


def source_numbers(entry: Entry) -> dict[str, int]:
    """The sources' numbers on the page, from 1, by id."""
    return {source.id: number for number, source in enumerate(entry.sources, 1)}
