"""The preview of `make serve`: a saved file is seen at once, and built beside the server.

Only with PREVIEW=1. The page of the entry reads its own file; search and lists follow when
the builder, a process of its own that looks twice a second, has published.
"""

import atexit
import datetime as dt
import logging
import os
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from catalogue.checking.entry_file import Standard
from catalogue.generations.watch import read_saved, signature
from catalogue.model.faults import Fault
from catalogue.model.record import Record
from web.middleware import logs
from web.site.config import Config, from_environment
from web.site.snapshot import Snapshot
from web.site.templating import today

LOOK_EVERY = 0.5  # seconds
log = logging.getLogger("indsatskataloget")


def saved(slug: str, snapshot: Snapshot, config: Config) -> tuple[Record | None, tuple[Fault, ...]]:
    """The record to show and the faults above it: the file's own, where it is newer.

    A broken file shows its last good version; where there is none, the record is None.
    """
    generation = snapshot.generation
    published = generation.record(slug) if slug in generation else None
    standard = standard_of(snapshot, today(), config.review_after_days)
    checked = read_saved(config.catalogue, slug, generation, standard)
    if checked is None:
        name = f"entries/{slug}.md"
        faults = tuple(f for f in generation.contents.faults if f.file == name)
        return published, faults
    if checked.entry is None:
        return replace(published, carried=True) if published else None, checked.faults
    if published is None:
        return Record(checked.entry, today()), checked.faults
    kept = published.related, published.examples
    return Record(checked.entry, published.changed, *kept), checked.faults


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


def start_builder() -> None:
    """Start the process that builds what is saved; it ends with this one."""
    command = [sys.executable, "-m", "web.server.previewing", str(os.getpid())]
    builder = subprocess.Popen(command)  # noqa: S603  # ourselves
    owner = os.getpid()

    def stop() -> None:
        if os.getpid() == owner:  # not in a worker, which is a copy of the server
            builder.terminate()

    atexit.register(stop)


def build_what_is_saved(
    config: Config,
    build: Callable[[Config], object],
    alive: Callable[[], bool],
    look_every: float = LOOK_EVERY,
) -> None:
    """Build each time a file is saved, for as long as the server lives."""
    built = ""  # something may have been saved since the server built
    while alive():
        time.sleep(look_every)
        seen = signature(config.catalogue)
        if seen == built:
            continue
        built = seen
        try:
            build(config)
        except OSError as error:
            log.warning("not built: %s", error)


def main(server: int) -> None:
    from web.server.serving import build_now  # noqa: PLC0415  # serving starts us

    logs.to_stderr()
    build_what_is_saved(from_environment(), build_now, lambda: os.getppid() == server)


if __name__ == "__main__":
    main(int(sys.argv[1]))
