"""Is a word Danish, and are two forms one word? A word list from outside, as numbers.

Made once by `scripts/vendor_words.py` from the Danish spelling dictionary of Stavekontrolden;
every inflected form is in it, by its hash, with the words it may be a form of. It decides only
what is not read as something else: what is found and offered are the catalogue's own words.
"""

import hashlib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

DATA = Path(__file__).parents[1] / "data"
FILE, BASES = "danish-words.npy", "danish-bases.npy"
_LINKS = ("", "s", "e")
_SHORTEST_PART = 3
_BASE = 0xFFFF  # what is kept of a base form's hash


@dataclass(frozen=True, slots=True, eq=False)
class Dictionary:
    """The Danish words. One in some six thousand other words is taken for one.

    Attributes:
        hashes: of every form, folded, in order, shape (forms,).
        bases: two base forms of each, by their hashes; twice the same where it has one,
            shape (forms, 2).
    """

    hashes: np.ndarray[Any, np.dtype[np.uint32]]
    bases: np.ndarray[Any, np.dtype[np.uint16]]

    def has(self, folded: str) -> bool:
        """A folded word stands in the list, in any form."""
        return self._place(folded) is not None

    def is_danish(self, folded: str, shortest: int = _SHORTEST_PART) -> bool:
        """A folded word, or a compound of two words of the list, which Danish makes freely.

        Args:
            folded: the word.
            shortest: letters that each of the two must have.
        """
        if self.has(folded):
            return True
        for cut in range(shortest, len(folded) - shortest + 1):
            if not self.has(folded[cut:]):
                continue
            head = folded[:cut]
            if any(
                head.endswith(link) and self.has(head[: len(head) - len(link)])
                for link in _LINKS
                if len(head) - len(link) >= shortest
            ):
                return True
        return False

    def apart(self, folded: str, other: str) -> bool:
        """Both are Danish and no forms of one word, however alike they look: bil and billig.

        Two words of which one is not in the list are told apart by their stems alone.
        """
        if folded == other:
            return False
        here, there = self._place(folded), self._place(other)
        if here is None or there is None:
            return False
        return set(self.bases[here].tolist()).isdisjoint(self.bases[there].tolist())

    def is_only_form_of(self, folded: str, base: str) -> bool:
        """A word of the list is a form of this base form, and of no other."""
        at = self._place(folded)
        return at is not None and bool((self.bases[at] == int(hash_of(base)) & _BASE).all())

    def is_base_form(self, folded: str) -> bool:
        """A word of the list that is a form of nothing but itself: *teenager*, not *bygger*."""
        return self.is_only_form_of(folded, folded)

    def _place(self, folded: str) -> int | None:
        number = hash_of(folded)
        at = int(self.hashes.searchsorted(number))
        return at if at < len(self.hashes) and int(self.hashes[at]) == number else None


def hash_of(folded: str) -> np.uint32:
    """A folded word as the dictionary's arrays hold it: 32 bits."""
    digest = hashlib.blake2b(folded.encode("utf-8", "replace"), digest_size=4).digest()
    return np.uint32(int.from_bytes(digest, "big"))


@cache
def open_dictionary(folder: Path = DATA) -> Dictionary:
    """The list, mapped, so that all workers share it.

    Raises:
        OSError, ValueError: it is missing or broken.
    """
    hashes, bases = (
        np.load(folder / name, mmap_mode="r", allow_pickle=False) for name in (FILE, BASES)
    )
    return Dictionary(hashes, bases)
