"""The map: how many entries each place has, of what a question finds. Pure: no Flask, no HTML.

The number of a place is the number of its list: it obeys the text and every filter of the other
vocabularies. Where places are chosen, only those are shown.
"""

import json
import logging
import math
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from catalogue.files.plain import read_plain
from catalogue.files.settings import ROOT
from catalogue.model.vocabulary import Term, Vocabulary
from search.values.query import Query
from search.values.results import FacetResult
from web.addresses.urls import search_url

SHADES = 5
_MAP = Path("geography/kommuner.json")
_LARGEST = 5_000_000  # bytes; Denmark's municipalities take some 200,000
log = logging.getLogger("indsatskataloget")


@dataclass(frozen=True, slots=True)
class Shapes:
    """Outlines as SVG paths by term, on one canvas; the inset is drawn once more, larger."""

    view_box: str
    inset_name: str
    inset_box: str
    paths: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Place:
    """A place with its count and shade; shade 0 for none, 5 for the most."""

    key: str
    label: str
    count: int
    shade: int
    url: str
    path: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Region:
    """A region with its places."""

    name: str
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Shade:
    """A step of the legend."""

    number: int
    text: str


@dataclass(frozen=True, slots=True)
class MapView:
    """What the page shows.

    Attributes:
        drawn: places on the map, those without entries first, so that borders lie above them.
        regions: places with entries, for the list.
        national: terms that cover everything and are counted apart.
        shades: the legend.
        all_url: the map of all places, where only some are shown.
    """

    label: str
    shapes: Shapes
    drawn: tuple[Place, ...]
    regions: tuple[Region, ...]
    national: tuple[Place, ...]
    shades: tuple[Shade, ...]
    all_url: str = ""

    @property
    def placed(self) -> int:
        """Places that have entries."""
        return sum(len(region.places) for region in self.regions)


def load_shapes(catalogue: Path) -> Shapes:
    """The catalogue's own map, or Denmark's municipalities where it has none that can be used."""
    own = catalogue / _MAP
    if own.exists():
        data, odd = read_plain(own, _LARGEST + 1)
        try:
            return shapes_of(data)
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            log.warning("the catalogue's own map is not used: %s", odd or type(error).__name__)
    return shapes_of((ROOT / "catalogue" / _MAP).read_bytes())


def shapes_of(data: bytes) -> Shapes:
    """A map's file read.

    Raises:
        ValueError, KeyError, TypeError, AttributeError: it is none.
    """
    if len(data) > _LARGEST:
        raise ValueError("too large")
    found = json.loads(data)
    if not all(isinstance(path, str) for path in found["shapes"].values()):
        raise TypeError("no outlines")
    inset = found.get("inset", {})
    return Shapes(
        found["viewBox"], inset.get("navn", ""), inset.get("viewBox", ""), found["shapes"]
    )


def make_map(query: Query, vocabulary: Vocabulary, counted: FacetResult, shapes: Shapes) -> MapView:
    """The map of a question.

    Args:
        vocabulary: the one whose terms are places.
        counted: its counts; terms that it leaves out have none.
    """
    chosen = query.chosen(vocabulary.key)
    counts = {
        choice.key: choice.count for choice in counted.choices if not chosen or choice.key in chosen
    }
    local = [term for term in vocabulary.terms if not term.settings.nationwide]
    lowest = steps(max((counts.get(term.key, 0) for term in local), default=0))

    def place(term: Term) -> Place:
        count = counts.get(term.key, 0)
        return Place(
            key=term.key,
            label=term.label,
            count=count,
            shade=sum(count >= bound for bound in lowest),
            url=search_url(
                query.without_facet(vocabulary.key).with_choice(vocabulary.key, term.key)
            ),
            path=shapes.paths.get(term.key, ""),
            chosen=term.key in chosen,
        )

    places = [place(term) for term in local]
    national = [place(term) for term in vocabulary.terms if term.settings.nationwide]
    return MapView(
        label=vocabulary.label,
        shapes=shapes,
        drawn=tuple(sorted((one for one in places if one.path), key=lambda one: one.count > 0)),
        regions=by_region(vocabulary, places),
        national=tuple(one for one in national if one.count),
        shades=legend(lowest),
        all_url=map_of(query.without_facet(vocabulary.key)) if chosen else "",
    )


def map_of(query: Query) -> str:
    """The map of what a query finds."""
    asked = query.url_query()
    return f"/kort?{asked}" if asked else "/kort"


def by_region(vocabulary: Vocabulary, places: list[Place]) -> tuple[Region, ...]:
    """Places with entries under the region that their term names, in order of name."""
    names = {term.key: term.settings.region for term in vocabulary.terms}
    found = sorted((one for one in places if one.count), key=lambda one: names[one.key])
    return tuple(
        Region(name, tuple(group)) for name, group in groupby(found, lambda one: names[one.key])
    )


def steps(most: int) -> tuple[int, ...]:
    """The lowest count of each shade, in even proportions, so a few large do not hide the rest.

    >>> steps(12)
    (1, 2, 3, 5, 8)
    """
    if most < 1:
        return ()
    bounds = {1}
    for step in range(1, SHADES):
        root = most ** (step / SHADES)
        bounds.add(math.ceil(math.floor(root * 1000) / 1000))  # 2.0000001 is a 2
    return tuple(sorted(bound for bound in bounds if bound <= most))


def legend(lowest: tuple[int, ...]) -> tuple[Shade, ...]:
    """What each shade stands for.

    Args:
        lowest: the lowest count of each shade, from shade 1.
    """
    found = []
    for number, bound in enumerate(lowest, 1):
        last = lowest[number] - 1 if number < len(lowest) else None
        text = f"{bound} eller flere" if last is None else f"{bound}-{last}"
        found.append(Shade(number, str(bound) if last == bound else text))
    return tuple(found)
