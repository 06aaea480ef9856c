"""Is a word Danish? A word list from outside, as a set of hashes: it can say yes, never offer.

Made once by `scripts/vendor_words.py` from the Danish spelling dictionary of Stavekontrolden;
every inflected form is in it. It decides only what may be corrected: what is found and offered
are the catalogue's own words.
"""

import hashlib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

DATA = Path(__file__).parents[1] / "data"
FILE = "danish-words.npy"
_LINKS = ("", "s", "e")
_SHORTEST_PART = 3


@dataclass(frozen=True, slots=True, eq=False)
class Dictionary:
    """The Danish words. One in some six thousand other words is taken for one.

    Attributes:
        hashes: of every form in small letters, in order, shape (words,).
    """

    hashes: np.ndarray[Any, np.dtype[np.uint32]]

    def has(self, word: str) -> bool:
        """The word stands in the list, in any form.

        Args:
            word: as written, with æ, ø and å; capital letters do not count.
        """
        return self._has(word.lower())

    def is_danish(self, word: str) -> bool:
        """The word, or a compound of two words of the list, which Danish makes freely."""
        lower = word.lower()
        if self._has(lower):
            return True
        for cut in range(_SHORTEST_PART, len(lower) - _SHORTEST_PART + 1):
            if not self._has(lower[cut:]):
                continue
            head = lower[:cut]
            if any(
                head.endswith(link) and self._has(head[: len(head) - len(link)])
                for link in _LINKS
                if len(head) - len(link) >= _SHORTEST_PART
            ):
                return True
        return False

    def _has(self, lower: str) -> bool:
        number = hash_of(lower)
        at = int(self.hashes.searchsorted(number))
        return at < len(self.hashes) and int(self.hashes[at]) == number


def hash_of(word: str) -> np.uint32:
    digest = hashlib.blake2b(word.encode("utf-8", "replace"), digest_size=4).digest()
    return np.uint32(int.from_bytes(digest, "big"))


@cache
def open_dictionary(folder: Path = DATA) -> Dictionary:
    """The list, mapped, so that all workers share it.

    Raises:
        OSError, ValueError: it is missing or broken.
    """
    return Dictionary(np.load(folder / FILE, mmap_mode="r", allow_pickle=False))
