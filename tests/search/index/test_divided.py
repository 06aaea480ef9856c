"""What words divide into is carried over when other words come or go, where it stays the same."""

from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from search.index.lexicon_writer import Outside, _divided
from search.language.compounds import make_splitter
from search.language.danish import make_stemmer
from search.language.remembered import Carried
from search.language.word_lists import Words

# Irregular forms, forms with endings, and letters that link.
PARTS = ("boern", "barn", "boernene", "sprog", "sproget", "cafe", "lektie", "hjaelp", "hjaelpen",
         "maend", "mand", "poet", "ung", "unge", "klubben", "klub", "s", "e", "er")  # fmt: skip
WORDS = Words(stemmer=make_stemmer([("barn", "børn", "børnene"), ("mand", "mænd")]))
written = st.lists(st.sampled_from(PARTS), min_size=1, max_size=3).map("".join)


def divided(found: list[str], kept: Carried) -> list[tuple[list[str], list[str]]]:
    splitter = make_splitter(found, WORDS)
    return [(list(a), list(b)) for a, b in _divided(found, splitter, WORDS, Outside(), kept)]


@settings(max_examples=150, deadline=None, derandomize=True)
@given(st.lists(st.frozensets(written, min_size=1, max_size=14), min_size=2, max_size=4))
def test_carried_divisions_are_those_of_a_whole_build(builds):
    kept = Carried()
    for words in builds:
        found = sorted(words)
        assert divided(found, kept) == divided(found, Carried())


def test_a_new_word_divides_others_also_after_a_restart(tmp_path: Path):
    assert divided(["lektieklub", "sprogklub"], Carried(tmp_path))[0] == ([], [])
    found = divided(["klub", "lektie", "lektieklub", "sprogklub"], Carried(tmp_path))
    assert found[2] == (["lektie", "klub"], ["lekti", "klub"])
