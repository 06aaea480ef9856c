"""Entries as a table of plain cells: what every spreadsheet of ours is written from."""

import datetime as dt
import re
from collections.abc import Callable, Iterable, Set
from dataclasses import dataclass

from catalogue.model.entry import Entry, Source
from catalogue.model.fields import BY_KEY, PLAIN, Field, kind_in_words, of_entries
from catalogue.model.record import Record
from catalogue.model.vocabulary import Vocabularies, Vocabulary
from web.addresses.urls import entry_url
from web.site.config import Config

Value = str | int | dt.date
JOINT = "; "  # labels hold commas
_YEAR = re.compile(r"[12][0-9]{3}")  # alone, a spreadsheet counts with it


@dataclass(frozen=True, slots=True)
class TableCell:
    """A value, and the address it leads to ("" for none)."""

    value: Value
    url: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """A heading, how wide it reads well (in characters), and what it reads of a record."""

    label: str
    width: int
    read: Callable[[Record], TableCell]


@dataclass(frozen=True, slots=True)
class Table:
    """Entries as rows; every row has a cell for each column."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[TableCell, ...], ...]


def entries_table(
    records: Iterable[Record],
    vocabularies: Vocabularies,
    config: Config,
    fitting: Set[str] | None = None,
) -> Table:
    """One row an entry, one column a field; a vocabulary that no entry can carry is left out.

    Args:
        records, vocabularies, config: what is written.
        fitting: the slugs of those that fit a text well; None where no text was asked for.
    """
    columns = columns_of(vocabularies, config)
    if fitting is not None:
        columns = (*columns, Column("Passer", 10, lambda one: _fits(one, fitting)))
    rows = tuple(tuple(column.read(record) for column in columns) for record in records)
    return Table(columns, rows)


def columns_of(vocabularies: Vocabularies, config: Config) -> tuple[Column, ...]:
    """The columns of an export, with what each takes from an entry."""

    def address(record: Record) -> TableCell:
        url = config.absolute(entry_url(record.entry.slug))
        return TableCell(url, url)

    def title(record: Record) -> TableCell:
        return TableCell(record.entry.title, config.absolute(entry_url(record.entry.slug)))

    return (
        Column(BY_KEY["titel"].label, 40, title),
        Column(BY_KEY["resume"].label, 60, lambda record: TableCell(record.entry.summary)),
        *map(_of_vocabulary, of_entries(vocabularies)),
        *(_of_field(one) for one in PLAIN if one.column),
        Column(
            BY_KEY["resultater"].label,
            60,
            lambda one: TableCell(results_text(one.entry, vocabularies)),
        ),
        Column(BY_KEY["kilder"].label, 60, lambda record: TableCell(sources_text(record.entry))),
        Column(BY_KEY["andre_navne"].label, 24, lambda one: TableCell(JOINT.join(one.entry.names))),
        Column(BY_KEY["gennemgaaet"].label, 14, lambda record: TableCell(record.entry.reviewed)),
        Column("Ændret", 14, lambda record: TableCell(record.changed)),
        Column("Adresse", 50, address),
        Column("Nøgle", 30, lambda record: TableCell(record.entry.slug)),
    )


def _fits(record: Record, fitting: Set[str]) -> TableCell:
    return TableCell("godt" if record.entry.slug in fitting else "måske")


def _of_vocabulary(vocabulary: Vocabulary) -> Column:
    def labels(record: Record) -> TableCell:
        keys = record.entry.keys(vocabulary.key)
        terms = (vocabulary.term(key) for key in keys)
        return TableCell(JOINT.join(term.label for term in terms if term))

    return Column(vocabulary.label, 28, labels)


def _of_field(field: Field) -> Column:
    """A plain field: a text as it is written, other values in words; an address of one thing."""

    def cell(record: Record) -> TableCell:
        value, shown = field.value(record.entry), field.shown(record.entry)
        if isinstance(value, str):
            return TableCell(int(value) if _YEAR.fullmatch(value) else value)
        url = shown[0].url if len(shown) == 1 else ""
        return TableCell(JOINT.join(one.text for one in shown), url)

    return Column(field.label, field.column, cell)


def results_text(entry: Entry, vocabularies: Vocabularies) -> str:
    """All results in one cell, each with the kind of figure it is."""
    return " ".join(f"{one.text} [{kind_in_words(one, vocabularies)}]" for one in entry.results)


def sources_text(entry: Entry) -> str:
    """All sources in one cell."""
    return JOINT.join(source_text(source) for source in entry.sources)


def source_text(source: Source) -> str:
    """A source in one line: title, publisher, year and address, as far as they are known."""
    parts = [source.title, source.publisher, source.year, source.url]
    return ", ".join(part for part in parts if part) + (" (kopi)" if source.copy else "")
