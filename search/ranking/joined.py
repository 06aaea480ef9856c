"""Words, meaning and problems together: one score for each entry, and which of two bands it is in.

    score = W * words / best + MEANING * meaning + PROBLEMS * problems + ALIKE * alike

Words decide where few are typed (a name, a topic) and weigh less in a sentence, where people use
other words than the catalogue's. Each part is worth about 0 to 1 before its weight.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from search.index.postings import Floats
from search.meaning.opened import Meaning, Meant
from search.meaning.problems import Problems
from search.meaning.vectors import Vectors
from search.ranking.facets import Mask
from search.ranking.score import Scored
from search.understanding.reading import Reading
from search.values import weights as c
from search.values.switches import Parts


@dataclass(frozen=True, slots=True, eq=False)
class ByWords:
    """What the words say of every entry; all of shape (entries,).

    Attributes:
        score: by BM25F.
        sure: the share of the known words that the entry surely answers to, 0 to 1.
        hit: enough of them to be found by words alone.
    """

    score: Floats
    sure: Floats
    hit: Mask


@dataclass(frozen=True, slots=True, eq=False)
class Mind:
    """What a text means, and what is known of problems and who helps against them.

    Attributes:
        meant: what the text means.
        problems: all of them.
        known: words of the text that name a problem, as typed.
    """

    meant: Meant
    problems: Problems
    known: frozenset[str]


def mind_of(
    meaning: Meaning,
    text: str,
    reading: Reading,
    vector: Vectors | None,
    not_meant: Sequence[str] = (),
) -> Mind:
    """What a text means.

    Args:
        meaning: of the opened index.
        text: as typed.
        reading: the same, settled.
        vector: the model's; None for what the word table tells.
        not_meant: terms of problems that it is not about after all.
    """
    meant = meaning.of(text, reading.folded, vector, not_meant)
    known = meaning.known(reading.folded)
    typed = frozenset(word.text for word in reading.words if word.word in known)
    return Mind(meant, meaning.problems, typed)


def joined(words: ByWords, telling: int, mind: Mind | None, parts: Parts) -> Floats:
    """Every entry's score, shape (entries,).

    Args:
        words: what the words say.
        telling: how many of the words tell of a topic.
        mind: what the text means; None for words alone.
        parts: which parts are on.
    """
    best = float(words.score.max(initial=0.0))
    total = word_weight(telling) * (words.score / best if best > 0 else words.score)
    if mind is None:
        return total
    if parts.meaning:
        total = total + c.MEANING * mind.meant.near
    if parts.problems:
        total = total + c.PROBLEMS * mind.problems.help(mind.meant.heard)
        if parts.alike and telling > c.FEW_WORDS:
            total = total + c.ALIKE * _alike(total, mind.problems)
    return np.asarray(total, dtype=np.float32)


def word_weight(telling: int) -> float:
    """What the words of a query weigh, by how many of them tell of a topic."""
    if telling <= c.FEW_WORDS:
        return c.WORDS_FEW
    return c.WORDS_SOME if telling <= c.SOME_WORDS else c.WORDS_MANY


def _alike(total: Floats, problems: Problems) -> Floats:
    """How much each entry helps against what the best entries help against, 0 to 1."""
    best = np.argsort(-total, kind="stable")[: c.BEST]
    share = np.clip(total[best], 0, None)
    if not share.any() or not len(problems.all):
        return np.zeros(len(total), dtype=np.float32)
    profile = problems.profiles[:, best] @ (share / share.sum())
    found = profile @ problems.profiles
    found[best] -= share / share.sum()  # nobody is like itself
    return np.asarray(found / max(float(found.max()), 1e-6), dtype=np.float32)


def answered(scored: Sequence[Scored], mind: Mind | None) -> bool:
    """The catalogue knows enough of what was asked: a foreign topic with one known word is foreign.

    A known word counts by how much it tells and how surely it is the one; an unknown one as much as
    a rare one.
    """
    known = unknown = 0.0
    for one in scored:
        weight = c.GENERAL if one.concept.general else 1.0
        if one.known:
            known += weight * min(one.mass, c.UNKNOWN_MASS) * float(one.surety.max(initial=0.0))
        elif mind is not None and one.concept.typed in mind.known:
            known += weight * c.UNKNOWN_MASS * c.SURE
        else:
            unknown += weight * c.UNKNOWN_MASS
    return known > 0 and known >= c.LEAST_KNOWN * (known + unknown)


def bands(words: ByWords, telling: int, total: Floats, mind: Mind | None) -> tuple[Mask, Mask]:
    """Which entries fit well, and which are hits at all.

    Two pages of entries are shown when anything speaks for them; more only when much does.

    Args:
        words: what the words say.
        telling: how many of the words tell of a topic; the hits of few are those of the words.
        total: the entries' scores.
        mind: what the text means; None for words alone.
    """
    best = float(total.max(initial=0.0))
    share = total / best if best > 0 else total
    by_words = share
    if telling <= c.FEW_WORDS:
        by_words = words.score / max(float(words.score.max(initial=0.0)), 1e-6)
    some, much = (words.hit & (by_words >= least) for least in (c.SOME_BY_WORDS, c.MUCH_BY_WORDS))
    ground = words.sure >= c.SURE_OF_WORDS
    if mind is not None:
        helps, near = mind.problems.help(mind.meant.heard), mind.meant.near
        some |= ((helps >= c.HELPS_SOME) | (near >= c.NEAR)) & (share >= c.SOME)
        much |= ((helps >= c.HELPS) | (near >= c.NEAR)) & (share >= c.MUCH)
        ground |= helps >= c.HELPS_WELL
    fits = (some | much) & ground & (share >= c.GOOD) & (total > 0)
    return fits, (much | (some & _first(total, some))) & (total > 0) | fits


def _first(total: Floats, some: Mask) -> Mask:
    """The best of some entries, as many as two pages show."""
    found = np.zeros(len(total), dtype=np.bool_)
    numbers = some.nonzero()[0]
    found[numbers[np.argsort(-total[numbers], kind="stable")[: c.A_PAGE]]] = True
    return found
