"""BM25F over the postings, on our side: the scores of all entries that a word leads to.

A concept's ways are scored apart and do not add up: the best counts, the others a little, so
ten synonyms in passing never beat the typed word in a title. Only entries that were reached are
ever touched, so a rare word costs the same in a hundred entries and in a hundred thousand.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from search.index.postings import Floats, Ints, Postings
from search.ranking.facets import Facets, Mask
from search.ranking.rows import RowReader, Rows
from search.values import weights as c
from search.values.switches import ALL_PARTS, Parts
from search.values.ways import PHRASE, TERM, TOGETHER, TYPED, Concept, Targets, Way

_MAX_PLACES = 100_000  # past this, words are so common that standing near each other tells little


@dataclass(frozen=True, slots=True, eq=False)
class Found:
    """What a way found: the score of each of its concept's entries, and the rows that tell why."""

    way: Way
    scores: Floats
    rows: Rows | None

    @property
    def targets(self) -> tuple[tuple[int, Targets], ...]:
        """The number of each word of the way's groups, in order, with how it was reached."""
        return tuple(
            (number, run) for group in self.way.groups for run in group for number in run.numbers
        )


@dataclass(frozen=True, slots=True, eq=False)
class Scored:
    """A concept scored.

    Attributes:
        concept: what was asked for.
        entries: numbers of all entries that any of its ways leads to, in order.
        score: theirs.
        surety: how surely each answers: the weight of its best way, 1 from a synonym up.
        mass: the weight of the concept among others.
        found: its ways that lead anywhere.
    """

    concept: Concept
    entries: Ints
    score: Floats
    surety: Floats
    mass: float
    found: tuple[Found, ...]

    @property
    def known(self) -> bool:
        """Something in the catalogue answers to it."""
        return bool(self.found)

    def place(self, number: int) -> int | None:
        """Where an entry stands among `entries`; None where it does not."""
        at = int(np.searchsorted(self.entries, number))
        there = at < len(self.entries) and int(self.entries[at]) == number
        return at if there else None


