"""Rendered pages kept for the next visitor who asks the same: bounded in bytes, never stale.

A page is kept under its tag, which is made of everything the page is made of (see
`web.middleware.headers`), and the encodings that the visitor can read. So nothing is ever taken
back: a new generation, another day or another address is another tag, and what nobody asks for
any more falls out at the old end. Only a plain 200 to a GET is kept.
"""

from dataclasses import dataclass
from threading import Lock

from cachetools import LRUCache

MOST_BYTES = 16 * 2**20  # a worker; some 1,500 compressed result pages
_LARGEST = 2**18
_LONGEST_KEY = 200  # a header longer than any browser's is not worth remembering


@dataclass(frozen=True, slots=True)
class Kept:
    """A page as it was sent."""

    body: bytes
    headers: tuple[tuple[str, str], ...]


class KeptPages:
    """A worker's pages. Safe for threads."""

    def __init__(self, most_bytes: int = MOST_BYTES) -> None:
        self._pages: LRUCache[tuple[str, str], Kept] = LRUCache(most_bytes, _weight)
        self._lock = Lock()

    @property
    def size(self) -> int:
        """Bytes kept."""
        return int(self._pages.currsize)

    def get(self, tag: str, encodings: str) -> Kept | None:
        """The page with a tag, as somebody with these encodings got it."""
        with self._lock:
            return self._pages.get((tag, encodings))

    def keep(self, tag: str, encodings: str, page: Kept) -> None:
        """Keep a page, and let go of the longest unused until it fits."""
        if _weight(page) > min(_LARGEST, self._pages.maxsize) or len(encodings) > _LONGEST_KEY:
            return
        with self._lock:
            self._pages[tag, encodings] = page


def _weight(page: Kept) -> int:
    # Headers, keys and the objects around them come to about this much in CPython.
    return len(page.body) + 4096
