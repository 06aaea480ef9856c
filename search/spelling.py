""" "Mente du": a word that the catalogue does not have, read as one that it has.

Only the catalogue's own words are offered, so a correction always finds something, and a
word with no near neighbour stays as it is: better nothing found than something silly.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import OSA

from search import constants as c
from search.expansion import Expander
from search.understanding import Reading, Typed, read


@dataclass(frozen=True, slots=True)
class Known:
    """A word that can be offered: folded, as written, and in how many entries it stands."""

    word: str
    shown: str
    spread: int


class Speller:
    """Finds the nearest known word. Immutable but for a bounded cache."""

    def __init__(self, known: Iterable[Known]) -> None:
        self._by_length: dict[int, list[Known]] = {}
        for one in known:
            self._by_length.setdefault(len(one.word), []).append(one)
        self.nearest = lru_cache(maxsize=c.CACHED_CONCEPTS)(self._nearest)

    def _nearest(self, word: str) -> Known | None:
        """The known word that a folded one most likely stands for; None when none is near.

        One letter may be added, left out or swapped, in longer words wrong, in long ones two.
        The first letter is nearly always right, so a word that differs there must be near
        otherwise.
        """
        if len(word) < c.MIN_SPELL or any(char.isdigit() for char in word):
            return None
        allowed = 2 if len(word) >= c.TWO_EDITS_FROM else 1
        best: tuple[int, int, str] | None = None
        found: Known | None = None
        for length in range(len(word) - allowed, len(word) + allowed + 1):
            for one in self._by_length.get(length, ()):
                distance = OSA.distance(word, one.word, score_cutoff=allowed)
                if distance > allowed or (one.word[0] != word[0] and distance > 1):
                    continue
                if len(word) < c.CHANGED_FROM and not _same_letters(word, one.word):
                    continue
                key = (distance + (one.word[0] != word[0]), -one.spread, one.word)
                if best is None or key < best:
                    best, found = key, one
        return found


def _same_letters(word: str, other: str) -> bool:
    """Only a letter too many, too few or two swapped: nothing typed is taken for another letter."""
    return len(word) != len(other) or sorted(word) == sorted(other)


def make_speller(expander: Expander) -> Speller:
    """A speller over the words that lead somewhere: written ones, and names of terms."""
    lexicon = expander.lexicon
    known: dict[str, Known] = {}
    for word, shown, spread in zip(
        lexicon.list.words, lexicon.list.shown, lexicon.list.documents, strict=True
    ):
        if _offerable(word, expander):
            known[word] = Known(word, shown, spread)
    for word, shown in _named(expander).items():
        known.setdefault(word, Known(word, shown, 1))
    return Speller(known.values())


def _offerable(word: str, expander: Expander) -> bool:
    return len(word) >= c.MIN_SPELL and not word.isdigit() and not expander.words.is_small(word)


def _named(expander: Expander) -> Mapping[str, str]:
    """Folded words of terms' names, which find their terms even where no text has them."""
    found: dict[str, str] = {}
    for facet in expander.vocabularies.facets:
        for term in facet.terms:
            for text in (term.label, *term.synonyms):
                for word in read(text, expander.words).words:
                    if _offerable(word.word, expander):
                        found.setdefault(word.word, word.text.lower())
    return found


@dataclass(frozen=True, slots=True)
class Correction:
    """A query's text with unknown words corrected, and the numbers of those words."""

    text: str
    changed: tuple[int, ...]


def correct(text: str, reading: Reading, expander: Expander, speller: Speller) -> Correction | None:
    """The text as it may have been meant, or None when nothing is to be corrected."""
    if not expander.parts.spelling:
        return None
    changed = []
    found = text
    for number, word in enumerate(reading.words):
        if word.small or _leads_somewhere(word, expander):
            continue
        near = speller.nearest(word.word)
        if near is not None and near.word != word.word:
            found = found.replace(word.text, near.shown, 1)
            changed.append(number)
    return Correction(found, tuple(changed)) if changed else None


def _leads_somewhere(word: Typed, expander: Expander) -> bool:
    alone = Reading(words=(word,))
    return any(concept.ways for concept in expander.concepts(alone))
