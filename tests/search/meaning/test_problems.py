"""Which problem a question is about, told by the words in a row as well as one by one."""

from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import Any

import numpy as np
import pytest

from catalogue.model.vocabulary import Term, TermSettings, Vocabularies, Vocabulary
from search.engine import Engine
from search.language.word_lists import Words
from search.meaning.opened import Meant, sure_of
from search.ranking.joined import ByWords, Mind, answered, bands
from search.values.query import Query
from tests.support.small_index import entry, make_engine

ABSENT = Term(
    "fravaer", "Skolefravær", "Børn kommer ikke i skole.", synonyms=("vil ikke i skole", "pjæk"),
    settings=TermSettings(examples=("Han bliver væk fra skole, og moren ved det ikke",)),
)  # fmt: skip
BEHIND = Term(
    "huller", "Huller i skolen", "Børn mangler dansk og regning i skole.", synonyms=("lektier",),
    settings=TermSettings(examples=("Mit barn kan ikke læse i 3. klasse i skolen",)),
)  # fmt: skip
OTHERS = tuple(
    Term(label.lower(), label, f"Der er {label.lower()}.") for label in ("Gæld", "Larm", "Vold")
)


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory, words: Words) -> Engine:
    lists = Vocabularies(
        (
            Vocabulary(
                "udfordring", "Udfordring", facet=True, graded=True, terms=(ABSENT, BEHIND, *OTHERS)
            ),
        )
    )
    folder: Path = tmp_path_factory.mktemp("problems")
    entries = [
        entry(
            f"{key}-{n}", f"Skole nummer {n}", "Et barn i en skole.",
            terms={"udfordring": [key]},
            graded=MappingProxyType({"udfordring": MappingProxyType({key: 3})}),
        )
        for key in ("huller", "fravaer")
        for n in range(4)
    ]  # fmt: skip
    return make_engine(folder, entries, lists, words)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("mit barn vil ikke i skole", "fravaer"),
        ("mit barn har huller i skolen", "huller"),
    ],
)
def test_small_words_in_a_row_tell_which_problem_it_is(
    engine: Engine, text: str, problem: str
) -> None:
    first = engine.search(Query(text)).hits[0].slug
    assert first.startswith(problem)


def test_a_compound_names_a_problem_by_a_part_only_where_that_problem_is_heard(
    engine: Engine,
) -> None:
    about = {"fravaer": 0.6, "gæld": 0.2, "larm": 0.2}, {"gæld": 0.5, "larm": 0.3, "vold": 0.2}
    for heard, known in zip(about, (True, False), strict=True):
        share = [heard.get(problem.term, 0.0) for problem in engine.meaning.problems.all]
        found = engine.meaning.known(("pjaekskole", "pjaek"), np.array(share, dtype=np.float32))
        assert "pjaek" in found
        assert ("pjaekskole" in found) is known


@pytest.mark.parametrize(
    ("stems", "told"),
    [
        ({"pjæk": 1.0, "natur": 1.0}, True),
        ({"moren": 1.0}, True),
        ({"moren": 1.0, "natur": 1.0}, False),
        ({"moren": 1.0, "natur": 1.0, "om moren": 0.4}, False),
        ({"moren": 1.0, "boern": 1.0, "natur": 1.0}, True),
    ],
)
def test_one_word_of_many_tells_of_a_problem_only_where_it_names_it(
    engine: Engine, stems: dict[str, float], told: bool
) -> None:
    """Said of "pjæk" among others; of "moren" an example has a word by the way."""
    problems = engine.meaning.problems
    stem = engine.words.stemmer.stem
    stems = {" ".join(map(stem, text.split())): weight for text, weight in stems.items()}
    number = next(n for n, one in enumerate(problems.all) if one.term == "fravaer")
    assert problems.tells_of(stems, number, by_model=False) is told
    assert problems.tells_of(stems, number, by_model=True), "one is enough beside the model"


def test_where_no_word_tells_of_a_problem_none_is_told(engine: Engine) -> None:
    problems = engine.meaning.problems
    for number in range(len(problems.all)):
        for by_model in (True, False):
            assert not problems.tells_of({"sms": 1.0}, number, by_model=by_model)


def test_where_no_word_is_known_only_a_text_that_says_the_same_is_near() -> None:
    """What foreign topics reach, measured: sayings to 0.44, passages to 0.36."""
    near, far = np.array([[0.1, 0.6], [0.3, 0.44]], dtype=np.float32)
    assert sure_of(far, near)
    assert sure_of(near, far)
    assert not sure_of(far[:1], far)


def meant(engine: Engine, **told: object) -> Mind:
    """A question's meaning by the model, about whoever does not come to school."""
    size = len(engine.slugs)
    heard = np.zeros(len(engine.meaning.problems.all), dtype=np.float32)
    heard[0] = 1.0
    nothing = np.zeros(size, dtype=np.float32)
    whole: dict[str, Any] = {
        "near": nothing, "text": np.full(size, -1), "answers": nothing > 0, "sure": False,
        "heard": heard, "by_model": True,
    }  # fmt: skip
    return Mind(Meant(**(whole | told)), engine.meaning.problems, frozenset())


@pytest.mark.parametrize(("nearest", "is_answered"), [(0.2, False), (0.4, True)])
def test_what_is_far_from_all_texts_needs_more_known_words(
    engine: Engine, nearest: float, is_answered: bool
) -> None:
    """A cake recipe with "skole" in it is a cake recipe."""
    scored = engine.answer("skole kagedej").ranked.scored
    assert [one.known for one in scored] == [True, False]
    weight = replace(scored[0], mass=1.7)  # a little less than what nobody knows
    assert answered((weight, scored[1]), meant(engine, nearest=nearest)) is is_answered
    assert answered((weight, scored[1]), meant(engine, by_model=False))
    assert answered((weight,), meant(engine, nearest=nearest))


@pytest.mark.parametrize("clear", [(), (0,)])
def test_without_a_clear_problem_nothing_fits_well_by_help_alone(
    engine: Engine, clear: tuple[int, ...]
) -> None:
    size = len(engine.slugs)
    no = np.zeros(size, dtype=np.float32)
    words = ByWords(score=no, sure=no, hit=no > 0, share=0.0, other_age=no > 0)
    total = np.ones(size, dtype=np.float32)
    fits, hits = bands(words, 3, total, meant(engine, clear=clear))
    assert hits.any()
    assert fits.any() is np.bool_(bool(clear))
