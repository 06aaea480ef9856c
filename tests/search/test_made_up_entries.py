"""The bench multiplies the catalogue; what it makes up must be entries like the others."""

from dataclasses import replace
from pathlib import Path

from bench.generate import generate
from catalogue.model.vocabulary import Term, Vocabularies, Vocabulary
from search.language.word_lists import Words
from search.values.query import Query
from tests.support.small_index import ENTRIES, make_engine, vocabularies

PROBLEMS = Vocabulary(
    "udfordring", "Udfordring", facet=True, order=0, graded=True,
    terms=tuple(Term(f"p{n}", f"Problem {n}") for n in range(9)),
)  # fmt: skip


def test_made_up_entries_are_indexed(tmp_path: Path, words: Words):
    """With grades, where the widest vocabulary is graded."""
    lists = Vocabularies((PROBLEMS, *vocabularies().facets))
    real = [replace(one, values={}) for one in ENTRIES]
    engine = make_engine(tmp_path, generate(12, real, lists), lists, words)
    assert engine.search(Query()).total == 12
    assert all(hit.terms["udfordring"] for hit in engine.search(Query()).hits)
