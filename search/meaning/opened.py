"""The meaning of a generation, opened: what a question is near, and which problems it is about.

Two spaces hold the same texts: the word table's, which is part of the index and always there,
and the model's, which follows in the background. A question is held against the model's where
its vector can be had in time, else against the table's.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from search.language.word_lists import Words
from search.meaning import passages as p
from search.meaning.problems import Problems, Split, agreed, stems_of
from search.meaning.space import Space, open_space
from search.meaning.table import WordTable
from search.meaning.vectors import Embedder, Pending, Vectors, standard
from search.values import weights as c

_NEAREST = 2  # texts of an entry that tell together how near it is
_MOST_HEARD = 3  # problems, as many as a page tells of


@dataclass(frozen=True, slots=True, eq=False)
class Meant:
    """What a question means to the catalogue.

    Attributes:
        near: how much nearer each entry is than the others are, about -1 to 1, shape (entries,).
        text: the nearest text of each entry, by its number, shape (entries,).
        answers: that text says the same as the question, shape (entries,). The nearest of all to a
            strange word is still about something else.
        nearest: how near the nearest of all texts is, by the model; 0 by the word table.
        sure: some text is so near that it is about the same, whatever words are known.
        heard: what share of the question each problem is, shape (problems,).
        clear: the problems that it is clearly about, by their numbers, the surest first.
        by_model: told by the model, not by the word table.
    """

    near: Vectors
    text: np.ndarray[Any, np.dtype[np.int64]]
    answers: np.ndarray[Any, np.dtype[np.bool_]]
    sure: bool
    heard: Vectors
    clear: tuple[int, ...] = ()
    by_model: bool = False
    nearest: float = 0.0


@dataclass(frozen=True, slots=True, eq=False)
class Meaning:
    """All that meanings are told by. Immutable; safe for threads.

    Attributes:
        texts: what is compared.
        owner: the entry of each passage, shape (passages,).
        table: the word table, and the texts by it; `rare` is what each stem counts.
        problems: all problems, and who helps.
        words, split: how a question's words are read.
        model: the texts by the model, None until they are all embedded.
        embedder: makes a question's vector for the model's space, None where there is none.
    """

    texts: p.Texts
    entries: int
    owner: np.ndarray[Any, np.dtype[np.int32]]
    table: WordTable
    by_table: Space
    rare: Mapping[str, float]
    problems: Problems
    words: Words
    split: Split
    model: Space | None = None
    embedder: Embedder | None = None

    def begin(self, text: str) -> Pending:
        """Ask for the model's vector of a question, and go on without waiting."""
        if self.model is None or self.embedder is None:
            return lambda: None
        return self.embedder.begin(text)

    def with_model(self, path: Path, embedder: Embedder) -> "Meaning":
        """The same with the model's space.

        Raises:
            OSError, ValueError: it is not there, or not of these texts.
        """
        space = open_space(path, len(self.texts.passages) + len(self.texts.sayings))
        return replace(self, model=space, embedder=embedder)

    def of(
        self,
        text: str,
        folded: Sequence[str],
        vector: Vectors | None,
        not_meant: Sequence[str] = (),
    ) -> Meant:
        """What a question means.

        Args:
            text: as typed.
            folded: its words, settled.
            vector: the model's, None for the table's answer.
            not_meant: terms of problems that it is not about after all.
        """
        nearness = self._nearness(" ".join(folded) if vector is None else text, vector)
        stems = stems_of(folded, self.words, self.split)
        count = len(self.texts.passages)
        by_model = vector is not None
        strength = self.problems.strength(
            stems, None if nearness is None else nearness[count:], by_model=by_model
        )
        for number, problem in enumerate(self.problems.all):
            if problem.term in not_meant:
                strength[number] = -np.inf
        heard = self.problems.heard(strength)
        if nearness is None:
            nothing = np.zeros(self.entries, dtype=np.float32)
            none = np.full(self.entries, -1)
            return Meant(nothing, none, none > 0, sure=False, heard=heard)
        clear = tuple(
            number
            for number in self.problems.clear(strength, by_model=by_model)
            if self.problems.tells_of(stems, number, by_model=by_model)
        )
        if by_model and len(clear) > 1:
            other = self._nearness(" ".join(folded), None)
            beside = None if other is None else other[count:]
            clear = agreed(clear, self.problems.strength(stems, beside))
        near, nearest = closest(nearness[:count], self.owner, self.entries)
        return Meant(
            near=standard(near) / np.float32(3),
            text=nearest,
            answers=answering(nearness[:count], nearest, by_model=by_model),
            sure=by_model and sure_of(nearness[:count], nearness[count:]),
            heard=heard,
            clear=clear,
            by_model=by_model,
            nearest=float(nearness.max(initial=0.0)) if by_model else 0.0,
        )

    def known(self, folded: Sequence[str], heard: Vectors) -> frozenset[str]:
        """Those of some words that name a problem.

        A compound does by one of its parts only where that problem is among the most heard:
        "opgangsballade" is, "rottebekæmpelse" is not about waste in the yard.

        Args:
            folded: the words, settled.
            heard: what share of the question each problem is, shape (problems,).
        """
        names = self.problems.names
        most = np.argsort(-heard, kind="stable")[:_MOST_HEARD]
        heard_names = frozenset().union(*(self.problems.all[at].names for at in most))
        stem = self.words.stemmer.stem
        return frozenset(
            word
            for word in folded
            if stem(word) in names
            or not heard_names.isdisjoint(stem(part) for part in self.split(word))
        )

    def weigh(self, folded: str) -> float:
        """What a word counts in the sum of a text."""
        return rarity(folded, self.words, self.rare)

    def _nearness(self, text: str, vector: Vectors | None) -> Vectors | None:
        if vector is not None and self.model is not None:
            return self.model.nearness(vector)
        by_table = self.table.text(text, self.weigh)
        return None if by_table is None else self.by_table.nearness(by_table)


