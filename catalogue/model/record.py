"""A published entry: what the editor wrote, and what only the whole catalogue knows of it."""

import datetime as dt
from dataclasses import dataclass

from catalogue.git.history import Change
from catalogue.model.entry import Entry


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
