"""How to cite what the reader saw: with the version of the catalogue it was read from."""

import datetime as dt

from catalogue.generations.reader import Contents
from catalogue.model.record import Record
from web.addresses.urls import entry_url
from web.site.config import Config
from web.site.page import SITE_NAME

SHOWN = 7  # characters of a commit that are told
LICENCE_NAME = "CC BY 4.0"
LICENCE_URL = "https://creativecommons.org/licenses/by/4.0/deed.da"
LICENCE = (
    f"Katalogets egne ord må bruges efter {LICENCE_NAME}, når {SITE_NAME} nævnes som kilde. "
    "Kilderne tilhører deres udgivere og har deres egne vilkår."
)


def version_day(contents: Contents) -> dt.date | None:
    """The day of the commit that was read, None outside git."""
    return dt.date.fromisoformat(contents.version_date) if contents.version_date else None


def version_text(contents: Contents) -> str:
    """The version as it is cited: "version a1b2c3d, 22.11.2026"; "" outside git."""
    day = version_day(contents)
    if not contents.version or day is None:
        return ""
    return f"version {contents.version[:SHOWN]}, {day.day:02}.{day.month:02}.{day.year}"


def citation(record: Record, contents: Contents, config: Config) -> str:
    """An entry's reference in one line, ready to copy.

    Outside git, where there is no version to name, the day of its last change stands instead.
    """
    day = record.changed
    version = version_text(contents) or f"ændret {day.day:02}.{day.month:02}.{day.year}"
    address = config.absolute(entry_url(record.entry.slug))
    return f"»{record.entry.title}«. {SITE_NAME}, {version}. {address}"
