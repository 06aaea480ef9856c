"""What is told of nearness: each entry's nearest texts, and the problems that are surely meant."""

import numpy as np
import pytest

from search.meaning.opened import answering, closest
from search.meaning.problems import agreed


def test_an_entry_is_as_near_as_its_two_nearest_texts():
    """The first of equals is nearest; one with a single text has that, one without nothing."""
    nearness = np.array([0.1, 0.5, 0.3, 0.5, 0.25], dtype=np.float32)
    total, nearest = closest(nearness, np.array([0, 0, 0, 0, 2], dtype=np.int32), 3)
    assert total.tolist() == [0.5, 0.0, 0.25]
    assert nearest.tolist() == [1, -1, 4]


@pytest.mark.parametrize(
    ("by_model", "answers"), [(True, [True, False, True]), (False, [False, False, True])]
)
def test_only_what_is_near_in_itself_answers(by_model: bool, answers: list[bool]) -> None:
    """The nearest of all to a strange word is near nothing; the table must be surer."""
    nearness = np.array([0.45, 0.2, 0.7], dtype=np.float32)
    assert answering(nearness, np.array([0, -1, 2]), by_model=by_model).tolist() == answers
    assert not answering(nearness[1:2], np.array([0]), by_model=by_model)[0]


def test_a_second_problem_is_told_when_the_words_agree():
    strength = np.array([0.0, 1.0, 9.0], dtype=np.float32)
    assert agreed((0, 1, 2), strength) == (0, 2)
    assert agreed((), strength) == ()
