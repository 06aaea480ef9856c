"""BM25F over the postings, on our side: scores of all entries at once.

A concept's ways are scored apart and do not add up: the best counts, the others a little, so
ten synonyms in passing never beat the typed word in a title. An entry's score is the sum over
concepts, lessened by what it lacks, plus words near each other, plus being called so.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
import numpy.typing as npt

from search import constants as c
from search.concepts import PHRASE, TERM, TOGETHER, TYPED, Concept, Target, Way
from search.expansion import ALL_PARTS, Parts
from search.facets import Facets, Mask, to_mask
from search.fields import Field
from search.postings import Floats, Ints, Postings

_MAX_PLACES = 300_000


@dataclass(frozen=True, slots=True, eq=False)
class Rows:
    """Rows of the postings that a way found: document, field, weight, and the target's number."""

    row: Ints
    document: Ints
    field: Ints
    weight: Floats
    target: Ints


@dataclass(frozen=True, slots=True, eq=False)
class Found:
    """What a way found: each entry's score, and the rows that tell why."""

    way: Way
    score: Floats
    targets: tuple[Target, ...]
    rows: Rows | None


@dataclass(frozen=True, slots=True, eq=False)
class Scored:
    """A concept scored: each entry's score, the weight of the concept, and its ways."""

    concept: Concept
    score: Floats
    mass: float
    found: tuple[Found, ...]

    @property
    def known(self) -> bool:
        """Something in the catalogue answers to it."""
        return bool(self.found)


