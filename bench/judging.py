"""Scoring rankings against graded judgements: nDCG@10, success@3, queries without results.

Entries that nobody has judged are left out of a ranking before it is scored, so a catalogue
that grows keeps its figures comparable.
"""

import math
import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml

HERE = Path(__file__).parent
DEPTH = 10
RELEVANT = 2  # lowest grade that counts as relevant
Search = Callable[[str], Sequence[str]]


@dataclass(frozen=True, slots=True)
class Judged:
    """A query with its kind and the grade (1-3) of each entry that answers it."""

    id: str
    text: str
    kind: str
    grades: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Score:
    """One query's figures; `returned` is the number of entries found, judged or not."""

    query: Judged
    ndcg: float
    success: float
    returned: int
    top: tuple[str, ...]


def load_queries(name: str = "queries.yaml") -> list[Judged]:
    """Judged queries that the project carries."""
    rows = yaml.safe_load((HERE / name).read_text(encoding="utf-8"))
    return [Judged(r["id"], str(r["q"]), r["kind"], r.get("judgements") or {}) for r in rows]


def load_all() -> dict[str, list[Judged]]:
    """Every judged set by its name, the least flattering first."""
    seen, unseen = load_blind()
    return {
        "real needs": load_queries("queries-real.yaml"),
        "needs": load_queries("queries-needs.yaml"),
        "blind, not looked at": unseen,
        "blind, looked at": seen,
        "old": load_queries(),
    }


def load_blind() -> tuple[list[Judged], list[Judged]]:
    """The queries written blind: those looked at since, and those that nobody has looked at."""
    queries = load_queries("queries-blind.yaml")
    seen = [query for query in queries if int(query.id[1:]) % 2]
    return seen, [query for query in queries if query not in seen]


def load_slugs() -> frozenset[str]:
    """The entries that were judged."""
    return frozenset((HERE / "judged-slugs.txt").read_text(encoding="utf-8").split())


def dcg(grades: Sequence[int]) -> float:
    return math.fsum((2**grade - 1) / math.log2(rank + 2) for rank, grade in enumerate(grades))


def judge(query: Judged, found: Sequence[str], judged: frozenset[str]) -> Score:
    """Score one ranking."""
    top = tuple(slug for slug in dict.fromkeys(found) if slug in judged)[:DEPTH]
    grades = [query.grades.get(slug, 0) for slug in top]
    ideal = dcg(sorted(query.grades.values(), reverse=True)[:DEPTH])
    success = any(grade >= RELEVANT for grade in grades[:3])
    return Score(query, dcg(grades) / ideal if ideal else 0.0, float(success), len(found), top)


def run(search: Search, queries: Sequence[Judged], judged: frozenset[str]) -> list[Score]:
    """Score a search on all queries."""
    return [judge(query, search(query.text), judged) for query in queries]


@dataclass(frozen=True, slots=True)
class Summary:
    """Means over the queries that have answers, and over those that must have none."""

    ndcg: float
    low: float
    high: float
    success: float
    zero: float
    silent: float
    kinds: Mapping[str, float]


def summarise(scores: Sequence[Score], rounds: int = 2000) -> Summary:
    """Means, with a bootstrap interval (95 %) of nDCG over queries; the same every time."""
    asked = [score for score in scores if score.query.grades]
    none = [score for score in scores if not score.query.grades]
    kinds: dict[str, list[float]] = {}
    for score in asked:
        kinds.setdefault(score.query.kind, []).append(score.ndcg)
    values = [score.ndcg for score in asked]
    chance = random.Random(1)
    means = sorted(mean(chance.choices(values, k=len(values))) for _ in range(rounds))
    return Summary(
        ndcg=mean(values),
        low=means[int(0.025 * rounds)],
        high=means[int(0.975 * rounds)],
        success=mean([score.success for score in asked]),
        zero=mean([float(not score.returned) for score in asked]),
        silent=mean([float(not score.returned) for score in none]),
        kinds={kind: mean(found) for kind, found in kinds.items()},
    )


def mean(values: Sequence[float]) -> float:
    return sum(values) / len(values) if values else 0.0
