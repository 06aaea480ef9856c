"""Search engines as `bench.speed` asks them: the same texts, the same facets, the same hits.

Each gives ten hits with title and summary and the counts of every facet, a ticked facet's own
ticks left out; and, where asked to, an excerpt of each hit with the found words marked.
"""

import sqlite3
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

from bench import peers
from catalogue.model.entry import Entry
from catalogue.model.vocabulary import Vocabularies
from search.engine import open_engine
from search.index.build import build_index
from search.language.word_lists import DEFAULT_WORDS, load_words
from search.values.query import Query

HITS = 10
SHOWN = ("slug", "titel", "resume")
Ask = Callable[[Query], object]
Opener = Callable[[], Ask]


@dataclass(frozen=True, slots=True)
class Titles:
    """In the place of our `Shower`: hits without reasons and excerpts."""

    records: Any

    def hits(self, numbers: Sequence[int], *_: object) -> tuple[object, ...]:
        return tuple(self.records.read(number) for number in numbers)


def ours(
    entries: Sequence[Entry], vocabularies: Vocabularies, folder: Path, *, excerpts: bool
) -> tuple[Opener, float]:
    """Our own engine; with excerpts it gives the reasons of each hit too."""
    words = load_words(DEFAULT_WORDS)[0]
    began = time.perf_counter()
    if not folder.exists():
        build_index(entries, vocabularies, words, folder, {})
    build = time.perf_counter() - began

    def opener() -> Ask:
        engine = open_engine(folder, vocabularies, words)
        if not excerpts:
            engine = replace(engine, shower=Titles(engine.records))  # type: ignore[arg-type]  # its stand-in
        return partial(engine.search, per_page=HITS)

    return opener, build


def sqlite(
    entries: Sequence[Entry], vocabularies: Vocabularies, folder: Path, *, excerpts: bool
) -> tuple[Opener, float]:
    """FTS5 and one table of terms."""
    facets = [facet.key for facet in vocabularies.facets]
    began = time.perf_counter()
    fresh = not folder.exists()
    database = sqlite3.connect(folder)
    if fresh:
        _fill(database, entries, vocabularies)
    database.execute("create temp table m (doc integer primary key, score real)")
    build = time.perf_counter() - began
    return lambda: partial(_ask_sqlite, database, facets, excerpts), build


def _fill(
    database: sqlite3.Connection, entries: Sequence[Entry], vocabularies: Vocabularies
) -> None:
    names = ", ".join(peers.FIELDS)
    database.execute(f"create virtual table d using fts5(slug unindexed, {names})")
    database.execute("create table t (facet text, term text, doc integer)")
    marks = ", ?" * len(peers.FIELDS)
    insert = f"insert into d (rowid, slug, {names}) values (?, ?{marks})"
    for number, (slug, text) in enumerate(peers.documents(entries, vocabularies), 1):
        database.execute(insert, (number, slug, *(text[field] for field in peers.FIELDS)))
        rows = [
            (facet.key, term, number)
            for facet in vocabularies.facets
            for term in entries[number - 1].keys(facet.key)
        ]
        database.executemany("insert into t values (?, ?, ?)", rows)
    database.execute("create index by_doc on t (facet, doc, term)")
    database.execute("create index by_term on t (facet, term, doc)")
    database.execute("analyze")
    database.commit()


def _ask_sqlite(
    database: sqlite3.Connection,
    facets: Sequence[str],
    excerpts: bool,  # noqa: FBT001  # bound by `partial`
    query: Query,
) -> object:
    order = f"bm25(d, 0, {', '.join(map(str, peers.weights()))})"
    match = " OR ".join(f'"{word}"' for word in query.text.replace('"', "").split())
    database.execute("delete from temp.m")
    database.execute(f"insert into temp.m select rowid, {order} from d where d match ?", (match,))
    database.commit()

    def within(but: str) -> tuple[str, list[str]]:
        clause, values = "select doc from temp.m", []
        for facet, terms in query.choices:
            if facet != but:
                marks = ", ".join("?" * len(terms))
                clause += f" intersect select doc from t where facet = ? and term in ({marks})"
                values += [facet, *terms]
        return clause, values

    clause, values = within("")
    found = database.execute(
        f"select d.rowid, {', '.join(SHOWN)} from temp.m join d on d.rowid = doc "
        f"where doc in ({clause}) order by score limit {HITS}",
        values,
    ).fetchall()
    if excerpts:
        marks = ", ".join("?" * len(found))
        found = database.execute(
            f"select slug, snippet(d, -1, '<b>', '</b>', '…', 32) from d "
            f"where d match ? and rowid in ({marks})",
            (match, *(row[0] for row in found)),
        ).fetchall()
    counts = []
    for facet in facets:
        clause, values = within(facet)
        counts.append(
            database.execute(
                f"select term, count(*) from ({clause}) as w join t on t.doc = w.doc "
                "where facet = ? group by term",
                (*values, facet),
            ).fetchall()
        )
    return found, counts


