"""Whoosh's postings as plain numbers: read once by the builder, mapped by every worker.

Arrays in files of their own, opened read-only and shared between workers through the system's
page cache, so opening costs nothing, threads need no lock, and a worker never runs a pickle.

A *row* is a word in one field of one document. A *place* is a word's number in the whole
collection: fields follow each other without a gap, so two words stand beside each other when
their places do and their rows' slots (document and field) are one.
"""

from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from dataclasses import fields as dataclass_fields
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from search.index.fields import Field
from search.index.whoosh_writer import read_postings
from search.language.danish import tokens

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
        return int(self.base.shape[0])

    def rows(self, word: int) -> slice:
        """The rows of a word by its number."""
        return slice(int(self.first_row[word]), int(self.first_row[word + 1]))

    def spread(self, word: int) -> int:
        """In how many rows a word stands."""
        return int(self.first_row[word + 1] - self.first_row[word])


def open_postings(folder: Path) -> Postings:
    """Map the arrays of an index.

    Raises:
        OSError, ValueError: they are missing or broken.
    """
    return Postings(*(_map(folder / f"{field.name}.npy") for field in dataclass_fields(Postings)))


def _map(path: Path) -> Any:
    # A plain view: numpy's memmap class makes every slice cost ten times as much.
    return np.load(path, mmap_mode="r", allow_pickle=False).view(np.ndarray)


def write_postings(
    folder: Path, fields: tuple[Field, ...], texts: Sequence[Mapping[str, str]]
) -> list[str]:
    """Unpack the folder's Whoosh index beside it.

    Args:
        folder: where `whoosh_index.write_index` has written.
        fields: the fields, as they were written.
        texts: each document's text by the field's stored name, as they were written.
    Returns:
        The words in order; a word's number is its place there.
    """
    base, length, start, end = _places(fields, texts)
    number: dict[str, int] = {}
    # Tens of millions of them in a large collection: plain numbers from the start.
    word, document, field = array("I"), array("I"), array("B")
    count, place = array("H"), array("I")
    for posting in read_postings(folder, tuple(field.stored_as for field in fields)):
        word.append(number.setdefault(posting.word, len(number)))
        document.append(posting.document)
        field.append(posting.field)
        count.append(len(posting.positions))
        first = int(base[posting.document, posting.field])
        place.extend([first + position for position in posting.positions])
    found = sorted(number)
    rank = np.empty(len(found), dtype=np.int64)
    rank[[number[each] for each in found]] = np.arange(len(found))
    ranked = rank[np.asarray(word, dtype=np.int64)]
    order = np.lexsort((np.asarray(field), np.asarray(document), ranked))
    counts = np.asarray(count)[order]
    begin = np.concatenate(([0], np.cumsum(count, dtype=np.int64)[:-1]))[order] if count else order
    first_place = np.concatenate(([0], np.cumsum(counts, dtype=np.int64)))
    at = np.repeat(begin - first_place[:-1], counts) + np.arange(first_place[-1])
    documents, in_field = np.asarray(document)[order], np.asarray(field)[order]
    arrays = Postings(
        first_row=np.searchsorted(ranked[order], np.arange(len(found) + 1)).astype(np.uint32),
        document=documents.astype(np.int32),
        field=in_field,
        count=counts,
        worth=(counts * _shares(length, fields)[documents, in_field]).astype(np.float32),
        first_place=first_place.astype(np.uint32),
        place=np.asarray(place)[at].astype(np.int32),
        base=base,
        length=length,
        start=start,
        end=end,
    )
    for each in dataclass_fields(Postings):
        np.save(folder / f"{each.name}.npy", getattr(arrays, each.name), allow_pickle=False)
    return found


def _shares(length: Ints, fields: tuple[Field, ...]) -> Floats:
    """What one occurrence in each field of each entry is worth: less in a long one (BM25F)."""
    if not len(length):
        return length.astype(np.float32)
    lengths = length.astype(np.float32)
    average = np.maximum(lengths.sum(axis=0) / np.maximum(np.count_nonzero(lengths, axis=0), 1), 1)
    slope = np.asarray([field.length for field in fields], dtype=np.float32)
    weight = np.asarray([field.weight for field in fields], dtype=np.float32)
    share: Floats = (weight / (1 - slope + slope * lengths / average)).astype(np.float32)
    return share


def _places(
    fields: tuple[Field, ...], texts: Sequence[Mapping[str, str]]
) -> tuple[Ints, Ints, Ints, Ints]:
    """Where each document's field begins, how long it is, and each word's characters."""
    base = np.zeros((len(texts), len(fields)), dtype=np.int32)
    length = np.zeros((len(texts), len(fields)), dtype=np.uint16)
    starts: list[int] = []
    ends: list[int] = []
    for number, text in enumerate(texts):
        for field in fields:
            found = tokens(text.get(field.stored_as, ""))
            base[number, field.number] = len(starts)
            length[number, field.number] = len(found)
            starts += [token.start for token in found]
            ends += [token.end for token in found]
    return base, length, np.asarray(starts, dtype=np.uint32), np.asarray(ends, dtype=np.uint32)
