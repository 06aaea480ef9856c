"""How fast we find, beside the peers: ten hits and every facet's counts, in one process.

    python -m bench.speed [159 1000 10000]     prints the tables, writes them and a plot into docs/

Each query is asked three times over: the first time nothing of it is kept anywhere, which is
what the figures tell; "again" is what the caches give. As many as are real is the real catalogue,
any other number so many generated entries.
"""

import datetime as dt
import gc
import random
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from bench import drawing, engines, peers
from bench.engines import Ask, Opener
from bench.machine import machine
from bench.pages import entries_of, put, real_catalogue, sizes
from catalogue.checking.folder import HERE, load
from catalogue.model.entry import Entry
from catalogue.model.vocabulary import Vocabularies
from search.engine import open_engine
from search.language import danish
from search.language.word_lists import DEFAULT_WORDS, load_words
from search.values.query import Query, parse_query

PAGE = Path(__file__).parent.parent / "docs" / "performance.md"
PLOT = PAGE.with_name("search-speed.svg")
QUERIES = 64
OURS = "**ours**"
ENGINES: Mapping[str, Callable[..., tuple[Opener, float]]] = {
    OURS: engines.ours, "tantivy": engines.tantivy, "SQLite FTS5": engines.sqlite,
}  # fmt: skip
HEADS = (
    "entries", "engine", "it ÷ ours, median", "p95", "median ms", "p95 ms", "slowest ms",
    "again ms", "build s", "open s",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Asked:
    """A query of the bench and its kind."""

    kind: str
    query: Query


@dataclass(frozen=True, slots=True)
class Measured:
    """Milliseconds of each query, first time and again; seconds of building and opening."""

    name: str
    first: Sequence[float]
    again: Sequence[float]
    build: float
    opening: float

    @property
    def median(self) -> float:
        return statistics.median(self.first)

    @property
    def p95(self) -> float:
        return percentile(self.first, 0.95)


def queries(entries: Sequence[Entry], vocabularies: Vocabularies) -> list[Asked]:
    """Questions of every length about these entries; every fourth with a tick, some misspelt."""
    chance = random.Random(5)
    made = []
    for number in range(QUERIES):
        words = [
            word
            for word in danish.words(chance.choice(entries).sections[0].text)
            if len(word) > 4 and word.isalpha()
        ]
        count = number % 4 + 1
        text = " ".join(chance.sample(words, count))
        kind = "one word" if count == 1 else f"{count} words"
        if number % 8 == 5:
            kind, text = "misspelt", text[:2] + text[3:]
        if number % 16 == 7:
            kind, text = "a phrase", f'"{" ".join(words[:2])}"'
        pairs = [("q", text)]
        if number % 4 == 3:
            facet = chance.choice(vocabularies.facets)
            pairs.append((facet.key, chance.choice(facet.keys())))
            kind += " and a tick"
        made.append(Asked(kind, parse_query(pairs, vocabularies).query))
    return made


def timed(ask: Ask, asked: Sequence[Asked]) -> list[float]:
    found = []
    for each in asked:
        began = time.perf_counter()
        ask(each.query)
        found.append((time.perf_counter() - began) * 1000)
    return found


def measured(
    name: str, make: Callable[[], tuple[Opener, float]], asked: Sequence[Asked]
) -> Measured:
    """Build, open twice (the first opening warms the system's own caches), and ask."""
    opener, build = make()
    timed(opener(), asked[:8])
    began = time.perf_counter()
    ask = opener()
    opening = time.perf_counter() - began
    # The collection itself, and what others left, is no part of what is measured.
    gc.collect()
    gc.freeze()
    first = timed(ask, asked)
    return Measured(name, first, [*timed(ask, asked), *timed(ask, asked)], build, opening)


def percentile(values: Sequence[float], share: float) -> float:
    return sorted(values)[min(int(share * len(values)), len(values) - 1)]


# --- Memory, in a process of its own ------------------------------------------------------------


def memory(folder: Path) -> str:
    """Megabytes of a process that has opened our index and answered every query."""
    program = (
        "import sys\n"
        "from pathlib import Path\n"
        "from bench.speed import asked_of, resident\n"
        "idle = resident()\n"
        "asked_of(Path(sys.argv[1]))\n"
        "print(*resident(), *idle)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, str(folder)], capture_output=True, text=True, check=True
    )
    whole, shared, idle, _ = done.stdout.split()
    return (
        f"{whole} MB with every query asked, {shared} MB of it files that all workers share; "
        f"{idle} MB before the catalogue is read"
    )


def resident() -> tuple[int, int]:
    """Megabytes of this process, and how many of them are files mapped into it.

    Its own page, since the usual figure is a parent's highest.
    """
    pages = Path("/proc/self/statm").read_text(encoding="ascii").split()
    return int(pages[1]) * 4096 // 2**20, int(pages[2]) * 4096 // 2**20


def asked_of(folder: Path) -> None:
    """Open our index and ask it everything; run in a process of its own to see its memory."""
    loaded = load(HERE, dt.datetime.now(tz=dt.UTC).date())
    if loaded.vocabularies is None:
        sys.exit("The vocabularies have a fault.")
    engine = open_engine(folder, loaded.vocabularies, load_words(DEFAULT_WORDS)[0])
    real = [checked.entry for checked in loaded.checked if checked.entry]
    for asked in queries(real, loaded.vocabularies):
        engine.search(asked.query)
    engine.suggest("sundhed")


# --- The report ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Size:
    """What was measured at one size: without excerpts, with them, and our memory."""

    entries: int
    asked: Sequence[Asked]
    plain: Sequence[Measured]
    excerpts: Sequence[Measured]
    memory: str


def measured_at(size: int, real: Sequence[Entry], vocabularies: Vocabularies) -> Size:
    folder = peers.scratch()
    entries = entries_of(size, real, vocabularies)
    asked = queries(entries, vocabularies)
    found: dict[bool, list[Measured]] = {False: [], True: []}
    for excerpts, rows in found.items():
        for name, make in ENGINES.items():
            # tantivy stores the text only where an excerpt needs it; the others need one index.
            place = folder / f"{name.strip('*')}{excerpts if name == 'tantivy' else ''}"
            try:
                made = partial(make, entries, vocabularies, place, excerpts=excerpts)
                rows.append(measured(name, made, asked))
            except ImportError:
                continue
    told = memory(folder / "ours")
    shutil.rmtree(folder)
    return Size(size, asked, found[False], found[True], told)


def report(found: Sequence[Size], facets: int) -> str:
    """All tables as Markdown."""
    lines = [
        machine("numpy", "whoosh-reloaded", "tantivy"),
        "",
        (
            f"Ten hits with title and summary, and the counts of all {facets} facets; {QUERIES} "
            "queries, each asked for the first time:"
        ),
        "",
        *_table([(size.entries, size.plain) for size in found]),
        "",
        (
            "The same with an excerpt of each hit, the found words marked; ours gives each hit's "
            "reasons too:"
        ),
        "",
        *_table([(size.entries, size.excerpts) for size in found]),
        "",
        (
            "Which kind of query sets the pace (without excerpts; tantivy ÷ ours, median, and ours "
            "in ms, median / slowest):"
        ),
        "",
        *_kinds(found),
        "",
        *(f"- Our memory at {size.entries:,}: {size.memory}." for size in found),
        "",
        f"![Milliseconds a search, ours and the peers']({PLOT.name})",
    ]
    return "\n".join(lines)


def _table(rows: Sequence[tuple[int, Sequence[Measured]]]) -> list[str]:
    lines = [f"| {' | '.join(HEADS)} |", "|--:|---|" + "--:|" * (len(HEADS) - 2)]
    for size, engines_ in rows:
        our = engines_[0]
        for one in engines_:
            cells = (
                f"{size:,}", one.name, f"{one.median / our.median:.2f}×",
                f"{one.p95 / our.p95:.2f}×", f"{one.median:.2f}", f"{one.p95:.1f}",
                f"{max(one.first):.1f}", f"{statistics.median(one.again):.2f}",
                f"{one.build:.1f}" if one.build > 0.01 else "", f"{one.opening:.2f}",
            )  # fmt: skip
            lines.append(f"| {' | '.join(cells)} |")
    return lines


def _kinds(found: Sequence[Size]) -> list[str]:
    kinds = list(dict.fromkeys(asked.kind for size in found for asked in size.asked))
    lines = [
        "| kind | " + " | ".join(f"{size.entries:,} | ours" for size in found) + " |",
        "|---|" + "--:|--:|" * len(found),
    ]
    for kind in kinds:
        cells = []
        for size in found:
            at = [number for number, asked in enumerate(size.asked) if asked.kind == kind]
            our = [size.plain[0].first[number] for number in at]
            peer = next((one for one in size.plain if one.name == "tantivy"), None)
            told = "–"
            if peer is not None:
                their = statistics.median(peer.first[number] for number in at)
                told = f"{their / statistics.median(our):.2f}×"
            cells += [told, f"{statistics.median(our):.2f} / {max(our):.1f}"]
        lines.append(f"| {kind} | {' | '.join(cells)} |")
    return lines


def main(arguments: Sequence[str]) -> None:
    """Measure, print, and write the page and the plot."""
    real, vocabularies = real_catalogue()
    found = []
    for size in sizes(arguments, real):
        found.append(measured_at(size, real, vocabularies))
        print(report(found, len(vocabularies.facets)), flush=True)
    names = [one.name for one in found[0].plain]
    drawing.draw(
        [size.entries for size in found],
        {
            name.strip("*"): [(size.plain[at].median, size.plain[at].p95) for size in found]
            for at, name in enumerate(names)
        },
        PLOT,
        "ms a search, median / p95",
    )
    put(PAGE, "speed", report(found, len(vocabularies.facets)))


if __name__ == "__main__":
    main(sys.argv[1:])
