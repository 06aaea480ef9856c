"""The one builder: reads a catalogue's folder, makes a generation beside, publishes it.

Held by a lock, so two builders wait for each other. Everything is written into a folder of
its own; only when it is whole does one rename of the pointer make it the published one. A
killed build leaves a stray folder that the next build sweeps away, and readers never see it.
"""

import datetime as dt
import os
import shutil
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol

from filelock import FileLock

from catalogue import generation as gen
from catalogue.checking import REVIEW_AFTER_DAYS, Checked
from catalogue.entry import Entry
from catalogue.faults import Fault, in_order
from catalogue.loading import File, Loaded, load
from catalogue.publishing import (
    code_version,
    fingerprint,
    publish,
    replace_file,
    sweep,
    write_records,
)
from catalogue.record import Record
from catalogue.versions import Versions, read_versions
from catalogue.vocabulary import Vocabularies


class Indexer(Protocol):
    """Writes the search index of a generation; `search` implements it."""

    def faults(self, folder: Path) -> tuple[Fault, ...]:
        """Faults in the catalogue's word lists; any of them blocks the build."""
        ...

    def write(
        self,
        entries: Sequence[Entry],
        vocabularies: Vocabularies,
        dates: Mapping[str, dt.date],
        catalogue: Path,
        folder: Path,
    ) -> None:
        """Write the index of these entries into an empty folder."""
        ...


@dataclass(frozen=True, slots=True)
class Job:
    """What to build.

    Attributes:
        folder: the catalogue, with `entries/`, `vocabularies/` and perhaps `words/`.
        index: the folder of generations.
        indexer: what writes the search index.
        today: the day that dates are held against.
        review_after_days: age of a review that gives a warning.
        progress: told how many of all files are done.
    """

    folder: Path
    index: Path
    indexer: Indexer
    today: dt.date
    review_after_days: int = REVIEW_AFTER_DAYS
    progress: Callable[[int, int], None] = lambda _done, _all: None


@dataclass(frozen=True, slots=True)
class Built:
    """How a build went.

    Attributes:
        outcome: "ok", "faults" (published, but something is broken), "blocked" (nothing new
            published), "unchanged".
        name: the published generation's name, "" when there is none.
        entries: number of entries in it.
        faults: all faults and warnings.
    """

    outcome: str
    name: str
    entries: int
    faults: tuple[Fault, ...]

    @property
    def good(self) -> bool:
        return self.outcome in ("ok", "unchanged") and not any(
            not fault.is_warning for fault in self.faults
        )


def build(job: Job) -> Built:
    """Build and publish a generation.

    Raises:
        OSError: the index folder can't be written (full, read-only); what was published stays.
    """
    job.index.mkdir(parents=True, exist_ok=True)
    with FileLock(job.index / "lock"):
        sweep(job.index)
        previous = _previous(job.index)
        try:
            built = _build(job, previous)
        finally:
            if previous is not None:
                previous.close()
        attempt = gen.Attempt(built.outcome, _now(), built.faults)
        replace_file(job.index / "attempt.json", gen.ATTEMPT.dump_json(attempt).decode())
        return built


def _build(job: Job, previous: gen.Generation | None) -> Built:
    code = code_version()
    versions = read_versions(job.folder)
    settings = f"{job.today} {job.review_after_days} {versions.commit}"
    inputs = fingerprint(job.folder, code, settings)
    made_by = gen.read_manifest(previous.folder) if previous is not None else {}
    if previous is not None and made_by.get("inputs") == inputs:
        contents = previous.contents
        return Built("unchanged", previous.name, len(contents.places), contents.faults)

    def known(file: File) -> Checked | None:
        return reuse(file, previous, job) if made_by.get("code") == code else None

    loaded = load(job.folder, job.today, job.review_after_days, known, job.progress)
    word_faults = job.indexer.faults(job.folder)
    faults = in_order((*loaded.faults, *word_faults))
    if loaded.vocabularies is None or any(not fault.is_warning for fault in word_faults):
        name = previous.name if previous is not None else ""
        count = len(previous.contents.places) if previous is not None else 0
        return Built("blocked", name, count, faults)
    records = to_records(loaded, versions, previous)
    contents = gen.Contents(
        vocabularies=loaded.vocabularies,
        places={},
        former={old: slug for slug, r in records.items() for old in r.entry.former_slugs},
        faults=faults,
        broken=tuple(item.slug for item in loaded.checked if item.entry is None),
        version=versions.commit,
        version_date=versions.date,
    )
    draft = job.index / f"new-{os.getpid()}"
    draft.mkdir()
    try:
        places = write_records(draft, records, loaded.digests)
        contents = replace(contents, places=places)
        (draft / gen.CATALOGUE).write_bytes(gen.CONTENTS.dump_json(contents))
        write_index(draft, records, contents.vocabularies, job)
        name = publish(job.index, draft, code, inputs)
    finally:
        shutil.rmtree(draft, ignore_errors=True)
    return Built("faults" if loaded.broken else "ok", name, len(records), faults)


def write_index(
    draft: Path, records: Mapping[str, Record], vocabularies: Vocabularies, job: Job
) -> None:
    search = draft / gen.SEARCH
    search.mkdir()
    entries = [record.entry for record in records.values()]
    dates = {slug: record.changed for slug, record in records.items()}
    job.indexer.write(entries, vocabularies, dates, job.folder, search)


def reuse(file: File, previous: gen.Generation | None, job: Job) -> Checked | None:
    """An unchanged file's earlier result, when nothing but the file could have changed it."""
    if previous is None or file.slug not in previous:
        return None
    if previous.contents.places[file.slug].digest != file.digest:
        return None
    record = previous.record(file.slug)
    overdue = (job.today - record.entry.reviewed).days > job.review_after_days
    faulty = any(fault.file == file.name for fault in previous.contents.faults)
    if record.carried or overdue or faulty:
        return None
    return Checked(file.slug, record.entry, ())


def to_records(
    loaded: Loaded, versions: Versions, previous: gen.Generation | None
) -> dict[str, Record]:
    """Entries with their last good version where broken, their dates, and links both ways."""
    entries: dict[str, tuple[Entry, bool]] = {}
    for item in loaded.checked:
        if item.entry is not None:
            entries[item.slug] = item.entry, False
        elif previous is not None and item.slug in previous and loaded.vocabularies is not None:
            entry = previous.record(item.slug).entry
            entries[item.slug] = still_known(entry, loaded.vocabularies), True
    related: dict[str, set[str]] = {slug: set() for slug in entries}
    examples: dict[str, set[str]] = {slug: set() for slug in entries}
    for slug, (entry, _) in entries.items():
        for other in entry.related:
            if other in entries:
                related[slug].add(other)
                related[other].add(slug)
        for other in entry.example_of:
            if other in entries:
                examples[other].add(slug)
    return {
        slug: Record(
            entry=entry,
            changed=versions.changed.get(slug, entry.reviewed),
            related=tuple(sorted(related[slug])),
            examples=tuple(sorted(examples[slug])),
            carried=carried,
        )
        for slug, (entry, carried) in sorted(entries.items())
    }


def still_known(entry: Entry, vocabularies: Vocabularies) -> Entry:
    """An earlier version without the terms that the vocabularies no longer have."""
    terms = {
        vocabulary.key: keys
        for vocabulary in vocabularies
        if (keys := vocabulary.sorted_keys(entry.keys(vocabulary.key)))
    }
    return replace(entry, terms=terms)


def _previous(index: Path) -> gen.Generation | None:
    try:
        return gen.open_current(index)
    except gen.GenerationError:
        return None


def _now() -> str:
    return dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
