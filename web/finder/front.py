"""What the front page shows before anything is asked."""

from dataclasses import dataclass

from catalogue.model.vocabulary import Role
from search.engine import Engine
from search.values.query import Query
from web.addresses.urls import search_url
from web.finder.cards import Card, make_card

NEWEST, BEST = 4, 4


@dataclass(frozen=True, slots=True)
class Arena:
    label: str
    explanation: str
    count: int
    url: str


@dataclass(frozen=True, slots=True)
class FrontView:
    total: int
    arenas: tuple[Arena, ...]
    arenas_label: str
    newest: tuple[Card, ...]
    best: tuple[Card, ...]
    all_url: str
    newest_url: str


def make_front(engine: Engine) -> FrontView:
    """The front page's content."""
    base = Query(vocabularies=engine.vocabularies)
    everything = engine.search(base.with_sort("redigeret"), per_page=NEWEST)
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
            search_url(base.with_choice(vocabulary.key, term.key)),
        )
        for vocabulary in engine.vocabularies.with_role(Role.ARENAS)
        for term in vocabulary.terms
        if term.settings.arena
    )
    labels = [vocabulary.label for vocabulary in engine.vocabularies.with_role(Role.ARENAS)]
    return FrontView(
        total=everything.total,
        arenas=arenas,
        arenas_label=labels[0] if labels else "",
        newest=tuple(make_card(hit, engine.vocabularies) for hit in everything.hits),
        best=best_documented(engine, base),
        all_url=search_url(base),
        newest_url=search_url(base.with_sort("redigeret")),
    )


def best_documented(engine: Engine, base: Query) -> tuple[Card, ...]:
    """Entries from the strongest kind of knowledge downwards."""
    found: list[Card] = []
    for vocabulary in engine.vocabularies.with_role(Role.KNOWLEDGE):
        for term in vocabulary.terms:
            if len(found) >= BEST:
                break
            wanted = base.with_choice(vocabulary.key, term.key).with_sort("titel")
            hits = engine.search(wanted, per_page=BEST - len(found), rescue=False).hits
            found += [make_card(hit, engine.vocabularies) for hit in hits]
    return tuple(found)
