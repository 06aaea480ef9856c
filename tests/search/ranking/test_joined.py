"""What puts entries in order, kind by kind, and how it adds up."""

from pathlib import Path

import pytest

from catalogue.model.entry import Entry
from catalogue.model.vocabulary import Term, TermSettings, Vocabularies, Vocabulary
from search.engine import Engine
from search.explain import explain
from search.language.word_lists import Words
from search.values.query import Query
from tests.support.small_index import entry, make_engine, vocabularies


def test_a_sentence_is_not_answered_by_whoever_repeats_most_of_its_words(
    tmp_path: Path, words: Words
) -> None:
    """The telling word decides; what an entry lacks of the rest is chance."""
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


@pytest.mark.parametrize(
    "text", ["sprog", "unge der mangler et fritidsjob om aftenen i byen", "sprogstimulerng"]
)
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


# --- Ages ---


def aged() -> Vocabularies:
    """Ages that follow each other, as the catalogue's own do."""
    spans = {
        "smaa": (0, 5),
        "skole": (6, 12),
        "unge": (13, 17),
        "voksne": (18, 64),
        "gamle": (65, 120),
    }
    terms = tuple(
        Term(key, key.title(), settings=TermSettings(ages=span)) for key, span in spans.items()
    )
    return Vocabularies((Vocabulary("maalgruppe", "Målgruppe", facet=True, terms=terms),))


def for_ages(slug: str, *groups: str) -> Entry:
    return entry(slug, "Klub", "En klub.", terms={"maalgruppe": groups})


@pytest.fixture(scope="module")
def clubs(tmp_path_factory: pytest.TempPathFactory, words: Words) -> Engine:
    entries = [
        for_ages("alle", "smaa", "skole", "unge", "voksne", "gamle"),
        for_ages("begge", "skole", "unge"),
        for_ages("gamle", "gamle"),
        for_ages("ingen"),
        for_ages("skole", "skole"),
        for_ages("smaa", "smaa"),
        for_ages("unge", "unge"),
    ]
    return make_engine(tmp_path_factory.mktemp("ages"), entries, aged(), words)


def found(engine: Engine, text: str) -> list[str]:
    return [hit.slug for hit in engine.search(Query(text), per_page=50).hits]


@pytest.mark.parametrize(
    ("asked", "order"),
    [
        ("10-14 år", ["begge", "alle", "skole", "unge"]),
        ("15-17-årige", ["unge", "begge", "alle"]),
        ("over 65", ["gamle", "alle"]),
        ("65+", ["gamle", "alle"]),
        ("2. klasse", ["skole", "begge", "alle"]),
    ],
)
def test_who_is_for_just_the_asked_ages_comes_first(
    clubs: Engine, asked: str, order: list[str]
) -> None:
    """For both of two ages that are meant half each; for only the asked before for all."""
    assert found(clubs, asked) == order


@pytest.mark.parametrize(
    ("asked", "first"), [("klub for 15-17-årige", "unge"), ("en klub til dem over 65", "gamle")]
)
def test_beside_a_topic_who_is_for_other_ages_comes_last(
    clubs: Engine, asked: str, first: str
) -> None:
    parts = clubs.sum_of(asked)
    assert parts is not None
    points = dict(zip(clubs.slugs, (parts.words * parts.ages).tolist(), strict=True))
    assert max(points, key=points.__getitem__) == first
    assert points["smaa"] < points["ingen"] < points["alle"]
