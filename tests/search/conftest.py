"""The small catalogue's index, built once."""

import pytest

from search.engine import Engine
from search.language.word_lists import DEFAULT_WORDS, Words, load_words
from tests.support.small_index import ENTRIES, make_engine, vocabularies


@pytest.fixture(scope="session")
def words() -> Words:
    return load_words(DEFAULT_WORDS)[0]


@pytest.fixture(scope="session")
def engine(tmp_path_factory: pytest.TempPathFactory, words: Words) -> Engine:
    """The small catalogue with the project's words."""
    return make_engine(tmp_path_factory.mktemp("index"), ENTRIES, vocabularies(), words)
