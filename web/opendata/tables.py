"""Entries as a table of plain cells: what every spreadsheet of ours is written from."""

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from catalogue.model.entry import Entry, Result, Source
from catalogue.model.fields import RESULT_VOCABULARY, of_entries
from catalogue.model.record import Record
from catalogue.model.vocabulary import Vocabularies, Vocabulary
from web.site.config import Config

Value = str | dt.date
JOINT = "; "  # labels hold commas


@dataclass(frozen=True, slots=True)
class Cell:
    """A value, and the address it leads to ("" for none)."""

    value: Value
    url: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """A heading, how wide it reads well (in characters), and what it reads of a record."""

    label: str
    width: int
    read: Callable[[Record], Cell]


@dataclass(frozen=True, slots=True)
class Table:
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]


def entries_table(records: Iterable[Record], vocabularies: Vocabularies, config: Config) -> Table:
    """One row an entry, one column a field; a vocabulary that no entry can carry is left out."""
    columns = columns_of(vocabularies, config)
    rows = tuple(tuple(column.read(record) for column in columns) for record in records)
    return Table(columns, rows)


def columns_of(vocabularies: Vocabularies, config: Config) -> tuple[Column, ...]:
    kinds = vocabularies.get(RESULT_VOCABULARY)

    def address(record: Record) -> Cell:
        url = config.absolute(f"/indsats/{record.entry.slug}")
        return Cell(url, url)

    def title(record: Record) -> Cell:
        return Cell(record.entry.title, config.absolute(f"/indsats/{record.entry.slug}"))

    return (
        Column("Titel", 40, title),
        Column("Resumé", 60, lambda record: Cell(record.entry.summary)),
        *map(_of_vocabulary, of_entries(vocabularies)),
        Column("Sted", 30, lambda record: Cell(record.entry.place_note)),
        Column("Boligområde", 24, lambda record: Cell(JOINT.join(record.entry.areas))),
        Column("Ansvarlig", 30, _responsible),
        Column("Periode", 20, lambda record: Cell(record.entry.period)),
        Column("Status gælder for", 12, lambda record: Cell(record.entry.status_as_of)),
        Column("Økonomi", 40, lambda record: Cell(record.entry.economy)),
        Column("Resultater", 60, lambda record: Cell(results_text(record.entry, kinds))),
        Column("Kilder", 60, lambda record: Cell(sources_text(record.entry))),
        Column("Andre navne", 24, lambda record: Cell(JOINT.join(record.entry.names))),
        Column("Redigeret mod kilderne", 14, lambda record: Cell(record.entry.reviewed)),
        Column("Ændret", 14, lambda record: Cell(record.changed)),
        Column("Adresse", 50, address),
        Column("Nøgle", 30, lambda record: Cell(record.entry.slug)),
    )


def _of_vocabulary(vocabulary: Vocabulary) -> Column:
    def labels(record: Record) -> Cell:
        keys = record.entry.keys(vocabulary.key)
        terms = (vocabulary.term(key) for key in keys)
        return Cell(JOINT.join(term.label for term in terms if term))

    return Column(vocabulary.label, 28, labels)


def _responsible(record: Record) -> Cell:
    found = record.entry.responsible
    return Cell(found.name, found.url) if found else Cell("")


def results_text(entry: Entry, kinds: Vocabulary | None) -> str:
    """All results in one cell, each with the kind of figure it is."""
    return " ".join(f"{one.text} [{_kind(one, kinds)}]" for one in entry.results)


def _kind(result: Result, kinds: Vocabulary | None) -> str:
    term = kinds.term(result.kind) if kinds else None
    return term.label if term else result.kind


def sources_text(entry: Entry) -> str:
    return JOINT.join(source_text(source) for source in entry.sources)


def source_text(source: Source) -> str:
    """A source in one line: title, publisher, year and address, as far as they are known."""
    parts = [source.title, source.publisher, source.year, source.url]
    return ", ".join(part for part in parts if part) + (" (kopi)" if source.copy else "")
