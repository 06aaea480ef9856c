"""Two to four entries side by side, with the differences marked. Pure: no Flask, no HTML."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from catalogue.model.entry import Section
from catalogue.model.fields import (
    BY_KEY,
    DIRECTION,
    NEEDS_SECTION,
    REASON,
    RESULTS,
    SECTIONS,
    Placement,
    at,
)
from catalogue.model.record import Record
from catalogue.model.vocabulary import Role, Vocabularies
from web.addresses.urls import entry_url
from web.entry.fields import (
    MISSING,
    FieldText,
    ResultText,
    field_texts,
    findings_of,
    source_line,
    strongest,
)
from web.question.knowledge import outcome

SOURCES, STRONGEST, RESPONSIBLE = "kilder", "staerkeste-tal", "ansvarlig"
FIGURES = 2  # of each entry among what the decision rests on


@dataclass(frozen=True, slots=True)
class ComparedValue:
    """One thing that an entry says in a field; `own` when not all the others say it too."""

    text: str
    own: bool


@dataclass(frozen=True, slots=True)
class ComparedField:
    """A field of all entries; a cell without values is not stated.

    `words` are terms, which can be held against each other one by one; prose can only differ.
    `deciding` rows are those that a choice between the entries rests on.
    """

    key: str
    label: str
    cells: tuple[tuple[ComparedValue, ...], ...]
    words: bool = False
    deciding: bool = False

    @property
    def differs(self) -> bool:
        """Whether any entry says something that not all of them say."""
        return any(value.own for cell in self.cells for value in cell)

    @property
    def stated(self) -> bool:
        """Any of the entries says something."""
        return any(self.cells)


@dataclass(frozen=True, slots=True)
class SectionRow:
    """A section of all entries; None where an entry has none."""

    title: str
    cells: tuple[Section | None, ...]


@dataclass(frozen=True, slots=True)
class Head:
    """An entry as it stands at the top of its column."""

    slug: str
    title: str
    url: str
    summary: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """The entries, their fields with those of the decision first, and their text."""

    heads: tuple[Head, ...]
    rows: tuple[ComparedField, ...]
    passages: tuple[SectionRow, ...]

    @property
    def different(self) -> tuple[ComparedField, ...]:
        """The fields in which the entries differ."""
        return tuple(row for row in self.rows if row.differs)

    @property
    def needs(self) -> tuple[SectionRow, ...]:
        """What it takes: text that belongs to the decision."""
        return tuple(one for one in self.passages if one.title == NEEDS_SECTION)

    @property
    def told(self) -> tuple[SectionRow, ...]:
        """The sections, but for what it takes, which is told apart."""
        return tuple(one for one in self.passages if one.title != NEEDS_SECTION)


def compare(records: Sequence[Record], vocabularies: Vocabularies) -> Comparison:
    """Entries field by field, in the order they were given."""
    heads = tuple(
        Head(one.entry.slug, one.entry.title, entry_url(one.entry.slug), one.entry.summary)
        for one in records
    )
    told = [all_fields(record, vocabularies) for record in records]
    order = {key: place for place, key in enumerate(decisive(vocabularies))}
    rows = [
        make_row(fields, words=fields[0].key in vocabularies, deciding=fields[0].key in order)
        for fields in zip(*told, strict=True)
    ]
    rows.sort(key=lambda row: order.get(row.key, len(order)))
    return Comparison(heads, tuple(rows), passages(records))


def decisive(vocabularies: Vocabularies) -> tuple[str, ...]:
    """The fields that a choice rests on, in the order they are asked for."""
    return (
        *(one.key for one in vocabularies.with_role(Role.KNOWLEDGE)),
        REASON,
        DIRECTION,
        STRONGEST,
        # What it costs before whom to ask; who is behind it stands with the rest.
        *reversed([one.key for one in at(Placement.BOX) if one.key != RESPONSIBLE]),
        *(one.key for one in vocabularies.with_role(Role.DECISION)),
    )


def all_fields(record: Record, vocabularies: Vocabularies) -> tuple[FieldText, ...]:
    """Every short field, then results and sources in words, in one order for all entries."""
    return (
        *field_texts(record, vocabularies),
        *_found(record, vocabularies),
        FieldText(SOURCES, BY_KEY[SOURCES].label, tuple(map(source_line, record.entry.sources))),
    )


def _found(record: Record, vocabularies: Vocabularies) -> Iterator[FieldText]:
    """What was measured, the strongest figures, and all of them."""
    entry = record.entry
    if measured := vocabularies.get(DIRECTION):
        said = outcome(entry.terms, vocabularies) or "Ingen målt effekt"
        yield FieldText(DIRECTION, measured.label, (said,))
    best = strongest(entry, vocabularies, FIGURES)
    yield FieldText(STRONGEST, "Stærkeste tal", tuple(map(_figure, best)))
    every = findings_of(entry, vocabularies)
    yield FieldText(RESULTS, BY_KEY[RESULTS].label, tuple(map(_figure, every)))


def _figure(one: ResultText) -> str:
    return f"{one.text} [{one.kind}]"


def make_row(fields: Sequence[FieldText], *, words: bool, deciding: bool = False) -> ComparedField:
    """A row; a value is the entry's own unless every entry has it."""
    shared = set(fields[0].values).intersection(*(field.values for field in fields[1:]))
    cells = tuple(
        tuple(ComparedValue(text, text not in shared) for text in field.values) for field in fields
    )
    return ComparedField(fields[0].key, fields[0].label, cells, words, deciding)


def passages(records: Sequence[Record]) -> tuple[SectionRow, ...]:
    """The sections that any of them has: the common headings first, others after."""
    titles = dict.fromkeys(SECTIONS)
    titles.update(dict.fromkeys(part.title for one in records for part in one.entry.sections))
    found = (
        SectionRow(
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
