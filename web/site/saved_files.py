"""A saved file's own page, before the builder has published it. Only with PREVIEW=1.

The page of the entry reads its own file; search and lists follow when the builder
(`web.server.preview_builder`) has published.
"""

import datetime as dt
import time
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from catalogue.checking.entry_file import Standard
from catalogue.generations.watch import read_saved, signature
from catalogue.model.dates import today
from catalogue.model.faults import Fault
from catalogue.model.record import Record
from catalogue.model.slugs import slugify
from web.site.config import Config
from web.site.snapshot import Snapshot


def saved(slug: str, snapshot: Snapshot, config: Config) -> tuple[Record | None, tuple[Fault, ...]]:
    """The record to show and the faults above it: the file's own, where it is newer.

    A broken file shows its last good version; where there is none, the record is None.
    """
    generation = snapshot.generation
    published = generation.record(slug) if slug in generation else None
    standard = standard_of(snapshot, today(), config.review_after_days)
    checked = read_saved(config.catalogue, slug, generation, standard)
    if checked is None:
        asked = slugify(slug)  # of a file whose name is wrong, too
        faults = tuple(f for f in generation.contents.faults if _address(f.file) == asked)
        return published, faults
    if checked.entry is None:
        return replace(published, carried=True) if published else None, checked.faults
    if published is None:
        return Record(checked.entry, today()), checked.faults
    kept = published.related, published.examples
    return Record(checked.entry, published.changed, *kept), checked.faults


def _address(file: str) -> str:
    """The address that an entry's file asks for; "" for files of another kind."""
    folder, _, name = file.partition("/")
    return slugify(name.removesuffix(".md")) if folder == "entries" else ""


@lru_cache(maxsize=1)
def standard_of(snapshot: Snapshot, day: dt.date, review_after_days: int) -> Standard:
    """What a text is held against now; making it costs more than checking a text."""
    return Standard.of(snapshot.vocabularies, day, review_after_days)


def mark(config: Config) -> str:
    """Changes when a file is saved, so that no page is kept beyond it; "" outside the preview."""
    return _mark(config.catalogue, int(time.monotonic() * 10)) if config.preview else ""


@lru_cache(maxsize=2)
def _mark(folder: Path, _tenth: int) -> str:
    return signature(folder)
