"""The site's own addresses, written in one place."""

from search.values.query import TEXT, Query


def search_url(query: Query) -> str:
    """The address of a result page. The empty question is "/?q=", all entries: "/" is the front."""
    return f"/?{query.url_query() or TEXT + '='}"


def entry_url(slug: str) -> str:
    return f"/indsats/{slug}"


def glossary_id(vocabulary: str, term: str = "") -> str:
    """The id of a vocabulary or a term on the glossary page."""
    return f"{vocabulary}-{term}" if term else vocabulary


def glossary_url(vocabulary: str, term: str = "") -> str:
    return f"/ordliste#{glossary_id(vocabulary, term)}"
