"""The catalogue's words: every written form, with its stem and its parts.

Here Danish meets the index: postings hold words as written, and this says which written words
a typed one stands for. So a hit can always say exactly which word it found.
"""

import json
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from search.compounds import MIN_PART, Splitter, beginnings, make_splitter
from search.constants import MAX_COMPOUNDS
from search.danish import tokens
from search.words import Words

FILE = "ord.json"
_NAME_LENGTH = 6
Numbers = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class WordList:
    """As stored, of each word: its form, spelling for people, stem, number of documents, and

    the stems of its parts (`parts`) and the words it divides into without a rest (`splits`),
    both with a space between.
    """

    words: tuple[str, ...]
    shown: tuple[str, ...]
    stems: tuple[str, ...]
    parts: tuple[str, ...]
    splits: tuple[str, ...]
    documents: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The word list with its ways in. Numbers are the words' numbers in the postings.

    `by_part` leads to the compounds of a stem, of very many those in most entries.
    """

    list: WordList
    number: Mapping[str, int]
    by_stem: Mapping[str, Numbers]
    by_part: Mapping[str, Numbers]
    splitter: Splitter

    def knows(self, word: str, stem: str) -> bool:
        """The word, or another form of it, is written somewhere in the catalogue."""
        return word in self.number or stem in self.by_stem

    def spread(self, stem: str) -> int:
        """In how many entries a stem stands, counted by form."""
        return sum(self.list.documents[number] for number in self.by_stem.get(stem, ()))

    def split(self, word: str) -> tuple[str, ...]:
        """The words that a folded word divides into without a rest; else nothing."""
        number = self.number.get(word)
        if number is None:
            return self.splitter.split(word)
        return tuple(self.list.splits[number].split())

    def begins(self, start: str) -> bool:
        """Some written word begins so."""
        at = bisect_left(self.list.words, start)
        return at < len(self.list.words) and self.list.words[at].startswith(start)

    def beginning(self, start: str, limit: int = 50) -> range:
        """Numbers of the words that begin so; words stand in order."""
        first = bisect_left(self.list.words, start)
        last = bisect_left(self.list.words, start + "\uffff")
        return range(first, min(last, first + limit))


def build_lexicon(
    texts: Sequence[Mapping[str, str]],
    found: Sequence[str],
    words: Words,
    others: Iterable[str],
    whole: frozenset[str] = frozenset(),
) -> WordList:
    """The word list of these texts.

    Args:
        texts: all documents' texts.
        found: the words of the index in order.
        words: the editors' words.
        others: words from outside the texts that compounds may be made of.
        whole: words that are never divided, nor words made from the long ones (københavnsk).
    """
    shown, documents = _spellings(texts)
    splitter = make_splitter((*found, *others), words)
    long = tuple(word for word in whole if len(word) >= _NAME_LENGTH)

    def kept(word: str) -> bool:
        return word in whole or words.is_small(word) or word.startswith(long)

    return WordList(
        words=tuple(found),
        shown=tuple(shown.get(word, word) for word in found),
        stems=tuple(words.stemmer.stem(word) for word in found),
        parts=tuple("" if kept(word) else " ".join(splitter.parts(word)) for word in found),
        splits=tuple(" ".join(splitter.split(word)) for word in found),
        documents=tuple(documents.get(word, 1) for word in found),
    )


def _spellings(texts: Sequence[Mapping[str, str]]) -> tuple[dict[str, str], dict[str, int]]:
    """How each folded word is written (small if it ever is), and in how many documents."""
    shown: dict[str, str] = {}
    documents: dict[str, int] = {}
    for text in texts:
        here = set()
        for content in text.values():
            for token in tokens(content):
                written = content[token.start : token.end]
                known = shown.get(token.word)
                if known is None or (not known.islower() and written.islower()):
                    shown[token.word] = written
                here.add(token.word)
        for word in here:
            documents[word] = documents.get(word, 0) + 1
    return shown, documents


def write_lexicon(folder: Path, words: WordList) -> None:
    """Write the word list as JSON."""
    data = {
        "ord": words.words,
        "skrevet": words.shown,
        "stamme": words.stems,
        "led": words.parts,
        "delt": words.splits,
        "indsatser": words.documents,
    }
    (folder / FILE).write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")


def read_words_of(folder: Path) -> WordList:
    """The word list of an index.

    Args:
        folder: where `write_lexicon` has written.
    Raises:
        OSError, ValueError, KeyError: it is missing or broken.
    """
    data = json.loads((folder / FILE).read_text(encoding="utf-8"))
    return WordList(
        words=tuple(data["ord"]),
        shown=tuple(data["skrevet"]),
        stems=tuple(data["stamme"]),
        parts=tuple(data["led"]),
        splits=tuple(data["delt"]),
        documents=tuple(data["indsatser"]),
    )


def make_lexicon(stored: WordList, words: Words, others: tuple[str, ...]) -> Lexicon:
    """Lay the ways in to a word list.

    Args:
        stored: as read.
        words: the editors' words, the same as at building, knowing the list's stems.
        others: as at building.
    """
    by_stem: dict[str, list[int]] = {}
    by_part: dict[str, list[int]] = {}
    for number, (stem, parts) in enumerate(zip(stored.stems, stored.parts, strict=True)):
        by_stem.setdefault(stem, []).append(number)
        for part in parts.split():
            by_part.setdefault(part, []).append(number)
    for part, numbers in by_part.items():
        if len(numbers) > MAX_COMPOUNDS:
            numbers.sort(key=lambda number: -stored.documents[number])
            by_part[part] = numbers[:MAX_COMPOUNDS]
    return Lexicon(
        list=stored,
        number=MappingProxyType({word: number for number, word in enumerate(stored.words)}),
        by_stem=_frozen(by_stem),
        by_part=_frozen(by_part),
        splitter=_splitter(stored, words, others),
    )


def _frozen(found: dict[str, list[int]]) -> Mapping[str, Numbers]:
    return MappingProxyType({key: tuple(numbers) for key, numbers in found.items()})


def _splitter(stored: WordList, words: Words, others: tuple[str, ...]) -> Splitter:
    """The builder's splitter again, from stored stems: stemming every word anew takes a second."""
    outside = make_splitter(others, words)
    usable = {
        (word, stem)
        for word, stem in zip(stored.words, stored.stems, strict=True)
        if len(word) >= MIN_PART and word not in words.never_parts and not words.is_small(word)
    }
    return Splitter(
        known=outside.known | {word for word, _ in usable},
        stems=outside.stems | {stem for _, stem in usable if len(stem) >= 3},
        stemmer=words.stemmer,
        beginnings=outside.beginnings | beginnings((word for word, _ in usable), words),
        short=outside.short,
        never=outside.never,
    )
