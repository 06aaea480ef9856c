""" "Mente du": a word that the catalogue does not have, read as one that it has.

Only the catalogue's own words are offered, so a correction always finds something, and a
word with no near neighbour stays as it is: better nothing found than something silly.
"""

from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

from search.index.lexicon import Lexicon
from search.language.dictionary import open_dictionary
from search.understanding.expansion import Expander
from search.understanding.reading import Reading, Typed
from search.values import weights as c

_LENGTHS = 64  # of words, kept as lists once a misspelt one has asked for them


@dataclass(frozen=True, slots=True)
class Known:
    """A word that can be offered: folded, as written, and whether no other comes as near."""

    word: str
    shown: str
    clear: bool


class Speller:
    """Finds the nearest known word. Immutable but for bounded caches, safe for threads."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self.nearest = lru_cache(maxsize=c.CACHED_CONCEPTS)(self._nearest)
        self._of_length = lru_cache(maxsize=_LENGTHS)(self._collected)

    def _nearest(self, word: str) -> Known | None:
        """The known word that a folded one most likely stands for; None when none is near.

        One letter may be added, left out or swapped, in longer words wrong, in long ones two.
        The first letter is nearly always right, so a word that differs there must be near
        otherwise.
        """
        if len(word) < c.MIN_SPELL or any(char.isdigit() for char in word):
            return None
        allowed = 2 if len(word) >= c.TWO_EDITS_FROM else 1
        found: list[tuple[int, int, str]] = []
        for length in range(len(word) - allowed, len(word) + allowed + 1):
            for other, distance, _ in process.extract(
                word, self._of_length(length), scorer=OSA.distance, score_cutoff=allowed, limit=None
            ):
                if other[0] != word[0] and distance > 1:
                    continue
                if len(word) < c.CHANGED_FROM and not _same_letters(word, other):
                    continue
                key = (int(distance) + (other[0] != word[0]), -self._spread(other), other)
                found.append(key)
        if not found:
            return None
        best = min(found)
        rivals = (
            -spread
            for distance, spread, other in found
            if distance == best[0] and self._stem(other) != self._stem(best[2])
        )
        clear = -best[1] >= c.CLEARLY * max(rivals, default=0)
        return Known(best[2], self._shown(best[2]), clear)

    def _collected(self, length: int) -> list[str]:
        """The words of a length that may be offered."""
        words = [self._lexicon.words[number] for number in self._lexicon.by_length.get(length, ())]
        return words + [word for word in self._lexicon.named if len(word) == length]

    def _stem(self, word: str) -> str:
        return self._lexicon.stems.get(word, word)

    def _spread(self, word: str) -> int:
        number = self._lexicon.number.get(word)
        return 1 if number is None else self._lexicon.documents[number]

    def _shown(self, word: str) -> str:
        number = self._lexicon.number.get(word)
        return self._lexicon.named[word] if number is None else self._lexicon.shown[number]


def _same_letters(word: str, other: str) -> bool:
    """Only a letter too many, too few or two swapped: nothing typed is taken for another letter."""
    return len(word) != len(other) or sorted(word) == sorted(other)


@dataclass(frozen=True, slots=True)
class Correction:
    """A query's text with unknown words corrected, and the numbers of those words.

    `doubtful` when one of them is a Danish word as it stands.
    """

    text: str
    changed: tuple[int, ...]
    doubtful: bool = False


def correct(
    text: str, reading: Reading, expander: Expander, speller: Speller, *, unasked: bool = False
) -> Correction | None:
    """The text as it may have been meant, or None when nothing is to be corrected.

    Args:
        text: as typed.
        reading: the same, settled.
        expander, speller: of the opened index.
        unasked: correct only what cannot be Danish and has one clear neighbour; else offer what
            is near to any word that nothing answers to, and to a right one only among few.
    """
    if not expander.parts.spelling:
        return None
    changed, doubtful = [], False
    found = text
    few = sum(not word.small for word in reading.words) <= c.FEW_WORDS
    for number, word in enumerate(reading.words):
        if word.small or _leads_somewhere(word, expander, by_parts=unasked):
            continue
        near = speller.nearest(word.word)
        if near is None or near.word == word.word:
            continue
        right = open_dictionary().has(word.word)
        if unasked:
            wanted = near.clear and not _may_be_meant(word.word, near.word)
        elif right:
            wanted = few and near.clear and near.word[0] == word.word[0] and near.shown.islower()
        else:
            wanted = not word.as_name or near.word[0] == word.word[0]  # Netto is no misspelt word
        if wanted:
            shown = near.shown[0].upper() + near.shown[1:] if word.as_name else near.shown
            found = found.replace(word.text, shown, 1)
            changed.append(number)
            doubtful |= right
    return Correction(found, tuple(changed), doubtful) if changed else None


def _may_be_meant(word: str, near: str) -> bool:
    """The word may be Danish as it stands, so that nobody may replace it unasked.

    Short words make compounds of many a misspelling (sprogstrat), so a compound that nobody lists
    is taken for one only where two letters would have to change.
    """
    if open_dictionary().has(word):
        return True
    return OSA.distance(word, near) > 1 and open_dictionary().is_danish(word)


def _leads_somewhere(word: Typed, expander: Expander, *, by_parts: bool) -> bool:
    """A word has a way into the catalogue; one that nobody writes, by its parts only if asked so.

    "bydelsmøder" is made of what the catalogue has, and "bydelsmødre" may be meant.
    """
    concepts = expander.concepts(Reading(words=(word,)))
    if by_parts or open_dictionary().has(word.word):
        return any(concept.ways for concept in concepts)
    return any(not concept.by_parts for concept in concepts if concept.ways)
