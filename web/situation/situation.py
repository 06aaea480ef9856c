"""Entries held against a situation, question by question. Pure: no Flask, no HTML.

The questions are the vocabularies that have one (`spoergsmaal`), so their parameters are the
facets' own names. Terms with an age are asked for apart. The ranking is a count, so that
anybody can do it over with a pencil.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from itertools import groupby

from catalogue.model.fields import BY_KEY
from catalogue.model.record import Record
from catalogue.model.vocabulary import Role, Term, Vocabularies, Vocabulary
from search.values.query import Query
from web.site.wording import listed

AGE_QUESTION, AGE_LABEL = "Hvor gamle er de?", "Alder"
BUDGET, TOLD = "oekonomi", "oplyst"
BUDGET_LABEL = BY_KEY[BUDGET].label
HELPS = 2  # the lowest grade that answers a problem
_NAMED = 3  # terms that a criterion names of an entry


class Verdict(Enum):
    """How an entry answers a question."""

    MET = "opfyldt"
    NOT_MET = "ikke opfyldt"
    UNKNOWN = "ikke oplyst"


@dataclass(frozen=True, slots=True)
class Question:
    """One question.

    Attributes:
        id: unique on the page; the facet's name may stand at two questions.
        facet: the vocabulary and parameter that its answers are terms of.
        terms: the answers to choose from, in the vocabulary's order.
        at_least: a ranking, where something stronger than the answer is right too.
        everywhere: terms that meet every answer (the whole country).
        long: too many answers to show at once.
    """

    id: str
    facet: str
    label: str
    text: str
    hint: str
    terms: tuple[Term, ...]
    at_least: bool
    everywhere: frozenset[str]
    long: bool

    @property
    def groups(self) -> tuple[tuple[str, tuple[Term, ...]], ...]:
        """What a list offers, under headings: the weakest and "everywhere" are met by all."""
        terms = self.terms[:-1] if self.at_least else self.terms
        offered = [term for term in terms if term.key not in self.everywhere]
        found = groupby(offered, key=lambda term: term.settings.group)
        return tuple((label, tuple(under)) for label, under in found)

    def place(self, key: str) -> int:
        """A term's place in the vocabulary; past the last for one that is not there."""
        return next((n for n, term in enumerate(self.terms) if term.key == key), len(self.terms))


@dataclass(frozen=True, slots=True)
class Candidate:
    """What of an entry is held against a situation."""

    slug: str
    title: str
    summary: str
    terms: Mapping[str, tuple[str, ...]]
    economy: str


@dataclass(frozen=True, slots=True)
class Criterion:
    """A question's outcome for one entry, and what the entry says."""

    label: str
    verdict: Verdict
    says: str


@dataclass(frozen=True, slots=True)
class Match:
    """An entry held against every answer."""

    candidate: Candidate
    criteria: tuple[Criterion, ...]

    def count(self, verdict: Verdict) -> int:
        """How many criteria have a verdict."""
        return sum(one.verdict is verdict for one in self.criteria)

    @property
    def met(self) -> int:
        """How many criteria are met."""
        return self.count(Verdict.MET)


@dataclass(frozen=True, slots=True)
class Situation:
    """The answers: chosen terms by question, and whether the economy must be told."""

    answers: tuple[tuple[Question, tuple[str, ...]], ...] = ()
    budget: bool = False

    @property
    def size(self) -> int:
        """How many questions are answered."""
        return len(self.answers) + (1 if self.budget else 0)


def questions(vocabularies: Vocabularies) -> tuple[Question, ...]:
    """All questions in the vocabularies' order, ages right after whom they are ages of."""
    found: list[Question] = []
    for vocabulary in vocabularies.facets:
        if vocabulary.question:
            ages = tuple(term for term in vocabulary.terms if term.settings.ages)
            rest = tuple(term for term in vocabulary.terms if term not in ages)
            found.append(_question(vocabulary, rest))
            if ages:
                age = _question(vocabulary, ages)
                id_ = f"{vocabulary.key}-alder"
                found.append(replace(age, id=id_, label=AGE_LABEL, text=AGE_QUESTION))
    return tuple(found)


