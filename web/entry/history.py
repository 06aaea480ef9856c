"""What changed: an entry's own history, and the news of all. Read from git while building."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from flask import Blueprint, render_template
from werkzeug.wrappers import Response

from catalogue.model.record import BROKEN, LAYOUT, MADE, RENAMED, Record
from search.values.query import Query
from web.addresses.urls import entry_url, search_url
from web.site.elsewhere import elsewhere
from web.site.page import Crumb, Page, subpage
from web.site.snapshot import site

blueprint = Blueprint("changes", __name__)
MOST = 100  # lines on /nyt
_REVIEWED = "holdt op mod kilderne"


@dataclass(frozen=True, slots=True)
class News:
    """One entry's news of one day, as /nyt tells them.

    Attributes:
        is_new: it came to the catalogue that day.
        notes: what changed, in plain Danish, each once; of a new one its summary.
    """

    date: dt.date
    title: str
    url: str
    is_new: bool
    notes: tuple[str, ...]


@blueprint.get("/indsats/<slug>/historik")
def history(slug: str) -> str | Response:
    """An entry's versions: when, and what changed by field and section."""
    here = site()
    generation = here.current().generation
    if slug not in generation:
        return elsewhere(slug, generation, "/indsats/{}/historik")
    record = generation.record(slug)
    path = f"{entry_url(slug)}/historik"
    crumbs = (
        Crumb("Forside", "/"),
        Crumb("Indsatser", search_url(Query())),
        Crumb(record.entry.title, entry_url(slug)),
        Crumb("Historik"),
    )
    title = f"Historik: {record.entry.title}"
    page = Page(title, path, indexed=False, crumbs=crumbs)
    return render_template("entry/history.html", page=page, record=record, config=here.config)


@blueprint.get("/nyt")
def news() -> str:
    """What is new in the catalogue, the newest first."""
    generation = site().current().generation
    told = newest(generation.record(slug) for slug in generation.slugs)
    days = [(day, tuple(found)) for day, found in groupby(told, key=lambda one: one.date)]
    page = subpage("Nyt i kataloget", "/nyt", "Nye indsatser og ændrede tekster, dag for dag.")
    return render_template("entry/news.html", page=page, days=days, most=MOST)


def newest(records: Iterable[Record]) -> list[News]:
    """The newest of all entries' news: a line for each entry and day, new entries first."""
    found = [one for record in records for one in of_entry(record)]
    found.sort(key=lambda one: (-one.date.toordinal(), not one.is_new, one.title.casefold()))
    return found[:MOST]


def of_entry(record: Record) -> Iterator[News]:
    """An entry's news by day; one that git does not know has its day of review."""
    title, url = record.entry.title, entry_url(record.entry.slug)
    if not record.history:
        yield News(record.changed, title, url, is_new=False, notes=(_REVIEWED,))
    for day, changes in groupby(record.history, key=lambda change: change.date):
        told = dict.fromkeys(
            _WORDS.get(note, note) for change in changes if change.is_news for note in change.notes
        )
        if MADE in told:
            yield News(day, title, url, is_new=True, notes=(record.entry.summary,))
        elif notes := tuple(note for note in told if note):
            yield News(day, title, url, is_new=False, notes=notes)


# What an editor's history calls otherwise, and what is nothing to a reader.
_WORDS = {
    f"{BROKEN} rettet": "teksten rettet",
    f"{_REVIEWED} igen": "gennemgået mod kilderne",
    LAYOUT: "",
    RENAMED: "",
    BROKEN: "",
}
