"""An entry field by field, each empty one included: what comparisons and dossiers are made of."""

from collections.abc import Iterator
from dataclasses import dataclass

from catalogue.model.entry import Entry, Source
from catalogue.model.fields import RESULT_VOCABULARY, of_entries
from catalogue.model.record import Record
from catalogue.model.vocabulary import Vocabularies
from web.site.wording import danish_date

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
    yield Field("sted_note", "Sted", _one(entry.place_note))
    yield Field("boligomraade", "Boligområde", entry.areas)
    yield Field("ansvarlig", "Ansvarlig", _one(entry.responsible.name if entry.responsible else ""))
    yield Field("periode", "Periode", _one(entry.period))
    yield Field("status_pr", "Status gælder for", _one(entry.status_as_of))
    yield Field("oekonomi", "Økonomi", _one(entry.economy))
    yield Field(
        "dokumentation_begrundelse", "Hvorfor den dokumentation", _one(entry.evidence_reason)
    )
    yield Field("faldgruber", "Faldgruber", entry.pitfalls)
    yield Field("gennemgaaet", "Sidst redigeret mod kilderne", (danish_date(entry.reviewed),))


def _one(text: str) -> tuple[str, ...]:
    return (text,) if text else ()


def findings_of(entry: Entry, vocabularies: Vocabularies) -> tuple[Finding, ...]:
    """The results in words: kind and source by name."""
    return tuple(
        Finding(
            one.text + (f" ({one.year})" if one.year else ""),
            vocabularies.label(RESULT_VOCABULARY, one.kind),
            source_line(source) if (source := entry.source(one.source)) else one.source,
        )
        for one in entry.results
    )


def source_line(source: Source) -> str:
    """A source without its address: title, publisher, year."""
    parts = (source.title, source.publisher, source.year)
    return ", ".join(part for part in parts if part) + (" (kopi)" if source.copy else "")
