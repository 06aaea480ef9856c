"""A generation: one built folder that holds all a worker needs, checked and never changed.

    <index folder>/
      lock                 held while building
      attempt.json         how the last build went, with its faults
      begun                there while a build goes on, and after one that was killed
      current              the name of the published generation, replaced by one rename
      gen-<hash>/
        manifest.json      format, code version, size and hash of every other file
        entries.jsonl      one record a line, in order of slug
        catalogue.json     vocabularies, faults, and where each record lies
        search/            the index (see `search.index.build`)

The name is the hash of the content and of the code that made it, so the same catalogue
gives the same generation. A worker opens the generation that `current` names, after
holding every file against the manifest: half-written, foreign or damaged folders are told
from whole ones before a byte of them is used.
"""

import hashlib
import json
import os
import weakref
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from threading import Lock
from types import MappingProxyType

from cachetools import LRUCache
from pydantic import TypeAdapter, ValidationError

from catalogue.checking.links import ids_of
from catalogue.model.faults import Fault
from catalogue.model.record import Record
from catalogue.model.vocabulary import Vocabularies

FORMAT = 1
POINTER, MANIFEST, ENTRIES, CATALOGUE, SEARCH, BEGUN = (
    "current", "manifest.json", "entries.jsonl", "catalogue.json", "search", "begun",
)  # fmt: skip
_RECORDS_KEPT = 512  # decoded records a worker holds on to


class GenerationError(Exception):
    """A generation is missing, half-written, foreign or damaged; the message says which."""


@dataclass(frozen=True, slots=True)
class Extent:
    """Where a record lies in entries.jsonl, and the hash of the file it was made from."""

    offset: int
    length: int
    digest: str


@dataclass(frozen=True, slots=True)
class Contents:
    """What catalogue.json holds.

    Attributes:
        places: where each entry's record lies, by slug.
        former: today's slug by former slug, of each entry its first one last.
        introductions: what editors wrote above topics, as safe HTML by "<list>/<term>".
        gone: slugs of entries whose file was deleted.
        faults: what the check found, broken and carried-over entries included.
        broken: slugs whose file has faults (their last good version is shown, if any).
        version: the commit that the entries were read from, "" outside git.
        version_date: that commit's day as year-month-day.
    """

    vocabularies: Vocabularies
    places: Mapping[str, Extent]
    former: Mapping[str, str]
    faults: tuple[Fault, ...]
    broken: tuple[str, ...]
    version: str = ""
    version_date: str = ""
    gone: tuple[str, ...] = ()
    introductions: Mapping[str, str] = field(default_factory=dict)


CONTENTS = TypeAdapter(Contents)
RECORD = TypeAdapter(Record)


class Outcome(StrEnum):
    """How a build went."""

    OK = "ok"
    FAULTS = "faults"  # published, but something is broken
    BLOCKED = "blocked"  # nothing new published, since a fault decides for everything
    UNCHANGED = "unchanged"  # what is published was made of the same
    ERROR = "error"  # it broke off; nothing new published

    @property
    def failed(self) -> bool:
        """What is newest is not shown."""
        return self in {Outcome.BLOCKED, Outcome.ERROR}


@dataclass(frozen=True, slots=True)
class Attempt:
    """How the last build went, for /status and the metrics."""

    outcome: Outcome
    moment: str
    faults: tuple[Fault, ...] = ()
    error: str = ""


ATTEMPT = TypeAdapter(Attempt)


class Generation:
    """An opened generation. Safe for several threads; holds no open index of its own."""

    def __init__(
        self,
        folder: Path,
        contents: Contents,
        *,
        whole: bool = False,
        records: Mapping[str, Record] = MappingProxyType({}),
    ) -> None:
        """Take an opened folder.

        Args:
            folder: the generation's.
            contents: what its `catalogue.json` holds.
            whole: hold on to every record that is read; a builder reads all of them, twice.
            records: those that are known already, by slug.
        """
        self.folder = folder
        self.contents = contents
        self.name = folder.name
        self._file = (folder / ENTRIES).open("rb")
        # A worker lets go of a generation while requests may still read it; the last one closes.
        self._closer = weakref.finalize(self, self._file.close)
        self._records: LRUCache[str, Record] = LRUCache(
            len(contents.places) + 1 if whole else _RECORDS_KEPT
        )
        self._records.update(records)
        self._lock = Lock()

    @property
    def vocabularies(self) -> Vocabularies:
        """The vocabularies that it was built with."""
        return self.contents.vocabularies

    @property
    def slugs(self) -> tuple[str, ...]:
        """The slugs of all entries, in the order of their files."""
        return tuple(self.contents.places)

    def __contains__(self, slug: str) -> bool:
        return slug in self.contents.places

    def record(self, slug: str) -> Record:
        """The record of an entry.

        Raises:
            KeyError: no such entry.
        """
        with self._lock:
            kept = self._records.get(slug)
        if kept is not None:
            return kept
        place = self.contents.places[slug]
        record = RECORD.validate_json(self.lines(place.offset, place.offset + place.length))
        with self._lock:
            self._records[slug] = record
        return record

    def place_of(self, slug: str, record: Record) -> Extent | None:
        """Where a record lies, None when another lies there.

        Of an entry only the object that was read from here counts as the same: equal ones may be
        written in another order.
        """
        known = self.record(slug) if slug in self else None
        same = known is not None and known.entry is record.entry and known == record
        return self.contents.places[slug] if same else None

    def lines(self, begin: int, end: int) -> bytes:
        """The lines of records that lie beside each other, from byte to byte."""
        if hasattr(os, "pread"):  # for several threads at once
            return os.pread(self._file.fileno(), end - begin, begin)
        with self._lock:  # Windows
            self._file.seek(begin)
            return self._file.read(end - begin)

    def close(self) -> None:
        """Let go of the file of records; no record can be read after this."""
        self._file.close()


