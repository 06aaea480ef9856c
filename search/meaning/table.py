"""The word table: a vector for each of many Danish words, distilled from the model once.

A text's vector is the sum of its words', the rarer the more. So meaning needs no model while
serving, costs microseconds and is the same everywhere. A word that the table lacks is known
by its stem, else by the parts it is made of. Made by `scripts/vendor_words.py`.
"""

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from search.language.danish import snowball, words
from search.language.dictionary import DATA
from search.meaning.vectors import Vectors, stacked, unit

KEYS, ROWS, VECTORS = "word-table-keys.npy", "word-table-rows.npy", "word-table-vectors.npy"
SIZE = 128
_STEM = "~"  # before a stem, so that no stem is taken for a word
_SHORTEST_PART = 3
_LINKS = ("", "s", "e")
_MAX_WORDS = 60
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
        found = self._row(folded)
        if found is None:
            found = self._row(_STEM + snowball(folded))
        if found is not None:
            return unit(self.vectors[found].astype(np.float32))
        return self._by_parts(folded)

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

    def texts(self, texts: Iterator[str], weigh: Weigh) -> Vectors:
        """The vectors of texts, shape (texts, SIZE); zeros where the table has no word."""
        nothing = np.zeros(SIZE, dtype=np.float32)
        found = [self.text(text, weigh) for text in texts]
        return stacked([nothing if one is None else one for one in found], SIZE)

    def _by_parts(self, folded: str) -> Vectors | None:
        """A compound by its longest known end and what stands before it."""
        for cut in range(_SHORTEST_PART, len(folded) - _SHORTEST_PART + 1):
            tail = self._row(folded[cut:])
            if tail is None:
                continue
            for link in _LINKS:
                head = folded[: cut - len(link)]
                if folded[:cut].endswith(link) and len(head) >= _SHORTEST_PART:
                    first = self._row(head)
                    if first is not None:
                        both = self.vectors[[first, tail]].astype(np.float32)
                        return unit(unit(both).sum(axis=0))
        return None

    def _row(self, key: str) -> int | None:
        number = hash_of(key)
        at = int(self.keys.searchsorted(number))
        if at < len(self.keys) and self.keys[at] == number:
            return int(self.rows[at])
        return None


def hash_of(key: str) -> np.uint64:
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
