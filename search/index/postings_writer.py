"""Writing the postings: Whoosh's index unpacked, once, into the arrays that workers map."""

from array import array
from collections.abc import Mapping, Sequence
from dataclasses import fields as dataclass_fields
from pathlib import Path

import numpy as np

from search.index.fields import Field
from search.index.postings import Floats, Ints, Postings
from search.index.whoosh_writer import read_postings
from search.language.danish import tokens


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