class OtherEntries(Mapping[str, frozenset[str] | None]):
    """All entries of a generation but one: each slug with the ids of its sections."""

    def __init__(self, generation: Generation, but: str = "") -> None:
        self._generation, self._but = generation, but

    def __getitem__(self, slug: str) -> frozenset[str] | None:
        if slug == self._but:
            raise KeyError(slug)
        return ids_of(self._generation.record(slug).entry)

    def __contains__(self, slug: object) -> bool:
        return slug != self._but and slug in self._generation.contents.places

    def __iter__(self) -> Iterator[str]:
        return (slug for slug in self._generation.slugs if slug != self._but)

    def __len__(self) -> int:
        return sum(1 for _ in self)


def current_name(index: Path) -> str | None:
    """The published generation's name, or None when there is none (or the pointer is odd)."""
    try:
        name = (index / POINTER).read_text(encoding="ascii").strip()
    except (OSError, UnicodeDecodeError):
        return None
    return name if name.startswith("gen-") and "/" not in name and len(name) < 80 else None


def earlier_names(index: Path) -> tuple[str, ...]:
    """The names of all generations that lie there, the newest first."""
    try:
        found = [(path.stat().st_mtime, path.name) for path in index.glob("gen-*")]
    except OSError:  # one was swept away meanwhile
        return ()
    return tuple(name for _, name in sorted(found, reverse=True))


def open_current(index: Path, code: str | None = None, *, whole: bool = False) -> Generation:
    """Open the published generation.

    Args:
        index: the index folder.
        code: the code version it must have been made by; None takes any.
        whole: hold on to every record that is read.

    Raises:
        GenerationError: there is none that can be used.
    """
    name = current_name(index)
    if name is None:
        raise GenerationError("ingen udgivet generation")
    return open_folder(index / name, code, whole=whole)


def open_folder(folder: Path, code: str | None = None, *, whole: bool = False) -> Generation:
    """Open a generation's folder after holding it against its manifest.

    Raises:
        GenerationError: the folder is not whole, or another code version made it.
    """
    manifest = read_manifest(folder)
    if code is not None and manifest.get("code") != code:
        raise GenerationError("bygget af en anden udgave af programmet")
    verify(folder, manifest)
    try:
        contents = CONTENTS.validate_json((folder / CATALOGUE).read_bytes())
        return Generation(folder, contents, whole=whole)
    except (OSError, ValidationError) as error:
        raise GenerationError(f"kan ikke læses: {type(error).__name__}") from error


def read_manifest(folder: Path) -> dict[str, object]:
    """A generation's manifest.

    Raises:
        GenerationError: it cannot be read, or is of another format.
    """
    try:
        manifest = json.loads((folder / MANIFEST).read_bytes())
    except (OSError, ValueError) as error:
        raise GenerationError("uden læselig fortegnelse") from error
    if not isinstance(manifest, dict) or manifest.get("format") != FORMAT:
        raise GenerationError("af et andet format")
    return manifest


def verify(folder: Path, manifest: Mapping[str, object]) -> None:
    """Every file of the manifest is there with the size and hash it was written with.

    Raises:
        GenerationError: one is not.
    """
    files = manifest.get("files")
    if not isinstance(files, dict):
        raise GenerationError("uden fortegnelse over filer")
    if set(files) != set(listing(folder)):
        raise GenerationError("med filer for lidt eller for meget")
    for name, expected in files.items():
        try:
            if digest(folder / name) != expected:
                raise GenerationError(f"med en beskadiget fil: {name}")
        except OSError as error:
            raise GenerationError(f"med en ulæselig fil: {name}") from error


def listing(folder: Path) -> tuple[str, ...]:
    """All files below a generation's folder but the manifest, with forward slashes."""
    paths = (path for path in folder.rglob("*") if path.is_file())
    names = (path.relative_to(folder).as_posix() for path in paths)
    return tuple(sorted(name for name in names if name != MANIFEST))


def digest(path: Path) -> str:
    """The SHA-256 of a file, in hexadecimal."""
    with path.open("rb") as handle:
        return hashlib.file_digest(handle, "sha256").hexdigest()


def read_attempt(index: Path) -> Attempt | None:
    """How the last build went, or None when that is not known."""
    try:
        return ATTEMPT.validate_json((index / "attempt.json").read_bytes())
    except (OSError, ValidationError):
        return None
