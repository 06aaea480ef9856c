"""Counting by sets of entries held as bits.

Entry n is bit n. A set is a whole number, which Python intersects and counts in under a
microsecond for ten thousand entries; all terms together are the rows of one table, so the
counts of every facet are one pass over it. Every count is exact and nothing is cached.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import compress, repeat
from typing import Any

import numpy as np
import numpy.typing as npt

from catalogue.model.vocabulary import Vocabularies, Vocabulary
from search.values.query import Choices, Query
from search.values.results import Cell, FacetChoice, FacetResult, Matrix

Bits = int
Mask = npt.NDArray[np.bool_]
_Numbers = npt.NDArray[np.int32]


@dataclass(frozen=True, slots=True, eq=False)
class Facets:
    """Which entries carry each term of each facet.

    Attributes:
        vocabularies: in page order.
        terms: facet's key → term's key → bits of the entries; terms without entries are absent.
        numbers: the same as the entries' numbers, in order.
        everything: the bits of all entries.
        size: number of entries.
        table: the bits of every term, in the vocabularies' order, 64 entries to a number.
    """

    vocabularies: Vocabularies
    terms: Mapping[str, Mapping[str, Bits]]
    numbers: Mapping[str, Mapping[str, _Numbers]]
    everything: Bits
    size: int
    table: npt.NDArray[np.uint64]

    def with_term(self, facet: str, term: str) -> Bits:
        """The entries that carry a term, one bit an entry number; 0 for a term that is unused."""
        return self.terms.get(facet, {}).get(term, 0)

    def carrying(self, facet: str) -> Bits:
        """Entries that carry any of a facet's terms."""
        return self._any(facet, tuple(self.terms.get(facet, ())))

    def entries(self, facet: str, term: str) -> _Numbers:
        """The numbers of the entries that carry a term, in order."""
        return self.numbers.get(facet, {}).get(term, _NONE)

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
        counts = self._counted(matching & self.chosen(query.choices))
        found = []
        first = 0
        for facet in self.vocabularies.facets:
            last = first + len(facet.terms)
            chosen = query.chosen(facet.key)
            if not self.terms[facet.key] and not facet.show_zeros:
                pass  # no entry at all carries it, so there is nothing to choose
            elif chosen:
                own = self._counted(matching & self.chosen(query.choices, facet.key))
                found.append(_result(facet, own[first:last], chosen))
            else:
                found.append(_result(facet, counts[first:last], chosen))
            first = last
        return tuple(found)

    def _counted(self, within: Bits) -> list[int]:
        """How many of some entries carry each term, in the order of the table."""
        row = np.frombuffer(within.to_bytes(self.table.shape[1] * 8, "little"), dtype="<u8")
        counts: list[int] = np.bitwise_count(self.table & row).sum(axis=1, dtype=np.int64).tolist()
        return counts

    def matrix(self, facet_a: str, facet_b: str, within: Bits, ranked: str) -> Matrix:
        """Counts for each pair of terms, with the strongest term of a ranked vocabulary.

        Args:
            facet_a, facet_b: rows and columns; an unknown facet gives none.
            within: the entries that count.
            ranked: key of a vocabulary whose first terms are the strongest; may be unknown.
        """
        rows, columns = self._keys(facet_a), self._keys(facet_b)
        ranks = [(key, self.with_term(ranked, key)) for key in self._keys(ranked)]
        cells, rest, columned = {}, {}, self.carrying(facet_b)
        for row in rows:
            of_row = within & self.with_term(facet_a, row)
            rest[row] = (of_row & ~columned).bit_count()
            for column in columns:
                both = of_row & self.with_term(facet_b, column)
                best = next((key for key, bits in ranks if bits & both), None) if both else None
                cells[row, column] = Cell(both.bit_count(), best)
        return Matrix(rows, columns, cells, rest)

    def _keys(self, facet: str) -> tuple[str, ...]:
        vocabulary = self.vocabularies.get(facet)
        return vocabulary.keys() if vocabulary else ()


_UNTICKED = False
_NONE: _Numbers = np.zeros(0, dtype=np.int32)


def _result(facet: Vocabulary, counts: Sequence[int], chosen: tuple[str, ...]) -> FacetResult:
    """A facet's terms with their counts; those without entries only where the facet shows them."""
    shown = counts if not facet.show_zeros else (True,) * len(counts)
    if chosen:
        shown = [
            bool(one) or term.key in chosen for one, term in zip(shown, facet.terms, strict=True)
        ]
    # Hundreds for each page: built without a loop of Python's own.
    choices = map(
        FacetChoice,
        compress(facet.keys(), shown),
        compress(facet.labels, shown),
        compress(counts, shown),
        (key in chosen for key in compress(facet.keys(), shown)) if chosen else repeat(_UNTICKED),
    )
    return FacetResult(facet.key, facet.label, tuple(choices))


def open_facets(overview: Mapping[str, Any], vocabularies: Vocabularies) -> Facets:
    """Facets from what the index stored of every entry."""
    size = len(overview["slugs"])
    stored: Mapping[str, Mapping[str, list[int]]] = overview["facets"]
    numbers = {
        facet.key: {
            term: np.array(entries, dtype=np.int32)
            for term, entries in stored.get(facet.key, {}).items()
        }
        for facet in vocabularies.facets
    }
    terms = {
        facet: {term: bits_of(entries, size) for term, entries in found.items()}
        for facet, found in numbers.items()
    }
    width = -(-size // 64)
    rows = [
        terms[facet.key].get(term.key, 0).to_bytes(width * 8, "little")
        for facet in vocabularies.facets
        for term in facet.terms
    ]
    table = np.frombuffer(b"".join(rows), dtype="<u8").reshape(len(rows), width)
    return Facets(vocabularies, terms, numbers, (1 << size) - 1, size, table)


def bits_of(numbers: npt.NDArray[np.integer[Any]], size: int) -> Bits:
    """Some entries' numbers as bits."""
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
