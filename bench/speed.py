"""How fast we find, beside the peers: the top ten and six facets' counts, in one process.

    python -m bench.speed [1000 10000]     prints the table and writes it into the docs

Each query is asked three times over: the first time nothing of it is kept anywhere, which is
what the figures tell; "asked again" is what the caches give. Ours also makes the hits' reasons
and excerpts, which the peers do not.
"""

import datetime as dt
import os
import random
import shutil
import sqlite3
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from bench import peers
from bench.generate import generate
from bench.relevance import PAGE
from catalogue.entry import Entry
from catalogue.loading import HERE, load
from catalogue.vocabulary import Vocabularies
from search import danish
from search.engine import open_engine
from search.index import build_index
from search.query import Query, parse_query
from search.words import DEFAULT_WORDS, load_words

BEGIN, END = "<!-- bench:speed -->", "<!-- /bench:speed -->"
FACETS = 6
QUERIES = 64
Ask = Callable[[Query], object]


@dataclass(frozen=True, slots=True)
class Measured:
    """Milliseconds of each query, first time and again; seconds of building and opening."""

    name: str
    first: Sequence[float]
    again: Sequence[float]
    build: float
    opening: float


def queries(entries: Sequence[Entry], vocabularies: Vocabularies) -> list[Query]:
    """Questions of every length about these entries; every fourth with a tick, some misspelt."""
    chance = random.Random(5)
    facets = vocabularies.facets[:FACETS]
    made = []
    for number in range(QUERIES):
        words = [
            word
            for word in danish.words(chance.choice(entries).sections[0].text)
            if len(word) > 4 and word.isalpha()
        ]
        text = " ".join(chance.sample(words, number % 4 + 1))
        if number % 8 == 5:
            text = text[:2] + text[3:]
        if number % 16 == 7:
            text = f'"{" ".join(words[:2])}"'
        pairs = [("q", text)]
        if number % 4 == 3:
            facet = chance.choice(facets)
            pairs.append((facet.key, chance.choice(facet.keys())))
        made.append(parse_query(pairs, vocabularies).query)
    return made


def timed(ask: Ask, asked: Sequence[Query]) -> list[float]:
    found = []
    for query in asked:
        began = time.perf_counter()
        ask(query)
        found.append((time.perf_counter() - began) * 1000)
    return found


def measured(
    name: str, make: Callable[[], tuple[Callable[[], Ask], float]], asked: Sequence[Query]
) -> Measured:
    """Build, open twice (the first opening warms the system's own caches), and ask."""
    opener, build = make()
    timed(opener(), asked[:8])
    began = time.perf_counter()
    ask = opener()
    opening = time.perf_counter() - began
    first = timed(ask, asked)
    return Measured(name, first, [*timed(ask, asked), *timed(ask, asked)], build, opening)


def ours(
    entries: Sequence[Entry], vocabularies: Vocabularies, folder: Path
) -> tuple[Callable[[], Ask], float]:
    """Our own engine, with everything a page shows."""
    words = load_words(DEFAULT_WORDS)[0]
    began = time.perf_counter()
    build_index(entries, vocabularies, words, folder, {})
    build = time.perf_counter() - began
    return lambda: open_engine(folder, vocabularies, words).search, build


