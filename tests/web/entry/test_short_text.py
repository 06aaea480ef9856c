"""Sentences of running text."""

import pytest

from web.entry.short_text import sentences


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Det ene. Det andet! Det tredje?", ["Det ene.", "Det andet!", "Det tredje?"]),
        ("Det koster ca. 300.000 kr. om året.", ["Det koster ca. 300.000 kr. om året."]),
        ("Ved Sct. Joseph. Den er åben.", ["Ved Sct. Joseph.", "Den er åben."]),
        ("Bl.a. Aarhus, fx Gellerup. »Vi er med.«", ["Bl.a. Aarhus, fx Gellerup.", "»Vi er med.«"]),
        ("  ", []),
    ],
)  # fmt: skip
def test_text_is_cut_where_a_sentence_ends(text, expected):
    assert sentences(text) == expected
