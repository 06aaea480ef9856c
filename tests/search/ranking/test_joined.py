"""What puts entries in order, kind by kind, and how it adds up."""

from pathlib import Path

import pytest

from search.engine import Engine
from search.explain import explain
from search.language.word_lists import Words
from search.values.query import Query
from tests.support.small_index import entry, make_engine, vocabularies


def test_a_sentence_is_not_answered_by_whoever_repeats_most_of_its_words(
    tmp_path: Path, words: Words
) -> None:
    """Of a few words each should be there; in a sentence the telling one decides."""
    everyday = "Om aftenen går en mor alene en tur i byen."
    entries = [
        entry("amning", "Amning", "Hjælp til amning, også om natten."),
        *(entry(f"nr-{n}", f"Nummer {n}", everyday, everyday) for n in range(9)),
    ]
    engine = make_engine(tmp_path / "i", entries, vocabularies(), words)
    sentence = "moren går alene om aftenen i byen, og det går ikke med at amme: amning"
    by_words = engine.sum_of(sentence)
    assert by_words is not None
    assert engine.slugs[int(by_words.words.argmax())] == "amning"


@pytest.mark.parametrize("text", ["sprog", "unge der mangler et fritidsjob om aftenen i byen"])
def test_the_points_of_a_hit_are_the_sum_that_explain_tells(engine: Engine, text: str) -> None:
    told = explain(engine, text)
    for hit in engine.search(Query(text), per_page=3).hits:
        assert hit.score is not None
        own = told.partition(f"({hit.slug})")[2].partition("\n\n")[0]
        (line,) = [line for line in own.splitlines() if " = " in line and "ord " in line]
        parts, _, total = line.partition(" = ")
        numbers = [float(part.split()[-1]) for part in parts.split(" + ")]
        assert float(total) == pytest.approx(hit.score, abs=0.01)
        assert sum(numbers) == pytest.approx(hit.score, abs=0.03)


def test_a_word_said_twice_is_asked_once(engine: Engine) -> None:
    once, twice = (engine.answer(text).ranked for text in ("sprog far", "sprog far sproget"))
    assert len(once.scored) == len(twice.scored) == 2
