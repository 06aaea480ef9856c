"""Rendered pages kept for the next visitor who asks the same: bounded in bytes, never stale.

A page is kept under its tag, which is made of everything the page is made of (see
`web.middleware.headers`), and the encodings that the visitor can read. So nothing is ever taken
back: a new generation, another day or another address is another tag, and what nobody asks for
any more falls out at the old end. Only a plain 200 to a GET is kept.
"""

from collections import OrderedDict
from dataclasses import dataclass
from threading import Lock

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
        self._most = most_bytes
        self._pages: OrderedDict[tuple[str, str], Kept] = OrderedDict()
        self._size = 0
        self._lock = Lock()

    @property
    def size(self) -> int:
        """Bytes kept."""
        return self._size

    def get(self, tag: str, encodings: str) -> Kept | None:
        """The page with a tag, as somebody with these encodings got it."""
        with self._lock:
            page = self._pages.get((tag, encodings))
            if page is not None:
                self._pages.move_to_end((tag, encodings))
            return page

    def keep(self, tag: str, encodings: str, page: Kept) -> None:
        """Keep a page, and let go of the longest unused until it fits."""
        size = _weight(page)
        if size > min(_LARGEST, self._most) or len(encodings) > _LONGEST_KEY:
            return
        with self._lock:
            old = self._pages.pop((tag, encodings), None)
            self._size += size - (_weight(old) if old else 0)
            self._pages[tag, encodings] = page
            while self._size > self._most:
                self._size -= _weight(self._pages.popitem(last=False)[1])


def _weight(page: Kept) -> int:
    # Headers, keys and the objects around them come to about this much in CPython.
    return len(page.body) + 4096
