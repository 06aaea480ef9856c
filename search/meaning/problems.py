"""Which problems a question is about: those whose sayings it resembles, in words and meaning.

A problem is a term of a graded vocabulary (`udfordring`): it has a sentence, ways to say it and
words, and entries say of it how well they help (3 its core, 2 clearly, 1 touches it). What is
said is matched and never shown.
"""

import math
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from catalogue.model.vocabulary import Term, Vocabularies
from search.language.danish import words as words_of
from search.language.word_lists import Words
from search.meaning.passages import Saying
from search.meaning.vectors import Vectors, standard
from search.values.weights import GENERAL

# What each grade is worth.
GRADES = {1: 0.4, 2: 0.65, 3: 1.0}
_LABEL, _SENTENCE, _EXAMPLE, _WORD = 2.0, 1.0, 1.0, 1.5  # what a word counts in each
_PART = 0.5  # a part of a compound, beside the whole
_RUN, _RUNS = 0.4, (2, 3, 4)  # words in a row, small ones too, one of them telling: "ikke i skole"
_NAMED = 2.0  # spreads that a problem's own name of several words adds: "vil ikke i skole"
_K1, _B = 1.2, 0.4
# What words in common count beside nearness, which the table tells less well than the model. Of a
# short need ("vi mangler en tolk") nearness hears the shape, and its one word tells more.
_WORDS_BESIDE_MODEL, _WORDS_BESIDE_TABLE = 0.11, 0.55
# How many problems are heard, and how soon the next best fades.
_HEARD, _FADES = 10, 1.6
# From what strength a problem is told of, what share of the strongest, and how many at most.
# At 0.6 of the strongest, half of the second and third were none of the need's.
_CLEAR_BY_MODEL, _CLEAR_BY_TABLE, _CLEAR_SHARE, _TOLD = 3.1, 6.0, 0.8, 3
# What the word table must say of a problem that the model tells of beside the surest: "de samme tre
# laver alt" is near "Ikke råd til fritid" to the model alone.
_AGREED = 2.5

Split = Callable[[str], tuple[str, ...]]
Weights = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Problem:
    """A problem, and what each stem of a question tells of its being the one.

    Attributes:
        words: stem → weight.
        names: stems of its label and words, and those of several words whole: a question with one
            of them is known here.
    """

    facet: str
    term: str
    words: Weights
    names: frozenset[str]


