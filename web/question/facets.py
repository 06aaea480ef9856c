"""Facets and chips as the finder shows them. No facet is named: each behaves as its file says."""

from collections.abc import Iterator
from dataclasses import dataclass

from catalogue.model.vocabulary import Vocabularies, Vocabulary
from search.values.query import Query
from search.values.results import FacetChoice, FacetResult
from web.addresses.urls import search_url
from web.site.wording import quoted

SHOWN = 8  # choices before "vis flere"; hiding fewer than MIN_HIDDEN is not worth a click
MIN_HIDDEN = 3


@dataclass(frozen=True, slots=True)
class FacetView:
    """A group of checkboxes.

    Attributes:
        open: shown unfolded.
        folded: the group can be folded away.
        first: choices that always show.
        rest: those behind "vis flere".
        rest_open: a ticked choice is among the rest, so they show.
    """

    key: str
    label: str
    explanation: str
    open: bool
    folded: bool
    filter_field: bool
    chosen: int
    first: tuple[FacetChoice, ...]
    rest: tuple[FacetChoice, ...]
    rest_open: bool


@dataclass(frozen=True, slots=True)
class Chip:
    """Something that was asked for, and the address without it."""

    label: str
    facet: str
    url: str


def make_facet(result: FacetResult, vocabulary: Vocabulary) -> FacetView:
    """A facet with its values; beyond the first ones they fold away."""
    choices = result.choices
    cut = SHOWN if len(choices) >= SHOWN + MIN_HIDDEN else len(choices)
    chosen = sum(item.selected for item in choices)
    return FacetView(
        key=result.key,
        label=result.label,
        explanation=vocabulary.explanation,
        open=vocabulary.open or chosen > 0,
        folded=not vocabulary.open,
        filter_field=vocabulary.filter_field and cut < len(choices),
        chosen=chosen,
        first=choices[:cut],
        rest=choices[cut:],
        rest_open=any(item.selected for item in choices[cut:]),
    )


def facet_views(
    results: tuple[FacetResult, ...], vocabularies: Vocabularies
) -> tuple[FacetView, ...]:
    """Every facet, also one without anything to choose: the column is the same for every answer."""
    return tuple(make_facet(result, vocabularies[result.key]) for result in results)


def make_tick_chips(query: Query, vocabularies: Vocabularies) -> tuple[Chip, ...]:
    """Each tick and each "not about", where a field shows the text."""
    ticks = (
        Chip(
            vocabularies.label(facet, term),
            vocabularies[facet].label,
            search_url(query.without(facet, term)),
        )
        for facet, terms in query.choices
        for term in terms
    )
    kept = not_meant(query, vocabularies)
    return (*ticks, *(Chip(label, "forbehold", search_url(other)) for label, other in kept))


def not_meant(query: Query, vocabularies: Vocabularies) -> Iterator[tuple[str, Query]]:
    """Each problem that the text is said not to be about, and the question without saying so."""
    for facet in vocabularies.facets:
        for term in facet.terms if facet.graded else ():
            if term.key in query.not_meant:
                yield f"Ikke {quoted(term.label)}", query.with_meaning(term.key)
