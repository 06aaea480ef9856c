"""What people look for and the catalogue lacks: an optional count of searches that found nothing.

Off unless COUNT_MISSES=1. Made so that it can't become a log of visitors: only normalised words
(no digits, so no numbers of persons or telephones; no address of any kind), no time finer than
a day, nothing about who asked. Until words have been searched three times, the file holds only
a hash of them, and nothing is shown; then only to the operator (`python -m catalogue misses`),
since anybody can search for anything. Beside the index folder, so that it outlives generations.
"""

import datetime as dt
import hashlib
import json
import logging
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout

from catalogue.files.replacing import replace_file
from search.language.danish import words

SHOWN_FROM = 3
KEPT_DAYS = 90
MOST_A_DAY = 40  # different questions of a day in the file; those least asked give way
_MOST_WORDS, _LONGEST = 5, 60
_PATIENCE = 0.2  # seconds; a count that is not taken is no loss, a visitor who waits is
log = logging.getLogger("indsatskataloget")


@dataclass(frozen=True, slots=True)
class Miss:
    """Words that nothing answers to.

    Attributes:
        words: as they were normalised.
        count: searches for them.
        day: the last day that they were searched for.
    """

    words: str
    count: int
    day: dt.date


def file_beside(index: Path) -> Path:
    """Where the count of an index folder's site is kept."""
    return index.with_name(f"{index.name.lstrip('.') or 'index'}-soegt-forgaeves.json")


def normalised(text: str) -> str:
    """The words of a question in a form that tells nothing but the words; "" when none are left.

    >>> normalised("Hjælp til GÆLD, ring 12345678!")
    'gæld hjælp ring til'
    """
    if "@" in text:
        return ""
    found = sorted({word for word in words(text) if word.isalpha()})
    joined = " ".join(found)
    return joined if len(found) <= _MOST_WORDS and len(joined) <= _LONGEST else ""


def count_miss(path: Path, text: str, today: dt.date) -> None:
    """Count a search that found nothing; for several processes at once."""
    asked = normalised(text)
    if not asked:
        return
    key = hashlib.sha256(asked.encode()).hexdigest()[:16]
    try:
        with FileLock(f"{path}.lock", timeout=_PATIENCE):
            rows = _read(path)
            row = rows.setdefault(key, {"antal": 0, "dag": "", "ord": ""})
            row["antal"] += 1
            row["dag"] = today.isoformat()
            if row["antal"] >= SHOWN_FROM:
                row["ord"] = asked
            text = json.dumps(_bounded(rows, today), ensure_ascii=False)
            replace_file(path, text, lasting=False)
    except Timeout:
        return
    except OSError as error:
        log.warning("a search that found nothing was not counted: %s", error.strerror)


def most_missed(path: Path) -> tuple[Miss, ...]:
    """What was searched in vain at least three times, the most asked first."""
    found = [
        Miss(row["ord"], row["antal"], dt.date.fromisoformat(row["dag"]))
        for row in _read(path).values()
        if row["antal"] >= SHOWN_FROM and row["ord"]
    ]
    return tuple(sorted(found, key=lambda miss: (-miss.count, miss.words)))


def _bounded(rows: dict[str, dict[str, Any]], today: dt.date) -> dict[str, dict[str, Any]]:
    """Each day's most asked, so that nobody's thousand words of today push out yesterday's."""
    oldest = (today - dt.timedelta(days=KEPT_DAYS)).isoformat()
    of: dict[str, list[tuple[str, dict[str, Any]]]] = {}
    for key, row in sorted(rows.items(), key=lambda item: item[1]["antal"], reverse=True):
        if row["dag"] >= oldest:
            of.setdefault(row["dag"], []).append((key, row))
    return dict(pair for day in of.values() for pair in day[:MOST_A_DAY])


def _read(path: Path) -> dict[str, dict[str, Any]]:
    """The rows that are as they should be; a damaged file counts from nothing."""
    try:
        found = json.loads(path.read_bytes())
    except (OSError, ValueError):
        return {}
    rows = found.items() if isinstance(found, dict) else ()
    return {key: row for key, row in rows if _is_row(row)}


def _is_row(row: object) -> bool:
    if not isinstance(row, dict) or set(row) != {"antal", "dag", "ord"}:
        return False
    try:
        dt.date.fromisoformat(row["dag"])
    except (TypeError, ValueError):
        return False
    return type(row["antal"]) is int and isinstance(row["ord"], str)
