"""Entries like another: what they are marked with and the telling words they share."""

from typing import TYPE_CHECKING

import numpy as np

from search.index.records import KEYWORDS
from search.ranking.facets import to_mask
from search.values.results import Similar

if TYPE_CHECKING:
    from search.engine import Engine

# Terms that everything could share tell little by their rarity already; these weigh the two kinds.
_TERMS, _WORDS = 1.0, 0.6
_MAX_SHARED = 5


def similar(number: int, limit: int, engine: "Engine") -> tuple[Similar, ...]:
    """The entries most like one, and the labels of the terms they share, rarest first.

    Args:
        number: the entry's.
        limit: how many at most.
        engine: the opened index.
    """
    record = engine.records.read(number)
    size = len(engine.slugs)
    score = np.zeros(size, dtype=np.float64)
    rarity: dict[tuple[str, str], float] = {}
    for facet in engine.vocabularies.facets:
        for term in record.terms.get(facet.key, ()):
            bits = engine.facets.with_term(facet.key, term)
            rarity[facet.key, term] = max(engine.scorer.rarity(bits.bit_count()), 0.0)
            score += to_mask(bits, size) * (_TERMS * rarity[facet.key, term])
    postings = engine.scorer.postings
    for stem in engine.records.text(number, KEYWORDS).split():
        here = np.zeros(size, dtype=np.bool_)
        for word in engine.expander.lexicon.forms(stem):
            here[postings.document[postings.rows(word)]] = True
        score += here * (_WORDS * engine.scorer.rarity(int(here.sum())))
    score[number] = 0
    order = np.lexsort((np.arange(size), -score))[:limit]
    return tuple(_similar(int(other), engine, rarity) for other in order if score[other] > 0)


def _similar(other: int, engine: "Engine", rarity: dict[tuple[str, str], float]) -> Similar:
    record = engine.records.read(other)
    shared = [key for key in rarity if key[1] in record.terms.get(key[0], ())]
    shared.sort(key=lambda key: (-rarity[key], key))
    labels = tuple((facet, engine.vocabularies.label(facet, term)) for facet, term in shared)
    return Similar(record.slug, record.title, record.summary, labels[:_MAX_SHARED])
