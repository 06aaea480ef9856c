"""Danish words as the search sees them: folding, cutting text into words, stems.

Pure functions, the same on both sides: what an entry says and what a visitor types pass
through here, and so do the words that an excerpt marks. Truth table:
tests/search/language/test_danish.py.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import accumulate
from types import MappingProxyType
from typing import NamedTuple

import snowballstemmer  # type: ignore[import-untyped, unused-ignore]

from search.language.dictionary import open_dictionary
from search.language.lemmas import base_form

_LETTERS = str.maketrans(
    {"æ": "ae", "ø": "oe", "å": "aa", "ä": "ae", "ö": "oe", "ü": "u", "ð": "d", "þ": "th", "ł": "l"}
)
# A number is one word, however it is written: 1.000 is 1000.
_WORD = re.compile(r"((?<![\d.])\d{1,3}(?:\.\d{3})+(?![\d.]\d|[^\W_])|[^\W_]+(?:['’´`][^\W_]+)?)")
# A genitive or an ending behind an apostrophe: KL's, SSP'en, DUÅ'et.
_ENDING = re.compile(r"['’´`](s|en|et|er|erne|ere|ens|ets)$")
_JOINERS = frozenset("-‐‑:.&+")
_MAX_WORD = 60
_MOST_JOINED = 3
# Irregular forms shorter than this are only whole words, never the last part of a compound:
# "far" would turn every word on -far into fathers.
_MIN_TAIL = 5
# A stem shorter than this is shared by too many words to stand for an irregular form
# ("ledig" -> "led", which is also a joint and a search).
_MIN_STEM = 4


class Token(NamedTuple):
    """A word of a text: folded, its number among the words, and where it stands (characters)."""

    word: str
    position: int
    start: int
    end: int


@lru_cache(maxsize=50_000)
def fold(word: str) -> str:
    """A word as it is looked up: lower case, æ ø å as ae oe aa, no accents, no ending behind '."""
    lower = unicodedata.normalize("NFC", word).casefold()
    plain = _ENDING.sub("", lower).translate(_LETTERS)
    bare = unicodedata.normalize("NFKD", plain)
    return "".join(char for char in bare if char.isalnum())[:_MAX_WORD]


@lru_cache(maxsize=50_000)
def skeleton(folded: str) -> str:
    """A folded word as typed without æ, ø and å: "boern" and "born" are both "born"."""
    return folded.replace("ae", "a").replace("oe", "o").replace("aa", "a")


class Cut(NamedTuple):
    """A text's words in columns: folded, and where each begins and ends (characters)."""

    words: list[str]
    start: list[int]
    end: list[int]


def cut(text: str) -> Cut:
    """The words of a text, in order, without those that fold to nothing."""
    parts = _WORD.split(text)  # what stands between words, a word, what stands between, ...
    ends = list(accumulate(map(len, parts)))
    found = Cut([fold(word) for word in parts[1::2]], ends[:-1:2], ends[1::2])
    if "" not in found.words:
        return found
    rows = [row for row in zip(*found, strict=True) if row[0]]
    return Cut(*map(list, zip(*rows, strict=True))) if rows else Cut([], [], [])


def tokens(text: str) -> tuple[Token, ...]:
    """The words of a text one by one (see `cut`)."""
    rows = enumerate(zip(*cut(text), strict=True))
    return tuple([Token(word, number, start, end) for number, (word, start, end) in rows])


def words(text: str) -> tuple[str, ...]:
    """The folded words of a text, in order."""
    return tuple(cut(text).words)


def joined_words(text: str, found: Cut) -> list[tuple[str, int]]:
    """Words written with hyphen, colon or the like between them, as one, and the first's number.

    "high:five" gives "highfive", "SSP-konsulent" gives "sspkonsulent". A range of numbers gives
    none, nor with what it counts: children of "1-3-årige" are not thirteen.
    """
    extra: list[tuple[str, int]] = []
    run = 1  # words that are glued together, up to this one
    for number, (start, end) in enumerate(zip(found.start[1:], found.end, strict=False), 1):
        if start != end + 1 or text[end] not in _JOINERS:
            run = 1
            continue
        run = min(run + 1, _MOST_JOINED)
        for first in range(number - run + 1, number):
            glued = found.words[first : number + 1]
            if not (glued[0].isdigit() and glued[1].isdigit()):
                extra.append(("".join(glued)[:_MAX_WORD], first))
    return extra


