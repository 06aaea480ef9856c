"""What helps on: terms to tick, and on an empty page ticks to loosen and what comes nearest."""

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from search.ranking.answer import Answer
from search.ranking.facets import Facets, to_mask
from search.values import weights as c
from search.values.query import Query
from search.values.results import Hit, Offer, Relaxed, ResultPage

if TYPE_CHECKING:
    from search.engine import Engine


def helped(engine: "Engine", query: Query, page: ResultPage) -> ResultPage:
    """An empty page with ways on.

    Args:
        engine: the opened index.
        query: that found nothing.
        page: its page.
    """
    return replace(page, relaxed=_relaxed(engine, query), nearest=_nearest(engine, query))


def offered(facets: Facets, query: Query, answer: Answer) -> tuple[Offer, ...]:
    """Terms that the words name, not ticked yet, with what a tick would give."""
    found: dict[tuple[str, str], Offer] = {}
    named = (way for one in answer.ranked.scored for way in one.concept.ways if way.term)
    for way in named:
        if way.term is None or way.term in found or way.weight < c.TERM_SYNONYM:
            continue  # a nationwide entry answers to a place without being named by it
        facet, term = way.term
        within = answer.bits & facets.chosen(query.choices, facet)
        count = (within & facets.with_term(facet, term)).bit_count()
        if count and term not in query.chosen(facet):
            found[way.term] = Offer(facet, term, way.shown, count)
    return tuple(found.values())


def _relaxed(engine: "Engine", query: Query) -> tuple[Relaxed, ...]:
    """What each tick hides, and what stands without the text; the largest first, nothing empty."""
    found = [
        Relaxed(facet, term, engine.matching(query.without(facet, term)).bit_count())
        for facet, chosen in query.choices
        for term in chosen
    ]
    if query.text and query.choices:
        found.append(Relaxed("", "", engine.matching(query.without_text()).bit_count()))
    return tuple(sorted((one for one in found if one.count), key=lambda one: -one.count))


def _nearest(engine: "Engine", query: Query) -> tuple[Hit, ...]:
    """The best for the text alone, even if they match too little; else those with most ticks."""
    score = np.zeros(len(engine.slugs), dtype=np.float64)
    if query.text:
        ranked = engine.answer(query.text).ranked
        score[ranked.touched] = ranked.partial
    if query.choices and not score.any() and not query.text:
        for facet, chosen in query.choices:
            for term in chosen:
                score += to_mask(engine.facets.with_term(facet, term), len(score))
    order = np.lexsort((np.arange(len(score)), -score))[: c.NEAREST]
    numbers = [int(number) for number in order if score[number] > 0]
    return engine.shower.hits(numbers, [None] * len(numbers), (), Query())
