"""Rows of the postings that written words lead to: any of them, beside each other, together."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from search.index.postings import Floats, Ints, Postings
from search.ranking.facets import Mask
from search.values.ways import Group


@dataclass(frozen=True, slots=True, eq=False)
class Rows:
    """Rows of the postings that a way found.

    Attributes:
        row: their numbers.
        document: each one's entry.
        weight: what each adds to its entry.
        bounds: where the rows of each of the way's words begin, and one past the last.
        begins: the places where a phrase begins, and which of the rows each belongs to; None
            where every place of the rows counts.
    """

    row: Ints
    document: Ints
    weight: Floats
    bounds: Ints
    begins: tuple[Ints, Ints] | None = None

    def only(self, keep: Mask) -> "Rows":
        """Some of the rows."""
        kept = np.zeros(len(keep) + 1, dtype=np.int32)
        np.cumsum(keep, out=kept[1:])
        return Rows(self.row[keep], self.document[keep], self.weight[keep], kept[self.bounds])

    def words(self, some: Ints) -> Ints:
        """Which of the way's words some of the rows are of, by its place among them."""
        return np.searchsorted(self.bounds, some, side="right") - 1


@dataclass(frozen=True, slots=True, eq=False)
class RowReader:
    """Reads rows. `width` is the number of fields."""

    postings: Postings

    @property
    def size(self) -> int:
        """How many entries there are."""
        return self.postings.documents

    @property
    def width(self) -> int:
        """How many fields each entry has."""
        return int(self.postings.base.shape[1])

    def rows(self, group: Group) -> Rows:
        """The rows of any of some written words, each with what it adds to its entry."""
        p = self.postings
        words = [number for run in group for number in run.numbers]
        if len(words) == 1:
            here = p.rows(words[0])
            row = np.arange(here.start, here.stop, dtype=np.int32)
            bounds = np.array((0, len(row)), dtype=np.int32)
            weight = p.worth[here] * np.float32(group[0].factor)
            return Rows(row, p.document[here], weight, bounds)
        numbers = np.array(words, dtype=np.int64)
        begin, end = p.first_row[numbers], p.first_row[numbers + 1]
        bounds = np.zeros(len(words) + 1, dtype=np.int32)
        np.cumsum(end - begin, out=bounds[1:])
        # Each word's rows follow each other: all of them at once, without a loop over words.
        row = np.repeat(begin.astype(np.int32) - bounds[:-1], end - begin)
        row += np.arange(len(row), dtype=np.int32)
        weight = p.worth[row]
        first = 0
        for run in group:
            last = first + len(run.numbers)
            weight[bounds[first] : bounds[last]] *= np.float32(run.factor)
            first = last
        return Rows(row, p.document[row], weight, bounds)

    def beside(self, groups: Sequence[Rows]) -> Rows | None:
        """Rows of the first group's words that are followed by one of each other group."""
        slots = [self.slots(group) for group in groups]
        shared = self.sharing_a_field(slots)
        first = groups[0].only(shared[0])
        starts, owner = self.places(first.row)
        if not len(starts):
            return None
        keep = np.ones(len(starts), dtype=np.bool_)
        own = slots[0][shared[0]][owner]
        for step, (group, here, mask) in enumerate(
            zip(groups[1:], slots[1:], shared[1:], strict=True), 1
        ):
            places, place_slots = self.ordered_places(group.row[mask], here[mask])
            at = np.minimum(places.searchsorted(starts + step), len(places) - 1)
            keep &= (places[at] == starts + step) & (place_slots[at] == own)
        times = np.bincount(owner[keep], minlength=len(first.row))
        hit = times > 0
        per_time = first.weight / self.postings.count[first.row]
        told = replace(first, weight=(per_time * times).astype(np.float32)).only(hit)
        number = np.cumsum(hit) - 1
        return replace(told, begins=(starts[keep], number[owner[keep]]))

    def together(self, groups: Sequence[Rows]) -> Rows:
        """Rows of all groups in entries that have a word of each."""
        met = np.zeros(self.size, dtype=np.uint8)
        for number, group in enumerate(groups):
            met[group.document[met[group.document] == number]] = number + 1
        kept = [group.only(met[group.document] == len(groups)) for group in groups]
        before = np.cumsum([0, *(len(group.row) for group in kept[:-1])])
        bounds = [group.bounds[:-1] + start for group, start in zip(kept, before, strict=True)]
        end = [before[-1] + len(kept[-1].row)]
        # Each part tells a share of the whole.
        share = np.float32(1 / len(groups))
        return Rows(
            row=np.concatenate([group.row for group in kept]),
            document=np.concatenate([group.document for group in kept]),
            weight=np.concatenate([group.weight for group in kept]) * share,
            bounds=np.concatenate([*bounds, end]),
        )

    def sharing_a_field(self, slots: Sequence[Ints]) -> list[Mask]:
        """Which rows of each group stand in fields of entries that hold a word of every group.

        Frequent words stand in thousands of fields and seldom in the same: what is compared
        place by place is what this leaves.

        Args:
            slots: each group's, as `slots` tells them.
        """
        met = np.zeros(self.size * self.width, dtype=np.uint8)
        for number, here in enumerate(slots):
            met[here[met[here] == number] if number else here] = number + 1
        return [met[here] == len(slots) for here in slots]

    def places(self, rows: Ints) -> tuple[Ints, Ints]:
        """All places of some rows, and which of the rows each belongs to."""
        first = self.postings.first_place
        begin = first[rows].astype(np.int32)
        sizes = first[rows + 1].astype(np.int32) - begin
        owner = np.repeat(np.arange(len(rows), dtype=np.int32), sizes)
        at = np.repeat(begin - (np.cumsum(sizes, dtype=np.int32) - sizes), sizes)
        at += np.arange(len(at), dtype=np.int32)
        return self.postings.place[at], owner

    def places_of(self, rows: Rows, some: Ints) -> tuple[Ints, Ints]:
        """The places that some of the rows found, and which of the some each belongs to."""
        if rows.begins is None:
            return self.places(rows.row[some])
        places, row = rows.begins
        at = np.full(len(rows.row), -1, dtype=np.int32)
        at[some] = np.arange(len(some), dtype=np.int32)
        keep = at[row] >= 0
        return places[keep], at[row[keep]]

    def ordered_places(self, rows: Ints, slots: Ints) -> tuple[Ints, Ints]:
        """All places of some rows in order, and the slot of each."""
        places, owner = self.places(rows)
        order = places.argsort(kind="stable")
        return places[order], slots[owner[order]]

    def characters(self, places: Ints) -> tuple[Ints, Ints]:
        """The first character of each place in its field's text, and one past its last."""
        return self.postings.start[places], self.postings.end[places]

    def slots(self, rows: Rows) -> Ints:
        """One number for each row's field of its entry."""
        return rows.document * np.int32(self.width) + self.postings.field[rows.row]