class Scorer:
    """Scores concepts. Immutable after making, but for a bounded cache that is safe for threads."""

    def __init__(self, postings: Postings, facets: Facets, parts: Parts = ALL_PARTS) -> None:
        self.postings = postings
        self.facets = facets
        self.parts = parts
        self.size = postings.documents
        self.rows = RowReader(postings)
        self._ages = self._ages_of_each()
        self.concept = lru_cache(maxsize=cache_size(self.size))(self._concept)

    def _is_age(self, way: Way) -> bool:
        if way.term is None:
            return False
        found = self.facets.vocabularies[way.term[0]].term(way.term[1])
        return found is not None and found.settings.ages is not None

    def _ages_of_each(self) -> Floats:
        """How many ages each entry is for, shape (entries,)."""
        ages = np.zeros(self.size, dtype=np.float32)
        for facet in self.facets.vocabularies.facets:
            for term in facet.terms:
                if term.settings.ages is not None:
                    ages[self.facets.entries(facet.key, term.key)] += 1
        return ages

    def _together(self, ages: Sequence[Found], entries: Ints) -> tuple[Floats, Floats]:
        """Asked ages as one way: score and surety of each of some entries.

        Who is for both of two ages that are meant half each is for the whole; who is for others too
        lacks a little of one for the asked ages alone.
        """
        asked = np.sum([one.scores > 0 for one in ages], axis=0)
        score = np.sum([one.scores for one in ages], axis=0)
        whole = max(float(one.scores.max(initial=0.0)) / one.way.weight for one in ages) * c.AGE
        alone = 1 - c.OTHER_AGES * (1 - asked / np.maximum(self._ages[entries], 1))
        sure = np.sum([_surety(one) for one in ages], axis=0)
        return np.asarray(np.minimum(score, whole) * alone), np.minimum(sure, 1.0)

    def for_other_ages(self, scored: Sequence[Scored]) -> Mask:
        """Entries that are for some ages, but for none of those asked for."""
        asked = np.zeros(self.size, dtype=np.bool_)
        ways = [
            way
            for one in scored
            if one.concept.narrowing
            for way in one.concept.ways
            if self._is_age(way)
        ]
        for way in ways:
            asked[self.matching(way)] = True
        return (self._ages > 0) & ~asked if ways else asked

    # --- One concept ---------------------------------------------------------------------------

    def _concept(self, concept: Concept) -> Scored:
        reached = [(way, *self._reached(way)) for way in concept.ways]
        reached = [one for one in reached if len(one[1])]
        if not reached:
            nothing = np.zeros(0, dtype=np.float32)
            return Scored(concept, np.zeros(0, dtype=np.int32), nothing, nothing, 0.0, ())
        entries, places = self.united([documents for _, documents, _ in reached])
        limit = math.inf
        found, ages = list[Found](), list[Found]()
        for (way, _, rows), here in zip(reached, places, strict=True):
            scores, rarity = self._scores(way, rows, here, len(entries), limit)
            (ages if self._is_age(way) else found).append(Found(way, scores, rows))
            if way.kind == TYPED:
                limit = rarity  # no way round weighs more than the word itself
        told = [(one.scores, _surety(one)) for one in found]
        if ages:
            told.append(self._together(ages, entries))
            found += ages
        score, surety = _best(told)
        mass = min(limit, self.rarity(len(entries)))
        mass = min(max(mass, c.MIN_MASS), c.MAX_MASS)
        return Scored(concept, entries, score, surety, mass, tuple(found))

    def rarity(self, entries: int) -> float:
        """How much a word that stands in so many entries tells (BM25's idf, never negative)."""
        return math.log(1 + (self.size - entries + 0.5) / (entries + 0.5))

    def united(self, documents: Sequence[Ints]) -> tuple[Ints, list[Ints]]:
        """All entries of some lists, in order, and where each list's entries stand there."""
        here = np.zeros(self.size, dtype=np.bool_)
        for one in documents:
            here[one] = True
        entries = here.nonzero()[0]
        place = np.empty(self.size, dtype=np.int32)
        place[entries] = np.arange(len(entries), dtype=np.int32)
        return entries, [place[one] for one in documents]

    def matching(self, way: Way) -> Ints:
        """Entries that a way leads to, some perhaps more than once."""
        return self._reached(way)[0]

    def _reached(self, way: Way) -> tuple[Ints, Rows | None]:
        """The entries that a way leads to, once for each row, and the rows."""
        if way.kind == TERM:
            return self.facets.entries(*way.term) if way.term else _NONE, None
        groups = [self.rows.rows(group) for group in way.groups]
        if way.kind == PHRASE:
            rows = self.rows.beside(groups)
        elif way.kind == TOGETHER:
            rows = self.rows.together(groups)
        else:
            rows = groups[0]
        return (_NONE, None) if rows is None else (rows.document, rows)

    def _scores(
        self, way: Way, rows: Rows | None, places: Ints, size: int, limit: float
    ) -> tuple[Floats, float]:
        """A way's score of each of its concept's entries, and the rarity it was given.

        Args:
            way: the way.
            rows: what it reached; None for a term.
            places: of each row's entry, among the concept's entries.
            size: how many those are.
            limit: rarity it is held to, so that a rare synonym does not outweigh the word.
        """
        if rows is None:
            rarity = min(self.rarity(size if self._is_age(way) else len(places)), limit)
            worth = c.FACET_WEIGHT * (c.K1 + 1) / (c.K1 + c.FACET_WEIGHT)
            scores = np.zeros(size, dtype=np.float32)
            scores[places] = way.weight * rarity * worth
            return scores, rarity
        counted = np.bincount(places, weights=rows.weight, minlength=size)
        rarity = min(self.rarity(int(np.count_nonzero(counted))), limit)
        factor = way.weight * rarity * (c.K1 + 1)
        return (factor * counted / (c.K1 + counted)).astype(np.float32), rarity

    # --- Several concepts ----------------------------------------------------------------------

    def near(self, one: Scored, other: Scored) -> tuple[Ints, Floats] | None:
        """What two concepts beside each other in a field add: most when they follow directly.

        Returns:
            Entries, some perhaps more than once, with what each gains; the most of them counts.
        """
        first, second = _typed_rows(one), _typed_rows(other)
        if first is None or second is None:
            return None
        slots = self.rows.slots(first), self.rows.slots(second)
        shared = self.rows.sharing_a_field(slots)
        places_a, owner_a = self.rows.places(first.row[shared[0]])
        if not len(places_a):
            return None
        slots_a = slots[0][shared[0]][owner_a]
        documents = first.document[shared[0]][owner_a]
        places_b, slots_b = self.rows.ordered_places(second.row[shared[1]], slots[1][shared[1]])
        if len(places_a) + len(places_b) > _MAX_PLACES:
            return None
        right = places_b.searchsorted(places_a)
        scale = c.NEAR_BONUS * min(one.mass, other.mass)
        found = []
        for at in (np.minimum(right, len(places_b) - 1), np.maximum(right - 1, 0)):
            apart = np.abs(places_b[at] - places_a)
            close = (apart > 0) & (apart <= c.NEAR_WINDOW) & (slots_b[at] == slots_a)
            worth = (scale * (1 - (apart[close] - 1) / c.NEAR_WINDOW)).astype(np.float32)
            found.append((documents[close], worth))
        return np.concatenate([each[0] for each in found]), np.concatenate(
            [each[1] for each in found]
        )


_NONE = np.zeros(0, dtype=np.int32)


def _best(rows: Sequence[tuple[Floats, Floats]]) -> tuple[Floats, Floats]:
    """Each entry's score by its best way and a little of the others, and how sure that way is."""
    if len(rows) == 1:
        return rows[0][0].astype(np.float32), rows[0][1].astype(np.float32)
    scores = np.array([row for row, _ in rows], dtype=np.float32)
    best = scores.max(axis=0)
    score = best + np.float32(c.TIE) * (scores.sum(axis=0) - best)
    return score, np.array([row for _, row in rows], dtype=np.float32).max(axis=0)


def _surety(found: Found) -> Floats:
    """How surely a way answers for its concept in each of the concept's entries."""
    sure = np.float32(min(1.0, found.way.weight / c.SURE))
    return np.asarray((found.scores > 0) * sure, dtype=np.float32)


def _typed_rows(scored: Scored) -> Rows | None:
    return next((found.rows for found in scored.found if found.way.kind == TYPED), None)


def cache_size(size: int) -> int:
    """How many concepts to keep for a collection of so many entries."""
    return max(c.MIN_CACHED, min(c.CACHED_CONCEPTS, c.CACHED_SCORES // max(size, 1)))
