"""Rows of the postings that written words lead to: any of them, beside each other, together."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from search.concepts import Target
from search.fields import Field
from search.postings import Floats, Ints, Postings


@dataclass(frozen=True, slots=True, eq=False)
class Rows:
    """Rows of the postings that a way found: document, field, weight, and the target's number."""

    row: Ints
    document: Ints
    field: Ints
    weight: Floats
    target: Ints


@dataclass(frozen=True, slots=True, eq=False)
class RowReader:
    """Reads rows. `share` is what one occurrence in each field of each entry is worth."""

    postings: Postings
    share: Floats

    @property
    def size(self) -> int:
        return self.postings.documents

    @property
    def width(self) -> int:
        return int(self.share.shape[1])

    def rows(self, targets: Sequence[Target]) -> Rows:
        """The rows of some written words, each with what it adds to its entry."""
        p = self.postings
        numbers = np.fromiter((target.number for target in targets), np.int64, len(targets))
        begin = p.first_row[numbers].astype(np.int64)
        sizes = p.first_row[numbers + 1].astype(np.int64) - begin
        # Each word's rows follow each other: all of them at once, without a loop over words.
        before = np.cumsum(sizes) - sizes
        row = np.arange(int(sizes.sum())) + np.repeat(begin - before, sizes)
        document, field = p.document[row], p.field[row]
        factor = np.repeat(
            np.asarray([target.factor for target in targets], dtype=np.float32), sizes
        )
        share = self.share[document, field]
        weight = factor * p.count[row] * share
        target = np.repeat(np.arange(len(targets), dtype=np.int32), sizes)
        return Rows(row.astype(np.int32), document, field, weight, target)

    def beside(self, groups: list[Rows]) -> Rows | None:
        """Rows of the first group's words that are followed by one of each other group."""
        starts, owner = self.places(groups[0].row)
        keep = np.ones(len(starts), dtype=np.bool_)
        slots = self.slots(groups[0])[owner]
        for step, group in enumerate(groups[1:], 1):
            places, inner = self.places(group.row)
            order = np.argsort(places, kind="stable")
            places, inner_slots = places[order], self.slots(group)[inner[order]]
            at = np.minimum(np.searchsorted(places, starts + step), max(len(places) - 1, 0))
            if not len(places):
                return None
            keep &= (places[at] == starts + step) & (inner_slots[at] == slots)
        times = np.bincount(owner[keep], minlength=len(groups[0].row))
        hit = times > 0
        first = groups[0]
        per_time = first.weight / np.maximum(self.postings.count[first.row], 1)
        weight = (per_time * times).astype(np.float32)
        return Rows(
            first.row[hit], first.document[hit], first.field[hit], weight[hit], first.target[hit]
        )

    def together(self, groups: list[Rows]) -> Rows | None:
        """Rows of all groups in entries that have a word of each."""
        everywhere = np.ones(self.size, dtype=np.bool_)
        for group in groups:
            here = np.zeros(self.size, dtype=np.bool_)
            here[group.document] = True
            everywhere &= here
        offsets = np.cumsum([0, *(int(group.target.max(initial=-1)) + 1 for group in groups[:-1])])
        row = np.concatenate([group.row for group in groups])
        document = np.concatenate([group.document for group in groups])
        field = np.concatenate([group.field for group in groups])
        # Each part tells a share of the whole.
        weight = np.concatenate([group.weight for group in groups]) / np.float32(len(groups))
        target = np.concatenate(
            [group.target + offset for group, offset in zip(groups, offsets, strict=True)]
        )
        keep = everywhere[document]
        return Rows(row[keep], document[keep], field[keep], weight[keep], target[keep])

    def places(self, rows: Ints) -> tuple[Ints, Ints]:
        """All places of some rows, and which of the rows each belongs to."""
        first = self.postings.first_place
        begin, end = first[rows].astype(np.int64), first[rows + 1].astype(np.int64)
        sizes = end - begin
        owner = np.repeat(np.arange(len(rows)), sizes)
        shift = (
            np.repeat(begin - np.concatenate(([0], np.cumsum(sizes)[:-1])), sizes)
            if len(rows)
            else sizes
        )
        return self.postings.place[np.arange(len(owner)) + shift].astype(np.int64), owner

    def slots(self, rows: Rows) -> Ints:
        return rows.document.astype(np.int64) * self.width + rows.field


def make_row_reader(postings: Postings, fields: tuple[Field, ...]) -> RowReader:
    """A reader that weighs words by these fields."""
    return RowReader(postings, _shares(postings, fields))


def _shares(postings: Postings, fields: tuple[Field, ...]) -> Floats:
    """What one occurrence in each field of each entry is worth: less in a long one."""
    length = postings.length.astype(np.float32)
    if not len(length):
        return length
    average = np.maximum(length.sum(axis=0) / np.maximum(np.count_nonzero(length, axis=0), 1), 1)
    slope = np.asarray([field.length for field in fields], dtype=np.float32)
    weight = np.asarray([field.weight for field in fields], dtype=np.float32)
    share: Floats = (weight / (1 - slope + slope * length / average)).astype(np.float32)
    return share
