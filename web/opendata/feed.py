"""New and changed entries of a question as a feed. Pure; the template writes the Atom."""

import datetime as dt
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from catalogue.model.record import Record
from catalogue.model.vocabulary import Vocabularies
from search.values.query import Query
from web.addresses.urls import entry_url, feed_url, glossary_url, search_url
from web.site.config import Config

LONGEST = 50  # entries in a feed; a reader that comes weekly misses none
_OURS = uuid.uuid5(uuid.NAMESPACE_URL, "https://example.org/indsatskataloget")
_START = dt.date(2026, 1, 1)  # the date of a feed that has never had an entry


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """An entry of the feed; its id stays when the entry gets another address."""

    id: str
    title: str
    url: str
    summary: str
    updated: str
    published: str
    changes: tuple[str, ...]
    terms: tuple[tuple[str, str, str], ...]  # address of the vocabulary, key, label


@dataclass(frozen=True, slots=True)
class Feed:
    """A search as an Atom feed."""

    id: str
    url: str
    page_url: str
    updated: str
    entries: tuple[FeedEntry, ...]


def make_feed(
    records: Iterable[Record],
    query: Query,
    vocabularies: Vocabularies,
    config: Config,
    former: Mapping[str, str],
    *,
    made: dt.date = _START,
) -> Feed:
    """The last changed of what a question finds, newest first.

    An id is made of the entry's first slug, so it survives a new address of the site and a new
    name of the entry, and readers show nothing twice.

    Args:
        former: today's slug by former slug, of each entry its first one last.
        made: the content's own day, for a feed that has no entry yet.
    """
    newest = sorted(records, key=lambda record: (-record.changed.toordinal(), record.entry.slug))
    path = feed_url(query)
    first = {slug: old for old, slug in former.items()}
    return Feed(
        id=identity(f"feed?{path.partition('?')[2]}"),
        url=config.absolute(path),
        page_url=config.absolute(search_url(query)),
        updated=moment(newest[0].changed if newest else made),
        entries=tuple(
            entry(record, vocabularies, config, first.get(record.entry.slug, record.entry.slug))
            for record in newest[:LONGEST]
        ),
    )


def entry(record: Record, vocabularies: Vocabularies, config: Config, first: str) -> FeedEntry:
    """A record as an entry of the feed; `first` is the slug that it began with."""
    found = record.entry
    born = record.history[-1].date if record.history else record.changed
    return FeedEntry(
        id=identity(f"indsats/{first}"),
        title=found.title,
        url=config.absolute(entry_url(found.slug)),
        summary=found.summary,
        updated=moment(record.changed),
        published=moment(min(born, record.changed)),
        changes=next((change.notes for change in record.history if change.is_news), ()),
        terms=tuple(
            (config.absolute(glossary_url(name)), key, vocabularies.label(name, key))
            for name, keys in found.terms.items()
            for key in keys
        ),
    )


def identity(name: str) -> str:
    """A URN that is always the same for a name."""
    return uuid.uuid5(_OURS, name).urn


def moment(day: dt.date) -> str:
    """A day as Atom wants it; only the day is known."""
    return f"{day.isoformat()}T00:00:00Z"
