"""The engines we are measured against, over the same texts: SQLite FTS5, tantivy, PostgreSQL.

Each is given what its own manual would give it: the same fields with the same weights where it
has weights, any of the words wanted, its own Danish stemmer where it has one.
"""

import os
import re
import sqlite3
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import snowballstemmer

from catalogue.model.entry import Entry
from catalogue.model.vocabulary import Vocabularies
from search.index.fields import texts_of
from search.values.weights import FIELD_WEIGHTS

Search = Callable[[str], list[str]]
FIELDS = ("titel", "navn", "resume", "termer", "sted", "tekst")
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Peer:
    """An engine by name, and its search: slugs, best first, at most 100."""

    name: str
    search: Search


def documents(
    entries: Sequence[Entry], vocabularies: Vocabularies
) -> Iterator[tuple[str, Mapping[str, str]]]:
    """Every entry's text in few fields; labels and synonyms of its terms are text too."""
    for entry in entries:
        texts = texts_of(entry, vocabularies)
        terms = (facet.term(key) for facet in vocabularies.facets for key in entry.keys(facet.key))
        named = " ".join(" ".join((term.label, *term.synonyms)) for term in terms if term)
        body = "\n".join(
            texts[key]
            for key in ("tekst", "resultater", "ansvarlig", "kilder", "spoergsmaal", "soegeord")
        )
        yield entry.slug, {
            "titel": texts["titel"], "navn": texts["navn"], "resume": texts["resume"],
            "termer": named, "sted": texts["sted"], "tekst": body,
        }  # fmt: skip


def weights() -> list[float]:
    """Our own weights, so that none loses for want of them."""
    return [FIELD_WEIGHTS.get(field, 2.0) for field in FIELDS]


def sqlite(entries: Sequence[Entry], vocabularies: Vocabularies, *, stem: bool) -> Peer:
    """SQLite FTS5 with bm25, as it is or over Snowball stems."""
    stemmer = snowballstemmer.stemmer("danish")

    def prepared(text: str) -> str:
        words = _WORD.findall(text.lower())
        return " ".join(stemmer.stemWords(words) if stem else words)

    database = sqlite3.connect(":memory:", check_same_thread=False)
    database.execute(f"create virtual table d using fts5(slug unindexed, {', '.join(FIELDS)})")
    database.executemany(
        f"insert into d values (?{', ?' * len(FIELDS)})",
        (
            (slug, *(prepared(text[field]) for field in FIELDS))
            for slug, text in documents(entries, vocabularies)
        ),
    )
    order = f"bm25(d, 0, {', '.join(map(str, weights()))})"

    def search(text: str) -> list[str]:
        words = prepared(text).split()
        if not words:
            return []
        match = " OR ".join(f'"{word}"' for word in words)
        rows = database.execute(
            f"select slug from d where d match ? order by {order} limit 100", (match,)
        )
        return [slug for (slug,) in rows]

    return Peer("SQLite FTS5 + Snowball" if stem else "SQLite FTS5", search)


def tantivy(entries: Sequence[Entry], vocabularies: Vocabularies) -> Peer | None:
    """tantivy with its Danish stemmer; None where it is not installed."""
    try:
        import tantivy as engine  # noqa: PLC0415
    except ImportError:
        return None
    builder = engine.SchemaBuilder()
    builder.add_text_field("slug", stored=True, tokenizer_name="raw")
    for field in FIELDS:
        builder.add_text_field(field, tokenizer_name="dansk")
    analyzer = (
        engine.TextAnalyzerBuilder(engine.Tokenizer.simple())
        .filter(engine.Filter.lowercase())
        .filter(engine.Filter.stemmer("danish"))
        .build()
    )
    index = engine.Index(builder.build())
    index.register_tokenizer("dansk", analyzer)
    writer = index.writer()
    for slug, text in documents(entries, vocabularies):
        writer.add_document(engine.Document(slug=slug, **text))
    writer.commit()
    index.reload()
    searcher = index.searcher()
    boosts = dict(zip(FIELDS, weights(), strict=True))

    def search(text: str) -> list[str]:
        query = index.parse_query_lenient(
            " ".join(_WORD.findall(text)), list(FIELDS), field_boosts=boosts
        )[0]
        return [searcher.doc(address)["slug"][0] for _, address in searcher.search(query, 100).hits]

    return Peer("tantivy, dansk stemmer", search)


def postgres(entries: Sequence[Entry], vocabularies: Vocabularies) -> Peer | None:
    """PostgreSQL's `danish` configuration; None without PGDATABASE or a server that answers."""
    if not os.environ.get("BENCH_POSTGRES"):
        return None
    try:
        import psycopg  # noqa: PLC0415
    except ImportError:
        return None
    try:
        connection = psycopg.connect(os.environ["BENCH_POSTGRES"], autocommit=True)
    except (OSError, psycopg.Error):
        return None
    connection.execute("create temp table d (slug text, v tsvector)")
    ranks = dict(zip(FIELDS, "ABBCCD", strict=True))
    parts = " || ".join(
        f"setweight(to_tsvector('danish', %({field})s), '{ranks[field]}')" for field in FIELDS
    )
    for slug, text in documents(entries, vocabularies):
        connection.execute(f"insert into d values (%(slug)s, {parts})", {"slug": slug, **text})

    def search(text: str) -> list[str]:
        words = " | ".join(_WORD.findall(text))
        rows = connection.execute(
            "select slug from d, to_tsquery('danish', %s) q where v @@ q "
            "order by ts_rank(v, q) desc limit 100",
            (words,),
        )
        return [row[0] for row in rows]

    return Peer("PostgreSQL, danish", search)


def all_peers(entries: Sequence[Entry], vocabularies: Vocabularies) -> list[Peer]:
    """Every peer that is at hand."""
    found = (
        sqlite(entries, vocabularies, stem=False),
        sqlite(entries, vocabularies, stem=True),
        tantivy(entries, vocabularies),
        postgres(entries, vocabularies),
    )
    return [peer for peer in found if peer is not None]


def scratch() -> Path:
    """A folder of its own for an index that is measured."""
    return Path(tempfile.mkdtemp(prefix="bench-"))