@dataclass(frozen=True, slots=True, eq=False)
class Problems:
    """All problems with the entries that help against them.

    Attributes:
        all: in the vocabularies' order.
        grades: what each entry's grade is worth, shape (problems, entries), 0 to 1.
        sayings: which problem each saying belongs to, shape (sayings,).
        profiles: the grades of each entry with length one, shape (problems, entries).
        names: stems that name any of them.
        rare: what each counts: one that half the entries help against tells little.
        by_stem: stem → the problems that it tells of, by number, and how much.
    """

    all: tuple[Problem, ...]
    grades: Vectors
    sayings: np.ndarray[Any, np.dtype[np.int32]]
    profiles: Vectors
    names: frozenset[str]
    rare: Vectors
    by_stem: Mapping[str, Sequence[tuple[int, float]]]

    def strength(
        self, stems: Weights, nearness: Vectors | None, *, by_model: bool = False
    ) -> Vectors:
        """How much a question is about each problem, shape (problems,).

        In spreads of all problems: 0 is no more than any, 2 is clearly.

        Args:
            stems: of the question's words and their parts → what each counts.
            nearness: of each saying to the question; None without meaning.
            by_model: the model told so, whose word is good where the table's is fair.
        """
        told = [0.0] * len(self.all)
        for stem, weight in stems.items():
            for number, worth in self.by_stem.get(stem, ()):
                told[number] += weight * worth
        by_words = np.array(told, dtype=np.float32)
        if nearness is None:
            return by_words
        near = standard(best_two(nearness, self.sayings, len(self.all)))
        runs = {stem for stem in stems if " " in stem}
        near += [_NAMED * (not problem.names.isdisjoint(runs)) for problem in self.all]
        return near + by_words * (_WORDS_BESIDE_MODEL if by_model else _WORDS_BESIDE_TABLE)

    def heard(self, strength: Vectors) -> Vectors:
        """What share of the question each problem is, shape (problems,): a few, fading fast."""
        found = np.zeros(len(strength), dtype=np.float32)
        best = np.argsort(-strength, kind="stable")[:_HEARD]
        best = best[strength[best] > 0]
        if len(best):
            share = np.exp((strength[best] - strength[best[0]]) / _FADES)
            found[best] = share / share.sum()
        return found

    def clear(self, strength: Vectors, *, by_model: bool) -> tuple[int, ...]:
        """The problems that a question is clearly about, by their numbers: few, the surest first.

        Args:
            strength: of each problem.
            by_model: the model told so; the table's word must be the stronger.
        """
        least = max(
            _CLEAR_BY_MODEL if by_model else _CLEAR_BY_TABLE,
            _CLEAR_SHARE * float(strength.max(initial=0.0)),
        )
        best = np.argsort(-strength, kind="stable")[:_TOLD]
        return tuple(int(number) for number in best if strength[number] >= least)

    def tells_of(self, stems: Weights, number: int, *, by_model: bool) -> bool:
        """A question's words say something of a problem, or name it.

        By the table more than one of several must: "ansøgning til fonden om sprog" has "ansøgning"
        in common with looking for a job. Without any, the model only guesses: "sms" is no hash.
        """
        problem = self.all[number]
        if not problem.names.isdisjoint(stems):
            return True
        telling = {stem for stem, weight in stems.items() if weight > GENERAL}
        alone = sum(" " not in stem for stem in telling) == 1
        return len(telling & problem.words.keys()) >= (1 if by_model or alone else 2)

    def help(self, heard: Vectors) -> Vectors:
        """How well each entry helps against what was heard, 0 to 1, shape (entries,)."""
        found = (heard * self.rare) @ self.grades
        best = found.max(initial=0.0)
        return np.asarray(found / best if best > 0 else found, dtype=np.float32)


def telling_stems(problems: Iterable[Problem]) -> Mapping[str, Sequence[tuple[int, float]]]:
    """Stem → the problems that it tells of, by number, and how much."""
    found: dict[str, list[tuple[int, float]]] = {}
    for number, problem in enumerate(problems):
        for stem, worth in problem.words.items():
            found.setdefault(stem, []).append((number, worth))
    return found


def best_two(nearness: Vectors, owner: np.ndarray[Any, Any], count: int) -> Vectors:
    """The mean of each owner's two nearest texts; of its only one; 0 without any."""
    first = np.full(count, -np.inf, dtype=np.float32)
    np.maximum.at(first, owner, nearness)
    rest = np.where(nearness >= first[owner], -np.inf, nearness)
    second = np.full(count, -np.inf, dtype=np.float32)
    np.maximum.at(second, owner, rest)
    both = (first + np.where(np.isfinite(second), second, first)) / 2
    return np.where(np.isfinite(first), both, 0).astype(np.float32)


def agreed(clear: tuple[int, ...], strength: Vectors) -> tuple[int, ...]:
    """The surest of some problems, and those of the others that another way tells of too.

    Args:
        clear: problems by their numbers, the surest first.
        strength: of each problem, by the word table.
    """
    return (*clear[:1], *(one for one in clear[1:] if strength[one] >= _AGREED))


def sayings_of(vocabularies: Vocabularies) -> Iterator[Saying]:
    """Every sentence that says a problem; its lone words are known as words."""
    for facet in graded(vocabularies):
        for term in facet.terms:
            for text in (term.label, term.explanation, *term.settings.examples):
                if text:
                    yield Saying(facet.key, term.key, text)