def _question(vocabulary: Vocabulary, terms: tuple[Term, ...]) -> Question:
    national = frozenset(term.key for term in terms if term.settings.nationwide)
    return Question(
        id=vocabulary.key,
        facet=vocabulary.key,
        label=vocabulary.label,
        text=vocabulary.question,
        hint=_hint(vocabulary, national),
        terms=terms,
        at_least=vocabulary.ranked,
        everywhere=national,
        long=vocabulary.filter_field,
    )


def _hint(vocabulary: Vocabulary, national: frozenset[str]) -> str:
    if vocabulary.ranked:
        return "Vælg det mindste, I kan bruge. Det, der er stærkere, passer også."
    if national:
        return "Landsdækkende indsatser passer også."
    if vocabulary.filter_field:
        return "Vælg den, der ligger nærmest."
    return "Vælg en eller flere. Én af dem er nok til at passe."


def read_situation(query: Query, asked: Sequence[Question], *, budget: bool) -> Situation:
    """The answers in a query; a facet's terms go to the question that offers them."""
    answers = []
    for question in asked:
        offered = {term.key for term in question.terms}
        chosen = tuple(key for key in query.chosen(question.facet) if key in offered)
        if chosen:
            answers.append((question, chosen))
    return Situation(tuple(answers), budget)


def candidate(record: Record) -> Candidate:
    """An entry as it is held against a situation; what it only touches it does not answer."""
    entry = record.entry
    helps = {
        key: tuple(term for term in terms if entry.grades(key).get(term, HELPS) >= HELPS)
        for key, terms in entry.terms.items()
    }
    return Candidate(entry.slug, entry.title, entry.summary, helps, entry.text(BUDGET))


def rank(
    candidates: Iterable[Candidate], situation: Situation, vocabularies: Vocabularies
) -> tuple[Match, ...]:
    """Those that meet anything: most met, then fewest not met, then best documented, then title."""
    ranks = vocabularies.first_with(Role.KNOWLEDGE)
    found = [match(one, situation) for one in candidates]
    return tuple(sorted((one for one in found if one.met), key=lambda one: _order(one, ranks)))


def _order(found: Match, ranks: Vocabulary | None) -> tuple[int, int, int, str]:
    keys = ranks.keys() if ranks else ()
    own = found.candidate.terms.get(ranks.key, ()) if ranks else ()
    strength = min((keys.index(key) for key in own if key in keys), default=len(keys))
    return -found.met, found.count(Verdict.NOT_MET), strength, found.candidate.title.casefold()


def match(one: Candidate, situation: Situation) -> Match:
    """An entry held against every answer of a situation."""
    criteria = [judge(one, question, chosen) for question, chosen in situation.answers]
    if situation.budget:
        verdict = Verdict.MET if one.economy else Verdict.UNKNOWN
        criteria.append(Criterion(BUDGET_LABEL, verdict, one.economy))
    return Match(one, tuple(criteria))


def judge(one: Candidate, question: Question, chosen: tuple[str, ...]) -> Criterion:
    """How an entry answers a question; an entry that says nothing of it is unknown, not wrong."""
    labels = {term.key: term.label for term in question.terms}
    own = [key for key in one.terms.get(question.facet, ()) if key in labels]
    if not own:
        return Criterion(question.label, Verdict.UNKNOWN, "")
    if question.at_least:
        weakest = max(question.place(key) for key in chosen)
        right = [key for key in own if question.place(key) <= weakest]
    else:
        right = [key for key in own if key in chosen or key in question.everywhere]
    told = [labels[key] for key in right or own]
    more = ["flere"] if len(told) > _NAMED else []
    verdict = Verdict.MET if right else Verdict.NOT_MET
    return Criterion(question.label, verdict, listed([*told[:_NAMED], *more]))
