"""Cutting Danish compounds into parts that the catalogue knows: sprogstøtte = sprog + støtte.

No word list from outside: a part is a word that stands by itself somewhere in the catalogue,
so the parts are those that somebody may search for here.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from search.language.danish import Stemmer
from search.language.word_lists import Words

MIN_PART = 4
MIN_STEM = 3  # of a part
# A compound shorter than its two shortest parts has none.
MIN_COMPOUND = 6
_LINKS = frozenset("se")
# Number of parts, number of linking letters, the parts.
_Rest = tuple[int, int, tuple[str, ...]]


@dataclass(frozen=True)
class Splitter:
    """Splits folded words. `known` are the catalogue's own words, folded; `stems` their stems.

    `beginnings` are the first letters of every known word and irregular form. They only save work:
    a piece that begins otherwise is not stemmed at all.
    """

    known: frozenset[str]
    stems: frozenset[str]
    stemmer: Stemmer
    beginnings: frozenset[str]
    short: frozenset[str] = frozenset()
    never: frozenset[str] = frozenset()

    def is_part(self, piece: str) -> bool:
        """A piece that may stand as part of a compound."""
        if piece in self.never or piece.isdigit():
            return False
        if len(piece) < MIN_PART:
            return piece in self.short
        if piece in self.known:
            return True
        if piece[:MIN_PART] not in self.beginnings:
            return False
        stem = self.stemmer.stem(piece)
        return stem in self.stems and stem not in self.never

    def split(self, word: str) -> tuple[str, ...]:
        """All parts of a folded word when it divides without a rest; else nothing."""
        if len(word) < MIN_COMPOUND or word.isdigit():
            return ()
        # What may follow a piece that ends at a place: the rest's cost and parts. Filled from the
        # end, so only divisions that leave no rest are ever looked at.
        follows: dict[int, list[_Rest]] = {len(word): [(0, 0, ())]}
        best: _Rest | None = None
        for start in range(len(word) - 2, -1, -1):
            best = self._best_from(word, start, follows)
            if best is not None:
                _linked(word, start, best, follows)
        return best[2] if best and len(best[2]) > 1 else ()

    def _best_from(self, word: str, start: int, follows: dict[int, list[_Rest]]) -> _Rest | None:
        """The division of word[start:] with the fewest parts, then the fewest linking letters."""
        found: _Rest | None = None
        for end, rests in follows.items():
            whole = start == 0 and end == len(word)  # the word itself is no part of itself
            if whole or end < start + 2 or not self.is_part(word[start:end]):
                continue
            for rest in rests:
                candidate = (rest[0] + 1, rest[1], (word[start:end], *rest[2]))
                if found is None or candidate[:2] < found[:2]:
                    found = candidate
        return found

    def parts(self, word: str, pieces: tuple[str, ...]) -> tuple[str, ...]:
        """Stems of all parts and their parts; of a word that divides only at one end, that end.

        Used for the catalogue's own words, where a half-known division does no harm: it can
        only be found by somebody who types the known half.

        Args:
            word: folded.
            pieces: what `split` says of it.
        """
        found: dict[str, None] = {}
        for piece in pieces or self._ends(word):
            found[self.stemmer.stem(piece)] = None
            found.update((self.stemmer.stem(inner), None) for inner in self.split(piece))
        own = self.stemmer.stem(word)
        return tuple(stem for stem in found if stem != own)

    def _ends(self, word: str) -> tuple[str, ...]:
        if len(word) < 2 * MIN_PART:
            return ()
        for size in range(len(word) - MIN_PART, MIN_PART - 1, -1):
            if word[:size] in self.known and word[:size] not in self.never:
                return (word[:size],)
        for size in range(len(word) - MIN_PART, MIN_PART, -1):
            if word[-size:] in self.known and word[-size:] not in self.never:
                return (word[-size:],)
        return ()


def _linked(word: str, start: int, best: _Rest, follows: dict[int, list[_Rest]]) -> None:
    """Let a rest follow where it begins, and one letter earlier over a linking s or e.

    A linking letter costs a little, so that lektie+café wins over lekti+e+café.
    """
    follows.setdefault(start, []).append(best)
    if start and word[start - 1] in _LINKS:
        follows.setdefault(start - 1, []).append((best[0], best[1] + 1, best[2]))


def make_splitter(known: Iterable[str], words: Words) -> Splitter:
    """A splitter over the catalogue's folded words; words that say nothing are no parts."""
    usable = frozenset(
        word
        for word in known
        if len(word) >= MIN_PART and word not in words.never_parts and not words.is_small(word)
    )
    stems = frozenset(words.stemmer.stem(word) for word in usable)
    stems = frozenset(stem for stem in stems if len(stem) >= MIN_STEM)
    first = frozenset(word[:MIN_PART] for word in (*usable, *words.stemmer.forms))
    return Splitter(usable, stems, words.stemmer, first, words.short_parts, never_parts(words))


def never_parts(words: Words) -> frozenset[str]:
    """Folded letters that look like a part of a compound and are none."""
    stems = frozenset(words.stemmer.stem(word) for word in words.never_parts)
    return words.never_parts | words.stop | words.questions | stems
