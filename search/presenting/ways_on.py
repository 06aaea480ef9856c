"""What helps on: terms to tick, and on an empty page ticks to loosen and what comes nearest."""

from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np

from catalogue.model.vocabulary import Role
from search.meaning.problems import Problems
from search.presenting.hits import Shower
from search.ranking.answer import Answer
from search.ranking.facets import Bits, Facets, to_mask
from search.ranking.rank import Ranked
from search.values import weights as c
from search.values.query import Query
from search.values.results import Heard, Offer, Relaxed, ResultPage

_LEAST_COMMON = 0.3  # share of the nearest, beyond its share of all, that a topic must have


def helped(
    query: Query,
    page: ResultPage,
    *,
    matching: Callable[[Query], Bits],
    ranked: Ranked,
    facets: Facets,
    shower: Shower,
) -> ResultPage:
    """An empty page with ways on.

    Args:
        query: that found nothing.
        page: its page.
        matching: the entries that another query would find.
        ranked: what its text alone gave.
        facets, shower: the opened index's.
    """
    near = _nearest(query, ranked, facets)
    hits = shower.hits(near[: c.NEAREST], [None] * len(near[: c.NEAREST]), None, Query())
    themes = _theme(query, near, facets) if query.text else ()
    return replace(
        page, relaxed=_relaxed(query, matching), nearest=hits, heard=(*page.heard, *themes)
    )


def offered(facets: Facets, query: Query, answer: Answer) -> tuple[Offer, ...]:
    """Terms that the words name, not ticked yet, with what a tick would give."""
    found: dict[tuple[str, str], Offer] = {}
    named = (way for one in answer.ranked.scored for way in one.concept.ways if way.term)
    for way in named:
        if way.term is None or way.term in found or way.weight < c.TERM_SYNONYM:
            continue  # a nationwide entry answers to a place without being named by it
        facet, term = way.term
        bits = answer.bits or facets.everything
        within = bits & facets.chosen(query.choices, facet)
        count = (within & facets.with_term(facet, term)).bit_count()
        if count and term not in query.chosen(facet):
            found[way.term] = Offer(facet, term, way.shown, count)
    return tuple(found.values())


def heard(facets: Facets, query: Query, answer: Answer, problems: Problems) -> tuple[Heard, ...]:
    """The problems that the text is clearly about, but for those that are ticked already."""
    meant = answer.ranked.meant
    if meant is None:
        return ()
    found = []
    for number in meant.clear:
        problem = problems.all[number]
        within = (answer.bits or facets.everything) & facets.chosen(query.choices, problem.facet)
        count = (within & facets.with_term(problem.facet, problem.term)).bit_count()
        if count and problem.term not in query.chosen(problem.facet):
            label = facets.vocabularies.label(problem.facet, problem.term)
            found.append(Heard(problem.facet, problem.term, label, count))
    return tuple(found)


def _theme(query: Query, near: Sequence[int], facets: Facets) -> tuple[Heard, ...]:
    """The topic that what comes nearest has most in common, and other entries least."""
    best, found = _LEAST_COMMON, tuple[Heard, ...]()
    nearest = sum(1 << number for number in near)
    for facet in facets.vocabularies.with_role(Role.TOPICS):
        for term in () if facet.graded else facet.terms:
            bits = facets.with_term(facet.key, term.key)
            common = (bits & nearest).bit_count() / max(len(near), 1)
            more = common - bits.bit_count() / max(facets.size, 1)
            if more > best and term.key not in query.chosen(facet.key):
                best, count = more, bits.bit_count()
                found = (Heard(facet.key, term.key, term.label, count),)
    return found


def _relaxed(query: Query, matching: Callable[[Query], Bits]) -> tuple[Relaxed, ...]:
    """What each tick hides, and what stands without the text; the largest first, nothing empty."""
    found = [
        Relaxed(facet, term, matching(query.without(facet, term)).bit_count())
        for facet, chosen in query.choices
        for term in chosen
    ]
    if query.text and query.choices:
        found.append(Relaxed("", "", matching(query.without_text()).bit_count()))
    return tuple(sorted((one for one in found if one.count), key=lambda one: -one.count))


def _nearest(query: Query, ranked: Ranked, facets: Facets) -> list[int]:
    """The best for the text alone, even if they match too little; else those with most ticks."""
    score = np.zeros(facets.size, dtype=np.float64)
    if query.text:
        score = np.maximum(ranked.touched, 0)
    if query.choices and not query.text:
        for facet, chosen in query.choices:
            for term in chosen:
                score += to_mask(facets.with_term(facet, term), facets.size)
    order = np.lexsort((np.arange(len(score)), -score))[: c.NEAR_ENTRIES]
    return [int(number) for number in order if score[number] > 0]
