"""The word table and the set of Danish words, as they are committed."""

import numpy as np
import pytest

from search.language.danish import fold
from search.language.dictionary import open_dictionary
from search.language.remembered import Strings
from search.meaning.table import SIZE, open_table, some_words


def nearness(one: str, other: str) -> float:
    vectors = [open_table().text(text, lambda _: 1.0) for text in (one, other)]
    assert vectors[0] is not None
    assert vectors[1] is not None
    return float(vectors[0] @ vectors[1])


@pytest.mark.parametrize(
    ("word", "like", "unlike"),
    [("mor", "moder", "cykel"), ("gæld", "skyld", "fodbold"), ("ensomhed", "ensom", "fabrik")],
)
def test_words_of_like_meaning_are_near(word: str, like: str, unlike: str):
    assert nearness(word, like) > nearness(word, unlike)


def test_an_inflected_form_is_its_base():
    assert nearness("cyklernes", "cykel") > 0.6


def test_a_compound_that_the_table_lacks_is_known_by_its_parts():
    assert open_table().word(fold("kagefamiliekursus")) is not None
    assert nearness("kagefamiliekursus", "kursus") > 0.3


@pytest.mark.parametrize("text", ["", "xqzvw", "123", "\0", "\ud800", "x" * 10_000])
def test_a_text_without_known_words_has_no_vector(text: str):
    assert open_table().text(text, lambda _: 1.0) is None


def test_texts_without_words_are_zeros():
    strings = Strings()
    texts = [strings.numbers(some_words(text)) for text in ("xqzvw", "barn", "", "børn og mødre")]
    found = open_table().texts(texts, strings, lambda word: float(word != "og"))
    assert found.shape == (4, SIZE)
    assert not found[[0, 2]].any()
    assert np.linalg.norm(found[1]) == pytest.approx(1, abs=1e-3)
    alone = open_table().text("børn mødre", lambda _: 1.0)
    assert alone is not None
    assert found[3] == pytest.approx(alone, abs=1e-3)


@pytest.mark.parametrize("word", ["enlige", "amme", "våben", "port", "gråd", "kælder", "Hund"])
def test_danish_words_are_known(word: str):
    assert open_dictionary().has(fold(word))


@pytest.mark.parametrize("word", ["sundhedplejeske", "lomepengejob", "xqzvw", ""])
def test_what_is_no_danish_word_is_not(word: str):
    assert not open_dictionary().is_danish(fold(word))


@pytest.mark.parametrize("word", ["venner", "klubben", "programmet", "tallene", "hoppede"])
def test_words_that_double_a_letter_are_danish(word: str):
    assert open_dictionary().has(fold(word))
    assert not open_dictionary().has("venn")


def test_a_compound_of_two_words_is_danish():
    assert open_dictionary().is_danish("opgangsfest")


@pytest.mark.parametrize(
    ("word", "other"), [("bil", "billig"), ("bande", "bandt"), ("vagt", "vægt")]
)
def test_two_words_that_look_alike_are_two(word: str, other: str):
    assert open_dictionary().apart(fold(word), fold(other))


@pytest.mark.parametrize(
    ("word", "other"), [("bil", "biler"), ("bande", "banderne"), ("gæld", "gælden"), ("xq", "xqer")]
)
def test_forms_of_one_word_are_one(word: str, other: str):
    assert not open_dictionary().apart(fold(word), fold(other))