def tantivy(
    entries: Sequence[Entry], vocabularies: Vocabularies, folder: Path, *, excerpts: bool
) -> tuple[Opener, float]:
    """tantivy with its Danish stemmer and terms aggregations over fast fields."""
    import tantivy as engine  # noqa: PLC0415

    facets = [facet.key for facet in vocabularies.facets]
    builder = engine.SchemaBuilder()
    builder.add_text_field("slug", stored=True, tokenizer_name="raw")
    for field in peers.FIELDS:
        stored = field in SHOWN or (excerpts and field == "tekst")
        builder.add_text_field(field, stored=stored, tokenizer_name="dansk")
    for facet in facets:
        builder.add_text_field(f"f_{facet}", fast=True, tokenizer_name="raw")
    folder.mkdir()
    began = time.perf_counter()
    index = engine.Index(builder.build(), path=str(folder))
    analyzer = (
        engine.TextAnalyzerBuilder(engine.Tokenizer.simple())
        .filter(engine.Filter.lowercase())
        .filter(engine.Filter.stemmer("danish"))
        .build()
    )
    index.register_tokenizer("dansk", analyzer)
    writer = index.writer()
    for entry, (slug, text) in zip(entries, peers.documents(entries, vocabularies), strict=True):
        document = engine.Document(slug=slug, **text)
        for facet in facets:
            for term in entry.keys(facet):
                document.add_text(f"f_{facet}", term)
        writer.add_document(document)
    writer.commit()
    writer.wait_merging_threads()
    build = time.perf_counter() - began

    def opener() -> Ask:
        index.reload()
        return partial(_ask_tantivy, engine, index, index.searcher(), facets, excerpts)

    return opener, build


def _ask_tantivy(  # noqa: PLR0917  # all but the query are bound by `partial`
    engine: Any,
    index: Any,
    searcher: Any,
    facets: Sequence[str],
    excerpts: bool,  # noqa: FBT001
    query: Query,
) -> object:
    boosts = dict(zip(peers.FIELDS, peers.weights(), strict=True))
    text = index.parse_query_lenient(query.text, list(peers.FIELDS), field_boosts=boosts)[0]

    def any_of(facet: str, terms: Sequence[str]) -> object:
        one = engine.Query.term_query
        return engine.Query.boolean_query(
            [(engine.Occur.Should, one(index.schema, f"f_{facet}", term)) for term in terms]
        )

    def within(but: str) -> object:
        clauses = [(engine.Occur.Must, text)]
        for facet, terms in query.choices:
            if facet != but:
                clauses.append((engine.Occur.Must, any_of(facet, terms)))
        return engine.Query.boolean_query(clauses)

    hits = [searcher.doc(address) for _, address in searcher.search(within(""), HITS).hits]
    snippets = []
    if excerpts:
        generator = engine.SnippetGenerator.create(searcher, text, index.schema, "tekst")
        generator.set_max_num_chars(220)
        snippets = [generator.snippet_from_doc(hit).to_html() for hit in hits]
    ticked = {facet for facet, _ in query.choices}
    shared = {f: {"terms": {"field": f"f_{f}", "size": 120}} for f in facets if f not in ticked}
    counts = [searcher.aggregate(within(""), shared)]
    for facet in ticked:
        alone = {facet: {"terms": {"field": f"f_{facet}", "size": 120}}}
        counts.append(searcher.aggregate(within(facet), alone))
    return hits, snippets, counts
