"""What the form says of an entry that is being mended."""

from dataclasses import dataclass

from catalogue.model.faults import Fault
from web.addresses.urls import entry_url
from web.editing.difference import DiffLine


@dataclass(frozen=True, slots=True)
class Mending:
    """An entry's file, as it was and as it became.

    Attributes:
        slug, title: which entry.
        version: which version of its file the form is filled in from.
        stale: the file became another while the form was open.
        changes: what changed, in plain words; empty where nothing did.
        lines: the difference, line by line.
        edit_url: the forge's page for the file, "" for none.
        unreadable: why the file can't be a form; empty where it can.
    """

    slug: str
    title: str
    version: str = ""
    stale: bool = False
    changes: tuple[str, ...] = ()
    lines: tuple[DiffLine, ...] = ()
    edit_url: str = ""
    unreadable: tuple[Fault, ...] = ()

    @property
    def heading(self) -> str:
        """The page's heading."""
        return f"Ret »{self.title}«"

    @property
    def path(self) -> str:
        """The page's own address."""
        return f"{entry_url(self.slug)}/ret"
