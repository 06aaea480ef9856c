"""How well we find, beside the peers, on the same entries and judged queries in one run.

    python -m bench.relevance        prints the table and writes it into docs/how-search-works.md

The cross-validated figure chooses a few constants anew on four fifths of the queries and scores
the fifth that the choice never saw, so it tells what tuning on so few queries is worth.
"""

import random
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import fields as dataclass_fields
from dataclasses import replace
from itertools import product
from pathlib import Path

from bench import dense, peers
from bench.judging import Judged, Summary, load_all, load_slugs, mean, run, summarise
from bench.pages import put, real_catalogue
from search.engine import Engine, open_engine
from search.index.build import build_index
from search.language.word_lists import DEFAULT_WORDS, load_words
from search.values import weights
from search.values.query import Query, clean_text
from search.values.switches import ALL_PARTS, Parts

PAGE = Path(__file__).parent.parent / "docs" / "how-search-works.md"
SWITCHES = {
    "stems": "stems and irregular forms", "compounds": "compounds",
    "letters": "letters typed without æøå",
    "relations": "word relations", "terms": "terms, ages and places", "spelling": "spelling",
    "near": "nearness", "names": "names of entries",
    "meaning": "meaning of texts and questions", "problems": "problems",
    "alike": "alike in problems",
}  # fmt: skip
# What cross-validation may choose among: the constants that the figures feel at all.
GRID: Mapping[str, Sequence[float]] = {
    "WORDS": (2.0, 2.5, 3.0), "MEANING": (0.3, 0.5, 0.8), "PROBLEMS": (0.8, 1.1, 1.5),
}  # fmt: skip
FOLDS, REPEATS = 5, 4


def ours(engine: Engine) -> peers.Search:
    """Our own search as a peer's."""

    def search(text: str) -> list[str]:
        page = engine.search(Query(clean_text(text), vocabularies=engine.vocabularies), 100)
        return [hit.slug for hit in page.hits]

    return search


@contextmanager
def constants_set(values: Mapping[str, float]) -> Iterator[None]:
    """Some constants with other values for a while."""
    before = {name: getattr(weights, name) for name in values}
    for name, value in values.items():
        setattr(weights, name, value)
    try:
        yield
    finally:
        for name, value in before.items():
            setattr(weights, name, value)


def cross_validated(
    search: Callable[[], peers.Search], queries: Sequence[Judged], judged: frozenset[str]
) -> float:
    """Mean nDCG@10 of queries scored with constants that were chosen without them."""
    asked = [query for query in queries if query.grades]
    table = []
    for values in product(*GRID.values()):
        with constants_set(dict(zip(GRID, values, strict=True))):
            table.append([score.ndcg for score in run(search(), asked, judged)])
    chance = random.Random(1)
    figures = []
    for _ in range(REPEATS):
        order = list(range(len(asked)))
        chance.shuffle(order)
        for fold in range(FOLDS):
            held = set(order[fold::FOLDS])
            best = max(table, key=lambda row: mean([row[i] for i in order if i not in held]))
            figures += [best[i] for i in held]
    return mean(figures)


def row(name: str, summary: Summary, best: float) -> str:
    ratio = f"{best / summary.ndcg:.2f}×" if summary.ndcg else "–"
    return (
        f"| {name} | {ratio} | {summary.ndcg:.3f} | {summary.low:.2f}–{summary.high:.2f} | "
        f"{summary.success:.2f} | {summary.zero:.0%} | {summary.silent:.0%} |"
    )


def report() -> str:
    """All tables as Markdown."""
    entries, vocabularies = real_catalogue()
    words = load_words(DEFAULT_WORDS)[0]
    sets, judged = load_all(), load_slugs()
    folder = peers.scratch()
    build_index(entries, vocabularies, words, folder / "i", {})
    model = dense.load_model()
    path = dense.fill(folder, folder / "i", model) if model else None
    asked = dense.InProcess(model) if model else None

    def opened(parts: Parts = ALL_PARTS, *, by_model: bool = True) -> Engine:
        engine = open_engine(folder / "i", vocabularies, words, parts)
        if asked is None or path is None or not by_model:
            return engine
        return replace(engine, meaning=engine.meaning.with_model(path, asked))

    searches = {"**ours**": ours(opened())}
    if model:
        searches["ours, word table alone"] = ours(opened(by_model=False))
    words_only = peers.all_peers(entries, vocabularies)
    bm25 = next(peer.search for peer in words_only if "Snowball" in peer.name)
    every = (*dense.dense_peers(entries, bm25, model), *words_only)
    searches |= {peer.name: peer.search for peer in every}
    lines = [f"{len(entries)} entries in the index, {len(judged)} of them judged.", ""]
    for name, queries in sets.items():
        lines += _set_table(name, queries, searches, judged)
    crossed = cross_validated(lambda: ours(opened()), [q for s in sets.values() for q in s], judged)
    lines += [
        (
            f"Weights chosen on four fifths of all queries and scored on the fifth ({FOLDS} folds, "
            f"{REPEATS} times): nDCG@10 **{crossed:.3f}**."
        ),
        "",
        *_without(opened, sets, judged),
    ]
    shutil.rmtree(folder)
    return "\n".join(lines)


def _set_table(
    name: str,
    queries: Sequence[Judged],
    searches: Mapping[str, peers.Search],
    judged: frozenset[str],
) -> list[str]:
    """One judged set, every engine."""
    asked = sum(bool(query.grades) for query in queries)
    summaries = {
        engine: summarise(run(search, queries, judged)) for engine, search in searches.items()
    }
    best = next(iter(summaries.values())).ndcg
    return [
        f"**{name}**: {asked} queries with answers, {len(queries) - asked} that must find nothing.",
        "",
        "| engine | ours ÷ it | nDCG@10 | 95 % interval | success@3 | no result | `none` silent |",
        "|---|--:|--:|--:|--:|--:|--:|",
        *(row(engine, summary, best) for engine, summary in summaries.items()),
        "",
    ]


def _without(
    opened: Callable[[Parts], Engine], sets: Mapping[str, Sequence[Judged]], judged: frozenset[str]
) -> list[str]:
    """Ours with one part switched off, on every set."""

    def figures(parts: Parts) -> list[float]:
        search = ours(opened(parts))
        return [summarise(run(search, queries, judged), 1).ndcg for queries in sets.values()]

    whole = figures(ALL_PARTS)
    lines = [
        "Ours with one part switched off, nDCG@10 and what it changes:",
        "",
        "| without | " + " | ".join(sets) + " |",
        "|---|" + "--:|" * len(sets),
    ]
    for part in dataclass_fields(Parts):
        less = figures(replace(ALL_PARTS, **{part.name: False}))
        cells = (f"{a:.3f} ({a - b:+.3f})" for a, b in zip(less, whole, strict=True))
        lines.append(f"| {SWITCHES[part.name]} | " + " | ".join(cells) + " |")
    return lines


def main() -> None:
    """Measure, print, and write the page."""
    table = report()
    print(table)
    put(PAGE, "relevance", table)


if __name__ == "__main__":
    main()
