"""Writing the postings: the entries' pieces put together into the arrays that workers map."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from dataclasses import fields as dataclass_fields
from pathlib import Path
from typing import Any

import numpy as np

from search.index.fields import SearchField
from search.index.pieces import Piece
from search.index.postings import Floats, Ints, Postings
from search.language.remembered import Strings


@dataclass(frozen=True, slots=True, eq=False)
class Together:
    """All entries' pieces, with the words of all in order.

    Attributes:
        all: each entry's, in the order of their numbers.
        strings: what they have by numbers.
        words: every word of them, in order; its number is its place.
        number: of each piece's words, piece after piece.
        first: where each piece's words begin there.
    """

    all: Sequence[Piece]
    strings: Strings
    words: list[str]
    number: Ints
    first: Ints


def put_together(pieces: Sequence[Piece], strings: Strings) -> Together:
    """Together with the words of all in order."""
    stored = joined((piece.words for piece in pieces), np.int32)
    used = strings.used(stored).tolist()
    found = sorted(zip((strings.all[number] for number in used), used, strict=True))
    rank = np.zeros(len(strings.all), dtype=np.int32)
    rank[[number for _, number in found]] = np.arange(len(found))
    first = _running(np.array([len(piece.words) for piece in pieces], dtype=np.int32))[:-1]
    return Together(pieces, strings, [word for word, _ in found], rank[stored], first)


def write_postings(folder: Path, fields: tuple[SearchField, ...], together: Together) -> None:
    """Write the arrays of an index.

    Args:
        folder: the index.
        fields: the fields that the pieces were made of.
        together: the pieces.
    """
    pieces = together.all
    length = np.zeros((len(pieces), len(fields)), dtype=np.uint16)
    for number, piece in enumerate(pieces):
        length[number] = piece.length
    rows = [len(piece.word) for piece in pieces]
    own = joined((piece.word for piece in pieces), np.int32)
    word_of_row = together.number[own + np.repeat(together.first, rows)]
    document_of_row = np.repeat(np.arange(len(pieces), dtype=np.int32), rows)
    field_of_row = joined((piece.field for piece in pieces), np.uint8)
    count_of_row = joined((piece.count for piece in pieces), np.uint16)
    base = _running(length.ravel())[:-1].reshape(length.shape).astype(np.int32)
    place = np.repeat(base[document_of_row, field_of_row], count_of_row)
    place += joined((piece.position for piece in pieces), np.int32)
    # Rows stand by entry, word, field, and shall by word, entry, field.
    order = np.argsort(word_of_row, kind="stable")
    count = count_of_row[order]
    first_place = _running(count)
    # Each row's run of places moves to where the row now stands.
    read_from = _running(count_of_row)[:-1][order]
    moved = np.repeat(read_from - first_place[:-1], count)
    moved += np.arange(len(moved), dtype=np.int32)
    document, field = document_of_row[order], field_of_row[order]
    arrays = Postings(
        first_row=_running(np.bincount(word_of_row, minlength=len(together.words))).astype(
            np.uint32
        ),
        document=document,
        field=field,
        count=count,
        worth=(count * _shares(length, fields)[document, field]).astype(np.float32),
        first_place=first_place.astype(np.uint32),
        place=place[moved],
        base=base,
        length=length,
        start=joined((piece.start for piece in pieces), np.uint32),
        end=joined((piece.end for piece in pieces), np.uint32),
    )
    for each in dataclass_fields(Postings):
        np.save(folder / f"{each.name}.npy", getattr(arrays, each.name), allow_pickle=False)


def joined(arrays: Iterable[Ints], kind: type[np.integer[Any]]) -> Any:
    """Arrays one after the other."""
    return np.concatenate([np.empty(0, dtype=kind), *arrays], dtype=kind, casting="unsafe")


def _running(counts: Ints) -> Ints:
    """Where each row's run begins when runs of these lengths follow each other, and where all end.

    Args:
        counts: lengths, one a row.
    Returns:
        One number more than there are rows; the first is 0.
    """
    return np.concatenate((np.zeros(1, np.int32), np.cumsum(counts, dtype=np.int32)))


def _shares(length: Ints, fields: tuple[SearchField, ...]) -> Floats:
    """What one occurrence in each field of each entry is worth: less in a long one (BM25F)."""
    if not len(length):
        return length.astype(np.float32)
    lengths = length.astype(np.float32)
    average = np.maximum(lengths.sum(axis=0) / np.maximum(np.count_nonzero(lengths, axis=0), 1), 1)
    slope = np.asarray([field.length for field in fields], dtype=np.float32)
    weight = np.asarray([field.weight for field in fields], dtype=np.float32)
    share: Floats = (weight / (1 - slope + slope * lengths / average)).astype(np.float32)
    return share
