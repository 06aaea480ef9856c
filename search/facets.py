"""Counting by sets of entries held as bits of whole numbers.

Entry n is bit n. Python's own integers intersect and count ten thousand entries in under a
microsecond, so every count is exact and nothing is cached.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from catalogue.vocabulary import Vocabularies, Vocabulary
from search.query import Choices, Query
from search.results import Cell, FacetChoice, FacetResult, Matrix

Bits = int
Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Facets:
    """Which entries carry each term of each facet.

    Attributes:
        vocabularies: in page order.
        terms: facet's key → term's key → bits of the entries; terms without entries are absent.
        everything: the bits of all entries.
        size: number of entries.
        rows: facet's key → (term's key, label, bits) in the vocabulary's order, for counting.
    """

    vocabularies: Vocabularies
    terms: Mapping[str, Mapping[str, Bits]]
    everything: Bits
    size: int
    rows: Mapping[str, tuple[tuple[str, str, Bits], ...]]

    def with_term(self, facet: str, term: str) -> Bits:
        return self.terms.get(facet, {}).get(term, 0)

    def chosen(self, choices: Choices, without: str = "") -> Bits:
        """Entries that pass the choices: any term within a facet, all facets across.

        Args:
            choices: as in a query.
            without: a facet whose choices do not count.
        """
        found = self.everything
        for facet, chosen in choices:
            if facet != without:
                found &= self._any(facet, chosen)
        return found

    def _any(self, facet: str, chosen: tuple[str, ...]) -> Bits:
        found = 0
        for term in chosen:
            found |= self.with_term(facet, term)
        return found

    def count(self, query: Query, matching: Bits) -> tuple[FacetResult, ...]:
        """Each facet with the number of entries that each term would give.

        Args:
            query: whose choices are ticked.
            matching: entries that match the query's text.
        """
        return tuple(
            self._result(vocabulary, query, matching & self.chosen(query.choices, vocabulary.key))
            for vocabulary in self.vocabularies.facets
        )

    def _result(self, vocabulary: Vocabulary, query: Query, within: Bits) -> FacetResult:
        chosen = query.chosen(vocabulary.key)
        zeros = vocabulary.show_zeros
        choices = []
        for key, label, bits in self.rows[vocabulary.key]:
            if not bits and not zeros and key not in chosen:
                continue  # most terms of a long list, such as the municipalities
            number = (bits & within).bit_count()
            selected = key in chosen
            if number or selected or zeros:
                choices.append(FacetChoice(key, label, number, selected))
        return FacetResult(vocabulary.key, vocabulary.label, tuple(choices))

    def matrix(self, facet_a: str, facet_b: str, within: Bits, ranked: str) -> Matrix:
        """Counts for each pair of terms, with the strongest term of a ranked vocabulary.

        Args:
            facet_a, facet_b: rows and columns; an unknown facet gives none.
            within: the entries that count.
            ranked: key of a vocabulary whose first terms are the strongest; may be unknown.
        """
        rows, columns = self._keys(facet_a), self._keys(facet_b)
        ranks = [(key, self.with_term(ranked, key)) for key in self._keys(ranked)]
        cells = {}
        for row in rows:
            of_row = within & self.with_term(facet_a, row)
            for column in columns:
                both = of_row & self.with_term(facet_b, column)
                best = next((key for key, bits in ranks if bits & both), None) if both else None
                cells[row, column] = Cell(both.bit_count(), best)
        return Matrix(rows, columns, cells)

    def _keys(self, facet: str) -> tuple[str, ...]:
        vocabulary = self.vocabularies.get(facet)
        return vocabulary.keys() if vocabulary else ()


def make_facets(overview: Mapping[str, Any], vocabularies: Vocabularies) -> Facets:
    """Facets from what the index stored of every entry."""
    size = len(overview["slugs"])
    stored: Mapping[str, Mapping[str, list[int]]] = overview["facets"]
    terms = {
        facet.key: {
            term: _bits_of(numbers, size) for term, numbers in stored.get(facet.key, {}).items()
        }
        for facet in vocabularies.facets
    }
    rows = {
        facet.key: tuple((t.key, t.label, terms[facet.key].get(t.key, 0)) for t in facet.terms)
        for facet in vocabularies.facets
    }
    return Facets(vocabularies, terms, (1 << size) - 1, size, rows)


def _bits_of(numbers: list[int], size: int) -> Bits:
    mask = np.zeros(size, dtype=np.bool_)
    mask[numbers] = True
    return to_bits(mask)


def to_bits(mask: Mask) -> Bits:
    """A row of yes and no as bits."""
    return int.from_bytes(np.packbits(mask, bitorder="little").tobytes(), "little")


def to_mask(bits: Bits, size: int) -> Mask:
    """Bits as a row of yes and no."""
    data = np.frombuffer(bits.to_bytes((size + 7) // 8, "little"), dtype=np.uint8)
    return np.unpackbits(data, count=size, bitorder="little").astype(np.bool_)