def graded(vocabularies: Vocabularies) -> Iterator[Any]:
    """The vocabularies whose terms are problems."""
    return (facet for facet in vocabularies.facets if facet.graded)


def words_said(vocabularies: Vocabularies) -> Iterator[str]:
    """The folded words of all that is said of problems, those said twice too."""
    for facet in graded(vocabularies):
        for term in facet.terms:
            for _, text in _said(term):
                yield from words_of(text)


def learn(vocabularies: Vocabularies, words: Words, split: Split) -> tuple[Problem, ...]:
    """What the words of each problem's sayings tell, by BM25 among the problems.

    Args:
        vocabularies: the graded ones are read.
        words: for stems, and words that tell little.
        split: a folded word's parts, nothing where it has none.
    """
    terms = [(facet.key, term) for facet in graded(vocabularies) for term in facet.terms]
    counts = [_counts(term, words, split) for _, term in terms]
    spread = Counter(stem for count in counts for stem in count)
    lengths = [sum(n for stem, n in count.items() if " " not in stem) for count in counts]
    mean = sum(lengths) / len(lengths) if lengths else 1.0

    def weights(count: Weights, length: float) -> Weights:
        scale = _K1 * (1 - _B + _B * length / mean)
        rare = {s: math.log(1 + (len(terms) - spread[s] + 0.5) / (spread[s] + 0.5)) for s in count}
        return {s: rare[s] * n * (_K1 + 1) / (n + scale) for s, n in count.items()}

    return tuple(
        Problem(facet, term.key, weights(count, length), _names(term, words))
        for (facet, term), count, length in zip(terms, counts, lengths, strict=True)
    )


def stems_of(folded: Sequence[str], words: Words, split: Split) -> Weights:
    """The stems of a text's words, of their parts and of words in a row, with what each counts."""
    found = dict.fromkeys(_runs(folded, words), _RUN)
    for word, after in zip(folded, (*folded[1:], ""), strict=False):
        if words.is_small(word):
            continue
        stem = words.stemmer.stem(word)
        little = stem in words.general or words.says_how_many(stem, after)
        weight = GENERAL if little else 1.0
        found[stem] = max(weight, found.get(stem, 0.0))
        for part in split(word):
            own = words.stemmer.stem(part)
            found[own] = max(_PART * weight, found.get(own, 0.0))
    return found


def _runs(folded: Sequence[str], words: Words) -> Iterator[str]:
    """Stems in a row: "vil ikke i skole" says what "skole" does not."""
    telling = [not words.is_small(word) for word in folded]
    stems = [words.stemmer.stem(word) for word in folded]
    for size in _RUNS:
        for first in range(len(stems) - size + 1):
            if any(telling[first : first + size]):
                yield " ".join(stems[first : first + size])


def _counts(term: Term, words: Words, split: Split) -> Weights:
    found: dict[str, float] = {}
    for worth, text in _said(term):
        folded = tuple(words_of(text))
        for word in folded:
            for stem, weight in stems_of((word,), words, split).items():
                found[stem] = found.get(stem, 0.0) + worth * weight
        for run in _runs(folded, words):
            found[run] = found.get(run, 0.0) + worth
    return found


def _said(term: Term) -> Iterator[tuple[float, str]]:
    """What is said of a problem, and what a word of it counts."""
    yield _LABEL, term.label
    yield _SENTENCE, term.explanation
    yield from ((_EXAMPLE, text) for text in term.settings.examples)
    yield from ((_WORD, text) for text in term.synonyms)


def _names(term: Term, words: Words) -> frozenset[str]:
    found = set[str]()
    for text in (term.label, *term.synonyms):
        folded = tuple(words_of(text))
        stems = [words.stemmer.stem(word) for word in folded]
        found.update(
            stem for word, stem in zip(folded, stems, strict=True) if not words.is_small(word)
        )
        if len(stems) > 1 and not all(map(words.is_small, folded)):
            found.add(" ".join(stems))
    return frozenset(found)
