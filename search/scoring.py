"""BM25F over the postings, on our side: scores of all entries at once.

A concept's ways are scored apart and do not add up: the best counts, the others a little, so
ten synonyms in passing never beat the typed word in a title. An entry's score is the sum over
concepts, lessened by what it lacks, plus words near each other, plus being called so.
"""

import math
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from search import constants as c
from search.concepts import PHRASE, TERM, TOGETHER, TYPED, Concept, Target, Way
from search.facets import Facets, Mask, to_mask
from search.fields import Field
from search.parts import ALL_PARTS, Parts
from search.postings import Floats, Ints, Postings
from search.rows import Rows, make_row_reader

_MAX_PLACES = 100_000  # past this, words are so common that standing near each other tells little


@dataclass(frozen=True, slots=True, eq=False)
class Found:
    """What a way found: the entries, the score of each, and the rows that tell why.

    Kept as long as its concept is, so only entries that were found take room.
    """

    way: Way
    entries: Ints
    scores: Floats
    targets: tuple[Target, ...]
    rows: Rows | None

    def score(self, number: int) -> float:
        """What the way gives an entry; 0 where it does not lead there."""
        at = int(np.searchsorted(self.entries, number))
        there = at < len(self.entries) and int(self.entries[at]) == number
        return float(self.scores[at]) if there else 0.0


@dataclass(frozen=True, slots=True, eq=False)
class Scored:
    """A concept scored: each entry's score, the weight of the concept, and its ways.

    `surety` is how surely each entry answers to it: the weight of its best way, 1 from a
    synonym up.
    """

    concept: Concept
    score: Floats
    mass: float
    found: tuple[Found, ...]
    surety: Floats

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
        self.rows = make_row_reader(postings, fields)
        self.concept = lru_cache(maxsize=kept(self.size))(self._concept)

    # --- One concept ---------------------------------------------------------------------------

    def _concept(self, concept: Concept) -> Scored:
        found: list[Found] = []
        dense: list[Floats] = []
        limit = math.inf
        for way in concept.ways:
            one = self.way(way, limit)
            if one is None:
                continue
            found.append(one[0])
            dense.append(one[1])
            if way.kind == TYPED:
                limit = one[2]  # no way round weighs more than the word itself
        if not found:
            nothing = np.zeros(self.size, dtype=np.float32)
            return Scored(concept, nothing, 0.0, (), nothing)
        scores = np.stack(dense)
        best = scores.max(axis=0)
        score = best + c.TIE * (scores.sum(axis=0) - best)
        matched = int(np.count_nonzero(score))
        mass = min(limit, self.rarity(matched)) if limit < math.inf else self.rarity(matched)
        mass = min(max(mass, c.MIN_MASS), c.MAX_MASS)
        sure = [min(1.0, one.way.weight / c.SURE) for one in found]
        surety = ((scores > 0) * np.array(sure, dtype=np.float32)[:, None]).max(axis=0)
        return Scored(concept, score.astype(np.float32), mass, tuple(found), surety)

    def rarity(self, entries: int) -> float:
        """How much a word that stands in so many entries tells (BM25's idf, never negative)."""
        return math.log(1 + (self.size - entries + 0.5) / (entries + 0.5))

    def way(self, way: Way, limit: float = math.inf) -> tuple[Found, Floats, float] | None:
        """Score one way: what it found, every entry's score, and the rarity it was given.

        None when it leads nowhere.

        Args:
            way: the way.
            limit: rarity it is held to, so that a rare synonym does not outweigh the word.
        """
        if way.kind == TERM:
            return self._term(way, limit)
        groups = [self.rows.rows(group) for group in way.groups]
        if way.kind == PHRASE:
            rows = self.rows.beside(groups)
        elif way.kind == TOGETHER:
            rows = self.rows.together(groups)
        else:
            rows = groups[0]
        targets = tuple(target for group in way.groups for target in group)
        if rows is None or not len(rows.row):
            return None
        counted = np.bincount(rows.document, weights=rows.weight, minlength=self.size)
        rarity = min(self.rarity(int(np.count_nonzero(counted))), limit)
        score = (way.weight * rarity * (c.K1 + 1)) * counted / (c.K1 + counted)
        return *_sparse(way, score.astype(np.float32), targets, rows), rarity

    def _term(self, way: Way, limit: float) -> tuple[Found, Floats, float] | None:
        bits = self.facets.with_term(*way.term) if way.term else 0
        if not bits:
            return None
        rarity = min(self.rarity(bits.bit_count()), limit)
        worth = c.FACET_WEIGHT * (c.K1 + 1) / (c.K1 + c.FACET_WEIGHT)
        score = to_mask(bits, self.size) * np.float32(way.weight * rarity * worth)
        return *_sparse(way, score.astype(np.float32), (), None), rarity

    # --- Several concepts ----------------------------------------------------------------------

    def matching(self, way: Way) -> Mask:
        """Entries that a way leads to."""
        found = self.way(way)
        return found[1] > 0 if found else np.zeros(self.size, dtype=np.bool_)

    def near(self, one: Scored, other: Scored) -> Floats:
        """What two concepts beside each other in a field add: most when they follow directly."""
        bonus = np.zeros(self.size, dtype=np.float32)
        first, second = _typed_rows(one), _typed_rows(other)
        if first is None or second is None:
            return bonus
        places_a, owner_a = self.rows.places(first.row)
        places_b, owner_b = self.rows.places(second.row)
        if not len(places_a) or not len(places_b) or len(places_a) + len(places_b) > _MAX_PLACES:
            return bonus
        order = np.argsort(places_b, kind="stable")
        places_b, slots_b = places_b[order], self.rows.slots(second)[owner_b[order]]
        slots_a = self.rows.slots(first)[owner_a]
        right = np.searchsorted(places_b, places_a)
        for at in (np.minimum(right, len(places_b) - 1), np.maximum(right - 1, 0)):
            apart = np.abs(places_b[at] - places_a)
            close = (apart > 0) & (apart <= c.NEAR_WINDOW) & (slots_b[at] == slots_a)
            worth = 1 - (apart[close] - 1) / c.NEAR_WINDOW
            np.maximum.at(bonus, first.document[owner_a[close]], worth.astype(np.float32))
        return bonus * np.float32(c.NEAR_BONUS * min(one.mass, other.mass))


def _typed_rows(scored: Scored) -> Rows | None:
    return next((found.rows for found in scored.found if found.way.kind == TYPED), None)


def _sparse(
    way: Way, score: Floats, targets: tuple[Target, ...], rows: Rows | None
) -> tuple[Found, Floats]:
    entries = np.flatnonzero(score).astype(np.int32)
    return Found(way, entries, score[entries], targets, rows), score


def kept(size: int) -> int:
    """How many concepts or answers to keep for a collection of so many entries."""
    return max(c.MIN_CACHED, min(c.CACHED_CONCEPTS, c.CACHED_SCORES // max(size, 1)))
