"""A published entry: what the editor wrote, and what only the whole catalogue knows of it."""

import datetime as dt
from dataclasses import dataclass

from catalogue.model.entry import Entry

LAYOUT, RENAMED, BROKEN = "opsætning rettet", "nyt filnavn og ny adresse", "fejl i filen"
MADE = "oprettet"
_QUIET = frozenset({LAYOUT, RENAMED, BROKEN})  # change nothing that a reader reads


@dataclass(frozen=True, slots=True)
class Change:
    """One commit's change of one entry.

    Attributes:
        date: the commit's day.
        commit: its hash, for a link to the forge.
        notes: what changed, in plain Danish, one note each.
    """

    date: dt.date
    commit: str
    notes: tuple[str, ...] = ()

    @property
    def is_news(self) -> bool:
        """Something to read is another; layout, a name or a fault alone date nothing."""
        return not _QUIET.issuperset(self.notes)


@dataclass(frozen=True, slots=True)
class Record:
    """An entry as pages show it.

    Attributes:
        entry: the last good version of the file.
        changed: the day of its last news in git; the day of review outside git.
        related: slugs of related entries, declared here or there.
        examples: slugs of local examples of this one.
        carried: the file is broken now, and this is its last good version.
        history: changes from git, newest first; empty outside git.
    """

    entry: Entry
    changed: dt.date
    related: tuple[str, ...] = ()
    examples: tuple[str, ...] = ()
    carried: bool = False
    history: tuple[Change, ...] = ()