class Scorer:
    """Scores concepts. Immutable after making, but for a bounded cache that is safe for threads."""

    def __init__(
        self,
        postings: Postings,
        fields: tuple[Field, ...],
        facets: Facets,
        parts: Parts = ALL_PARTS,
    ) -> None:
        self.postings = postings
        self.facets = facets
        self.parts = parts
        self.size = postings.documents
        self.width = len(fields)
        self._share = _shares(postings, fields)
        self.weights = np.asarray([field.weight for field in fields], dtype=np.float32)
        self.concept = lru_cache(maxsize=c.CACHED_CONCEPTS)(self._concept)

    # --- One concept ---------------------------------------------------------------------------

    def _concept(self, concept: Concept) -> Scored:
        found: list[Found] = []
        limit = math.inf
        for way in concept.ways:
            one = self.way(way, limit)
            if one is None:
                continue
            found.append(one[0])
            if way.kind == TYPED:
                limit = one[1]  # no way round weighs more than the word itself
        if not found:
            return Scored(concept, np.zeros(self.size, dtype=np.float32), 0.0, ())
        scores = np.stack([one.score for one in found])
        best = scores.max(axis=0)
        score = best + c.TIE * (scores.sum(axis=0) - best)
        matched = int(np.count_nonzero(score))
        mass = min(limit, self.rarity(matched)) if limit < math.inf else self.rarity(matched)
        mass = min(max(mass, c.MIN_MASS), c.MAX_MASS)
        if concept.narrowing:
            mass *= c.PLACE_MASS
        return Scored(concept, score.astype(np.float32), mass, tuple(found))

    def rarity(self, entries: int) -> float:
        """How much a word that stands in so many entries tells (BM25's idf, never negative)."""
        return math.log(1 + (self.size - entries + 0.5) / (entries + 0.5))

    def way(self, way: Way, limit: float = math.inf) -> tuple[Found, float] | None:
        """Score one way, with the rarity it was given; None when it leads nowhere.

        Args:
            way: the way.
            limit: rarity it is held to, so that a rare synonym does not outweigh the word.
        """
        if way.kind == TERM:
            return self._term(way, limit)
        groups = [self.rows(group) for group in way.groups]
        if way.kind == PHRASE:
            rows = self._beside(groups)
        elif way.kind == TOGETHER:
            rows = self._together(groups)
        else:
            rows = groups[0]
        targets = tuple(target for group in way.groups for target in group)
        if rows is None or not len(rows.row):
            return None
        counted = np.bincount(rows.document, weights=rows.weight, minlength=self.size)
        rarity = min(self.rarity(int(np.count_nonzero(counted))), limit)
        score = (way.weight * rarity * (c.K1 + 1)) * counted / (c.K1 + counted)
        return Found(way, score.astype(np.float32), targets, rows), rarity

    def _term(self, way: Way, limit: float) -> tuple[Found, float] | None:
        bits = self.facets.with_term(*way.term) if way.term else 0
        if not bits:
            return None
        rarity = min(self.rarity(bits.bit_count()), limit)
        worth = c.FACET_WEIGHT * (c.K1 + 1) / (c.K1 + c.FACET_WEIGHT)
        score = to_mask(bits, self.size) * np.float32(way.weight * rarity * worth)
        return Found(way, score.astype(np.float32), (), None), rarity

    # --- Rows ----------------------------------------------------------------------------------

    def rows(self, targets: Sequence[Target]) -> Rows:
        """The rows of some written words, each with what it adds to its entry."""
        p = self.postings
        slices = [p.rows(target.number) for target in targets]
        sizes = [found.stop - found.start for found in slices]
        row = np.concatenate([np.arange(found.start, found.stop) for found in slices])
        document, field = p.document[row], p.field[row]
        factor = np.repeat(
            np.asarray([target.factor for target in targets], dtype=np.float32), sizes
        )
        share = self._share[document, field]
        weight = factor * p.count[row] * share
        return Rows(row, document, field, weight, np.repeat(np.arange(len(targets)), sizes))

    def _beside(self, groups: list[Rows]) -> Rows | None:
        """Rows of the first group's words that are followed by one of each other group."""
        starts, owner = self.places(groups[0].row)
        keep = np.ones(len(starts), dtype=np.bool_)
        slots = self._slots(groups[0])[owner]
        for step, group in enumerate(groups[1:], 1):
            places, inner = self.places(group.row)
            order = np.argsort(places, kind="stable")
            places, inner_slots = places[order], self._slots(group)[inner[order]]
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

    def _together(self, groups: list[Rows]) -> Rows | None:
        """Rows of all groups in entries that have a word of each."""
        everywhere = np.ones(self.size, dtype=np.bool_)
        for group in groups:
            here = np.zeros(self.size, dtype=np.bool_)
            here[group.document] = True
            everywhere &= here
        offsets = np.cumsum([0, *(int(group.target.max(initial=-1)) + 1 for group in groups[:-1])])
        parts: list[npt.NDArray[Any]] = []
        for name in ("row", "document", "field", "weight"):
            parts.append(np.concatenate([getattr(group, name) for group in groups]))
        target = np.concatenate(
            [group.target + offset for group, offset in zip(groups, offsets, strict=True)]
        )
        keep = everywhere[parts[1]]
        # Each part tells a share of the whole.
        return Rows(
            parts[0][keep],
            parts[1][keep],
            parts[2][keep],
            parts[3][keep] / len(groups),
            target[keep],
        )

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

    def _slots(self, rows: Rows) -> Ints:
        return rows.document.astype(np.int64) * self.width + rows.field

    # --- Several concepts ----------------------------------------------------------------------

    def matching(self, way: Way) -> Mask:
        """Entries that a way leads to."""
        found = self.way(way)
        return found[0].score > 0 if found else np.zeros(self.size, dtype=np.bool_)

    def near(self, one: Scored, other: Scored) -> Floats:
        """What two concepts beside each other in a field add: most when they follow directly."""
        bonus = np.zeros(self.size, dtype=np.float32)
        first, second = _typed_rows(one), _typed_rows(other)
        if first is None or second is None:
            return bonus
        places_a, owner_a = self.places(first.row)
        places_b, owner_b = self.places(second.row)
        if not len(places_a) or not len(places_b) or len(places_a) + len(places_b) > _MAX_PLACES:
            return bonus
        order = np.argsort(places_b, kind="stable")
        places_b, slots_b = places_b[order], self._slots(second)[owner_b[order]]
        slots_a = self._slots(first)[owner_a]
        right = np.searchsorted(places_b, places_a)
        for at in (np.minimum(right, len(places_b) - 1), np.maximum(right - 1, 0)):
            apart = np.abs(places_b[at] - places_a)
            close = (apart > 0) & (apart <= c.NEAR_WINDOW) & (slots_b[at] == slots_a)
            worth = 1 - (apart[close] - 1) / c.NEAR_WINDOW
            np.maximum.at(bonus, first.document[owner_a[close]], worth.astype(np.float32))
        return bonus * np.float32(c.NEAR_BONUS * min(one.mass, other.mass))


def _typed_rows(scored: Scored) -> Rows | None:
    return next((found.rows for found in scored.found if found.way.kind == TYPED), None)


def _shares(postings: Postings, fields: tuple[Field, ...]) -> Floats:
    """What one occurrence in each field of each entry is worth: the field's weight, less in a long one."""
    length = postings.length.astype(np.float32)
    if not len(length):
        return length
    average = np.maximum(length.sum(axis=0) / np.maximum(np.count_nonzero(length, axis=0), 1), 1)
    slope = np.asarray([field.length for field in fields], dtype=np.float32)
    weight = np.asarray([field.weight for field in fields], dtype=np.float32)
    return (weight / (1 - slope + slope * length / average)).astype(np.float32)
