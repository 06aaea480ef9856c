"""From concepts to ranked entries: coverage, nearness, names, required and excluded words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np

from search.index.postings import Floats, Ints
from search.language.names import known_runs
from search.language.word_lists import Stems
from search.ranking.facets import Mask
from search.ranking.score import Scored, Scorer
from search.understanding.expansion import Expander
from search.understanding.reading import Reading
from search.values import weights as c

_NO_ENTRIES = np.zeros(0, dtype=np.int32)
_NO_SCORES = np.zeros(0, dtype=np.float32)


@dataclass(frozen=True, slots=True, eq=False)
class Ranked:
    """A text's answer.

    Attributes:
        entries: numbers of the entries that match, in order.
        score: theirs; None when the text asks for nothing (only a minus).
        scored: the concepts, in the order typed.
        touched: entries that match anything of the text, even too little to be hits, in order.
        partial: theirs.
    """

    entries: Ints
    score: Floats | None
    scored: tuple[Scored, ...] = ()
    touched: Ints = field(default_factory=lambda: _NO_ENTRIES)
    partial: Floats = field(default_factory=lambda: _NO_SCORES)


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
    if not scored:
        # Nothing but exclusions is a wish for the rest; nothing but small words is no wish at all.
        only_minus = bool(reading.excluded) and not reading.words
        rest = _allowed(reading, expander, scorer).nonzero()[0] if only_minus else _NO_ENTRIES
        return Ranked(rest, None)
    named, named_bonus = _named(reading, names) if scorer.parts.names else (_NO_ENTRIES, _NO_SCORES)
    lists = [one.entries for one in scored]
    entries, places = scorer.united([*lists, named])
    total = np.zeros(len(entries), dtype=np.float32)
    met = np.zeros((2, len(entries)), dtype=np.float32)
    masses = _masses(scored)
    for one, here, mass in zip(scored, places, masses, strict=False):
        total[here] += one.score
        met[0, here] += mass
        met[1, here] += one.surety * mass
    coverage, sure = met / np.float32(sum(masses))
    if scorer.parts.coverage:
        total *= coverage**c.COVERAGE_POWER
    if scorer.parts.near:
        for one, other in pairwise(scored):
            total += _near(one, other, entries, scorer)
    total[places[-1]] += named_bonus
    hit = (sure >= _least(scored)) & (total > c.TAIL * total.max(initial=0.0)) & (total > 0)
    if reading.excluded:
        allowed = _allowed(reading, expander, scorer)[entries]
        hit &= allowed
        total *= allowed
    for one, here in zip(scored, places, strict=False):
        if one.concept.required:
            has = np.zeros(len(entries), dtype=np.bool_)
            has[here] = True
            hit &= has
    return Ranked(entries[hit], total[hit], scored, entries, total)


def _near(one: Scored, other: Scored, entries: Ints, scorer: Scorer) -> Floats:
    """What two words near each other add to each of the entries."""
    bonus = np.zeros(len(entries), dtype=np.float32)
    found = scorer.near(one, other)
    if found is not None:
        np.maximum.at(bonus, np.searchsorted(entries, found[0]), found[1])
    return bonus


def _masses(scored: Sequence[Scored]) -> list[float]:
    """What each concept weighs in the share of the query that an entry answers to.

    A word that nothing answers to weighs as the others do on average: it was meant.
    """
    known = [one.mass for one in scored if one.known]
    missing = sum(known) / len(known) if known else 1.0
    return [
        (one.mass if one.known else missing) ** c.MASS_POWER
        * (c.PLACE_MASS if one.concept.narrowing else 1.0)
        * (c.GENERAL if one.concept.general else 1.0)
        for one in scored
    ]


def _least(scored: Sequence[Scored]) -> float:
    """The least coverage that makes a hit."""
    if not all(one.known or one.concept.general for one in scored):
        return c.MIN_COVERAGE_UNKNOWN
    return c.MIN_COVERAGE.get(len(scored), c.MIN_COVERAGE_MANY)


def _allowed(reading: Reading, expander: Expander, scorer: Scorer) -> Mask:
    """All entries but those with an excluded word."""
    mask = np.ones(scorer.size, dtype=np.bool_)
    for phrase in reading.excluded:
        way = expander.excluded(phrase)
        if way is not None:
            mask[scorer.matching(way)] = False
    return mask


def _named(reading: Reading, names: Mapping[Stems, tuple[int, ...]]) -> tuple[Ints, Floats]:
    """Entries that are called what was typed, whole or as a run of its words, and what they gain.

    A run of small words names nothing, and a part of the query earns its part of the bonus.
    """
    bonus: dict[int, float] = {}
    stems = reading.stems
    telling = sum(not word.small for word in reading.words)
    for span, numbers in known_runs(stems, names):
        told = sum(not word.small for word in reading.words[span.first : span.last])
        if told or span.last - span.first == len(stems):
            worth = c.NAME_BONUS * (told / telling if telling else 1.0)
            for number in numbers:
                bonus[number] = max(bonus.get(number, 0.0), worth)
    return np.array(list(bonus), dtype=np.int32), np.array(list(bonus.values()), dtype=np.float32)
