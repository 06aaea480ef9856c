"""Known phrases that a query may contain: what a term is called, a relation's word, a name.

All are looked up as stems, so every inflected form is known, and the longest stand first.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import TypeVar

from catalogue.model.vocabulary import Role, Vocabularies
from search.language import danish
from search.language.word_lists import Stems, Words

MAX_PHRASE = 8
_NUMBER = re.compile(r"\d{1,2}")
_YEARS = re.compile(r"aar(s|ig|ige|iges)?")
_MONTHS = re.compile(r"maaned(er|ers|s)?")
_TO = frozenset({"til", "og", "eller"})
# A school class is an age too: who goes in the 4th class is ten or eleven.
_CLASSES, _HIGHEST_CLASS, _FIRST_AGE = re.compile(r"klasse(n|r|rne|s|trin)?"), 10, 6
_OLDEST = 120
_OLD = (("gammel",), ("gammelt",), ("gamle",))
_LEAST_SHARED = 1 / 3
_BOUNDS, _LEAST_BARE = ("under", "over"), 10
# Years that something takes, or ago, are nobody's age: i 2 år, efter 3 år, de sidste 5 år.
_LASTING = ("aar", "maaned", "maaneder")
_TIME = frozenset({"i", "om", "efter", "gennem", "igennem", "sidste", "seneste", "naeste", "hvert"})
# Who is under such an age is no child: under 25 is young people's, under 60 grown people's.
_YOUNG, _GROWN = (18, 13), (30, 18)
# What follows a number that is no age: over 50 procent, under 20 deltagere.
_UNITS = frozenset(
    {"procent", "pct", "kr", "kroner", "mio", "mia", "tusind", "deltagere", "beboere", "personer",
     "familier", "boern", "timer", "dage", "uger", "maaneder", "gange", "km", "kommuner", "kilo"}
)  # fmt: skip
Known = TypeVar("Known")


@dataclass(frozen=True, slots=True)
class Naming:
    """A term that some words name: `exact` when they are its label and no synonym.

    `part` when they name a part of the country that the place lies in.
    """

    facet: str
    term: str
    label: str
    exact: bool
    place: bool
    words: tuple[str, ...] = ()
    part: bool = False

    def fits(self, folded: tuple[str, ...]) -> bool:
        """A place's name is not inflected but for a genitive: mødre are not Morsø."""
        return not self.place or all(
            typed in (word, word + "s") for typed, word in zip(folded, self.words, strict=True)
        )


@dataclass(frozen=True, slots=True)
class Span:
    """A run of a query's words: first and one past the last."""

    first: int
    last: int


def term_names(vocabularies: Vocabularies, words: Words) -> Mapping[Stems, tuple[Naming, ...]]:
    """Stems of labels and synonyms → the terms they name.

    A facet of places names places; a term set apart there as nationwide does not.
    """
    found: dict[Stems, dict[tuple[str, str, Stems], Naming]] = {}
    for facet in vocabularies.facets:
        for term in facet.terms:
            place = Role.PLACES in facet.roles and not term.settings.nationwide
            # A problem has many sayings, and few of them name it (search.meaning.problems).
            for text in (term.label, *(() if facet.graded else term.synonyms)):
                folded = danish.words(text)
                stems = words.stems(text)
                exact = text == term.label
                naming = Naming(facet.key, term.key, term.label, exact, place, folded)
                if stems:
                    found.setdefault(stems, {}).setdefault((facet.key, term.key, folded), naming)
    for stems, naming in _places_of_areas(vocabularies, words):
        found.setdefault(stems, {}).setdefault((naming.facet, naming.term, naming.words), naming)
    return {stems: tuple(terms.values()) for stems, terms in found.items()}


def _places_of_areas(vocabularies: Vocabularies, words: Words) -> Iterator[tuple[Stems, Naming]]:
    """Stems of the parts of the country → each place in them that the vocabularies have."""
    for facet in vocabularies.facets:
        if Role.PLACES not in facet.roles:
            continue
        by_label = {term.label: term.key for term in facet.terms}
        for stems, (folded, labels) in words.areas.items():
            for label in labels:
                if label in by_label:
                    yield stems, Naming(
                        facet.key, by_label[label], label,
                        exact=False, place=True, words=folded, part=True,
                    )  # fmt: skip


def nationwide_terms(vocabularies: Vocabularies) -> tuple[tuple[str, str], ...]:
    """Terms that mean everywhere, in facets of places."""
    return tuple(
        (facet.key, term.key)
        for facet in vocabularies.facets
        if Role.PLACES in facet.roles
        for term in facet.terms
        if term.settings.nationwide
    )


