"""What a query's rows tell of the entries on a page: why each was found, and the words to mark.

Both come from the rows that scored, so an excerpt marks exactly the words that the reasons name.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np

from search.index.fields import SearchField
from search.index.lexicon import Lexicon
from search.index.postings import Ints
from search.ranking.facets import Facets
from search.ranking.rows import RowReader, Rows
from search.ranking.score import Found, Scored
from search.values import weights as c
from search.values.ways import COMPOUND, PHRASE, SAME_WORD, TERM, TOGETHER, MatchType

# A reason before it is one, as its field, the typed word, the word found and how: hundreds are
# weighed for a page and few are told, so each is a bare tuple.
Why = tuple[str, str, str, MatchType]


class Mark(NamedTuple):
    """Words found in a field: the first one's place, characters, folded form, worth; how many.

    `tells` when they answer to a word that tells much of the question.
    """

    place: int
    start: int
    end: int
    word: str
    worth: float
    words: int
    tells: bool = True


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found of one entry.

    Attributes:
        reasons: each with its worth.
        marks: by the field's key, then by place.
    """

    reasons: dict[Why, float] = field(default_factory=dict)
    marks: dict[str, dict[int, Mark]] = field(default_factory=dict)


class Finder:
    """Collects findings. Immutable."""

    def __init__(
        self, rows: RowReader, lexicon: Lexicon, facets: Facets,
        fields: tuple[SearchField, ...], marked: frozenset[str],
    ) -> None:  # fmt: skip
        """A finder over an opened index.

        Args:
            rows, lexicon, facets, fields: its parts.
            marked: keys of the fields whose words are marked.
        """
        self._rows = rows
        self._lexicon = lexicon
        self._facets = facets
        self._keys = tuple(field.key for field in fields)
        self._is_marked = np.array([field.key in marked for field in fields], dtype=np.bool_)

    def findings(self, numbers: Sequence[int], scored: Sequence[Scored]) -> list[Finding]:
        """What the concepts found of each of some entries.

        Args:
            numbers: the entries.
            scored: the query's concepts.
        """
        found = [Finding() for _ in numbers]
        at = np.full(self._rows.size, -1, dtype=np.int32)
        at[np.array(numbers, dtype=np.int64)] = np.arange(len(numbers))
        least = c.TELLS * max((one.mass for one in scored if one.known), default=0.0)
        for one in scored:
            for way in one.found:
                if way.rows is None:
                    self._term(one, way, numbers, found)
                else:
                    tells = one.mass >= least and not one.concept.general
                    self._words(one, way, way.rows, at, found, tells=tells)
        return found

    def _term(self, one: Scored, found: Found, numbers: Sequence[int], told: list[Finding]) -> None:
        way = found.way
        if way.kind != TERM or way.term is None:
            return
        bits = self._facets.with_term(*way.term)
        why = (way.term[0], one.concept.typed, way.shown, way.match)
        for number, finding in zip(numbers, told, strict=True):
            if bits >> number & 1:
                finding.reasons[why] = way.weight * c.FACET_WEIGHT * one.mass

    def _words(
        self, one: Scored, found: Found, rows: Rows, at: Ints, told: list[Finding], *, tells: bool
    ) -> None:
        """Add what the words of one way say: a reason each, and where to mark them."""
        wanted = at[rows.document]
        here = (wanted >= 0).nonzero()[0]
        if not len(here):
            return
        typed, way, targets = one.concept.typed, found.way, found.targets
        words, shown = self._lexicon.words, self._lexicon.shown
        entries, fields = wanted[here].tolist(), self._rows.postings.field[rows.row[here]]
        aims = [targets[word] for word in rows.words(here).tolist()]
        for entry, number, weight, (word, run) in zip(
            entries, fields.tolist(), rows.weight[here].tolist(), aims, strict=True
        ):
            if way.kind == PHRASE:
                why = (self._keys[number], typed, way.shown, way.match)
            else:
                how = COMPOUND if way.kind == TOGETHER else run.match
                how = way.match if how == SAME_WORD else how
                why = (self._keys[number], typed, shown[word], how)
            reasons = told[entry].reasons
            worth = weight * way.weight * one.mass
            if worth > reasons.get(why, -1.0):
                reasons[why] = worth
        marked = self._is_marked[fields].nonzero()[0]
        places, owners = self._rows.places_of(rows, here[marked])
        length = len(way.groups) if way.kind == PHRASE else 1
        starts, ends = self._rows.characters(places)
        own, keys = marked.tolist(), fields.tolist()
        for place, start, end, owner in zip(
            places.tolist(), starts.tolist(), ends.tolist(), owners.tolist(), strict=True
        ):
            row = own[owner]
            word, run = aims[row]
            marks = told[entries[row]].marks.setdefault(self._keys[keys[row]], {})
            if place not in marks:
                worth = run.factor * way.weight
                marks[place] = Mark(place, start, end, words[word], worth, length, tells)
