"""What a search answers with: plain frozen values, nothing of Whoosh or of pages in them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import NamedTuple

from search.values.ways import MatchType


@dataclass(frozen=True, slots=True)
class Fragment:
    """A piece of text; `hit` when it is a word that was found."""

    text: str
    hit: bool = False


@dataclass(frozen=True, slots=True)
class Reason:
    """Why an entry was found: the typed word, the word found, in which field, by which way.

    Attributes:
        field: titel, navn, resume, sted, ansvarlig, tekst, resultater, kilder or a facet's key.
        word: as typed; for a filter, the chosen term's label.
        found: as the entry writes it; for a term, its label.
        match: how the two hang together.
    """

    field: str
    word: str
    found: str
    match: MatchType


@dataclass(frozen=True, slots=True)
class Hit:
    """An entry found. `score` is None when no text was asked for; `fits` when it fits well."""

    slug: str
    title: str
    summary: str
    score: float | None
    terms: Mapping[str, tuple[str, ...]]
    excerpt: tuple[Fragment, ...]
    title_fragments: tuple[Fragment, ...]
    reasons: tuple[Reason, ...] = ()
    fits: bool = True


class FacetChoice(NamedTuple):
    """A term with how many entries it gives. A page has a hundred; a tuple is soonest made."""

    key: str
    label: str
    count: int  # type: ignore[assignment]  # hides tuple.count, which nobody asks of a choice
    selected: bool


@dataclass(frozen=True, slots=True)
class FacetResult:
    """A facet with counts that ignore its own choices."""

    key: str
    label: str
    choices: tuple[FacetChoice, ...]


@dataclass(frozen=True, slots=True)
class Offer:
    """A term that the typed words name, to offer as a tick, and what ticking it would give."""

    facet: str
    term: str
    label: str
    count: int


@dataclass(frozen=True, slots=True)
class Heard:
    """A problem that the text is taken to be about, and how many entries help against it."""

    facet: str
    term: str
    label: str
    count: int


@dataclass(frozen=True, slots=True)
class Relaxed:
    """What would be found without one tick; facet and term are empty for "without the text"."""

    facet: str
    term: str
    count: int


@dataclass(frozen=True, slots=True)
class Understood:
    """How the typed text was read, for people to see.

    Attributes:
        unknown: words that nothing in the catalogue answers to.
        excluded: words and phrases after a minus.
        phrases: what stood in quotes.
        ignored: words past the limit, which were not looked for.
        mapped: (words, facet, term) for words read as an age, a place or another term.
    """

    unknown: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()
    ignored: tuple[str, ...] = ()
    mapped: tuple[tuple[str, str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class ResultPage:
    """One page of answers. `corrected_to` was applied; `did_you_mean` was not.

    Attributes:
        heard: the problems that the text is clearly about; on an empty page also the nearest topic.
        parts: on an empty page, known parts of unknown compounds, and how many entries have them.
        fitting: how many of the entries fit well; the others may be relevant.
        hurried: the model did not answer in time, so the word table did.
    """

    total: int
    page: int
    pages: int
    hits: tuple[Hit, ...] = ()
    facets: tuple[FacetResult, ...] = ()
    did_you_mean: str | None = None
    corrected_to: str | None = None
    offered: tuple[Offer, ...] = ()
    relaxed: tuple[Relaxed, ...] = ()
    nearest: tuple[Hit, ...] = ()
    understood: Understood = field(default_factory=Understood)
    heard: tuple[Heard, ...] = ()
    parts: tuple[tuple[str, int], ...] = ()
    fitting: int = 0
    hurried: bool = False


@dataclass(frozen=True, slots=True)
class Similar:
    """An entry like another, and the terms they share as (facet's key, term's label)."""

    slug: str
    title: str
    summary: str
    shared: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A completion: kind is "indsats" (with slug), "term" (with facet and term) or "ord"."""

    kind: str
    text: str
    slug: str | None = None
    facet: str | None = None
    term: str | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """Entries that carry both terms, and the strongest term of the ranked vocabulary among them."""

    count: int
    best: str | None = None


@dataclass(frozen=True, slots=True)
class Named:
    """An entry by its name only."""

    slug: str
    title: str


@dataclass(frozen=True, slots=True)
class Matrix:
    """Counts of two facets against each other: rows and columns are keys in vocabulary order.

    `rest` counts, for each row, the entries that stand in none of the columns.
    """

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    cells: Mapping[tuple[str, str], Cell] = field(default_factory=lambda: MappingProxyType({}))
    rest: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))