def known_runs(
    stems: Stems, known: Mapping[Stems, Known], longest: int = MAX_PHRASE
) -> Iterator[tuple[Span, Known]]:
    """Every run of words that something is known of, longest first, with what is known."""
    for size in range(min(longest, len(stems)), 0, -1):
        for first in range(len(stems) - size + 1):
            found = known.get(stems[first : first + size])
            if found is not None:
                yield Span(first, first + size), found


def ages(folded: tuple[str, ...], stems: Stems, words: Words) -> Iterator[tuple[Span, int, int]]:
    """Ages in a query, as years both included: "0-2 år", "13-årige", "under 3 år", "teenagere".

    Of two beside each other only what both say is meant: "unge under 18" are no children.
    """
    found: list[tuple[Span, int, int]] = []
    taken: set[int] = set()
    for first in range(len(folded)):
        one = _numbers(folded, first) if first not in taken else None
        if one is not None:
            taken |= set(range(one[0].first, one[0].last))
            found.append(one)
    for span, years in known_runs(stems, words.ages):
        if not taken & set(range(span.first, span.last)):
            taken |= set(range(span.first, span.last))
            found.append((span, *years))
    found.sort(key=lambda one: one[0].first)
    for at, (one, other) in enumerate(pairwise(found)):
        between = folded[one[0].last : other[0].first]
        low, high = max(one[1], other[1]), min(one[2], other[2])
        if low <= high and all(map(words.is_small, between)):
            found[at], found[at + 1] = (one[0], low, high), (other[0], low, high)
    yield from found


def _numbers(folded: tuple[str, ...], first: int) -> tuple[Span, int, int] | None:
    if not _NUMBER.fullmatch(folded[first]):
        return None
    low = high = int(folded[first])
    next_ = first + 1
    if next_ + 1 < len(folded) and folded[next_] in _TO:
        next_ += 1
    if next_ < len(folded) and _NUMBER.fullmatch(folded[next_]):
        high = int(folded[next_])
        next_ += 1
    elif next_ != first + 1:
        return None
    before = folded[first - 1] if first else ""
    after = folded[next_] if next_ < len(folded) else ""
    if before in _BOUNDS and low >= _LEAST_BARE and _is_bare(after):
        return _bounded(folded, first, next_, low, high)  # "over 50", without its years
    if next_ >= len(folded):
        return None
    after = folded[next_ + 1] if next_ + 1 < len(folded) else ""
    if (before in _TIME or after == "siden") and folded[next_] in _LASTING:
        return None
    years = _years(folded[next_], low, high)
    last = next_ + 1 + (folded[next_ + 1 : next_ + 2] in _OLD)  # "5 år gammel"
    return _bounded(folded, first, last, *years) if years else None


def _years(unit: str, low: int, high: int) -> tuple[int, int] | None:
    """Numbers with what follows them as years; None where that is no age."""
    if _CLASSES.fullmatch(unit) and max(low, high) <= _HIGHEST_CLASS:
        return min(low, high) + _FIRST_AGE, max(low, high) + _FIRST_AGE + 1
    if _MONTHS.fullmatch(unit):
        return low // 12, high // 12
    return (low, high) if _YEARS.fullmatch(unit) else None


def _is_bare(after: str) -> bool:
    """What follows a number says nothing of what it counts."""
    told = after in _UNITS or after[:1].isdigit()
    return not told and not _YEARS.fullmatch(after) and not _MONTHS.fullmatch(after)


def _bounded(
    folded: tuple[str, ...], first: int, last: int, low: int, high: int
) -> tuple[Span, int, int]:
    before = folded[first - 1] if first else ""
    if before == "under":
        least = next((least for most, least in (_GROWN, _YOUNG) if high > most), 0)
        return Span(first - 1, last), least, max(high - 1, 0)
    if before == "over":
        return Span(first - 1, last), low, _OLDEST
    return Span(first, last), min(low, high), max(low, high)


def terms_of_age(
    vocabularies: Vocabularies, low: int, high: int
) -> tuple[tuple[Naming, float], ...]:
    """Terms whose own span of years ("alder") is meant by an asked span, and how well each fits.

    How well is the share of the shorter of the two spans that both have: 13-17 years answers to
    "unge" whole, and to "10-14" with two years of five. Less than a third means nothing.
    """
    found = []
    for facet in vocabularies.facets:
        for term in facet.terms:
            span = term.settings.ages
            if span is None:
                continue
            shared = min(high, span[1]) - max(low, span[0]) + 1
            share = shared / (min(span[1] - span[0], high - low) + 1)
            if share >= _LEAST_SHARED:
                naming = Naming(facet.key, term.key, term.label, exact=False, place=False)
                found.append((naming, share))
    return tuple(found)
