"""The catalogue's words: every written form, with its stem, its parts and the ways in to it.

Here Danish meets the index: postings hold words as written, and this says which written words
a typed one stands for. So a hit can always say exactly which word it found. All that follows
from the words is worked out by the builder (`search.index.lexicon_writer`); a worker reads it and
works out nothing.
"""

import json
import math
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import compress
from pathlib import Path
from typing import Any

from search.language.compounds import MIN_PART, MIN_STEM, Splitter, never_parts
from search.language.dictionary import open_dictionary
from search.language.word_lists import Words

FILE = "lexicon.json"
Numbers = tuple[int, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Lexicon:
    """The words in order; a word's number is its place there and in the postings.

    Attributes:
        words: every written form, folded.
        shown: each one's spelling for people.
        splits: the words it divides into without a rest, with a space between; else "".
        documents: how many entries have it.
        number: a written form's number.
        by_stem: stem → numbers of its forms.
        by_part: stem → numbers of the compounds it is a part of (of very many, the commonest).
        bare: a stem as typed without æ, ø and å → the stem.
        by_length: length → numbers of the words that a misspelt one may have meant.
        named: the same of words that only the names of terms have, as people write them.
        splitter: divides words that are not written.
        stems: each written form's stem.
    """

    words: Sequence[str]
    shown: Sequence[str]
    splits: Sequence[str]
    documents: Sequence[int]
    number: Mapping[str, int]
    by_stem: Mapping[str, Sequence[int]]
    by_part: Mapping[str, Sequence[int]]
    bare: Mapping[str, str]
    by_length: Mapping[int, Sequence[int]]
    named: Mapping[str, str]
    splitter: Splitter
    stems: Mapping[str, str]

    def knows(self, word: str, stem: str) -> bool:
        """The word, or another form of it, is written somewhere in the catalogue."""
        return word in self.number or stem in self.by_stem

    def forms(self, stem: str) -> Numbers:
        """The written forms of a stem."""
        return tuple(self.by_stem.get(stem, ()))

    def compounds(self, stem: str) -> Numbers:
        """The written compounds that a stem is a part of."""
        return tuple(self.by_part.get(stem, ()))

    def split(self, word: str) -> tuple[str, ...]:
        """The words that a folded word divides into without a rest; else nothing."""
        number = self.number.get(word)
        if number is None:
            return self.splitter.split(word)
        return tuple(self.splits[number].split())

    def rarity(self, entries: int) -> dict[str, float]:
        """How much each stem tells (BM25's idf), by the commonest of its forms."""
        spread = {
            stem: max(self.documents[number] for number in numbers)
            for stem, numbers in self.by_stem.items()
        }
        return {
            stem: math.log(1 + (entries - count + 0.5) / (count + 0.5))
            for stem, count in spread.items()
        }

    def known_ends(self, word: str) -> list[int]:
        """The longest written words that an unknown compound begins and ends with.

        What is left of it must be Danish too: "koranskole" is no *kora*, "parkering" no *park*.
        """
        found = list[int]()
        sizes = range(len(word) - MIN_PART, MIN_PART - 1, -1)
        for ends in (
            ((word[:size], word[size:]) for size in sizes),
            ((word[-size:], word[:-size]) for size in sizes),
        ):
            known = (
                self.number[end]
                for end, rest in ends
                if end in self.number and end not in self.splitter.never
                if open_dictionary().is_danish(rest)
            )
            first = next((number for number in known if self.documents[number]), None)
            if first is not None:
                found.append(first)
        return found

    def begins(self, start: str) -> bool:
        """Some written word begins so."""
        at = bisect_left(self.words, start)
        return at < len(self.words) and self.words[at].startswith(start)

    def beginning(self, start: str, limit: int = 50) -> range:
        """Numbers of the words that begin so; words stand in order."""
        first = bisect_left(self.words, start)
        last = bisect_left(self.words, start + "\uffff")
        return range(first, min(last, first + limit))


def open_lexicon(folder: Path, words: Words) -> Lexicon:
    """Read the lexicon of an index.

    Args:
        folder: where `write_lexicon` has written.
        words: the editors' words, the same as at building.
    Raises:
        OSError, ValueError, KeyError: it is missing or broken.
    """
    return lexicon_of(json.loads((folder / FILE).read_text(encoding="utf-8")), words)


def lexicon_of(data: Mapping[str, Any], words: Words) -> Lexicon:
    """A lexicon from what its file holds.

    Raises:
        ValueError, KeyError: it is broken.
    """
    found: list[str] = data["words"]
    stems = [stem or word for stem, word in zip(data["stems"], found, strict=True)]
    by_word = dict(zip(found, stems, strict=True))
    usable = [flag == "1" for flag in data["usable"]]
    return Lexicon(
        words=found,
        shown=[shown or word for shown, word in zip(data["shown"], found, strict=True)],
        splits=data["splits"],
        documents=data["documents"],
        number=dict(zip(found, range(len(found)), strict=True)),
        by_stem=data["by_stem"],
        by_part=data["by_part"],
        bare=data["bare"],
        by_length={int(length): numbers for length, numbers in data["by_length"].items()},
        named=data["named"],
        splitter=Splitter(
            known=frozenset(compress(found, usable)) | frozenset(data["other_parts"]),
            stems=frozenset(stem for stem in compress(stems, usable) if len(stem) >= MIN_STEM)
            | frozenset(data["other_stems"]),
            stemmer=words.knowing(by_word).stemmer,
            beginnings=frozenset(data["beginnings"]),
            short=words.short_parts,
            never=never_parts(words),
            whole=words.whole,
        ),
        stems=by_word,
    )
