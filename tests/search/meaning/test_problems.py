"""Which problem a question is about, told by the words in a row as well as one by one."""

from pathlib import Path
from types import MappingProxyType

import numpy as np
import pytest

from catalogue.model.vocabulary import Term, TermSettings, Vocabularies, Vocabulary
from search.engine import Engine
from search.language.word_lists import Words
from search.meaning.opened import sure_of
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
    assert problems.tells_of(stems, number) is told


def test_where_no_word_is_known_only_a_text_that_says_the_same_is_near() -> None:
    """What foreign topics reach, measured: sayings to 0.44, passages to 0.36."""
    near, far = np.array([[0.1, 0.6], [0.3, 0.44]], dtype=np.float32)
    assert sure_of(far, near)
    assert sure_of(near, far)
    assert not sure_of(far[:1], far)
