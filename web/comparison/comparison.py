"""Two to four entries side by side, with the differences marked. Pure: no Flask, no HTML."""

from collections.abc import Sequence
from dataclasses import dataclass

from catalogue.model.entry import Section
from catalogue.model.fields import BY_KEY, SECTIONS
from catalogue.model.record import Record
from catalogue.model.vocabulary import Vocabularies
from web.addresses.urls import entry_url
from web.entry.fields import MISSING, Field, fields_of, findings_of, source_line

RESULTS, SOURCES = "resultater", "kilder"


@dataclass(frozen=True, slots=True)
class Value:
    """One thing that an entry says in a field; `own` when not all the others say it too."""

    text: str
    own: bool


@dataclass(frozen=True, slots=True)
class Row:
    """A field of all entries; a cell without values is not stated.

    `words` are terms, which can be held against each other one by one; prose can only differ.
    """

    key: str
    label: str
    cells: tuple[tuple[Value, ...], ...]
    words: bool = False

    @property
    def differs(self) -> bool:
        return any(value.own for cell in self.cells for value in cell)

    @property
    def stated(self) -> bool:
        """Any of the entries says something."""
        return any(self.cells)


@dataclass(frozen=True, slots=True)
class Passage:
    """A section of all entries; None where an entry has none."""

    title: str
    cells: tuple[Section | None, ...]


@dataclass(frozen=True, slots=True)
class Head:
    slug: str
    title: str
    url: str
    summary: str


@dataclass(frozen=True, slots=True)
class Comparison:
    heads: tuple[Head, ...]
    rows: tuple[Row, ...]
    passages: tuple[Passage, ...]

    @property
    def different(self) -> tuple[Row, ...]:
        return tuple(row for row in self.rows if row.differs)


def compare(records: Sequence[Record], vocabularies: Vocabularies) -> Comparison:
    """Entries field by field, in the order they were given."""
    heads = tuple(
        Head(one.entry.slug, one.entry.title, entry_url(one.entry.slug), one.entry.summary)
        for one in records
    )
    told = [all_fields(record, vocabularies) for record in records]
    rows = tuple(
        make_row(fields, words=fields[0].key in vocabularies) for fields in zip(*told, strict=True)
    )
    return Comparison(heads, rows, passages(records))


def all_fields(record: Record, vocabularies: Vocabularies) -> tuple[Field, ...]:
    entry = record.entry
    results = tuple(f"{one.text} [{one.kind}]" for one in findings_of(entry, vocabularies))
    sources = tuple(source_line(one) for one in entry.sources)
    return (
        *fields_of(record, vocabularies),
        Field(RESULTS, BY_KEY[RESULTS].label, results),
        Field(SOURCES, BY_KEY[SOURCES].label, sources),
    )


def make_row(fields: Sequence[Field], *, words: bool) -> Row:
    """A row; a value is the entry's own unless every entry has it."""
    shared = set(fields[0].values).intersection(*(field.values for field in fields[1:]))
    cells = tuple(
        tuple(Value(text, text not in shared) for text in field.values) for field in fields
    )
    return Row(fields[0].key, fields[0].label, cells, words)


def passages(records: Sequence[Record]) -> tuple[Passage, ...]:
    """The sections that any of them has: the common headings first, others after."""
    titles = dict.fromkeys(SECTIONS)
    titles.update(dict.fromkeys(part.title for one in records for part in one.entry.sections))
    found = (
        Passage(
            title,
            tuple(
                next((part for part in one.entry.sections if part.title == title), None)
                for one in records
            ),
        )
        for title in titles
    )
    return tuple(one for one in found if any(one.cells))


def as_lines(comparison: Comparison) -> tuple[tuple[str, ...], ...]:
    """The comparison as rows of text: a head, every field, every section."""
    head = ("Felt", *(one.title for one in comparison.heads), "Forskel")
    fields = (
        (
            row.label,
            *("; ".join(value.text for value in cell) or MISSING for cell in row.cells),
            "ja" if row.differs else "nej",
        )
        for row in comparison.rows
    )
    texts = (
        (one.title, *(part.text if part else MISSING for part in one.cells), "")
        for one in comparison.passages
    )
    return (head, *fields, *texts)
