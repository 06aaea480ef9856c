"""Cutting Danish compounds into parts that the catalogue knows: sprogstøtte = sprog + støtte.

A part is a word that stands by itself somewhere in the catalogue, so the parts are those that
somebody may search for here. The Danish word list only takes away: it finds no parts, but what it
does not know as a word, or as the beginning of compounds (arbejds-), is no part of a Danish word,
and what is left over must be a word too. So *evalueringer* is no *evalue* and *ringer*, and
*vandringer* are what one makes of *vandre*, no *vand* and *ringer*.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from search.language.danish import Stemmer
from search.language.dictionary import open_dictionary
from search.language.lemmas import base_form
from search.language.word_lists import Words

MIN_PART = 4
MIN_STEM = 3  # of a part
# A compound shorter than its two shortest parts has none.
MIN_COMPOUND = 6
_LINKS = frozenset("se")
_VOWELS = frozenset("aeiouy")
# What ends so takes an s before what follows.
_TAKES_S = ("hed", "skab", "tion", "ning", "else", "itet")
# What makes a new word of another one: naboskab, boligløs, aktivitet, udviklingen.
_MADE_OF_IT = re.compile(
    "s?(skab|hed|lig|ligt|som|somhed|loes|loest|fuld|fuldt|agtig|agtigt|isme|is[kt]|itet|ering|ning|else)"
    "(e|en|et|er|n|r|erne|ene|ne|s|ens|ets|ers|ernes)?"
)
_MADE_OF_A_VERB = re.compile("(.{3,}?)(n?ing(en|er|erne)?|ede|ende)s?")
_LONG = 6  # letters that are at the end of a word by no chance: daginstitution, but kulturen
_TELLS_ENOUGH = 5  # letters of a part that a foreign word or a name may be found by
# Number of parts, number of linking letters, the parts, and whether a linking letter comes before.
_Rest = tuple[int, int, tuple[str, ...], bool]


@dataclass(frozen=True)
class Splitter:
    """Splits folded words. `known` are the catalogue's own words, folded; `stems` their stems.
    `whole` are stems of words that mean something of their own: a husleje is no hus.

    `beginnings` are the first letters of every known word and irregular form. They only save work:
    a piece that begins otherwise is not stemmed at all.
    """

    known: frozenset[str]
    stems: frozenset[str]
    stemmer: Stemmer
    beginnings: frozenset[str]
    short: frozenset[str] = frozenset()
    never: frozenset[str] = frozenset()
    whole: frozenset[str] = frozenset()

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

    def is_whole(self, word: str) -> bool:
        """A folded word is no compound, whatever it looks like."""
        return self.stemmer.is_listed(word) or self.stemmer.stem(word) in self.whole

    def split(self, word: str) -> tuple[str, ...]:
        """All parts of a folded word when it divides without a rest; else nothing."""
        if len(word) < MIN_COMPOUND or word.isdigit() or _made_of_a_verb(word):
            return ()
        if self.is_whole(word):
            return ()
        danish = open_dictionary().has(word)
        # Of an inflected word the base form must divide too: betjenten is nobody and enten.
        base = base_form(word) if danish else word
        if base != word and not self.split(base):
            return ()
        # What may follow a piece that ends at a place: the rest's cost and parts. Filled from the
        # end, so only divisions that leave no rest are ever looked at.
        follows: dict[int, list[_Rest]] = {len(word): [(0, 0, (), False)]}
        best: _Rest | None = None
        for start in range(min(len(word) - 2, len(base) - MIN_STEM), -1, -1):
            best = self._best_from(word, start, follows, danish)
            if best is not None:
                _linked(word, start, best, follows)
        return best[2] if best and len(best[2]) > 1 and _agreed(word, best[2]) else ()

    def _best_from(
        self,
        word: str,
        start: int,
        follows: dict[int, list[_Rest]],
        danish: bool,  # noqa: FBT001
    ) -> _Rest | None:
        """The division of word[start:] with the fewest parts, then the fewest linking letters."""
        found: _Rest | None = None
        for end, rests in follows.items():
            whole = start == 0 and end == len(word)  # the word itself is no part of itself
            if whole or end < start + 2 or not self._fits(word, start, end, danish):
                continue
            for rest in rests:
                # tryghedsvagt is tryghed-s-vagt, no svagt
                if end < len(word) and word[start:end].endswith(_TAKES_S) and not rest[3]:
                    continue
                candidate = (rest[0] + 1, rest[1], (word[start:end], *rest[2]), False)
                if found is None or candidate[:2] < found[:2]:
                    found = candidate
        return found

    def _fits(self, word: str, start: int, end: int, danish: bool) -> bool:  # noqa: FBT001
        """A piece of a word that may stand where it does."""
        piece = word[start:end]
        if not self.is_part(piece):
            return False
        foreign = piece in self.short
        foreign |= piece in self.known and (not danish or len(piece) >= _TELLS_ENOUGH)
        return foreign or is_word(piece)  # teenagedrenge, but henvender is no henv and ender

    def parts(self, word: str, pieces: tuple[str, ...]) -> tuple[str, ...]:
        """Stems of all parts and their parts; of a word that divides only at one end, that end.

        Used for the catalogue's own words, where a half-known division does no harm: it can
        only be found by somebody who types the known half.

        Args:
            word: folded.
            pieces: what `split` says of it.
        """
        if self.is_whole(word):
            return ()
        found: dict[str, None] = {}
        for piece in pieces or self._ends(word):
            found[self.stemmer.stem(piece)] = None
            found.update((self.stemmer.stem(inner), None) for inner in self.split(piece))
        own = self.stemmer.stem(word)
        return tuple(stem for stem in found if stem != own)

    def _ends(self, word: str) -> tuple[str, ...]:
        """The longest known word that a word begins with, else the one that it ends in."""
        dictionary = open_dictionary()
        base = base_form(word) if dictionary.has(word) else word
        foreign = not dictionary.is_danish(word)
        verb = f"{made[1]}e" if (made := _MADE_OF_A_VERB.fullmatch(word)) else ""
        end = self._end(word, foreign)
        if end and base != word and not is_word(base[len(word) - len(end[0]) :]):  # betjenten
            end = ()
        found = self._beginning(base, foreign) or end
        return found or (self._beginning(verb, foreign) if dictionary.has(verb) else ())

    def _beginning(self, word: str, foreign: bool) -> tuple[str, ...]:  # noqa: FBT001
        of_a_verb = _made_of_a_verb(word)
        for size in range(len(word) - MIN_STEM, MIN_PART - 1, -1):
            known, rest = word[:size], word[size:]
            fits = _MADE_OF_IT.fullmatch(rest) or (not of_a_verb and _is_rest(rest, known, foreign))
            if fits and self._stands(known):
                return (known,)
        return ()

    def _end(self, word: str, foreign: bool) -> tuple[str, ...]:  # noqa: FBT001
        if _made_of_a_verb(word):
            return ()
        for size in range(len(word) - MIN_STEM, MIN_PART, -1):
            head, known = word[:-size], word[-size:]
            if _made_of_a_verb(known):  # gadevandring ends in no ring
                return (known,) if self.is_part(known) else ()
            if self._stands(known) and self._is_head(head, known, foreign):
                return (known,)
        return ()

    def _is_head(self, head: str, known: str, foreign: bool) -> bool:  # noqa: FBT001
        """What is left before a known end: a word; one as short as *dag* before a long end only."""
        if len(head) < MIN_PART and (head in self.never or len(known) < _LONG):
            return False
        if foreign and len(known) >= _TELLS_ENOUGH and known.isalpha():
            return True
        return is_word(head) or _is_whole(head.removesuffix("s"))

    def _stands(self, piece: str) -> bool:
        return piece in self.known and piece not in self.never


def is_word(piece: str) -> bool:
    """The word list has a piece as a word, or as what compounds begin with (arbejds, teenage)."""
    has = open_dictionary().has
    if has(piece) or has(f"{piece}e") or open_dictionary().is_base_form(f"{piece}r"):
        return True
    bare = piece[:-1]
    if piece.endswith("s"):
        return has(bare) or has(f"{bare}e")
    return piece.endswith("e") and bare[-1:] not in _VOWELS and has(bare)


def may_be_made_of(beginning: str, word: str, splitter: Splitter) -> bool:
    """A folded word that begins with another may be made of it: kontoudtog, but not kontor."""
    if splitter.is_whole(word):
        return False
    base = base_form(word)
    rest = base.removeprefix(beginning)
    return rest in {"", base} or _is_rest(rest, beginning, not open_dictionary().has(word))


def _is_rest(rest: str, known: str, foreign: bool) -> bool:  # noqa: FBT001
    """What is left after a known beginning: a word."""
    short = len(rest) == MIN_STEM and open_dictionary().has(rest)
    if len(known) >= _TELLS_ENOUGH and (foreign or short):
        return True
    return _is_whole(rest) or (rest[:1] in _LINKS and _is_whole(rest[1:]))


def _is_whole(rest: str) -> bool:
    """A word, or a compound of words: of very short ones anything is."""
    return len(rest) >= MIN_PART and open_dictionary().is_danish(rest, MIN_PART)


def _made_of_a_verb(word: str) -> bool:
    """What one makes of a verb in one piece: vandringer of vandre, not gadevandring."""
    made = _MADE_OF_A_VERB.fullmatch(word)
    return made is not None and open_dictionary().has(f"{made[1]}e") and not _may_divide(made[1])


def _may_divide(verb: str) -> bool:
    """A verb that is made of two words itself: rådgive."""
    dictionary = open_dictionary()
    return any(
        is_word(verb[:cut]) and dictionary.has(f"{verb[cut:]}e") for cut in range(2, len(verb) - 1)
    )


def _agreed(word: str, parts: tuple[str, ...]) -> bool:
    """Many parts where two do: the two must meet where some of them do: videns and portalen do not
    where viden, sport and alen do."""
    if len(parts) <= 2:
        return True
    has, met, at = open_dictionary().has, set[int](), 0
    for part in parts:
        at = word.index(part, at)
        met.add(at)
        at += len(part)
    two = {
        cut
        for cut in range(MIN_STEM, len(word) - MIN_STEM + 1)
        if has(word[cut:]) and is_word(word[:cut])
    }
    return not two or not two.isdisjoint(met)


def _linked(word: str, start: int, best: _Rest, follows: dict[int, list[_Rest]]) -> None:
    """Let a rest follow where it begins, and one letter earlier over a linking s or e.

    A linking letter costs a little, so that lektie+café wins over lekti+e+café.
    """
    follows.setdefault(start, []).append(best)
    if start and word[start - 1] in _LINKS:
        follows.setdefault(start - 1, []).append((best[0], best[1] + 1, best[2], True))


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
    return Splitter(
        usable, stems, words.stemmer, first, words.short_parts, never_parts(words), words.whole
    )


def never_parts(words: Words) -> frozenset[str]:
    """Folded letters that look like a part of a compound and are none."""
    stems = frozenset(words.stemmer.stem(word) for word in words.never_parts)
    return words.never_parts | words.stop | words.questions | stems
