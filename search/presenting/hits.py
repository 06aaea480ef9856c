"""What a hit tells: why it was found, and the piece of text that shows it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from search.index.fields import BODY, QUESTIONS, RESULTS, SEARCH_WORDS, SUMMARY, TITLE, SearchField
from search.index.postings import Postings
from search.index.records import IndexRecord, Records
from search.language.danish import fold
from search.meaning.opened import Meaning, Meant
from search.meaning.passages import QUESTION
from search.meaning.problems import GRADES
from search.presenting.excerpts import Range, cut, excerpt_of, fragments, window
from search.presenting.matches import Finder, Finding, Mark, Why
from search.ranking.answer import Answer
from search.ranking.facets import Facets
from search.values.query import Query
from search.values.results import Fragment, Hit, Reason
from search.values.ways import ANSWERS, FILTER, HELPS, SAME_WORD, SECTION

MARKED = frozenset({TITLE, SUMMARY, BODY, RESULTS})
_MAX_REASONS = 14
_MAX_JOINED = 3  # a word found joined may have been written as up to so many


@dataclass(frozen=True, slots=True)
class Shower:
    """Makes hits of entry numbers. Immutable."""

    postings: Postings
    records: Records
    facets: Facets
    finder: Finder
    meaning: Meaning
    fields: tuple[SearchField, ...]

    def hits(
        self,
        numbers: Sequence[int],
        scores: Sequence[float | None],
        answer: Answer | None,
        query: Query,
    ) -> tuple[Hit, ...]:
        """The hits of one page.

        Args:
            numbers: entries, in order.
            scores: theirs, or None without text.
            answer: to the query's text; None for entries that are no answer to it.
            query: whose choices are reasons too.
        """
        scored = answer.ranked.scored if answer else ()
        findings = self.finder.findings(numbers, scored)
        return tuple(
            self._fitted(number, self._hit(number, score, finding, query), answer)
            for number, score, finding in zip(numbers, scores, findings, strict=True)
        )

    def _fitted(self, number: int, hit: Hit, answer: Answer | None) -> Hit:
        """A hit with what its meaning tells, and how well it fits."""
        if answer is None or answer.ranked.meant is None:
            return hit
        meant = tuple(self._by_meaning(number, answer.ranked.meant))
        fits = bool(answer.fits >> number & 1)
        return replace(hit, fits=fits, reasons=(*hit.reasons, *meant))

    def _by_meaning(self, number: int, meant: Meant) -> Iterator[Reason]:
        """The question or section that is nearest, and the problem that the entry helps against."""
        text = int(meant.text[number])
        if meant.answers[number]:
            passage = self.meaning.texts.passages[text]
            if passage.kind == QUESTION:
                yield Reason(QUESTIONS, "", passage.text, ANSWERS)
            elif passage.heading:
                yield Reason(BODY, "", passage.heading, SECTION)
        problems = self.meaning.problems
        for one in meant.clear:
            if problems.grades[one, number] >= GRADES[2]:
                problem = problems.all[one]
                label = self.facets.vocabularies.label(problem.facet, problem.term)
                yield Reason(problem.facet, "", label, HELPS)
                return

    def _hit(self, number: int, score: float | None, finding: Finding, query: Query) -> Hit:
        record = self.records.read(number)
        weighed = finding.reasons.items()
        ordered = sorted(weighed, key=lambda each: (-each[1], each[0][0], each[0][2]))
        return Hit(
            slug=record.slug,
            title=record.title,
            summary=record.summary,
            score=None if score is None else round(float(score), 3),
            terms=record.terms,
            excerpt=self._excerpt(number, record, finding.marks),
            title_fragments=fragments(
                record.title, self._ranges(number, TITLE, record.title, finding.marks)
            ),
            reasons=(*_once(why for why, _ in ordered), *self._filters(record, query)),
        )

    def _filters(self, record: IndexRecord, query: Query) -> list[Reason]:
        label = self.facets.vocabularies.label
        return [
            Reason(facet, label(facet, term), label(facet, term), FILTER)
            for facet, chosen in query.choices
            for term in chosen
            if term in record.terms.get(facet, ())
        ]

    # --- Excerpts --------------------------------------------------------------------------------

    def _excerpt(
        self, number: int, record: IndexRecord, marks: Mapping[str, Mapping[int, Mark]]
    ) -> tuple[Fragment, ...]:
        """The piece of text that holds most of what was found; else the summary's start."""
        best: tuple[float, str, list[Range]] = (0.0, "", [])
        for key in (BODY, SUMMARY, RESULTS):
            if not any(mark.tells for mark in marks.get(key, {}).values()):
                continue  # "unge" alone shows nothing of "unge, der ryger hash i opgangen"
            text = record.summary if key == SUMMARY else self.records.text(number, key)
            ranges = self._ranges(number, key, text, marks)
            start, worth = window(ranges)
            # The first wins a tie; the summary stands on the card already, so the body goes first.
            if worth > best[0]:
                best = (worth, text, [one for one in ranges if one[0] >= start])
        if not best[1]:
            return fragments(cut(record.summary, 0), [])
        return excerpt_of(best[1], best[2])

    def _ranges(
        self, number: int, key: str, text: str, marks: Mapping[str, Mapping[int, Mark]]
    ) -> list[Range]:
        """Where the words found in a field stand, in order, none overlapping, with their worth."""
        found: list[Range] = []
        end = 0
        for _, mark in sorted(marks.get(key, {}).items()):
            if mark.start < end:
                continue
            plain = mark.words == 1 and fold(text[mark.start : mark.end]) == mark.word
            end = mark.end if plain else self._end(number, key, text, mark)
            found.append((mark.start, end, mark.worth))
        return found

    def _end(self, number: int, key: str, text: str, mark: Mark) -> int:
        """Where what was found ends: a word found joined ("highfive") ends with its last piece."""
        field = next(each for each in self.fields if each.key == key)
        last = int(self.postings.base[number, field.number])
        last += int(self.postings.length[number, field.number])
        if mark.words > 1:
            return int(self.postings.end[min(mark.place + mark.words, last) - 1])
        for place in range(mark.place, min(mark.place + _MAX_JOINED, last)):
            end = int(self.postings.end[place])
            if fold(text[mark.start : end]) == mark.word:
                return end
        return mark.end


def _once(reasons: Iterable[Why]) -> list[Reason]:
    """Each finding once: a label found as a word and as a term is one reason."""
    found: dict[tuple[str, str, str], Why] = {}
    for why in reasons:
        field, word, shown, _ = why
        if field == SEARCH_WORDS:  # found by, and never shown
            shown, why = word, (field, word, word, SAME_WORD)  # noqa: PLW2901
        found.setdefault((field, word, shown.casefold()), why)
        if len(found) == _MAX_REASONS:
            break
    return [Reason(*why) for why in found.values()]
