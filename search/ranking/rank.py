"""From concepts to ranked entries: nearness, names, required and excluded words.

What the words say does not depend on what the text means, so it is worked out (`worded`) while
the model still reads; `rank` joins both.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

import numpy as np

from search.index.postings import Floats, Ints
from search.language.names import known_runs
from search.language.word_lists import Stems
from search.meaning.opened import Meant
from search.ranking.facets import Mask
from search.ranking.joined import ByWords, Mind, answered, asked_weight, bands, joined
from search.ranking.score import Scored, Scorer
from search.understanding.expansion import Expander
from search.understanding.reading import Reading
from search.values import weights as c
from search.values.switches import Parts

_NO_ENTRIES = np.zeros(0, dtype=np.int32)
_NO_SCORES = np.zeros(0, dtype=np.float32)
_NO_HITS = np.zeros(0, dtype=np.bool_)


@dataclass(frozen=True, slots=True, eq=False)
class Ranked:
    """A text's answer.

    Attributes:
        entries: numbers of the entries that match, in order.
        score: theirs; None when the text asks for nothing (only a minus).
        fits: which of them fit well; the others may be relevant.
        scored: the concepts, in the order typed.
        touched: every entry's score, hit or not, shape (entries,).
        meant: what the text means; None where nothing can tell.
    """

    entries: Ints
    score: Floats | None
    fits: Mask
    scored: tuple[Scored, ...] = ()
    touched: Floats = field(default_factory=lambda: np.zeros(0, dtype=np.float32))
    meant: Meant | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Worded:
    """What the words of a text say.

    Attributes:
        reading: the text, settled.
        scored: the concepts, in the order typed.
        words: what they say of every entry.
        telling: how many of them tell of a topic.
        allowed: entries with all that is demanded and nothing that is excluded, shape (entries,).
        parts: which parts are on.
    """

    reading: Reading
    scored: tuple[Scored, ...]
    words: ByWords
    telling: int
    allowed: Mask
    parts: Parts


def everything(size: int) -> Ranked:
    """The answer to no text at all: every entry, unweighed."""
    return _unweighed(np.arange(size, dtype=np.int32))


def _unweighed(entries: Ints) -> Ranked:
    return Ranked(entries, None, np.ones(len(entries), dtype=np.bool_))


def worded(
    reading: Reading,
    expander: Expander,
    scorer: Scorer,
    names: Mapping[Stems, tuple[int, ...]],
    changed: frozenset[int] = frozenset(),
) -> Worded:
    """Score every entry for the words of a text.

    Args:
        reading: the text, settled.
        expander, scorer: of the opened index.
        names: what entries are called, as stems → their numbers.
        changed: numbers of words that a correction put there.
    """
    scored = tuple(scorer.concept(concept) for concept in expander.concepts(reading, changed))
    allowed = _allowed(reading, expander, scorer)
    for one in scored:
        if one.concept.required:
            has = np.zeros(scorer.size, dtype=np.bool_)
            has[one.entries] = True
            allowed &= has
    words = by_words(reading, scored, scorer, names)
    return Worded(reading, scored, words, telling_of(scored), allowed, scorer.parts)


def rank(asked: Worded, mind: Mind | None = None) -> Ranked:
    """Every entry's score for a text, and which of them answer.

    Args:
        asked: what its words say.
        mind: what the text means, and who helps; None for words alone.
    """
    scored, allowed = asked.scored, asked.allowed
    if not scored:
        # Nothing but exclusions is a wish for the rest; nothing but small words is no wish at all.
        only_minus = bool(asked.reading.excluded) and not asked.reading.words
        return _unweighed(allowed.nonzero()[0] if only_minus else _NO_ENTRIES)
    if all(one.concept.narrowing for one in scored):
        mind = None  # a place or an age alone means no more than it says
    total = joined(asked.words, asked.telling, mind, asked.parts).total * allowed
    meant = None if mind is None else mind.meant
    if not answered(scored, mind):
        if not any(one.known for one in scored) and not (meant and meant.sure):
            total = np.zeros_like(total)  # to nonsense nothing is near
            meant = replace(meant, clear=()) if meant else None
        return Ranked(_NO_ENTRIES, _NO_SCORES, _NO_HITS, scored, total, meant)
    fits, hit = bands(asked.words, asked.telling, total, mind)
    return Ranked(hit.nonzero()[0], total[hit], fits[hit], scored, total, meant)


def telling_of(scored: Sequence[Scored]) -> int:
    """How many of the words asked for tell of a topic; who says how many writes a sentence too."""
    return sum(not one.concept.general or one.concept.quantity for one in scored)


def by_words(
    reading: Reading,
    scored: tuple[Scored, ...],
    scorer: Scorer,
    names: Mapping[Stems, tuple[int, ...]],
) -> ByWords:
    """What the words say of every entry.

    How many of the words an entry has decides whether it is a hit, not how good: a word that it
    lacks gives it nothing, which is enough.
    """
    total = np.zeros(scorer.size, dtype=np.float32)
    sure = np.zeros(scorer.size, dtype=np.float32)
    masses = [_mass(one) for one in scored]
    for one, mass in zip(scored, masses, strict=True):
        total[one.entries] += one.score
        sure[one.entries] += one.surety * mass
    sure /= np.float32(max(sum(masses), 1e-6))
    if scorer.parts.near:
        for one, other in pairwise(scored):
            found = scorer.near(one, other)
            if found is not None:
                bonus = np.zeros(scorer.size, dtype=np.float32)
                np.maximum.at(bonus, *found)
                total += bonus
    if scorer.parts.names:
        named, bonus = _named(reading, names)
        total[named] += bonus
        sure[named] = 1.0
    several = sum(one.known for one in scored) > 1
    hit = (sure >= (c.MIN_COVERAGE if several else 0.0)) & (total > 0)
    share, other_age = _share(reading, scored, scorer.size), scorer.for_other_ages(scored)
    return ByWords(total, sure, hit, share, other_age)


def _share(reading: Reading, scored: Sequence[Scored], size: int) -> float:
    """The part of a question that the entry with most of it surely answers to, 0 to 1.

    Small words answer to nothing and weigh a little: "vil ikke i skole" is more than "skole".
    """
    small = c.SMALL_MASS * sum(word.small for word in reading.words)
    weights = [asked_weight(one) for one in scored]
    met = np.zeros(size, dtype=np.float32)
    for one, weight in zip(scored, weights, strict=True):
        met[one.entries] += weight * one.surety
    return float(met.max(initial=0.0)) / max(sum(weights) + small, 1e-6)


def _mass(one: Scored) -> float:
    """What a concept weighs in the share of the query that an entry answers to."""
    if not one.known:
        return 0.0
    narrowing = c.PLACE_MASS if one.concept.narrowing else 1.0
    return narrowing * (c.GENERAL if one.concept.general else 1.0)


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
