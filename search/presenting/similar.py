"""Entries like another: what they are marked with and the telling words they share."""

from collections.abc import Mapping

import numpy as np

from catalogue.model.vocabulary import Vocabularies
from search.index.lexicon import Lexicon
from search.index.records import KEYWORDS, IndexRecord, Records
from search.ranking.facets import Facets, to_mask
from search.ranking.score import Scorer
from search.values.results import Similar

# Terms that everything could share tell little by their rarity already; these weigh the two kinds.
_TERMS, _WORDS = 1.0, 0.6
_MAX_SHARED = 5


def similar(
    number: int, limit: int, *, records: Records, facets: Facets, scorer: Scorer, lexicon: Lexicon
) -> tuple[Similar, ...]:
    """The entries most like one, and the labels of the terms they share, rarest first.

    Args:
        number: the entry's number in the index.
        limit: how many at most.
        records, facets, scorer, lexicon: the opened index's.
    """
    record = records.read(number)
    score = np.zeros(facets.size, dtype=np.float64)
    rarity: dict[tuple[str, str], float] = {}
    for facet in facets.vocabularies.facets:
        for term in record.terms.get(facet.key, ()):
            bits = facets.with_term(facet.key, term)
            rarity[facet.key, term] = max(scorer.rarity(bits.bit_count()), 0.0)
            score += to_mask(bits, facets.size) * (_TERMS * rarity[facet.key, term])
    postings = scorer.postings
    for stem in records.text(number, KEYWORDS).split():
        here = np.zeros(facets.size, dtype=np.bool_)
        for word in lexicon.forms(stem):
            here[postings.document[postings.rows(word)]] = True
        score += here * (_WORDS * scorer.rarity(int(here.sum())))
    score[number] = 0
    order = np.lexsort((np.arange(facets.size), -score))[:limit]
    found = (records.read(int(other)) for other in order if score[other] > 0)
    return tuple(_shared(other, facets.vocabularies, rarity) for other in found)


def _shared(
    other: IndexRecord, vocabularies: Vocabularies, rarity: Mapping[tuple[str, str], float]
) -> Similar:
    """An entry like the one asked about, with the rarest of the terms they share."""
    keys = [key for key in rarity if key[1] in other.terms.get(key[0], ())]
    keys.sort(key=lambda key: (-rarity[key], key))
    labels = tuple((facet, vocabularies.label(facet, term)) for facet, term in keys)
    return Similar(other.slug, other.title, other.summary, labels[:_MAX_SHARED])
