"""An intervention as a value: what an editor wrote, typed and frozen.

Nothing here reads files or checks anything; `catalogue.checking.entry_file` makes these from
a file that has passed every rule.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from catalogue.model.frozen import Frozen, empty


@dataclass(frozen=True, slots=True)
class Source:
    """A publication that the entry rests on; `copy` marks a mirror of the publisher's page."""

    id: str
    title: str
    publisher: str
    year: str = ""
    url: str = ""
    copy: bool = False


@dataclass(frozen=True, slots=True)
class Result:
    """One figure or finding.

    Attributes:
        text: its words.
        kind: what kind of figure it is, a `talslags` key.
        source: its source's id.
        direction: what a measured effect showed, a `retning` key; "" for none told.
    """

    text: str
    kind: str
    source: str
    year: str = ""
    direction: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """A section of the body: its heading, its safe HTML, and the same as plain text for search."""

    id: str
    title: str
    html: str
    text: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One intervention.

    `terms` maps each vocabulary's key to the entry's terms in the vocabulary's order;
    a vocabulary that the entry does not use is absent. `graded` maps those whose terms are
    graded to how well each term fits, 3 to 1.
    `values` holds the plain fields of `catalogue.model.fields` by their keys, as the file has them;
    a field without a value is absent.
    `reviewed` is the day the entry was last edited against its sources.
    """

    slug: str
    title: str
    summary: str
    reviewed: dt.date
    terms: Frozen[str, tuple[str, ...]] = field(default_factory=empty)
    graded: Frozen[str, Mapping[str, int]] = field(default_factory=empty)
    names: tuple[str, ...] = ()
    values: Frozen[str, Any] = field(default_factory=empty)
    results: tuple[Result, ...] = ()
    related: tuple[str, ...] = ()
    example_of: tuple[str, ...] = ()
    former_slugs: tuple[str, ...] = ()
    sources: tuple[Source, ...] = ()
    sections: tuple[Section, ...] = ()

    def keys(self, vocabulary: str) -> tuple[str, ...]:
        """The keys of its terms in a vocabulary; () when it has none."""
        return self.terms.get(vocabulary, ())

    def grades(self, vocabulary: str) -> Mapping[str, int]:
        """How well each of the entry's terms fits, 3 to 1; empty where terms have no grades."""
        return self.graded.get(vocabulary, {})

    def has(self, vocabulary: str, key: str) -> bool:
        """Whether it carries a term."""
        return key in self.keys(vocabulary)

    def text(self, field: str) -> str:
        """The value of a plain field that holds one text; "" where there is none."""
        return str(self.values.get(field, ""))

    def source(self, source_id: str) -> Source | None:
        """The source of an id; None when it has none of that name."""
        return next((source for source in self.sources if source.id == source_id), None)
