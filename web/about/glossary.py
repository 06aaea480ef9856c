"""/ordliste: every word the catalogue is marked with, and what it means."""

from dataclasses import dataclass

from flask import Blueprint, render_template

from catalogue.model.vocabulary import Term, Vocabularies, Vocabulary
from search.engine import Engine
from search.values.query import Query
from web.addresses.urls import glossary_id, search_url
from web.question.topics import topic_of
from web.site.page import subpage
from web.site.snapshot import site

blueprint = Blueprint("glossary", __name__)


@dataclass(frozen=True, slots=True)
class Word:
    """A term; `count` and `url` are those of a facet's term, None and "" elsewhere.

    `topic` is the page of what is known about it, "" where there is none.
    """

    id: str
    term: Term
    count: int | None
    url: str
    topic: str


@dataclass(frozen=True, slots=True)
class List:
    """A vocabulary; `unused` are labels of terms that no entry carries and that need no words."""

    id: str
    vocabulary: Vocabulary
    words: tuple[Word, ...]
    unused: tuple[str, ...]


def make_lists(vocabularies: Vocabularies, engine: Engine) -> tuple[List, ...]:
    """All vocabularies with their terms and how many entries carry each."""
    counts = {
        (facet.key, choice.key): choice.count
        for facet in engine.search(Query(), per_page=1).facets
        for choice in facet.choices
    }
    return tuple(make_list(vocabulary, counts) for vocabulary in vocabularies)


def make_list(vocabulary: Vocabulary, counts: dict[tuple[str, str], int]) -> List:
    """A vocabulary with how many entries carry each term; unused, unexplained ones only named."""
    words, unused = [], []
    for term in vocabulary.terms:
        count = counts.get((vocabulary.key, term.key), 0) if vocabulary.facet else None
        if count == 0 and not term.explanation:
            unused.append(term.label)
            continue
        query = Query().with_choice(vocabulary.key, term.key)
        words.append(
            Word(
                glossary_id(vocabulary.key, term.key),
                term,
                count,
                search_url(query) if vocabulary.facet else "",
                topic_of(vocabulary, term.key) if count else "",
            )
        )
    return List(glossary_id(vocabulary.key), vocabulary, tuple(words), tuple(unused))


@blueprint.get("/ordliste")
def glossary() -> str:
    """The vocabularies, their terms, and how many entries carry each."""
    snapshot = site().current()
    page = subpage(
        "Ordliste",
        "/ordliste",
        "Hvad ordene i kataloget betyder: målgrupper, temaer, slags dokumentation og slags tal.",
    )
    lists = make_lists(snapshot.vocabularies, snapshot.engine)
    return render_template("about/glossary.html", page=page, lists=lists)