def sure_of(passages: Vectors, sayings: Vectors) -> bool:
    """Some passage or saying is nearer than any is to a foreign topic.

    The word table cannot tell: it holds an Afghan for a gang.
    """
    said, told = float(sayings.max(initial=0.0)), float(passages.max(initial=0.0))
    return said >= c.SAME_SAID or told >= c.SAME_TOLD


def answering(
    nearness: Vectors, nearest: np.ndarray[Any, np.dtype[np.int64]], *, by_model: bool
) -> np.ndarray[Any, np.dtype[np.bool_]]:
    """Whose nearest text is so near that it can be said to answer the question, shape (entries,).

    Args:
        nearness: of each passage.
        nearest: each entry's nearest passage, -1 where it has none.
        by_model: by the model, not by the word table, which holds one word in common for much.
    """
    least = c.ANSWERS if by_model else c.ANSWERS_BY_TABLE
    return np.asarray((nearest >= 0) & (nearness[nearest] >= least), dtype=np.bool_)


def rarity(folded: str, words: Words, rare: Mapping[str, float]) -> float:
    """What a word counts: nothing when it is small, the more the rarer it is here."""
    if words.is_small(folded):
        return 0.0
    stem = words.stemmer.stem(folded)
    return rare.get(stem, c.MAX_MASS) * (c.GENERAL if stem in words.general else 1.0)


def closest(
    nearness: Vectors, owner: np.ndarray[Any, Any], entries: int
) -> tuple[Vectors, np.ndarray[Any, np.dtype[np.int64]]]:
    """How near each entry's nearest texts are on average, and the number of the nearest.

    Args:
        nearness: of each passage.
        owner: each one's entry; passages of an entry stand together.
        entries: how many.
    """
    begins = np.searchsorted(owner, np.arange(entries))
    counts = np.bincount(owner, minlength=entries)
    some = counts > 0
    total = np.zeros(entries, dtype=np.float32)
    nearest = np.full(entries, -1, dtype=np.int64)
    rest = nearness.copy()
    for place in range(_NEAREST):
        has = counts > place
        best = np.full(entries, -np.inf, dtype=np.float32)
        best[some] = np.maximum.reduceat(rest, begins[some])
        total[has] += best[has]
        found = (rest == best[owner]).nonzero()[0][::-1]
        first = np.full(entries, -1, dtype=np.int64)
        first[owner[found]] = found  # the first of equals is written last
        if not place:
            nearest = first
        rest[first[some]] = -np.inf
    total /= np.clip(counts, 1, _NEAREST)
    return total, nearest
