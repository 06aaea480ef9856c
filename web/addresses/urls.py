"""Addresses that other pages lead to; what there is at all stands in `registry`."""

from collections.abc import Iterable
from urllib.parse import urlencode

from search.values.query import TEXT, Query

FOLDER, MATRIX, MAP, TOPICS = "/mappe", "/overblik", "/kort", "/emne"
RESULTS = "#resultater"  # the list of a page with filters above it


def search_url(query: Query) -> str:
    """The address of a result page. The empty question is "/?q=", all entries: "/" is the front."""
    return f"/?{query.url_query() or TEXT + '='}"


def feed_url(query: Query) -> str:
    """The feed of what a query finds; a feed has an order of its own."""
    asked = query.with_sort("").url_query()
    return f"/feed.atom?{asked}" if asked else "/feed.atom"


def entry_url(slug: str) -> str:
    """An entry's page."""
    return f"/indsats/{slug}"


def glossary_id(vocabulary: str, term: str = "") -> str:
    """The id of a vocabulary or a term on the glossary page."""
    return f"{vocabulary}-{term}" if term else vocabulary


def glossary_url(vocabulary: str, term: str = "") -> str:
    """Where the glossary explains a vocabulary, or one term of it."""
    return f"/ordliste#{glossary_id(vocabulary, term)}"


def topic_url(vocabulary: str, term: str) -> str:
    """The page of what is known about a term."""
    """The page of what is known about a term; without one, about the whole list."""
    return f"{TOPICS}/{vocabulary}/{term}" if term else f"{TOPICS}/{vocabulary}"


def map_url(pairs: Iterable[tuple[str, str]]) -> str:
    """The map of what a question's parameters find."""
    text = urlencode(tuple(pairs))
    return f"{MAP}?{text}" if text else MAP


def situation_url(pairs: Iterable[tuple[str, str]]) -> str:
    """The questions of "min situation", with the choices that are answers to them."""
    text = urlencode(tuple(pairs))
    return f"/situation?{text}" if text else "/situation"


def matrix_url(pairs: Iterable[tuple[str, str]]) -> str:
    """The matrix of a question's parameters, its axes among them where they are chosen."""
    text = urlencode(tuple(pairs))
    return f"{MATRIX}?{text}" if text else MATRIX
