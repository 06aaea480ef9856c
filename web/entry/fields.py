"""An entry field by field, each empty one included: what comparisons and dossiers are made of."""

from collections.abc import Iterator
from dataclasses import dataclass

from catalogue.model.dates import danish_date
from catalogue.model.entry import Entry, Result, Source
from catalogue.model.fields import (
    BY_KEY,
    PLAIN,
    RESULT_VOCABULARY,
    Placement,
    kind_in_words,
    of_entries,
)
from catalogue.model.record import Record
from catalogue.model.vocabulary import Role, Vocabularies

MISSING = "Ikke oplyst"


@dataclass(frozen=True, slots=True)
class FieldText:
    """A field's label and values; no values means that the read sources do not tell."""

    key: str
    label: str
    values: tuple[str, ...]

    @property
    def text(self) -> str:
        """The values in running text; whole sentences follow each other."""
        return (" " if any(one.endswith(".") for one in self.values) else ", ").join(self.values)


@dataclass(frozen=True, slots=True)
class ResultText:
    """A result with its kind of figure and its source in words."""

    text: str
    kind: str
    source: str


def field_texts(record: Record, vocabularies: Vocabularies) -> tuple[FieldText, ...]:
    """Every short field, in one order for all entries."""
    return tuple(_fields(record, vocabularies))


def _fields(record: Record, vocabularies: Vocabularies) -> Iterator[FieldText]:
    entry = record.entry
    for vocabulary in of_entries(vocabularies):
        keys = entry.keys(vocabulary.key)
        labels = tuple(vocabularies.label(vocabulary.key, key) for key in keys)
        yield FieldText(vocabulary.key, vocabulary.label, labels)
    for field in PLAIN:
        if field.place is not Placement.HIDDEN:
            yield FieldText(field.key, field.label, tuple(one.text for one in field.shown(entry)))
    reviewed = BY_KEY["gennemgaaet"]
    yield FieldText(reviewed.key, reviewed.label, (danish_date(entry.reviewed),))


def findings_of(entry: Entry, vocabularies: Vocabularies) -> tuple[ResultText, ...]:
    """The results in words: kind and source by name."""
    return tuple(_finding(one, entry, vocabularies) for one in entry.results)


def strongest(entry: Entry, vocabularies: Vocabularies, most: int) -> tuple[ResultText, ...]:
    """The figures that can carry most, in the order of the knowledge that their kind can carry."""
    kinds = vocabularies.get(RESULT_VOCABULARY)
    ranking = vocabularies.first_with(Role.KNOWLEDGE)
    ranks = {key: place for place, key in enumerate(ranking.keys())} if ranking else {}
    carried = {term.key: term.settings.carries for term in kinds.terms} if kinds else {}

    def rank(one: Result) -> int:
        return ranks.get(carried.get(one.kind, ""), len(ranks))

    best = sorted((one for one in entry.results if rank(one) < len(ranks)), key=rank)[:most]
    return tuple(_finding(one, entry, vocabularies) for one in best)


def _finding(one: Result, entry: Entry, vocabularies: Vocabularies) -> ResultText:
    source = entry.source(one.source)
    return ResultText(
        one.text + (f" ({one.year})" if one.year else ""),
        kind_in_words(one, vocabularies),
        source_line(source) if source else one.source,
    )


def source_line(source: Source) -> str:
    """A source without its address: title, publisher, year."""
    parts = (source.title, source.publisher, source.year)
    return ", ".join(part for part in parts if part) + (" (kopi)" if source.copy else "")
