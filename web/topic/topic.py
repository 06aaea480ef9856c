"""What the entries of a topic say together, counted and quoted, never written by hand. Pure."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from catalogue.model.entry import Entry
from catalogue.model.fields import BY_KEY, DIRECTION, PRICE, RESULT_VOCABULARY
from catalogue.model.record import Record
from catalogue.model.vocabulary import Role, Term, Vocabularies, Vocabulary
from search.values.query import BEST_KNOWN, Query
from web.addresses.urls import entry_url, search_url, topic_url
from web.question.knowledge import Knowledge, knowledge_of, make_knowledge, outcome, strength
from web.site.wording import counted, listed, lower_first

BEST, SAID, PLACES, NEAR = 6, 4, 8, 6  # shown of each
CORE = 3  # the grade of an entry that is made for the topic
STRONGEST = 4  # the strength of what was measured against others
_GRADES = {3: "lavet til netop det", 2: "hjælper tydeligt", 1: "strejfer det"}
_TAKES = (PRICE, "bemanding", "varighed")
_PITFALLS, _QUESTIONS = "faldgruber", "spoergsmaal"


@dataclass(frozen=True, slots=True)
class TopicEntry:
    """An entry as the page of a topic lists it."""

    title: str
    url: str
    summary: str
    knowledge: Knowledge | None
    outcome: str


@dataclass(frozen=True, slots=True)
class Tally:
    """How many entries, and the address of their list ("" where there is none)."""

    text: str
    count: int
    url: str = ""
    knowledge: Knowledge | None = None


@dataclass(frozen=True, slots=True)
class Quote:
    """What one entry says."""

    text: str
    title: str
    url: str


@dataclass(frozen=True, slots=True)
class Taken:
    """A field of what it takes: how many entries tell it, and what some of them say."""

    label: str
    told: int
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class TermLink:
    """A term and its page."""

    text: str
    url: str


@dataclass(frozen=True, slots=True)
class Topic:
    """A term, and all that its entries say together.

    Attributes:
        grades: how many entries are made for it, help with it, touch it; empty without grades.
        best: the best documented.
        evidence: entries by what they rest on, the strongest first.
        measured: what measured effects showed, "" where nothing was measured.
        figures: the figures of the entries by their kind.
        gaps: what the entries lack together.
        introduction: what an editor wrote above it, as safe HTML; "" for nothing.
        near: topics that many of its entries have too.
    """

    vocabulary: str
    label: str
    explanation: str
    introduction: str
    total: int
    grades: tuple[Tally, ...]
    best: tuple[TopicEntry, ...]
    evidence: tuple[Tally, ...]
    measured: str
    figures: tuple[Tally, ...]
    takes: tuple[Taken, ...]
    places: tuple[Tally, ...]
    gaps: tuple[str, ...]
    pitfalls: tuple[Quote, ...]
    questions: tuple[Quote, ...]
    near: tuple[TermLink, ...]
    list_url: str
    best_url: str


def make_topic(
    vocabulary: Vocabulary,
    term: Term,
    records: Sequence[Record],
    vocabularies: Vocabularies,
    *,
    introduction: str = "",
    query: Query | None = None,
) -> Topic:
    """The topic of a term.

    Args:
        records: every entry that carries it, the best documented first.
        introduction: what an editor wrote above it, as safe HTML.
        query: what finds the entries, where that is more than the term.
    """
    entries = [record.entry for record in _core_first(vocabulary, term, records)]
    query = query or Query(vocabularies=vocabularies).with_choice(vocabulary.key, term.key)
    return Topic(
        vocabulary=vocabulary.label,
        label=term.label,
        explanation=term.explanation,
        introduction=introduction,
        total=len(entries),
        grades=tallied_grades(vocabulary, term, entries),
        best=tuple(topic_entry(one, vocabularies) for one in entries[:BEST]),
        evidence=tallied_evidence(entries, query, vocabularies),
        measured=measured(entries, vocabularies),
        figures=figures(entries, vocabularies),
        takes=tuple(takes(entries)),
        places=places(entries, query, vocabularies),
        gaps=tuple(gaps(entries, vocabulary, vocabularies)),
        pitfalls=quotes(entries, _PITFALLS),
        questions=quotes(entries, _QUESTIONS),
        near=terms_beside(vocabulary, term, entries),
        list_url=search_url(query),
        best_url=search_url(query.with_sort(BEST_KNOWN)),
    )


def _core_first(vocabulary: Vocabulary, term: Term, records: Sequence[Record]) -> list[Record]:
    """Those made for it before those that touch it; each grade in the order that was given."""
    return sorted(records, key=lambda one: -one.entry.grades(vocabulary.key).get(term.key, CORE))


def tallied_grades(
    vocabulary: Vocabulary, term: Term, entries: Iterable[Entry]
) -> tuple[Tally, ...]:
    """How many entries fit the term well, and how many less; () where nothing is graded."""
    if not vocabulary.graded:
        return ()
    found = Counter(entry.grades(vocabulary.key).get(term.key) for entry in entries)
    return tuple(Tally(said, found[grade]) for grade, said in _GRADES.items() if found[grade])


def topic_entry(entry: Entry, vocabularies: Vocabularies) -> TopicEntry:
    """An entry as the page lists it."""
    return TopicEntry(
        entry.title,
        entry_url(entry.slug),
        entry.summary,
        knowledge_of(entry.terms, vocabularies),
        outcome(entry.terms, vocabularies),
    )


def tallied_evidence(
    entries: Iterable[Entry], query: Query, vocabularies: Vocabularies
) -> tuple[Tally, ...]:
    """How many entries rest on each kind of knowledge, with a link to them."""
    vocabulary = vocabularies.first_with(Role.KNOWLEDGE)
    if vocabulary is None:
        return ()
    found = Counter(key for entry in entries for key in entry.keys(vocabulary.key))
    return tuple(
        Tally(
            term.label,
            found[term.key],
            search_url(query.with_choice(vocabulary.key, term.key)),
            make_knowledge(vocabulary, term),
        )
        for term in vocabulary.terms
        if found[term.key]
    )


def measured(entries: Iterable[Entry], vocabularies: Vocabularies) -> str:
    """How many were measured against others, and what that showed."""
    every = [one for entry in entries if (one := entry.keys(DIRECTION))]
    if not every:
        return ""
    shown = Counter(key for keys in every for key in keys)
    words = vocabularies.get(DIRECTION)
    parts = [
        f"{lower_first(term.label)} hos {shown[term.key]}"
        for term in (words.terms if words else ())
        if shown[term.key]
    ]
    count = counted(len(every), "indsats er", "indsatser er")
    return f"{count} målt mod nogen, der ikke fik den: {listed(parts)}."


def figures(entries: Iterable[Entry], vocabularies: Vocabularies) -> tuple[Tally, ...]:
    """How many figures of each kind the entries have."""
    found = Counter(result.kind for entry in entries for result in entry.results)
    kinds = vocabularies.get(RESULT_VOCABULARY)
    terms = kinds.terms if kinds else ()
    return tuple(Tally(term.label, found[term.key]) for term in terms if found[term.key])


def takes(entries: Sequence[Entry]) -> Iterator[Taken]:
    """What the entries say that they take, field by field."""
    for key in _TAKES:
        field = BY_KEY[key]
        told = [
            Quote(shown[0].text, entry.title, entry_url(entry.slug))
            for entry in entries
            if (shown := field.shown(entry))
        ]
        yield Taken(field.label, len(told), tuple(told[:SAID]))


def places(entries: Iterable[Entry], query: Query, vocabularies: Vocabularies) -> tuple[Tally, ...]:
    """How many entries each place has, with a link to them."""
    vocabulary = vocabularies.first_with(Role.PLACES)
    if vocabulary is None:
        return ()
    found = Counter(key for entry in entries for key in entry.keys(vocabulary.key))
    return tuple(
        Tally(
            vocabularies.label(vocabulary.key, key),
            count,
            search_url(query.with_choice(vocabulary.key, key)),
        )
        for key, count in sorted(found.items(), key=lambda item: (-item[1], item[0]))
    )


def gaps(entries: Sequence[Entry], own: Vocabulary, vocabularies: Vocabularies) -> Iterator[str]:
    """What somebody who is to decide should know is not there."""
    knowledge = vocabularies.first_with(Role.KNOWLEDGE)
    if knowledge and entries:
        keys = [key for entry in entries for key in entry.keys(knowledge.key)]
        if not any(strength(knowledge, key) >= STRONGEST for key in keys):
            yield "Ingen af dem er målt mod nogen, der ikke fik indsatsen."
        weak = sum(key == knowledge.keys()[-1] for key in keys)
        if weak:
            last = knowledge.terms[-1].label
            yield f"{counted(weak, 'indsats', 'indsatser')} står med »{lower_first(last)}«."
    without = sum(not entry.values.get(PRICE) for entry in entries)
    if without:
        yield f"Prisen er ikke oplyst for {without} af {len(entries)}."
    for vocabulary in vocabularies.with_role(Role.ARENAS):
        if vocabulary is not own and (empty := list(_unused(vocabulary, entries))):
            yield f"Ingen af dem foregår under {listed(empty)}."


def _unused(vocabulary: Vocabulary, entries: Sequence[Entry]) -> Iterator[str]:
    for term in vocabulary.terms:
        if term.settings.arena and not any(
            entry.has(vocabulary.key, term.key) for entry in entries
        ):
            yield lower_first(term.label)


def quotes(entries: Iterable[Entry], key: str) -> tuple[Quote, ...]:
    """One thing that each of the first entries says in a field of several texts."""
    found = (
        Quote(_whole([one.text for one in shown]), entry.title, entry_url(entry.slug))
        for entry in entries
        if (shown := BY_KEY[key].shown(entry))
    )
    return tuple(islice(found, SAID + 1))


def _whole(texts: Sequence[str]) -> str:
    """The first that is a question of its own, where there is one: the others are mere words."""
    return next((text for text in texts if text.endswith("?")), texts[0])


def terms_beside(
    vocabulary: Vocabulary, term: Term, entries: Iterable[Entry]
) -> tuple[TermLink, ...]:
    """The other terms of the same vocabulary that these entries most often carry."""
    found = Counter(
        key for entry in entries for key in entry.keys(vocabulary.key) if key != term.key
    )
    terms = [vocabulary.term(key) for key, count in found.most_common() if count > 1]
    return tuple(
        TermLink(one.label, topic_url(vocabulary.key, one.key)) for one in terms[:NEAR] if one
    )
