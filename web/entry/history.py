"""What changed: an entry's own history, and the newest of all. Read from git while building."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from flask import Blueprint, abort, redirect, render_template
from werkzeug.wrappers import Response

from catalogue.model.record import Record
from search.values.query import Query
from web.addresses.urls import entry_url, search_url
from web.site.page import Crumb, Page, subpage
from web.site.snapshot import site

blueprint = Blueprint("changes", __name__)
MOST = 100  # changes on /nyt


@dataclass(frozen=True, slots=True)
class News:
    """One change of one entry, as /nyt tells it."""

    date: dt.date
    title: str
    url: str
    notes: tuple[str, ...]


@blueprint.get("/indsats/<slug>/historik")
def history(slug: str) -> str | Response:
    """An entry's versions: when, and what changed by field and section."""
    here = site()
    generation = here.current().generation
    if slug not in generation:
        newer = generation.contents.former.get(slug)
        if newer is None or newer not in generation:
            abort(404)
        return redirect(f"{entry_url(newer)}/historik", 301)
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
    page = subpage("Nyt i kataloget", "/nyt", "Nye og ændrede indsatser, de nyeste først.")
    return render_template("entry/news.html", page=page, days=days, most=MOST)


def newest(records: Iterable[Record]) -> list[News]:
    """The newest changes; an entry that git does not know has its day of review."""
    found: list[News] = []
    for record in records:
        title, url = record.entry.title, entry_url(record.entry.slug)
        if record.history:
            found += [News(change.date, title, url, change.notes) for change in record.history]
        else:
            found.append(News(record.changed, title, url, ("holdt op mod kilderne",)))
    found.sort(key=lambda one: (-one.date.toordinal(), one.title))
    return found[:MOST]
