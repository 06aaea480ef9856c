"""The matrix as its page shows it: two facets against each other. Pure: no Flask, no HTML."""

from collections.abc import Mapping
from dataclasses import dataclass

from catalogue.model.vocabulary import Role, Vocabularies, Vocabulary
from search.values.query import Query
from search.values.results import Cell, Matrix, Named
from web.addresses.urls import entry_url, matrix_url, search_url
from web.question.facets import Chip, not_meant
from web.question.knowledge import strength
from web.question.sentence import asked
from web.question.topics import topic_of
from web.site.wording import number, quoted

ROWS, COLUMNS = "raekker", "soejler"  # the page's own parameters


@dataclass(frozen=True, slots=True)
class MatrixCell:
    """A count with its list; `best` is the strongest knowledge in it, `level` 4 to 1 or 0."""

    column: str
    count: int
    url: str
    best: str
    best_short: str
    level: int


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """A line of the table; `rest` counts entries that no column holds."""

    label: str
    url: str
    topic: str
    cells: tuple[MatrixCell, ...]
    rest: int = 0

    @property
    def empty(self) -> tuple[str, ...]:
        """The columns that nothing in the catalogue answers to."""
        return tuple(cell.column for cell in self.cells if not cell.count)


@dataclass(frozen=True, slots=True)
class Axis:
    """A vocabulary that can be a side of the table."""

    key: str
    label: str
    selected: bool


@dataclass(frozen=True, slots=True)
class Level:
    """A shade of the table and what it stands for."""

    level: int
    label: str


@dataclass(frozen=True, slots=True)
class Unplaced:
    """Entries that the table cannot hold, since they have nothing under one of its axes."""

    id: str
    label: str
    entries: tuple[tuple[str, str], ...]

    @property
    def said(self) -> str:
        """ "24 har ikke noget under Tidlig forebyggelse"."""
        return f"{number(len(self.entries))} har ikke noget under {self.label}"


@dataclass(frozen=True, slots=True)
class MatrixView:
    """The page. `counted` of the `total` stand in the table; `outside` are the others.

    `fitting` of the `total` fit the question well.
    """

    rows_label: str
    columns_label: str
    columns_key: str
    columns: tuple[tuple[str, str], ...]
    rows: tuple[MatrixRow, ...]
    row_axes: tuple[Axis, ...]
    column_axes: tuple[Axis, ...]
    legend: tuple[Level, ...]
    total: int
    fitting: int
    counted: int
    outside: tuple[Unplaced, ...]
    has_rest: bool
    asked: str
    chips: tuple[Chip, ...]
    hidden: tuple[tuple[str, str], ...]
    swap_url: str
    list_url: str
    canonical: str


def axes(vocabularies: Vocabularies) -> tuple[Vocabulary, ...]:
    """The facets that may be an axis: those with the role."""
    return tuple(v for v in vocabularies.with_role(Role.MATRIX) if v.facet)


def read_axes(
    wanted_rows: str, wanted_columns: str, vocabularies: Vocabularies
) -> tuple[Vocabulary, Vocabulary] | None:
    """The two axes: those asked for where they can be, else the first two; None without two."""
    allowed = {vocabulary.key: vocabulary for vocabulary in axes(vocabularies)}
    if len(allowed) < 2:
        return None
    first, second = tuple(allowed.values())[:2]
    rows = allowed.get(wanted_rows, first)
    columns = allowed.get(wanted_columns, second)
    if rows == columns:
        columns = next(one for one in allowed.values() if one != rows)
    return rows, columns


