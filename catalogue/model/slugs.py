"""Slugs: the one spelling of a name that file names and addresses share."""

import re
import unicodedata

_LETTERS = str.maketrans(
    {"æ": "ae", "ø": "oe", "å": "aa", "ß": "ss", "ð": "d", "þ": "th"} | dict.fromkeys("‐‑–—−·", "-")
)
MAX_SLUG = 80
SLUG = r"[a-z0-9]+(-[a-z0-9]+)*"

# Names that Windows keeps for devices; a folder with such a file can't be checked out there.
_OF_WINDOWS = frozenset(
    {"con", "prn", "aux", "nul"} | {f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10)}
)


def slugify(text: str) -> str:
    """A name as a slug: Danish letters spelt out, other accents dropped, the rest hyphens.

    >>> slugify("Fædre på Amager")
    'faedre-paa-amager'
    """
    lowered = unicodedata.normalize("NFC", text).casefold().translate(_LETTERS)
    plain = unicodedata.normalize("NFKD", lowered).encode("ascii", "ignore").decode("ascii")
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


def is_slug(text: str) -> bool:
    """Whether a text can be an entry's address."""
    return len(text) <= MAX_SLUG and re.fullmatch(SLUG, text) is not None


def is_of_windows(stem: str) -> bool:
    """A file of this name can't lie in a folder under Windows."""
    return stem.casefold() in _OF_WINDOWS
