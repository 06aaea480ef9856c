"""A published entry: what the editor wrote, and what only the whole catalogue knows of it."""

import datetime as dt
from dataclasses import dataclass

from catalogue.model.entry import Entry


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


@dataclass(frozen=True, slots=True)
class Record:
    """An entry as pages show it.

    Attributes:
        entry: the last good version of the file.
        changed: the day of its last change in git; the day of review outside git.
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
