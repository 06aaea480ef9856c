"""Putting hits in order."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from catalogue.model.vocabulary import Role
from search.index.postings import Floats, Ints
from search.ranking.facets import Facets, Mask
from search.values.query import BEST_KNOWN, BY_TITLE, NEWEST

Ordered = tuple[Ints, Floats | None]
_SORTED_WHOLE = 200
_FIRST = 10_000_000.0  # more than any score or day


def ordered(  # noqa: PLR0917  # the hits, what may order them, and how many are wanted
    numbers: Ints,
    score: Floats | None,
    fits: Mask,
    sort: str,
    standing: Mapping[str, Ints],
    title_rank: Ints,
    first: int | None = None,
) -> Ordered:
    """Entries in the order of a query, with their scores; titles settle what is equal.

    Args:
        numbers: the entries.
        score: theirs; None when no text was asked for.
        fits: which of them fit well; they come first, however it is sorted.
        sort: as in a query.
        standing: for each sorting by something else than the text, the weight of every entry.
        title_rank: place by title, of every entry.
        first: how many of the first are wanted; all when None. The others may be left out.
    """
    if sort in standing:
        weight: Any = standing[sort][numbers]
    elif sort == BY_TITLE or score is None:
        weight = np.zeros(len(numbers), dtype=np.float32)
    else:
        weight = score.round(4)
    weight = weight + _FIRST * fits
    if first is not None and len(numbers) > _SORTED_WHOLE and first < len(numbers):
        # Thousands need not be put in order to show ten: those as good as the last one shown.
        least = np.partition(weight, len(weight) - first)[len(weight) - first]
        best = (weight >= least).nonzero()[0]
        numbers, weight = numbers[best], weight[best]
        score = None if score is None else score[best]
    # Many rest on the same kind of knowledge: among them, those that fit best.
    fit = -score.round(4) if sort == BEST_KNOWN and score is not None else np.zeros(len(numbers))
    order = np.lexsort((title_rank[numbers], fit, -weight))
    return numbers[order], None if score is None else score[order]


def standings(days: Ints, facets: Facets) -> Mapping[str, Ints]:
    """What orders entries whatever is asked for: the day of change, and how much is known."""
    known = np.zeros(facets.size, dtype=np.int64)
    for knowledge in facets.vocabularies.with_role(Role.KNOWLEDGE):
        for place, key in enumerate(reversed(knowledge.keys()), 1):
            known[facets.entries(knowledge.key, key)] = place
    return {NEWEST: days, BEST_KNOWN: known}


def ranks(by_title: Sequence[int]) -> Ints:
    """Each entry's place in an order of their numbers."""
    found = np.empty(len(by_title), dtype=np.int64)
    found[np.asarray(by_title, dtype=np.int64)] = np.arange(len(by_title))
    return found
