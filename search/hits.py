"""What a hit tells: why it was found, and the piece of text that shows it.

Reasons and marks come from the same rows that scored, so an excerpt marks exactly the words
that the reasons name.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from search import constants as c
from search.concepts import COMPOUND, FILTER, PHRASE, SAME_WORD, TERM, TOGETHER
from search.danish import fold
from search.excerpts import Range, cut, excerpt_of, fragments, window
from search.facets import Facets
from search.fields import BODY, RESULTS, SUMMARY, TITLE, Field
from search.lexicon import Lexicon
from search.postings import Postings
from search.query import Query
from search.records import Record, Records
from search.results import Fragment, Hit, Reason
from search.scoring import Found, Scored

_MAX_REASONS = 14
# A reason before it is one: field, typed word, found word, way. Thousands are weighed, few told.
_Why = tuple[str, str, str, str]
_MAX_JOINED = 3  # a word found joined may have been written as up to so many


@dataclass(frozen=True, slots=True)
class Mark:
    """Words found in a field: the first one's place in the collection, worth, how many."""

    place: int
    word: str
    weight: float
    words: int = 1


@dataclass(frozen=True, slots=True)
class Shower:
    """Makes hits of entry numbers. Immutable."""

    postings: Postings
    lexicon: Lexicon
    records: Records
    facets: Facets
    fields: tuple[Field, ...]

    def hits(
        self,
        numbers: Sequence[int],
        scores: Sequence[float | None],
        scored: Sequence[Scored],
        query: Query,
    ) -> tuple[Hit, ...]:
        """The hits of one page.

        Args:
            numbers: entries, in order.
            scores: theirs, or None without text.
            scored: the query's concepts.
            query: whose choices are reasons too.
        """
        wanted = np.asarray(numbers, dtype=np.int64)
        reasons: dict[int, dict[_Why, float]] = defaultdict(dict)
        marks: dict[tuple[int, int], dict[int, Mark]] = defaultdict(dict)
        for one in scored:
            for found in one.found:
                self._tell(one.concept.typed, found, wanted, reasons, marks)
        return tuple(
            self._hit(number, score, reasons[number], marks, query)
            for number, score in zip(numbers, scores, strict=True)
        )

    def _tell(
        self,
        typed: str,
        found: Found,
        wanted: "np.ndarray[tuple[int], np.dtype[np.int64]]",
        reasons: dict[int, dict[_Why, float]],
        marks: dict[tuple[int, int], dict[int, Mark]],
    ) -> None:
        """Add what one way says of the page's entries."""
        way = found.way
        if way.kind == TERM and way.term:
            bits = self.facets.with_term(*way.term)
            for number in wanted.tolist():
                if bits >> number & 1:
                    reason = (way.term[0], typed, way.shown, way.way)
                    reasons[number][reason] = way.weight * c.FACET_WEIGHT
            return
        if found.rows is None:
            return
        rows = found.rows
        here = np.flatnonzero(np.isin(rows.document, wanted))
        for row, document, field, weight, target in zip(
            rows.row[here].tolist(),
            rows.document[here].tolist(),
            rows.field[here].tolist(),
            rows.weight[here].tolist(),
            rows.target[here].tolist(),
            strict=True,
        ):
            aim = found.targets[target]
            word = self.lexicon.list.words[aim.number]
            shown = self.lexicon.list.shown[aim.number]
            phrase = way.kind == PHRASE
            told = COMPOUND if way.kind == TOGETHER else aim.way
            told = way.way if told == SAME_WORD and way.way != SAME_WORD else told
            found_as = way.shown if phrase else shown
            reason = (self.fields[field].key, typed, found_as, way.way if phrase else told)
            worth = weight * way.weight
            reasons[document][reason] = max(worth, reasons[document].get(reason, 0.0))
            first, last = self.postings.first_place[row], self.postings.first_place[row + 1]
            for place in self.postings.place[first:last].tolist():
                told_words = len(way.groups) if phrase else 1
                mark = Mark(place, word, aim.factor * way.weight, told_words)
                marks[document, field].setdefault(place, mark)

    def _hit(
        self,
        number: int,
        score: float | None,
        reasons: Mapping[_Why, float],
        marks: Mapping[tuple[int, int], Mapping[int, Mark]],
        query: Query,
    ) -> Hit:
        record = self.records.read(number)
        by_field = {
            field.key: marks[number, field.number]
            for field in self.fields
            if (number, field.number) in marks
        }
        ordered = _once(sorted(reasons, key=lambda why: (-reasons[why], why[0], why[2])))
        return Hit(
            slug=record.slug,
            title=record.title,
            summary=record.summary,
            score=None if score is None else round(float(score), 3),
            terms=record.terms,
            excerpt=self._excerpt(number, record, by_field),
            title_fragments=fragments(
                record.title, self._ranges(number, TITLE, record.title, by_field)
            ),
            reasons=(*ordered, *self._filters(record, query)),
        )

    def _filters(self, record: Record, query: Query) -> list[Reason]:
        label = self.facets.vocabularies.label
        return [
            Reason(facet, label(facet, term), label(facet, term), FILTER)
            for facet, chosen in query.choices
            for term in chosen
            if term in record.terms.get(facet, ())
        ]

    # --- Excerpts --------------------------------------------------------------------------------

    def _excerpt(
        self, number: int, record: Record, by_field: Mapping[str, Mapping[int, Mark]]
    ) -> tuple[Fragment, ...]:
        """The piece of text that holds most of what was found; else the summary's start."""
        best: tuple[float, str, list[Range]] = (0.0, "", [])
        for key, text in (
            (BODY, record.text),
            (SUMMARY, record.summary),
            (RESULTS, record.results),
        ):
            ranges = self._ranges(number, key, text, by_field)
            start, worth = window(ranges)
            # The first wins a tie; the summary stands on the card already, so the body goes first.
            if worth > best[0]:
                best = (worth, text, [one for one in ranges if one[0] >= start])
        if not best[1]:
            return fragments(cut(record.summary, 0), [])
        return excerpt_of(best[1], best[2])

    def _ranges(
        self, number: int, key: str, text: str, by_field: Mapping[str, Mapping[int, Mark]]
    ) -> list[Range]:
        """Where the words found in a field stand, in order, none overlapping, with their worth."""
        if key not in by_field:
            return []
        field = next(each for each in self.fields if each.key == key)
        base = int(self.postings.base[number, field.number])
        last = base + int(self.postings.length[number, field.number])
        found: list[Range] = []
        for place in sorted(by_field[key]):
            mark = by_field[key][place]
            start = int(self.postings.start[place])
            if found and start < found[-1][1]:
                continue
            found.append((start, self._end(text, mark, last), mark.weight))
        return found

    def _end(self, text: str, mark: Mark, last: int) -> int:
        """Where a found word ends: a word found joined ("highfive") ends with its last piece."""
        if mark.words > 1:
            return int(self.postings.end[min(mark.place + mark.words, last) - 1])
        start = int(self.postings.start[mark.place])
        first_end = int(self.postings.end[mark.place])
        for place in range(mark.place, min(mark.place + _MAX_JOINED, last)):
            end = int(self.postings.end[place])
            if fold(text[start:end]) == mark.word:
                return end
        return first_end


def _once(reasons: list[_Why]) -> list[Reason]:
    """Each finding once: a label found as a word and as a term is one reason."""
    found: dict[tuple[str, str, str], _Why] = {}
    for why in reasons:
        found.setdefault((why[0], why[1], why[2].casefold()), why)
    return [Reason(*why) for why in list(found.values())[:_MAX_REASONS]]
