"""Whoosh's postings as plain numbers: written by the builder, mapped by every worker.

Arrays in files of their own, opened read-only and shared between workers through the system's
page cache, so opening costs nothing, threads need no lock, and a worker never runs a pickle.

Numbers, here and in the rooms above, all from 0 and never mixed:

- an *entry* (Whoosh: document) number is its place in the overview's `slugs`;
- a *word* number is its place in `Lexicon.words`, a *field* number that of a `SearchField`;
- a *row* is a word in one field of one entry: the index of `document`, `field` and `count`;
- a *slot* is a field of an entry: entry number × number of fields + field number;
- a *place* is a word's number in the whole collection: fields follow each other without a gap,
  so two words stand beside each other when their places differ by one and their slots are one.
"""

from dataclasses import dataclass
from dataclasses import fields as dataclass_fields
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.integer[Any]]
Floats = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True, eq=False)
class Postings:
    """The arrays of an index.

    Attributes:
        first_row: row where each word (by its number) begins, and one past the last.
        document, field, count: of each row.
        worth: what each row adds to its entry: the count by the field's weight, less in a long one.
        first_place: where each row's places begin in `place`, and one past the last.
        place: places of all rows.
        base: place of the first word of each document's field, [documents, fields].
        length: words in each document's field, [documents, fields].
        start, end: characters of each place in its field's text.
    """

    first_row: Ints
    document: Ints
    field: Ints
    count: Ints
    worth: Floats
    first_place: Ints
    place: Ints
    base: Ints
    length: Ints
    start: Ints
    end: Ints

    @property
    def documents(self) -> int:
        """How many entries there are."""
        return int(self.base.shape[0])

    def rows(self, word: int) -> slice:
        """The rows of a word by its number."""
        return slice(int(self.first_row[word]), int(self.first_row[word + 1]))


def open_postings(folder: Path) -> Postings:
    """Map the arrays of an index.

    Raises:
        OSError, ValueError: they are missing or broken.
    """
    return Postings(*(_map(folder / f"{field.name}.npy") for field in dataclass_fields(Postings)))


def _map(path: Path) -> Any:
    # A plain view: numpy's memmap class makes every slice cost ten times as much.
    return np.load(path, mmap_mode="r", allow_pickle=False).view(np.ndarray)