def make_matrix(
    query: Query,
    matrix: Matrix,
    chosen: tuple[Vocabulary, Vocabulary],
    vocabularies: Vocabularies,
    *,
    total: int,
    fitting: int,
    without: Mapping[str, tuple[Named, ...]],
) -> MatrixView:
    """The page's content.

    Args:
        query: what limits the counts.
        matrix: the counts.
        chosen: the vocabularies of the rows and columns.
        vocabularies: the catalogue's words.
        total: number of entries that the query finds.
        fitting: those of them that fit well.
        without: those of them that have nothing under each of the two.
    """
    rows, columns = chosen
    ranked = vocabularies.first_with(Role.KNOWLEDGE)
    base = query.at_page(1)
    column_keys = shown_terms(columns, matrix, query, 1)
    row_keys = shown_terms(rows, matrix, query, 0)
    return MatrixView(
        rows_label=rows.label,
        columns_label=columns.label,
        columns_key=columns.key,
        columns=tuple(
            (vocabularies.label(columns.key, key), cell_url(base, (columns.key, key)))
            for key in column_keys
        ),
        rows=tuple(
            MatrixRow(
                vocabularies.label(rows.key, row),
                cell_url(base, (rows.key, row)),
                topic_of(rows, row),
                tuple(
                    make_cell(
                        matrix.cells[row, column],
                        vocabularies.label(columns.key, column),
                        cell_url(base, (rows.key, row), (columns.key, column)),
                        ranked,
                    )
                    for column in column_keys
                ),
                matrix.rest.get(row, 0),
            )
            for row in row_keys
        ),
        row_axes=tuple(Axis(v.key, v.label, v == rows) for v in axes(vocabularies)),
        column_axes=tuple(Axis(v.key, v.label, v == columns) for v in axes(vocabularies)),
        legend=legend(ranked),
        total=total,
        fitting=fitting,
        counted=total - len({one.slug for found in without.values() for one in found}),
        outside=outside(chosen, without),
        has_rest=any(matrix.rest.get(row) for row in row_keys),
        asked=asked(query, vocabularies),
        chips=chips(base, chosen, vocabularies),
        hidden=tuple(base.pairs()),
        swap_url=with_axes(base, columns.key, rows.key),
        list_url=search_url(base),
        canonical=with_axes(base, rows.key, columns.key),
    )


def outside(
    chosen: tuple[Vocabulary, Vocabulary], without: Mapping[str, tuple[Named, ...]]
) -> tuple[Unplaced, ...]:
    """What the table leaves out, axis by axis."""
    return tuple(
        Unplaced(
            f"uden-{axis.key}",
            axis.label,
            tuple((one.title, entry_url(one.slug)) for one in without[axis.key]),
        )
        for axis in chosen
        if without[axis.key]
    )


def without_axes(query: Query, rows: Vocabulary, columns: Vocabulary) -> Query:
    """What limits the counts: choices in an axis choose its lines instead, since a list can be
    had of "gravide" in "skole", but not of those who are both "gravide" and "fædre"."""
    return query.without_facet(rows.key).without_facet(columns.key)


def shown_terms(vocabulary: Vocabulary, matrix: Matrix, query: Query, axis: int) -> tuple[str, ...]:
    """The axis' lines: the chosen ones, else all that hold anything or whose zeros explain."""
    keys = matrix.columns if axis else matrix.rows
    chosen = query.chosen(vocabulary.key)
    if chosen:
        return tuple(key for key in keys if key in chosen)
    filled = {pair[axis] for pair, cell in matrix.cells.items() if cell.count}
    return tuple(key for key in keys if vocabulary.show_zeros or key in filled)


def cell_url(query: Query, *choices: tuple[str, str]) -> str:
    """The list of the entries in a cell: the axes' own choices give way to the cell's."""
    for facet, _ in choices:
        query = query.without_facet(facet)
    for facet, term in choices:
        query = query.with_choice(facet, term)
    return search_url(query)


def make_cell(cell: Cell, column: str, url: str, ranked: Vocabulary | None) -> MatrixCell:
    """A cell with its count, its link, and how strong the best knowledge in it is."""
    term = ranked.term(cell.best) if ranked and cell.best else None
    if term is None or ranked is None:
        return MatrixCell(column, cell.count, url, "", "", 1 if cell.count else 0)
    level = strength(ranked, term.key)
    short = term.short_label
    return MatrixCell(column, cell.count, url, term.label, short, level)


def legend(ranked: Vocabulary | None) -> tuple[Level, ...]:
    """What each shade stands for, the strongest first."""
    if ranked is None:
        return ()
    found: dict[int, list[str]] = {}
    for term in ranked.terms:
        short = term.short_label
        found.setdefault(strength(ranked, term.key), []).append(short)
    return tuple(Level(level, ", ".join(labels)) for level, labels in found.items())


def chips(
    query: Query, chosen: tuple[Vocabulary, Vocabulary], vocabularies: Vocabularies
) -> tuple[Chip, ...]:
    """What limits the counts, each with the matrix without it."""
    rows, columns = chosen
    found = []
    if query.text:
        url = with_axes(query.without_text(), rows.key, columns.key)
        found.append(Chip(quoted(query.text), "søgeordet", url))
    for facet, terms in query.choices:
        for term in terms:
            url = with_axes(query.without(facet, term), rows.key, columns.key)
            found.append(Chip(vocabularies.label(facet, term), vocabularies[facet].label, url))
    for label, kept in not_meant(query, vocabularies):
        found.append(Chip(label, "forbehold", with_axes(kept, rows.key, columns.key)))
    return tuple(found)


def with_axes(query: Query, rows: str, columns: str) -> str:
    """The matrix of a question with these axes."""
    return matrix_url([(ROWS, rows), (COLUMNS, columns), *query.pairs()])
