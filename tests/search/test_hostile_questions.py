"""Whatever is typed, an answer comes, soon, and never an error."""

import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from search.engine import Engine
from search.explain import explain
from search.values.query import parse_query

HERE = Path(__file__).parent
NASTIES = (HERE / "nasties.txt").read_text(encoding="utf-8").splitlines()
HUGE = (
    "a" * 100_000,
    "far " * 25_000,
    '"' * 100_000,
    "-" * 100_000,
    "é" * 100_000,
    "\x00" * 9,
    "\ud800",
    "\n\r\t",
)
LIMIT = (
    1.0  # seconds of work; a hundred times what a search takes, so only work without bound shows
)

typed = st.one_of(
    st.text(max_size=300),
    st.lists(
        st.sampled_from([*NASTIES, "far", "mødre", "sprog", '"', "-", "0-2 år"]), max_size=8
    ).map(" ".join),
)


def answer(engine: Engine, text: str) -> None:
    query = parse_query([("q", text)], engine.vocabularies).query
    began = time.thread_time()
    page = engine.search(query)
    engine.suggest(text)
    assert time.thread_time() - began < LIMIT
    assert page.total >= len(page.hits)
    for hit in page.hits:
        assert hit.score is None or hit.score > 0
        "".join(piece.text for piece in hit.excerpt).encode("utf-8")


@pytest.mark.parametrize("text", [*NASTIES, *HUGE], ids=lambda text: ascii(text)[:20])
def test_nasties(engine: Engine, text: str) -> None:
    answer(engine, text)


@settings(
    max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(typed)
def test_any_text(engine: Engine, text: str) -> None:
    answer(engine, text)


@pytest.mark.trials
@pytest.mark.timeout(1800)
@settings(
    max_examples=20_000, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(typed)
def test_20_000_texts(engine: Engine, text: str) -> None:
    answer(engine, text)


@pytest.mark.parametrize(
    "text", ["mødregrupper i Århus", "lomepengejob", "kattemad", '"udsat boligområde" -far', ""]
)
def test_an_explanation_is_danish_and_complete(engine: Engine, text: str) -> None:
    told = explain(engine, text)
    assert told.startswith("Søgning:")
    assert "Analyse" in told
    assert "Fundet:" in told
