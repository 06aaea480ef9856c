"""The query as a value: what a visitor asked for, and its one address.

`parse_query` never raises: what cannot be used is dropped with a reason in Danish, so a
page can say it and the API can refuse it. `parse_query(query.pairs())` gives the query back.
"""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from urllib.parse import urlencode

from catalogue.model.vocabulary import Vocabularies

TEXT, SORT, PAGE = "q", "sortering", "side"
NOT_MEANT = "ikke"  # a problem that the text was taken to be about, and is not
RELEVANCE, BEST_KNOWN, BY_TITLE, NEWEST = "relevans", "bedst-dokumenteret", "titel", "redigeret"
SORTS = (RELEVANCE, BEST_KNOWN, BY_TITLE, NEWEST)
MAX_TEXT = 200
CUT = f"Søgningen er afkortet til {MAX_TEXT} tegn."
MAX_CHOICES = 40
MAX_PAGE = 1000
MAX_NOT_MEANT = 10
# Enough raw text to find 200 usable characters in, without normalising a hostile 100 KB.
_MAX_RAW = 4 * MAX_TEXT
_MAX_DROPPED = 50

Choices = tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class Dropped:
    """A parameter that was not used: its name, its value (shortened) and why, in Danish."""

    parameter: str
    value: str
    reason: str


@dataclass(frozen=True, slots=True)
class Query:
    """What is asked for. Choices stand in the vocabularies' order, so equal questions are equal.

    `not_meant` are terms of the graded vocabularies that the text is not about after all.
    `vocabularies` only keeps that order when a choice is added; it is no part of the value.
    """

    text: str = ""
    choices: Choices = ()
    sort: str = SORTS[0]
    page: int = 1
    not_meant: tuple[str, ...] = ()
    vocabularies: Vocabularies | None = field(default=None, compare=False, repr=False)

    @property
    def is_empty(self) -> bool:
        """Nothing is asked for: no text and no choice (sorting and page do not count)."""
        return not self.text and not self.choices

    def chosen(self, facet: str) -> tuple[str, ...]:
        """The chosen terms of a facet."""
        return next((terms for key, terms in self.choices if key == facet), ())

    def pairs(self) -> tuple[tuple[str, str], ...]:
        """Parameters in canonical order, without those that stand at their default."""
        found = [(TEXT, self.text)] if self.text else []
        found += [(facet, term) for facet, terms in self.choices for term in terms]
        found += [(NOT_MEANT, term) for term in self.not_meant]
        if self.sort != SORTS[0]:
            found.append((SORT, self.sort))
        if self.page != 1:
            found.append((PAGE, str(self.page)))
        return tuple(found)

    def url_query(self) -> str:
        """The part after "?" of the query's address; empty for the empty query."""
        return urlencode(self.pairs())

    def with_text(self, text: str) -> "Query":
        """The same filters with another text, from the first page."""
        return replace(self, text=clean_text(text), page=1, not_meant=())

    def without_text(self) -> "Query":
        """The same filters without the text, from the first page."""
        return replace(self, text="", page=1, not_meant=())

    def without_meaning(self, term: str) -> "Query":
        """The text as not about a problem."""
        return replace(self, not_meant=tuple(sorted({*self.not_meant, term})), page=1)

    def with_meaning(self, term: str) -> "Query":
        """The text as perhaps about a problem after all."""
        return replace(self, not_meant=tuple(sorted({*self.not_meant} - {term})), page=1)

    def with_choice(self, facet: str, term: str) -> "Query":
        """This query with one more term ticked; unchanged choices if it already is."""
        return self._with(facet, {*self.chosen(facet), term})

    def without(self, facet: str, term: str) -> "Query":
        """The same question without one tick, from the first page."""
        return self._with(facet, {*self.chosen(facet)} - {term})

    def without_facet(self, facet: str) -> "Query":
        """The same question without any of a facet's ticks, from the first page."""
        return self._with(facet, set())

    def with_sort(self, sort: str) -> "Query":
        """Sorted so; an unknown sorting gives the default."""
        return replace(self, sort=sort if sort in SORTS else SORTS[0], page=1)

    def at_page(self, page: int) -> "Query":
        """The same question at a page, counted from 1; one out of bounds becomes the nearest."""
        return replace(self, page=min(max(page, 1), MAX_PAGE))

    def _with(self, facet: str, terms: set[str]) -> "Query":
        chosen = {key: set(values) for key, values in self.choices} | {facet: terms}
        return replace(self, choices=_canonical(chosen, self.vocabularies), page=1)


@dataclass(frozen=True, slots=True)
class ParsedQuery:
    """A query, and what of the address could not be used."""

    query: Query
    dropped: tuple[Dropped, ...] = ()


def clean_text(text: str) -> str:
    """NFC, no control or invisible characters, single spaces, at most `MAX_TEXT` characters."""
    normal = unicodedata.normalize("NFC", text[:_MAX_RAW])
    visible = "".join(_visible(char) for char in normal)
    return " ".join(visible.split())[:MAX_TEXT].rstrip()


