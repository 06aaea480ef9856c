"""Days and moments: the day it is, and how they are written in Danish."""

import datetime as dt
import re

_MONTHS = (
    "januar", "februar", "marts", "april", "maj", "juni", "juli", "august", "september",
    "oktober", "november", "december",
)  # fmt: skip


def today() -> dt.date:
    """The day it is, in universal time wherever the server stands."""
    return dt.datetime.now(dt.UTC).date()


_DAY_FIRST = re.compile(r"(\d{1,2})[-./ ]+(\d{1,2})[-./ ]+(\d{4}|\d{2})")
_YEAR_FIRST = re.compile(
    r"(\d{4})(?:([-./])(?P<month>\d{1,2})\2(?P<day>\d{1,2})|(\d{2})(\d{2}))(?:[T ].*)?"
)
_IN_WORDS = re.compile(
    r"(?:[a-zø]{3,5}dag )?(?:d(?:en|\.)? )?(?:(\d{1,2})\.? )?([a-zæøå]{3,9})\.? (\d{4})"
)


def read_moment(text: str) -> str:
    """A day or a month as people write it, as the file wants it; "" when it can't be read.

    >>> read_moment("23. november 2026")
    '2026-11-23'
    """
    text = " ".join(text[:60].casefold().split())
    if found := _DAY_FIRST.fullmatch(text):
        year = found[3] if len(found[3]) == 4 else f"20{found[3]}"
        return _in_calendar(year, found[2], found[1])
    if found := _YEAR_FIRST.fullmatch(text.upper()):
        return _in_calendar(found[1], found["month"] or found[5], found["day"] or found[6])
    found = _IN_WORDS.fullmatch(text)
    month = next((n for n, m in enumerate(_MONTHS, 1) if found and m.startswith(found[2])), 0)
    if not found or not month:
        return ""
    return _in_calendar(found[3], month, found[1]) if found[1] else f"{found[3]}-{month:02}"


def _in_calendar(year: str, month: str | int, day: str) -> str:
    try:
        return dt.date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return ""


def danish_date(day: dt.date) -> str:
    """A date as it is written: 12. marts 2026."""
    return f"{day.day}. {_MONTHS[day.month - 1]} {day.year}"


def danish_moment(text: str) -> str:
    """ "2023-05" and "2023-05-12" as they are written; a bare year as it is."""
    parts = [int(part) for part in text.split("-")]
    if len(parts) == 3:
        return danish_date(dt.date(*parts))
    if len(parts) == 2:
        return f"{_MONTHS[parts[1] - 1]} {parts[0]}"
    return text
