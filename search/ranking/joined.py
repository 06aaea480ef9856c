"""Words, meaning and problems together: one score for each entry, and which of two bands it is in.

    score = WORDS * share * words / best + MEANING * meaning + PROBLEMS * problems + ALIKE * alike

and of that OF_OTHER_AGE where the entry is for other ages than those asked for.

Words decide where the catalogue has what was typed (a name, a topic) and weigh less in a sentence,
of which it has a part in other words. Each part is worth about 0 to 1 before its weight.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

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
        share: the part of the question, unknown words included, that the entry with most of it
            surely answers to, 0 to 1.
        other_age: it is for other ages than those asked for.
    """

    score: Floats
    sure: Floats
    hit: Mask
    share: float
    other_age: Mask


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
    known = meaning.known(reading.folded, meant.heard)
    typed = frozenset(word.text for word in reading.words if word.word in known)
    return Mind(meant, meaning.problems, typed)


@dataclass(frozen=True, slots=True, eq=False)
class Sum:
    """What each part gives every entry, weighed; all of shape (entries,). A part may be 0.

    `ages` is what is left of the sum: less than 1 of an entry that is for other ages only.
    """

    words: Floats
    ages: Floats
    meaning: Floats | float = 0.0
    problems: Floats | float = 0.0
    alike: Floats | float = 0.0

    @property
    def total(self) -> Floats:
        """Every entry's score, shape (entries,)."""
        total = self.words + self.meaning + self.problems + self.alike
        return np.asarray(np.where(total > 0, total * self.ages, total), dtype=np.float32)


def joined(words: ByWords, telling: int, mind: Mind | None, parts: Parts) -> Sum:
    """Every entry's score, by its parts.

    Args:
        words: what the words say.
        telling: how many of the words tell of a topic.
        mind: what the text means; None for words alone.
        parts: which parts are on.
    """
    best = float(words.score.max(initial=0.0))
    found = Sum(
        c.WORDS * words.share * (words.score / best if best > 0 else words.score),
        np.where(words.other_age, c.OF_OTHER_AGE, 1.0),
    )
    if mind is None:
        return found
    if parts.meaning:
        weight = c.MEANING if mind.meant.by_model else c.MEANING_BY_TABLE
        found = replace(found, meaning=weight * mind.meant.near)
    if parts.problems:
        found = replace(found, problems=c.PROBLEMS * mind.problems.help(mind.meant.heard))
        if parts.alike and telling > c.FEW_WORDS:
            found = replace(found, alike=c.ALIKE * _alike(found.total, mind.problems))
    return found


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


def asked_weight(one: Scored) -> float:
    """What a concept weighs in what was asked: little if general, unknown as much as rare."""
    mass = min(one.mass, c.UNKNOWN_MASS) if one.known else c.UNKNOWN_MASS
    return mass * (c.GENERAL if one.concept.general else 1.0)


def answered(scored: Sequence[Scored], mind: Mind | None) -> bool:
    """The catalogue knows enough of what was asked: a foreign topic with one known word is foreign.

    A known word counts by how much it tells and how surely it is the one; one that names a problem
    is known too. Where the model tells, what is far from all texts needs more known words.
    """
    known = unknown = 0.0
    for one in scored:
        weight = asked_weight(one)
        if one.known:
            known += weight * float(one.surety.max(initial=0.0))
        elif mind is not None and one.concept.typed in mind.known:
            known += weight * c.SURE
        else:
            unknown += weight
    if not known or not unknown:
        return known > 0
    share = known / (known + unknown)
    far = False
    if mind is not None and mind.meant.by_model:
        far = share + c.NEARNESS * mind.meant.nearest < c.LEAST_KNOWN_AND_NEAR
    return share >= c.LEAST_KNOWN and not far


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
        # How well is measured against the best: where no problem is clear, that is no measure.
        ground |= (helps >= c.HELPS_WELL) & bool(mind.meant.clear)
    fits = (some | much) & ground & (share >= c.GOOD) & (total > 0)
    return fits, (much | (some & _first(total, some))) & (total > 0) | fits


def _first(total: Floats, some: Mask) -> Mask:
    """The best of some entries, as many as two pages show."""
    found = np.zeros(len(total), dtype=np.bool_)
    numbers = some.nonzero()[0]
    found[numbers[np.argsort(-total[numbers], kind="stable")[: c.A_PAGE]]] = True
    return found
