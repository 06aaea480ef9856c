"""What changed in an entry between versions: by field and section, no names, no old text."""

import datetime as dt
from dataclasses import dataclass


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
