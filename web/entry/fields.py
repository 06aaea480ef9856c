"""An entry field by field, each empty one included: what comparisons and dossiers are made of."""

from collections.abc import Iterator
from dataclasses import dataclass

from catalogue.model.dates import danish_date
from catalogue.model.entry import Entry, Source
from catalogue.model.fields import BY_KEY, PLAIN, Place, kind_in_words, of_entries
from catalogue.model.record import Record
from catalogue.model.vocabulary import Vocabularies

MISSING = "Ikke oplyst"


@dataclass(frozen=True, slots=True)
class Field:
    """A field's label and values; no values means that the read sources do not tell."""

    key: str
    label: str
    values: tuple[str, ...]

    @property
    def text(self) -> str:
        """The values in running text; whole sentences follow each other."""
        return (" " if any(one.endswith(".") for one in self.values) else ", ").join(self.values)


@dataclass(frozen=True, slots=True)
class Finding:
    """A result with its kind of figure and its source in words."""

    text: str
    kind: str
    source: str


def fields_of(record: Record, vocabularies: Vocabularies) -> tuple[Field, ...]:
    """Every short field, in one order for all entries."""
    return tuple(_fields(record, vocabularies))


def _fields(record: Record, vocabularies: Vocabularies) -> Iterator[Field]:
    entry = record.entry
    for vocabulary in of_entries(vocabularies):
        keys = entry.keys(vocabulary.key)
        labels = tuple(vocabularies.label(vocabulary.key, key) for key in keys)
        yield Field(vocabulary.key, vocabulary.label, labels)
    for field in PLAIN:
        if field.place is not Place.HIDDEN:
            yield Field(field.key, field.label, tuple(one.text for one in field.shown(entry)))
    reviewed = BY_KEY["gennemgaaet"]
    yield Field(reviewed.key, reviewed.label, (danish_date(entry.reviewed),))


def findings_of(entry: Entry, vocabularies: Vocabularies) -> tuple[Finding, ...]:
    """The results in words: kind and source by name."""
    return tuple(
        Finding(
            one.text + (f" ({one.year})" if one.year else ""),
            kind_in_words(one, vocabularies),
            source_line(source) if (source := entry.source(one.source)) else one.source,
        )
        for one in entry.results
    )


def source_line(source: Source) -> str:
    """A source without its address: title, publisher, year."""
    parts = (source.title, source.publisher, source.year)
    return ", ".join(part for part in parts if part) + (" (kopi)" if source.copy else "")
