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

from bench import peers
from bench.judging import (
    Judged,
    Score,
    Summary,
    load_blind,
    load_queries,
    load_slugs,
    mean,
    run,
    summarise,
)
from bench.pages import put, real_catalogue
from catalogue.model.vocabulary import Vocabularies
from search.engine import open_engine
from search.index.build import build_index
from search.language.word_lists import DEFAULT_WORDS, Words, load_words
from search.values import weights
from search.values.query import Query, clean_text
from search.values.switches import ALL_PARTS, Parts

PAGE = Path(__file__).parent.parent / "docs" / "how-search-works.md"
SWITCHES = {
    "stems": "stems and irregular forms", "compounds": "compounds",
    "letters": "letters typed without æøå",
    "relations": "word relations", "terms": "terms, ages and places", "spelling": "spelling",
    "near": "nearness", "names": "names of entries", "coverage": "coverage",
}  # fmt: skip
# What cross-validation may choose among: the constants that the figures feel at all.
GRID: Mapping[str, Sequence[float]] = {
    "K1": (0.8, 1.2, 1.6), "MASS_POWER": (0.0, 0.25, 0.5), "TERM_SYNONYM": (0.4, 0.5, 0.7),
    "NEAR_BONUS": (0.25, 0.5), "PART": (0.4, 0.5),
}  # fmt: skip
FOLDS, REPEATS = 5, 4


def ours(
    folder: Path, vocabularies: Vocabularies, words: Words, parts: Parts = ALL_PARTS
) -> peers.Search:
    """Our own search as a peer's."""
    engine = open_engine(folder, vocabularies, words, parts)

    def search(text: str) -> list[str]:
        page = engine.search(Query(clean_text(text), vocabularies=vocabularies), per_page=100)
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
    """The whole table as Markdown."""
    entries, vocabularies = real_catalogue()
    words = load_words(DEFAULT_WORDS)[0]
    queries, judged = load_queries(), load_slugs()
    folder = peers.scratch()
    build_index(entries, vocabularies, words, folder / "i", {})
    searches = {"**ours**": ours(folder / "i", vocabularies, words)}
    searches |= {peer.name: peer.search for peer in peers.all_peers(entries, vocabularies)}
    scores = {name: run(search, queries, judged) for name, search in searches.items()}
    summaries = {name: summarise(found) for name, found in scores.items()}
    best = summaries["**ours**"].ndcg
    crossed = cross_validated(lambda: ours(folder / "i", vocabularies, words), queries, judged)
    lines = [
        _collection(len(entries), queries),
        "",
        "| engine | ours ÷ it | nDCG@10 | 95 % interval | success@3 | no result | `none` silent |",
        "|---|--:|--:|--:|--:|--:|--:|",
        *(row(name, summary, best) for name, summary in summaries.items()),
        "",
        f"Cross-validated ({FOLDS} folds, {REPEATS} times): nDCG@10 **{crossed:.3f}**.",
        "",
        *by_kind(scores),
        "",
        *_blind(searches, judged),
        "",
        "Ours with one part switched off:",
        "",
        "| without | nDCG@10 | change |",
        "|---|--:|--:|",
    ]
    for part in dataclass_fields(Parts):
        search = ours(folder / "i", vocabularies, words, replace(ALL_PARTS, **{part.name: False}))
        without = summarise(run(search, queries, judged)).ndcg
        lines.append(f"| {SWITCHES[part.name]} | {without:.3f} | {without - best:+.3f} |")
    shutil.rmtree(folder)
    return "\n".join(lines)


def _blind(searches: Mapping[str, peers.Search], judged: frozenset[str]) -> list[str]:
    """The queries written blind, apart: those looked at since, and those not."""
    seen, unseen = load_blind()
    lines = [
        (
            "Queries written blind, by somebody who had not seen the search; half of them have "
            "been looked at since:"
        ),
        "",
        (
            "| engine | looked at: nDCG@10 | not looked at: nDCG@10 | 95 % interval | success@3 "
            "| no result | `none` silent |"
        ),
        "|---|--:|--:|--:|--:|--:|--:|",
    ]
    for name, search in searches.items():
        known, new = (summarise(run(search, queries, judged)) for queries in (seen, unseen))
        lines.append(
            f"| {name} | {known.ndcg:.3f} | {new.ndcg:.3f} | {new.low:.2f}–{new.high:.2f} | "
            f"{new.success:.2f} | {new.zero:.0%} | {new.silent:.0%} |"
        )
    return lines


def _collection(entries: int, queries: Sequence[Judged]) -> str:
    answered = sum(bool(query.grades) for query in queries)
    return (
        f"{entries} entries, {answered} judged queries with answers and "
        f"{len(queries) - answered} that must find nothing (`none`)."
    )


def by_kind(scores: Mapping[str, Sequence[Score]]) -> list[str]:
    """nDCG@10 of each kind of query."""
    kinds = {name: summarise(found).kinds for name, found in scores.items()}
    counts: dict[str, int] = {}
    for score in next(iter(scores.values())):
        if score.query.grades:
            counts[score.query.kind] = counts.get(score.query.kind, 0) + 1
    lines = [
        "| kind | queries | " + " | ".join(scores) + " |",
        "|---|--:|" + "--:|" * len(scores),
    ]
    for kind, count in counts.items():
        cells = " | ".join(f"{kinds[name][kind]:.2f}" for name in scores)
        lines.append(f"| {kind} | {count} | {cells} |")
    return lines


def main() -> None:
    """Measure, print, and write the page."""
    table = report()
    print(table)
    put(PAGE, "relevance", table)


if __name__ == "__main__":
    main()
