"""Compounds divide into the catalogue's own words, and into nothing else."""

import pytest

from search.language.compounds import Splitter, make_splitter
from search.language.word_lists import DEFAULT_WORDS, load_words

KNOWN = [
    "sprog",
    "stoette",
    "moedre",
    "grupper",
    "familie",
    "kursus",
    "beskaeftigelse",
    "indsats",
    "bolig",
    "sociale",
    "penge",
    "lomme",
    "job",
    "lektier",
    "cafe",
    "skole",
    "hverdag",
    "skab",
]


@pytest.fixture(scope="module")
def splitter() -> Splitter:
    return make_splitter(KNOWN, load_words(DEFAULT_WORDS)[0])


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("sprogstoette", ("sprog", "stoette")),
        ("moedregruppe", ("moedre", "gruppe")),
        ("familiekurser", ("familie", "kurser")),
        ("beskaeftigelsesindsats", ("beskaeftigelses", "indsats")),
        ("boligsociale", ("bolig", "sociale")),
        ("lommepengejob", ("lomme", "penge", "job")),
        ("lektiecafe", ("lektie", "cafe")),
        ("kattemad", ()),
        ("asfalt", ()),
        ("skole", ()),
        ("venskab", ()),
        ("", ()),
    ],
)
def test_division(splitter: Splitter, word: str, parts: tuple[str, ...]) -> None:
    assert splitter.split(word) == parts


def test_a_word_known_at_one_end_gives_that_end(splitter: Splitter) -> None:
    assert splitter.parts("sprogstimulering", ()) == ("sprog",)
    assert splitter.parts("kattemad", ()) == ()


def test_a_very_long_word_is_divided_in_bounded_time(splitter: Splitter) -> None:
    assert splitter.split("sprog" * 12) != ()
