"""Writing the postings: Whoosh's index unpacked, once, into the arrays that workers map."""

from array import array
from collections.abc import Mapping, Sequence
from dataclasses import fields as dataclass_fields
from pathlib import Path

import numpy as np

from search.index.fields import SearchField
from search.index.postings import Floats, Ints, Postings
from search.index.whoosh_writer import read_postings
from search.language.danish import tokens


def write_postings(
    folder: Path, fields: tuple[SearchField, ...], texts: Sequence[Mapping[str, str]]
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
    # A word's number was given at first sight; from here on it is its place in the alphabet.
    alphabetical = np.empty(len(found), dtype=np.int64)
    alphabetical[[number[each] for each in found]] = np.arange(len(found))
    word_of_row = alphabetical[np.asarray(word, dtype=np.int64)]
    # The rows' final order: by word, then entry, then field. Row r was read as number order[r].
    order = np.lexsort((np.asarray(field), np.asarray(document), word_of_row))
    counts = np.asarray(count)[order]
    first_place = _running(counts)
    # Places were read row after row, so each row's run of them moves to where its row now stands.
    read_from = _running(np.asarray(count))[:-1][order]
    moved = np.repeat(read_from - first_place[:-1], counts)
    places = np.asarray(place)[moved + np.arange(first_place[-1])]
    documents, in_field = np.asarray(document)[order], np.asarray(field)[order]
    arrays = Postings(
        first_row=np.searchsorted(word_of_row[order], np.arange(len(found) + 1)).astype(np.uint32),
        document=documents.astype(np.int32),
        field=in_field,
        count=counts,
        worth=(counts * _shares(length, fields)[documents, in_field]).astype(np.float32),
        first_place=first_place.astype(np.uint32),
        place=places.astype(np.int32),
        base=base,
        length=length,
        start=start,
        end=end,
    )
    for each in dataclass_fields(Postings):
        np.save(folder / f"{each.name}.npy", getattr(arrays, each.name), allow_pickle=False)
    return found


def _running(counts: Ints) -> Ints:
    """Where each row's run begins when runs of these lengths follow each other, and where all end.

    Args:
        counts: lengths, one a row.
    Returns:
        One number more than there are rows; the first is 0.
    """
    return np.concatenate(([0], np.cumsum(counts, dtype=np.int64)))


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


def _places(
    fields: tuple[SearchField, ...], texts: Sequence[Mapping[str, str]]
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