def _unfolded(folded: str) -> str:
    """Back to æ, ø and å, because the rules take "-et" off "saet" but not off "sæt".

    A foreign "poet" becomes "pøt": wrong, but on both sides alike.
    """
    return folded.replace("ae", "æ").replace("oe", "ø").replace("aa", "å")


@lru_cache(maxsize=50_000)
def snowball(folded: str) -> str:
    """Danish Snowball taken to a fixed point, so that indsats and indsatserne meet.

    A new stemmer each time: an instance holds the word it works on and is not for threads.
    """
    stemmer = snowballstemmer.stemmer("danish")
    stem = _unfolded(base_form(folded))
    for _ in range(4):
        shorter: str = stemmer.stemWord(stem)
        if shorter == stem:
            break
        stem = shorter
    return stem.translate(_LETTERS)


@dataclass(frozen=True, slots=True)
class Stemmer:
    """Stems with the irregular words that editors have listed.

    Attributes:
        forms: irregular form, folded → stem of its base form ("boern" → "barn").
        stems: the same by the form's own stem, so that further endings are known.
        tails: forms and stems long enough to be known at the end of a compound.
        own: stems of forms that are other words too → the base form: vand → vinde, kræft → kraft.
        known: folded word → its stem, worked out before: an opened index has those of its words.
    """

    forms: Mapping[str, str]
    stems: Mapping[str, str]
    tails: Mapping[str, str]
    own: Mapping[str, str] = field(default_factory=dict)
    known: Mapping[str, str] = field(default_factory=dict)

    def stem(self, folded: str) -> str:
        """The stem of a folded word. Numbers and words of one or two letters are their own."""
        known = self.known.get(folded)
        if known is not None:
            return known
        if len(folded) < 3 or not folded.isalpha():
            return folded
        found = self.forms.get(folded)
        if found is not None:
            return found
        stem = snowball(folded)
        found = self.stems.get(stem)
        if stem in self.own and open_dictionary().apart(folded, self.own[stem]):
            found = None  # "vandet" is water, no form of "vinde"
        return found or self._tail(folded) or self._tail(stem) or stem

    def is_irregular(self, folded: str) -> bool:
        """Editors list the word, or one that it ends in, among the irregular ones."""
        return folded in self.forms or bool(self._tail(folded))

    def is_listed(self, folded: str) -> bool:
        """Editors list the word itself, in this form or in a regular form of that: mødrene."""
        return folded in self.forms or snowball(folded) in self.stems

    def told(self) -> str:
        """All that its answers depend on, but what is known already, as one text."""
        lists = (self.forms, self.stems, self.tails)
        return repr([sorted(one.items()) for one in lists])

    def knowing(self, known: Mapping[str, str]) -> "Stemmer":
        """The same stemmer, which need not work these words out again."""
        return replace(self, known=known)

    def _tail(self, word: str) -> str:
        for cut in range(2, len(word) - _MIN_TAIL + 1):
            base = self.tails.get(word[cut:])
            if base is not None:
                return word[:cut] + base
        return ""


def make_stemmer(
    groups: Iterable[tuple[str, ...]] = (), apart: Iterable[tuple[str, ...]] = ()
) -> Stemmer:
    """A stemmer from groups of forms, base form first, as written by editors.

    Args:
        groups: irregular forms of one word.
        apart: forms that the rules would merge with another word; they keep to themselves.
    """
    forms = {fold(form): fold(group[0]) for group in apart for form in group}
    stems: dict[str, str] = {}
    own: dict[str, str] = {}
    for base, *others in groups:
        folded = fold(base)
        target = snowball(folded) if len(snowball(folded)) >= _MIN_STEM else folded
        for form in (folded, *(fold(other) for other in others)):
            forms.setdefault(form, target)
            stem = snowball(form)
            if len(stem) >= _MIN_STEM or stem == form:
                stems.setdefault(stem, target)
                if stem != form and open_dictionary().apart(stem, folded):
                    own[stem] = folded
    tails = {
        form: base
        for form, base in {**stems, **forms}.items()
        if len(form) >= _MIN_TAIL and form != base and form not in own.keys() - forms.keys()
    }
    return Stemmer(*map(MappingProxyType, (forms, stems, tails, own)))
