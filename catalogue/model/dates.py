"""Days and moments: the day it is, and how they are written in Danish."""

import datetime as dt

_MONTHS = (
    "januar", "februar", "marts", "april", "maj", "juni", "juli", "august", "september",
    "oktober", "november", "december",
)  # fmt: skip


def today() -> dt.date:
    """The day it is, in universal time wherever the server stands."""
    return dt.datetime.now(dt.UTC).date()


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
