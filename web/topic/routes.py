"""A topic's page, and the list of all topics."""

from flask import Blueprint, abort, render_template

from catalogue.model.vocabulary import Role, Term, Vocabulary
from search.values.query import BEST_KNOWN, Query
from web.addresses.urls import TOPICS, feed_url, map_url, matrix_url, topic_url
from web.question.topics import topic_lists
from web.site.page import Crumb, Page, subpage
from web.site.snapshot import Snapshot, site
from web.topic.topic import make_topic

blueprint = Blueprint("topics", __name__)


@blueprint.get("/emne")
def topics() -> str:
    """Every problem, arena, theme and target group that has a page."""
    snapshot = site().current()
    lists = topic_lists(snapshot.vocabularies, snapshot.engine)
    page = subpage(
        "Emner", TOPICS, "Hvad ved man om et problem, et tema eller en målgruppe? Vælg et emne.",
    )  # fmt: skip
    return render_template("topic/topics.html", page=page, lists=lists)


@blueprint.get("/emne/<facet>/<term>")
def topic(facet: str, term: str) -> str:
    """What the entries of a term say together."""
    snapshot = site().current()
    vocabulary = snapshot.vocabularies.get(facet)
    found = vocabulary.term(term) if vocabulary else None
    if vocabulary is None or found is None or Role.TOPICS not in vocabulary.roles:
        abort(404)
    query = Query(vocabularies=snapshot.vocabularies).with_choice(facet, term)
    return shown(snapshot, vocabulary, found, query)


@blueprint.get("/emne/<facet>")
def whole_list(facet: str) -> str:
    """A list as one topic, as all arenas of early prevention; of any other, where to choose one."""
    snapshot = site().current()
    vocabulary = snapshot.vocabularies.get(facet)
    if vocabulary is None or Role.TOPICS not in vocabulary.roles:
        abort(404)
    if Role.ARENAS not in vocabulary.roles:
        return topics()
    query = Query(vocabularies=snapshot.vocabularies)
    for term in vocabulary.terms:
        query = query.with_choice(facet, term.key)
    whole = Term("", vocabulary.label, vocabulary.explanation)
    return shown(snapshot, vocabulary, whole, query)


def shown(snapshot: Snapshot, vocabulary: Vocabulary, term: Term, query: Query) -> str:
    """A topic's page.

    Args:
        snapshot: what is published.
        vocabulary, term: what it is about; the whole list has a term without key.
        query: what finds its entries.
    """
    slugs = snapshot.engine.all_slugs(query.with_sort(BEST_KNOWN))
    records = [snapshot.generation.record(slug) for slug in slugs]
    key = f"{vocabulary.key}/{term.key}"
    view = make_topic(
        vocabulary, term, records, snapshot.vocabularies,
        introduction=snapshot.generation.contents.introductions.get(key, ""), query=query,
    )  # fmt: skip
    page = Page(
        term.label, topic_url(vocabulary.key, term.key),
        f"{term.label}: hvad {len(slugs)} indsatser i kataloget siger om, hvad der virker, hvad "
        "det kræver, og hvor det er prøvet.",
        indexed=bool(slugs),
        crumbs=(Crumb("Forside", "/"), Crumb("Emner", TOPICS), Crumb(term.label)),
    )  # fmt: skip
    pairs = query.pairs()
    return render_template(
        "topic/topic.html", page=page, view=view, whole=not term.key, feed_url=feed_url(query),
        map_url=map_url(pairs), matrix_url=matrix_url(pairs),
    )  # fmt: skip
