"""Whether the newest could be fetched before it was built: what scripts/publish leaves beside.

A file of one line, the moment it first went wrong and why; there is none while all is well.
"""

from dataclasses import dataclass
from pathlib import Path

from catalogue.files.plain import read_plain

FILE = "not-fetched"  # scripts/publish writes it
_LONGEST = 200  # bytes


@dataclass(frozen=True, slots=True)
class NotFetched:
    """Nothing could be fetched.

    Attributes:
        moment: since when, ISO 8601.
        reason: a word for why: see `scripts/publish`.
    """

    moment: str
    reason: str


def read_not_fetched(index: Path) -> NotFetched | None:
    """Since when nothing could be fetched, and why; None while all is well."""
    data, wrong = read_plain(index / FILE, _LONGEST)
    moment, _, reason = data.decode("ascii", "replace").strip().partition(" ")
    return None if wrong or not moment else NotFetched(moment, reason)
