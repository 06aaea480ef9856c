"""From concepts to ranked entries: coverage, nearness, names, required and excluded words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from search import constants as c
from search.expansion import Expander
from search.facets import Mask
from search.phrases import runs
from search.postings import Floats
from search.scoring import Scored, Scorer
from search.understanding import Reading
from search.words import Stems


@dataclass(frozen=True, slots=True, eq=False)
class Ranked:
    """A text's answer over all entries.

    Attributes:
        mask: entries that match.
        score: their scores; None when the text asks for nothing (only a minus).
        scored: the concepts, in the order typed.
        partial: scores of all entries, those too that match too little to be hits.
    """

    mask: Mask
    score: Floats | None
    scored: tuple[Scored, ...]
    partial: Floats | None = None


def rank(
    reading: Reading,
    expander: Expander,
    scorer: Scorer,
    names: Mapping[Stems, tuple[int, ...]],
    changed: frozenset[int] = frozenset(),
) -> Ranked:
    """Score every entry for a query's text.

    Args:
        reading: the text, settled.
        expander, scorer: of the opened index.
        names: what entries are called, as stems → their numbers.
        changed: numbers of words that a correction put there.
    """
    scored = tuple(scorer.concept(concept) for concept in expander.concepts(reading, changed))
    return _combined(reading, scored, expander, scorer, names)


def _combined(
    reading: Reading,
    scored: tuple[Scored, ...],
    expander: Expander,
    scorer: Scorer,
    names: Mapping[Stems, tuple[int, ...]],
) -> Ranked:
    excluded = _excluded(reading, expander, scorer)
    if not scored:
        # Nothing but exclusions is a wish for the rest; nothing but small words is no wish at all.
        only_minus = bool(reading.excluded) and not reading.words
        mask = ~excluded if only_minus else np.zeros(scorer.size, dtype=np.bool_)
        return Ranked(mask, None, ())
    coverage = _coverage(scored, tuple(one.score > 0 for one in scored))
    total = np.sum([one.score for one in scored], axis=0, dtype=np.float32)
    if scorer.parts.coverage:
        total = total * coverage**c.COVERAGE_POWER
    if scorer.parts.near:
        for one, other in pairwise(scored):
            total = total + scorer.near(one, other)
    if scorer.parts.names:
        total = total + _named(reading, names, scorer)
    sure = _coverage(scored, tuple(one.surety for one in scored))
    mask = (
        (sure >= _least(scored))
        & (total > c.TAIL * total.max(initial=0.0))
        & (total > 0)
        & ~excluded
    )
    for one in scored:
        if one.concept.required:
            mask &= one.score > 0
    return Ranked(mask, np.where(mask, total, 0).astype(np.float32), scored, total * ~excluded)


def _coverage(scored: Sequence[Scored], met_by: Sequence[Floats | Mask]) -> Floats:
    """The share of the query's weight that each entry answers to.

    Args:
        scored: the concepts.
        met_by: for each concept, how far each entry meets it, from 0 to 1.

    A word that nothing answers to weighs as the others do on average: it was meant.
    """
    known = [one.mass for one in scored if one.known]
    missing = sum(known) / len(known) if known else 1.0
    masses = [
        (one.mass if one.known else missing) ** c.MASS_POWER
        * (c.PLACE_MASS if one.concept.narrowing else 1.0)
        for one in scored
    ]
    met = np.zeros(len(scored[0].score), dtype=np.float32)
    for share, mass in zip(met_by, masses, strict=True):
        met += share * np.float32(mass)
    return met / np.float32(sum(masses))


def _least(scored: Sequence[Scored]) -> float:
    """The least coverage that makes a hit."""
    if not all(one.known for one in scored):
        return c.MIN_COVERAGE_UNKNOWN
    return c.MIN_COVERAGE.get(len(scored), c.MIN_COVERAGE_MANY)


def _excluded(reading: Reading, expander: Expander, scorer: Scorer) -> Mask:
    mask = np.zeros(scorer.size, dtype=np.bool_)
    for phrase in reading.excluded:
        way = expander.excluded(phrase)
        if way is not None:
            mask |= scorer.matching(way)
    return mask


def _named(reading: Reading, names: Mapping[Stems, tuple[int, ...]], scorer: Scorer) -> Floats:
    """What entries gain from being called what was typed, whole or as a run of its words.

    A run of small words names nothing, and a part of the query earns its part of the bonus.
    """
    bonus = np.zeros(scorer.size, dtype=np.float32)
    stems = reading.stems
    telling = sum(not word.small for word in reading.words)
    for span, run in runs(stems):
        numbers = names.get(run, ())
        told = sum(not word.small for word in reading.words[span.first : span.last])
        if numbers and (told or len(run) == len(stems)):
            share = told / telling if telling else 1.0
            worth = np.float32(c.NAME_BONUS * share)
            for number in numbers:
                bonus[number] = max(bonus[number], worth)
    return bonus