def sqlite(
    entries: Sequence[Entry], vocabularies: Vocabularies, folder: Path
) -> tuple[Callable[[], Ask], float]:
    """FTS5 and one table of terms; each ticked facet is counted without its own ticks."""
    began = time.perf_counter()
    database = sqlite3.connect(folder)
    database.execute(
        f"create virtual table d using fts5(slug unindexed, {', '.join(peers.FIELDS)})"
    )
    database.execute("create table t (facet text, term text, doc integer)")
    marks = ", ?" * len(peers.FIELDS)
    insert = f"insert into d (rowid, slug, {', '.join(peers.FIELDS)}) values (?, ?{marks})"
    for number, (slug, text) in enumerate(peers.documents(entries, vocabularies), 1):
        database.execute(
            insert,
            (number, slug, *(text[field] for field in peers.FIELDS)),
        )
        rows = [
            (facet.key, term, number)
            for facet in vocabularies.facets[:FACETS]
            for term in entries[number - 1].keys(facet.key)
        ]
        database.executemany("insert into t values (?, ?, ?)", rows)
    database.execute("create index by_doc on t (facet, doc, term)")
    database.execute("create index by_term on t (facet, term, doc)")
    database.execute("create temp table m (doc integer primary key, score real)")
    database.execute("analyze")
    database.commit()
    build = time.perf_counter() - began
    order = f"bm25(d, 0, {', '.join(map(str, peers.weights()))})"
    facets = [facet.key for facet in vocabularies.facets[:FACETS]]

    def ask(query: Query) -> object:
        match = " OR ".join(f'"{word}"' for word in query.text.replace('"', "").split())

        database.execute("delete from temp.m")
        database.execute(
            f"insert into temp.m select rowid, {order} from d where d match ?", (match,)
        )
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
            f"select slug from temp.m join d on d.rowid = doc where doc in ({clause}) "
            "order by score limit 10",
            values,
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

    return lambda: ask, build


def tantivy(  # noqa: C901, the engine is set up and asked in one piece, as its manual does
    entries: Sequence[Entry], vocabularies: Vocabularies, folder: Path
) -> tuple[Callable[[], Ask], float]:
    """tantivy with its Danish stemmer and terms aggregations over fast fields."""
    import tantivy as engine  # noqa: PLC0415

    facets = [facet.key for facet in vocabularies.facets[:FACETS]]
    builder = engine.SchemaBuilder()
    builder.add_text_field("slug", stored=True, tokenizer_name="raw")
    for field in peers.FIELDS:
        builder.add_text_field(field, tokenizer_name="dansk")
    for facet in facets:
        builder.add_text_field(f"f_{facet}", fast=True, tokenizer_name="raw")
    analyzer = (
        engine.TextAnalyzerBuilder(engine.Tokenizer.simple())
        .filter(engine.Filter.lowercase())
        .filter(engine.Filter.stemmer("danish"))
        .build()
    )
    folder.mkdir()
    began = time.perf_counter()
    index = engine.Index(builder.build(), path=str(folder))
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
        searcher = index.searcher()
        boosts = dict(zip(peers.FIELDS, peers.weights(), strict=True))

        def any_of(facet: str, terms: Sequence[str]) -> object:
            one = engine.Query.term_query
            return engine.Query.boolean_query(
                [(engine.Occur.Should, one(index.schema, f"f_{facet}", term)) for term in terms]
            )

        def ask(query: Query) -> object:
            text = index.parse_query_lenient(query.text, list(peers.FIELDS), field_boosts=boosts)[0]

            def within(but: str) -> object:
                clauses = [(engine.Occur.Must, text)]
                for facet, terms in query.choices:
                    if facet != but:
                        clauses.append((engine.Occur.Must, any_of(facet, terms)))
                return engine.Query.boolean_query(clauses)

            hits = [searcher.doc(address) for _, address in searcher.search(within(""), 10).hits]
            ticked = {facet for facet, _ in query.choices}
            shared = {
                f: {"terms": {"field": f"f_{f}", "size": 120}} for f in facets if f not in ticked
            }
            counts = [searcher.aggregate(within(""), shared)]
            for facet in ticked:
                alone = {facet: {"terms": {"field": f"f_{facet}", "size": 120}}}
                counts.append(searcher.aggregate(within(facet), alone))
            return hits, counts

        return ask

    return opener, build


def percentile(values: Sequence[float], share: float) -> float:
    return sorted(values)[min(int(share * len(values)), len(values) - 1)]