def _visible(char: str) -> str:
    category = unicodedata.category(char)
    if category == "Cc":
        return " "
    # Joiners, direction marks and lone surrogates: nothing to find, and the last break UTF-8.
    return "" if category in {"Cf", "Cs", "Cn", "Co"} else char


def _canonical(chosen: dict[str, set[str]], vocabularies: Vocabularies | None) -> Choices:
    """Choices in the vocabularies' order; by name where there are none to ask."""
    if vocabularies is None:
        return tuple((key, tuple(sorted(terms))) for key, terms in sorted(chosen.items()) if terms)
    ordered = (
        (facet.key, facet.sorted_keys(chosen.get(facet.key, set())))
        for facet in vocabularies.facets
    )
    return tuple((key, terms) for key, terms in ordered if terms)


def parse_query(
    pairs: Iterable[tuple[str, str]],
    vocabularies: Vocabularies,
    extra: frozenset[str] = frozenset(),
    most: int = MAX_CHOICES,
) -> ParsedQuery:
    """Read a query from URL parameters. Never raises.

    Args:
        pairs: parameters as they came, decoded.
        vocabularies: those of the catalogue; each facet is a parameter.
        extra: names that belong to the caller ("antal") and are passed over in silence.
        most: choices that are taken in all.
    """
    reader = _Reader(vocabularies, most)
    for name, value in pairs:
        if name not in extra:
            reader.read(name, value)
    return reader.parsed()


class _Reader:
    """Collects parameters one by one; lives only inside `parse_query`."""

    def __init__(self, vocabularies: Vocabularies, most: int) -> None:
        self.most = most
        self.vocabularies = vocabularies
        self.facets = {facet.key: frozenset(facet.keys()) for facet in vocabularies.facets}
        self.single: dict[str, str] = {}
        self.chosen: dict[str, set[str]] = {}
        graded = (one for one in vocabularies.facets if one.graded)
        self.problems = {term.key for one in graded for term in one.terms}
        self.not_meant: set[str] = set()
        self.count = 0
        self.dropped: list[Dropped] = []

    def drop(self, name: str, value: str, reason: str) -> None:
        if len(self.dropped) < _MAX_DROPPED:
            self.dropped.append(Dropped(clean_text(name[:40]), clean_text(value[:80]), reason))

    def read(self, name: str, value: str) -> None:
        if name in self.facets:
            self.choose(name, value)
        elif name == NOT_MEANT:
            self.take_away(value)
        elif name not in {TEXT, SORT, PAGE}:
            self.drop(name, value, "Det bruger siden ikke.")
        elif name in self.single:
            self.drop(name, value, "Den må kun stå én gang; den første er brugt.")
        elif value.strip():  # an empty field of a form is no fault
            self.single[name] = value

    def choose(self, facet: str, term: str) -> None:
        if not term.strip():
            return
        if term not in self.facets[facet]:
            self.drop(facet, term, "Det valg findes ikke i listen.")
        elif self.count >= self.most:
            self.drop(facet, term, f"Der kan højst vælges {self.most} ting på én gang.")
        elif term not in self.chosen.setdefault(facet, set()):
            self.chosen[facet].add(term)
            self.count += 1

    def take_away(self, term: str) -> None:
        if not term.strip():
            return
        if term not in self.problems:
            self.drop(NOT_MEANT, term, "Det valg findes ikke i listen.")
        elif len(self.not_meant) < MAX_NOT_MEANT:
            self.not_meant.add(term)

    def text(self) -> str:
        raw = self.single.get(TEXT, "")
        text = clean_text(raw)
        if len(raw) > MAX_TEXT and len(" ".join(raw[: 2 * _MAX_RAW].split())) > MAX_TEXT:
            self.drop(TEXT, raw, CUT)
        return text

    def sort(self) -> str:
        raw = self.single.get(SORT, SORTS[0])
        if raw not in SORTS:
            self.drop(SORT, raw, "Den sortering findes ikke.")
            return SORTS[0]
        return raw

    def page(self) -> int:
        raw = self.single.get(PAGE, "1")
        # isdecimal alone lets other scripts' digits through; int() alone, signs and underscores.
        if not (raw.isascii() and raw.isdecimal()):
            self.drop(PAGE, raw, "Sidetallet skal være et helt tal fra 1 og op.")
            return 1
        asked = int(raw[:10])  # more digits say the same, and take longer
        page = min(max(asked, 1), MAX_PAGE)
        if page != asked:
            self.drop(PAGE, raw, f"Sidetallet skal ligge mellem 1 og {MAX_PAGE}.")
        return page

    def parsed(self) -> ParsedQuery:
        query = Query(
            text=self.text(),
            choices=_canonical(self.chosen, self.vocabularies),
            sort=self.sort(),
            page=self.page(),
            not_meant=tuple(sorted(self.not_meant)) if self.single.get(TEXT) else (),
            vocabularies=self.vocabularies,
        )
        return ParsedQuery(query, tuple(self.dropped))
