"""All topics in their lists and groups, with how many entries each has. Pure."""

from dataclasses import dataclass
from itertools import groupby

from catalogue.model.vocabulary import Role, Term, Vocabularies, Vocabulary
from search.engine import Engine
from search.values.query import Query
from web.addresses.urls import topic_url


@dataclass(frozen=True, slots=True)
class TopicLink:
    """A term that has a page, and how many entries it finds."""

    label: str
    url: str
    count: int


@dataclass(frozen=True, slots=True)
class TopicGroup:
    """Topics under a heading; no heading where the list has no groups."""

    label: str
    links: tuple[TopicLink, ...]


@dataclass(frozen=True, slots=True)
class TopicList:
    """A vocabulary whose terms have pages, in its groups."""

    key: str
    label: str
    explanation: str
    whole_url: str
    groups: tuple[TopicGroup, ...]


def topic_of(vocabulary: Vocabulary, term: str) -> str:
    """The address of a term's topic, "" where its vocabulary has none."""
    return topic_url(vocabulary.key, term) if Role.TOPICS in vocabulary.roles else ""


def topic_lists(vocabularies: Vocabularies, engine: Engine) -> tuple[TopicList, ...]:
    """The lists that have topics, without terms that no entry carries."""
    counts = {
        (facet.key, choice.key): choice.count
        for facet in engine.search(Query(), per_page=1).facets
        for choice in facet.choices
    }
    return tuple(
        TopicList(one.key, one.label, one.explanation, _whole(one), tuple(_groups(one, counts)))
        for one in vocabularies.with_role(Role.TOPICS)
    )


def _groups(vocabulary: Vocabulary, counts: dict[tuple[str, str], int]) -> list[TopicGroup]:
    used = [term for term in vocabulary.terms if counts.get((vocabulary.key, term.key))]
    return [
        TopicGroup(
            label,
            tuple(
                TopicLink(
                    term.label,
                    topic_url(vocabulary.key, term.key),
                    counts[vocabulary.key, term.key],
                )
                for term in terms
            ),
        )
        for label, terms in groupby(used, key=_group)
    ]


def _whole(vocabulary: Vocabulary) -> str:
    """The page of all its topics together: of a list that is itself a subject."""
    return topic_url(vocabulary.key, "") if Role.ARENAS in vocabulary.roles else ""


def _group(term: Term) -> str:
    return term.settings.group
