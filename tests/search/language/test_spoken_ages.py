"""Ages as people say them, and numbers that are no ages."""

import pytest

from search.language.names import ages
from search.language.word_lists import Words
from search.understanding.reading import read_question

SPOKEN = {
    "femtenårige": (15, 15), "en to-årig dreng": (2, 2), "halvandet år": (1, 1),
    "tolv år": (12, 12), "fjorten til sytten år": (14, 17),
    "min søn på 15 er begyndt at ryge": (15, 15), "barn på 2": (2, 2), "dreng 13": (13, 13),
    "drenge på 12-14 der": (12, 14), "en fyr på nitten": (19, 19),
    "han er 13 og laver ballade": (13, 13), "unge 18-25": (18, 25),
    "kvinder i halvtredserne": (50, 59), "folk i 30'erne": (30, 39),
    "mænd mellem 40 og 60": (40, 60), "syvende klasse": (13, 14), "i 7.b": (13, 14),
    "60 plus": (60, 120), "fyldt 18": (18, 120), "fra 18 år og op": (18, 120),
    "unge op til 25 år": (13, 25), "unge under 18": (13, 17), "børn under 3 år": (0, 2),
    "nogen under 60": (18, 59), "teenagepiger": (13, 17), "mindreårige": (0, 17),
    "barn på 1½ år": (1, 1),
}  # fmt: skip
NO_AGE = (
    "problemet har stået på i to år", "de sidste 5 år", "for 2 år siden", "drenge på 2 hold",
    "lejligheder på 12 kvm", "blokke fra 60'erne", "afdeling 12", "syv familier", "et år endnu",
)  # fmt: skip


def heard(text: str, words: Words) -> set[tuple[int, int]]:
    reading = read_question(text, words)
    return {(low, high) for _, low, high in ages(reading.folded, reading.stems, words)}


@pytest.mark.parametrize(("text", "years"), SPOKEN.items())
def test_an_age_is_heard(text: str, years: tuple[int, int], words: Words) -> None:
    assert heard(text, words) == {years}


@pytest.mark.parametrize("text", NO_AGE)
def test_a_number_of_something_else_is_no_age(text: str, words: Words) -> None:
    assert heard(text, words) == set()