def memory(folder: Path) -> str:
    """Megabytes of a process that has opened our index and answered every query."""
    program = (
        "import sys\n"
        "from pathlib import Path\n"
        "from bench.speed import asked_of, resident\n"
        "idle = resident()\n"
        "asked_of(Path(sys.argv[1]))\n"
        "print(resident(), idle)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, str(folder)], capture_output=True, text=True, check=True
    )
    whole, idle = done.stdout.split()
    return f"{whole} MB, of which {idle} MB before the catalogue is read"


def resident() -> int:
    """Megabytes of this process; its own page, since the usual figure is a parent's highest."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * 4096 // 2**20


def asked_of(folder: Path) -> None:
    """Open our index and ask it everything; run in a process of its own to see its memory."""
    loaded = load(HERE, dt.datetime.now(tz=dt.UTC).date())
    if loaded.vocabularies is None:
        sys.exit("The vocabularies have a fault.")
    engine = open_engine(folder, loaded.vocabularies, load_words(DEFAULT_WORDS)[0])
    real = [checked.entry for checked in loaded.checked if checked.entry]
    for query in queries(real, loaded.vocabularies):
        engine.search(query)
    engine.suggest("sundhed")


def report(sizes: Sequence[int]) -> str:
    """The whole table as Markdown."""
    loaded = load(HERE, dt.datetime.now(tz=dt.UTC).date())
    if loaded.vocabularies is None:
        sys.exit("The vocabularies have a fault; see python -m catalogue check.")
    real = [checked.entry for checked in loaded.checked if checked.entry]
    lines = [
        _told(loaded.vocabularies),
        "",
        "| entries | engine | it ÷ ours | median | p95 | slowest | again | build s | open s |",
        "|--:|---|--:|--:|--:|--:|--:|--:|--:|",
    ]  # fmt: skip
    for size in sizes:
        lines += measured_at(size, real, loaded.vocabularies)
    return "\n".join(lines)


def _told(vocabularies: Vocabularies) -> str:
    return (
        f"Milliseconds for ten hits and {FACETS} facets' counts; {QUERIES} queries, each asked for "
        f"the first time. Ours counts all {len(vocabularies.facets)} facets and gives reasons and "
        f"excerpts too. {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f} at the start: above "
        "the number of cores, the figures tell of the crowd too."
    )


def measured_at(size: int, real: Sequence[Entry], vocabularies: Vocabularies) -> list[str]:
    """The rows of one size."""
    folder = peers.scratch()
    entries = generate(size, real, vocabularies)
    asked = queries(entries, vocabularies)
    found = []
    for name, make in {"**ours**": ours, "tantivy": tantivy, "SQLite FTS5": sqlite}.items():
        place = folder / name.strip("*").replace(" ", "-")
        try:
            found.append(measured(name, partial(make, entries, vocabularies, place), asked))
        except ImportError:
            continue
    base = statistics.median(found[0].first)
    told = memory(folder / "ours")
    shutil.rmtree(folder)
    return [*(row(size, one, base) for one in found), f"| {size:,} | our memory: {told} |||||||"]


def row(size: int, one: Measured, base: float) -> str:
    middle = statistics.median(one.first)
    cells = (
        f"{size:,}", one.name, f"{middle / base:.2f}×", f"{middle:.2f}",
        f"{percentile(one.first, 0.95):.1f}", f"{max(one.first):.1f}",
        f"{statistics.median(one.again):.2f}", f"{one.build:.1f}", f"{one.opening:.2f}",
    )  # fmt: skip
    return f"| {' | '.join(cells)} |"


def write(table: str) -> None:
    """Put the table between its marks in the page."""
    text = PAGE.read_text(encoding="utf-8")
    head, rest = text.split(BEGIN, 1)
    _, tail = rest.split(END, 1)
    PAGE.write_text(f"{head}{BEGIN}\n{table}\n{END}{tail}", encoding="utf-8")


def main(arguments: Sequence[str]) -> None:
    """Measure, print, and write the page."""
    table = report([int(size) for size in arguments] or [1000, 10_000])
    print(table)
    write(table)


if __name__ == "__main__":
    main(sys.argv[1:])
