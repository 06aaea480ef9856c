"""A file to take away: its name and its kind."""

import datetime as dt

from flask import Response

from catalogue.model.slugs import slugify

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


_LONGEST = 80  # characters of a name; some systems have no room for more


def file_name(title: str, day: dt.date, ending: str) -> str:
    """A name that says what is in the file and when it was made.

    >>> file_name("Indsatser for fædre, i Aarhus", dt.date(2026, 11, 26), "csv")
    'indsatser-for-faedre-i-aarhus-2026-11-26.csv'
    """
    words = slugify(title) or "indsatskataloget"
    if len(words) > _LONGEST:
        words = words[:_LONGEST].rsplit("-", 1)[0]
    return f"{words}-{day.isoformat()}.{ending}"


def download(body: bytes, mimetype: str, name: str) -> Response:
    """An answer that a browser saves under a name."""
    response = Response(body, content_type=mimetype)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
