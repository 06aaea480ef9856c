"""The one builder: reads a catalogue's folder, makes a generation beside, publishes it.

Held by a lock, so two builders wait for each other. Everything is written into a folder of
its own; only when it is whole does one rename of the pointer make it the published one. A
killed build leaves a stray folder that the next build sweeps away, and readers never see it.
"""

import datetime as dt
import gc
import os
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol

from filelock import FileLock

from catalogue.checking.entry_file import Checked, Standard
from catalogue.checking.folder import File, load
from catalogue.files.plain import in_danish
from catalogue.files.replacing import replace_file
from catalogue.files.settings import REVIEW_AFTER_DAYS
from catalogue.generations import reader as gen
from catalogue.generations.assemble import addresses, earlier_history, reuse, to_records
from catalogue.generations.memory import Memory
from catalogue.generations.publish import (
    code_version,
    fingerprint,
    folder_hash,
    history_version,
    kept_folder,
    publish,
    sweep,
    write_entries,
)
from catalogue.generations.reader import Outcome
from catalogue.git.history import read_history
from catalogue.git.log import read_versions
from catalogue.model.entry import Entry
from catalogue.model.faults import Fault, in_order, make
from catalogue.model.record import Record
from catalogue.model.vocabulary import Vocabularies


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
        *,
        kept: Path,
    ) -> None:
        """Write the index of these entries into an empty folder.

        `kept` is a folder for what may spare the next build work: the same code's, perhaps not
        there yet, perhaps swept away.
        """
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
        taken: what no vocabulary may be called.
        memory: what a builder that stays loaded remembers; None where each build is the only one.
    """

    folder: Path
    index: Path
    indexer: Indexer
    today: dt.date
    review_after_days: int = REVIEW_AFTER_DAYS
    progress: Callable[[int, int], None] = lambda _done, _all: None
    taken: frozenset[str] = frozenset()
    memory: Memory | None = None


@dataclass(frozen=True, slots=True)
class Built:
    """How a build went.

    Attributes:
        name: the published generation's name, "" when there is none.
        entries: number of entries in it.
        faults: all faults and warnings.
    """

    outcome: Outcome
    name: str
    entries: int
    faults: tuple[Fault, ...]

    @property
    def good(self) -> bool:
        """Whether everything was published and nothing is wrong; warnings count for nothing."""
        return self.outcome in {Outcome.OK, Outcome.UNCHANGED} and not any(
            not fault.is_warning for fault in self.faults
        )


def build(job: Job) -> Built:
    """Build and publish a generation.

    Raises:
        OSError: the index folder can't be written (full, read-only); what was published stays.
        Exception: a fault of ours. It is told in attempt.json too, and what was published stays.
    """
    job.index.mkdir(parents=True, exist_ok=True)
    with FileLock(job.index / "lock"), without_looking_for_rings():
        sweep(job.index)
        memory = job.memory or Memory()
        begun = job.index / gen.BEGUN
        try:
            if begun.exists():  # the build before was killed: by its time limit, or for memory
                write_attempt(
                    job.index,
                    gen.Attempt(Outcome.ERROR, _now(), error="den blev afbrudt undervejs"),
                )
            begun.touch()
            memory.readings.begin()
            built = _build(job, memory)
        except BaseException as error:  # whatever it is, editors and monitoring are told
            with suppress(OSError):  # the disk may be full; the caller is told anyway
                write_attempt(job.index, gen.Attempt(Outcome.ERROR, _now(), error=_reason(error)))
            raise
        finally:
            begun.unlink(missing_ok=True)
            memory.readings.end()
            if job.memory is None:
                memory.forget()
        write_attempt(job.index, gen.Attempt(built.outcome, _now(), built.faults))
        return built


@contextmanager
def without_looking_for_rings() -> Iterator[None]:
    """Python looks for objects that hold each other in rings, ever again while much is made.

    Looking through all entries took a sixth of a build after one change, and checking a file leaves
    none. What a build leaves (the classes of its vocabularies) is found after it.
    """
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collects:
            gc.enable()


def _reason(error: BaseException) -> str:
    """Why a build ended, for the status page: what the system says, else only the kind."""
    if isinstance(error, OSError):
        return in_danish(error)
    return f"fejl i programmet ({type(error).__name__}); loggen fortæller mere"


def write_attempt(index: Path, attempt: gen.Attempt) -> None:
    """Leave word of how the build went."""
    replace_file(index / "attempt.json", gen.ATTEMPT.dump_json(attempt).decode())


def _build(job: Job, memory: Memory) -> Built:
    read = memory.readings.read
    previous = memory.previous(job.index)
    code = code_version()
    versions = read_versions(job.folder, job.today)
    settings = f"{job.today} {job.review_after_days} {versions.commit} {sorted(job.taken)}"
    inputs = fingerprint(job.folder, read, code, settings)
    made_by = gen.read_manifest(previous.folder) if previous is not None else {}
    same_code = made_by.get("code") == code
    if previous is not None and same_code and made_by.get("inputs") == inputs:
        contents = previous.contents
        return Built(Outcome.UNCHANGED, previous.name, len(contents.places), contents.faults)

    words = folder_hash(job.folder / "vocabularies", read)
    same_rules = same_code and made_by.get("vocabularies") == words

    faulty = {fault.file for fault in previous.contents.faults} if previous is not None else set()
    checked = memory.checked((code, words, job.today, job.review_after_days, job.taken))

    def again(file: File) -> Checked | None:
        if previous is None or not same_rules:
            return None
        return reuse(file, previous, faulty, job.today, job.review_after_days)

    def check(files: Sequence[File], standard: Standard) -> list[Checked]:
        return checked.check(files, standard, again, job.progress)

    loaded = load(job.folder, job.today, job.review_after_days, check, read, taken=job.taken)
    word_faults = job.indexer.faults(job.folder)
    odd = (make("git-dato", "entries", value=commit[:12]) for commit in versions.odd)
    faults = in_order((*loaded.faults, *word_faults, *odd))
    count = len(previous.contents.places) if previous is not None else 0
    if count and not loaded.checked and loaded.vocabularies is not None:
        # a disk that is not mounted or a move gone wrong, never an editor's wish
        empty = make("ingen-indsatser", "entries", count=count)
        # A folder that is there and can't be read has a reason to tell beside.
        there = os.path.lexists(job.folder / "entries")
        faults = in_order((*(one for one in faults if there or one.file != empty.file), empty))
        blocked = True
    else:
        blocked = any(not fault.is_warning for fault in word_faults)
    if loaded.vocabularies is None or blocked:
        return Built(Outcome.BLOCKED, previous.name if previous is not None else "", count, faults)
    tells = history_version(words)
    same_words = previous is not None and made_by.get("history") == tells
    told = earlier_history(previous) if previous is not None and same_words else {}
    history = read_history(job.folder, versions, loaded.vocabularies, told)
    records = to_records(loaded, history, previous)
    former, gone = addresses(records, versions, loaded.digests)
    contents = gen.Contents(
        vocabularies=loaded.vocabularies,
        places={},
        former=former,
        gone=gone,
        faults=faults,
        broken=tuple(item.slug for item in loaded.checked if item.entry is None),
        version=versions.commit,
        version_date=versions.date,
        introductions=loaded.introductions,
    )
    draft = job.index / f"new-{os.getpid()}"
    draft.mkdir()
    try:
        places = write_entries(draft, records, loaded.digests, previous if same_code else None)
        contents = replace(contents, places=places)
        (draft / gen.CATALOGUE).write_bytes(gen.CONTENTS.dump_json(contents))
        write_search(draft, records, contents.vocabularies, job, kept_folder(job.index, code))
        made_of = {"code": code, "vocabularies": words, "history": tells, "inputs": inputs}
        name = publish(job.index, draft, made_of)
        memory.built(job.index / name, contents, records)
    finally:
        shutil.rmtree(draft, ignore_errors=True)
    return Built(Outcome.FAULTS if loaded.broken else Outcome.OK, name, len(records), faults)


def write_search(
    draft: Path,
    records: Mapping[str, Record],
    vocabularies: Vocabularies,
    job: Job,
    kept: Path,
) -> None:
    """Have the search index written into the draft, beside its records."""
    search = draft / gen.SEARCH
    search.mkdir()
    entries = [record.entry for record in records.values()]
    dates = {slug: record.changed for slug, record in records.items()}
    job.indexer.write(entries, vocabularies, dates, job.folder, search, kept=kept)


def _now() -> str:
    return dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
