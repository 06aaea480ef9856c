"""The word table: a vector for each of many Danish words, distilled from the model once.

A text's vector is the sum of its words', the rarer the more. So meaning needs no model while
serving, costs microseconds and is the same everywhere. A word that the table lacks is known
by its stem, else by the parts it is made of. Made by `scripts/vendor_words.py`.
"""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from search.language.danish import snowball, words
from search.language.dictionary import DATA
from search.language.remembered import Carried, Numbers, Strings
from search.meaning.vectors import Vectors, unit

KEYS, ROWS, VECTORS = "word-table-keys.npy", "word-table-rows.npy", "word-table-vectors.npy"
SIZE = 128
_STEM = "~"  # before a stem, so that no stem is taken for a word
_SHORTEST_PART = 3
_LINKS = ("", "s", "e")
_MAX_WORDS = 60
_AT_ONCE = 2000  # texts that are summed together: what the processor has room for
# What each of a word's kinds weighs in the sum of a text; 0 leaves it out.
Weigh = Callable[[str], float]


@dataclass(frozen=True, slots=True, eq=False)
class WordTable:
    """The vectors by word. Safe for threads.

    Attributes:
        keys: hashes of words and stems, in order.
        rows: the row of each key's vector.
        vectors: shape (rows, SIZE), one byte a number.
    """

    keys: np.ndarray[Any, np.dtype[np.uint64]]
    rows: np.ndarray[Any, np.dtype[np.uint32]]
    vectors: np.ndarray[Any, np.dtype[np.int8]]

    def word(self, folded: str) -> Vectors | None:
        """A word's vector, by itself, its stem or its parts; None when none of them is known."""
        found = self.rows_of(folded)
        return self._summed([found])[0] if found else None

    def rows_of(self, folded: str) -> list[int]:
        """The row of a word or its stem, or those of its parts; none when none is known."""
        found = self._row(folded)
        if found is None:
            found = self._row(_STEM + snowball(folded))
        return self._parts(folded) if found is None else [found]

    def _summed(self, rows: Sequence[Sequence[int]]) -> Vectors:
        """The vectors of words by their rows, shape (words, SIZE); zeros for a word without."""
        first = np.array([one[0] if one else 0 for one in rows], dtype=np.int64)
        second = np.array([one[-1] if one else 0 for one in rows], dtype=np.int64)
        count = np.array([len(one) for one in rows], dtype=np.float32)
        found = unit(self.vectors[first].astype(np.float32))
        other = unit(self.vectors[second].astype(np.float32))
        both = unit(found + other)
        found = np.where(count[:, None] == 2, both, found)
        return np.asarray(found * (count > 0)[:, None], dtype=np.float32)

    def text(self, text: str, weigh: Weigh) -> Vectors | None:
        """A text's vector, shape (SIZE,); None when the table has none of its words.

        Args:
            text: any.
            weigh: what a folded word counts.
        """
        total = np.zeros(SIZE, dtype=np.float32)
        for word in words(text)[:_MAX_WORDS]:
            weight = weigh(word)
            vector = self.word(word) if weight > 0 else None
            if vector is not None:
                total += weight * vector
        return unit(total) if total.any() else None

    def texts(
        self, texts: Sequence[Numbers], strings: Strings, weigh: Weigh, kept: Carried | None = None
    ) -> Vectors:
        """The vectors of texts, shape (texts, SIZE); zeros where the table has no word.

        Args:
            texts: each one's words (see `some_words`) by their numbers.
            strings: the numbers that words have.
            weigh: what a folded word counts.
            kept: what one call leaves for the next; None keeps nothing.
        """
        rows_of = (kept or Carried()).answers("word-rows")
        numbers = np.concatenate([np.empty(0, dtype=np.int32), *texts])
        used = strings.used(numbers)
        known = [strings.all[number] for number in used]
        vectors = self._summed([rows_of.get(word, self.rows_of) for word in known])
        vectors *= np.array([max(weigh(word), 0.0) for word in known], np.float32)[:, None]
        rows_of.save()
        place = np.zeros(len(strings.all), dtype=np.int32)
        place[used] = np.arange(len(used))
        return _sums(vectors, place[numbers], np.array([len(one) for one in texts], np.int64))

    def _parts(self, folded: str) -> list[int]:
        """A compound's longest known end, after what stands before it."""
        for cut in range(_SHORTEST_PART, len(folded) - _SHORTEST_PART + 1):
            tail = self._row(folded[cut:])
            if tail is None:
                continue
            for link in _LINKS:
                head = folded[: cut - len(link)]
                if folded[:cut].endswith(link) and len(head) >= _SHORTEST_PART:
                    first = self._row(head)
                    if first is not None:
                        return [first, tail]
        return []

    def _row(self, key: str) -> int | None:
        number = hash_of(key)
        at = int(self.keys.searchsorted(number))
        if at < len(self.keys) and self.keys[at] == number:
            return int(self.rows[at])
        return None


def _sums(vectors: Vectors, numbers: Numbers, lengths: np.ndarray[Any, Any]) -> Vectors:
    """The sum of the vectors of each run of numbers, of length one, shape (runs, SIZE)."""
    found = np.zeros((len(lengths), SIZE), dtype=np.float32)
    first = np.cumsum(lengths) - lengths
    order = np.argsort(-lengths, kind="stable")  # so that those that still go on stand first
    for at in range(0, len(order), _AT_ONCE):
        some = order[at : at + _AT_ONCE]
        begin, length = first[some], lengths[some]
        total = np.zeros((len(some), SIZE), dtype=np.float32)
        for step in range(int(length[0])):
            going = int(np.searchsorted(-length, -step))
            total[:going] += vectors[numbers[begin[:going] + step]]
        found[some] = unit(total)
    return found


def some_words(text: str) -> list[str]:
    """The folded words that a text's vector is made of."""
    return list(words(text)[:_MAX_WORDS])


def hash_of(key: str) -> np.uint64:
    """A word's key in the table: 64 bits."""
    digest = hashlib.blake2b(key.encode("utf-8", "replace"), digest_size=8).digest()
    return np.uint64(int.from_bytes(digest, "big"))


def stem_key(folded: str) -> str:
    """What a word's stem is kept under."""
    return _STEM + snowball(folded)


@cache
def open_table(folder: Path = DATA) -> WordTable:
    """The table, mapped, so that all workers share it.

    Raises:
        OSError, ValueError: it is missing or broken.
    """
    keys, rows, vectors = (
        np.load(folder / name, mmap_mode="r", allow_pickle=False) for name in (KEYS, ROWS, VECTORS)
    )
    return WordTable(keys, rows, vectors)
