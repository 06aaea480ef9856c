"""What the front page shows before anything is asked."""

from dataclasses import dataclass

from catalogue.model.fields import DIRECTION
from catalogue.model.vocabulary import Role, Vocabularies
from search.engine import Engine
from search.values.query import BEST_KNOWN, NEWEST, Query
from web.addresses.urls import search_url
from web.finder.cards import Card, make_card
from web.question.topics import TopicGroup, TopicList, topic_lists, topic_of

SHOWN = 4  # entries of each list
IN_SIGHT = 2  # topics of each group


@dataclass(frozen=True, slots=True)
class Arena:
    """A place where prevention happens, as a way into the catalogue."""

    label: str
    explanation: str
    count: int
    url: str


@dataclass(frozen=True, slots=True)
class FrontView:
    """The front page.

    Attributes:
        problems: the first topics of each group of the list that has groups.
        problems_count: how many topics that list has.
        sober: how many entries were measured and showed more or other than good.
    """

    total: int
    arenas: tuple[Arena, ...]
    arenas_label: str
    arenas_url: str
    problems: tuple[TopicGroup, ...]
    problems_label: str
    problems_count: int
    newest: tuple[Card, ...]
    best: tuple[Card, ...]
    all_url: str
    best_url: str
    sober: int
    sober_url: str
    newest_url: str


def make_front(engine: Engine) -> FrontView:
    """The front page's content."""
    base = Query(vocabularies=engine.vocabularies)
    everything = engine.search(base.with_sort(NEWEST), per_page=SHOWN)
    counts = {
        (facet.key, choice.key): choice.count
        for facet in everything.facets
        for choice in facet.choices
    }
    arenas = tuple(
        Arena(
            term.label,
            term.explanation,
            counts.get((vocabulary.key, term.key), 0),
            topic_of(vocabulary, term.key)
            or search_url(base.with_choice(vocabulary.key, term.key)),
        )
        for vocabulary in engine.vocabularies.with_role(Role.ARENAS)
        for term in vocabulary.terms
        if term.settings.arena
    )
    labels = [vocabulary.label for vocabulary in engine.vocabularies.with_role(Role.ARENAS)]
    best = engine.search(base.with_sort(BEST_KNOWN), per_page=SHOWN)
    lists = topic_lists(engine.vocabularies, engine)
    problems = grouped(lists)
    every = problems.groups if problems else ()
    sober = not_only_good(base, engine.vocabularies)
    return FrontView(
        total=everything.total,
        arenas=arenas,
        arenas_label=labels[0] if labels else "",
        arenas_url=next((one.whole_url for one in lists if one.whole_url), ""),
        problems=tuple(map(in_sight, every)),
        problems_label=problems.label if problems else "",
        problems_count=sum(len(group.links) for group in every),
        newest=tuple(make_card(hit, engine.vocabularies) for hit in everything.hits),
        best=tuple(make_card(hit, engine.vocabularies) for hit in best.hits),
        all_url=search_url(base),
        best_url=search_url(base.with_sort(BEST_KNOWN)),
        sober=engine.search(sober, per_page=1).total if sober != base else 0,
        sober_url=search_url(sober),
        newest_url=search_url(base.with_sort(NEWEST)),
    )


def not_only_good(base: Query, vocabularies: Vocabularies) -> Query:
    """Everything that was measured and showed other than the first, good direction."""
    vocabulary = vocabularies.get(DIRECTION)
    for term in vocabulary.terms[1:] if vocabulary else ():
        base = base.with_choice(DIRECTION, term.key)
    return base


def grouped(lists: tuple[TopicList, ...]) -> TopicList | None:
    """The list whose topics stand in groups, which is a way in for who has no words for it yet."""
    return next((one for one in lists if any(group.label for group in one.groups)), None)


def in_sight(group: TopicGroup) -> TopicGroup:
    """The topics of a group that most entries have."""
    most = sorted(group.links, key=lambda link: -link.count)[:IN_SIGHT]
    return TopicGroup(group.label, tuple(most))
