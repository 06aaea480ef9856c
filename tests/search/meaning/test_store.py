"""Vectors kept by the hash of their text: whole or not at all, and only what is new."""

from pathlib import Path

import numpy as np
import pytest

from search.meaning.space import make_space, open_space, write_space
from search.meaning.store import VectorStore, key_of, space_path, sweep
from search.meaning.vectors import Vectors


@pytest.fixture
def store(tmp_path: Path) -> VectorStore:
    return VectorStore(tmp_path, "model", 4)


def vector(number: int) -> Vectors:
    found: Vectors = np.eye(4, dtype=np.float32)[number]
    return found


def test_what_was_added_is_read_again(store: VectorStore):
    keys = [key_of(text, said=False) for text in ("en", "to", "tre")]
    store.add({keys[0]: vector(0), keys[1]: vector(1)})
    found = store.read(keys)
    assert set(found) == set(keys[:2])
    assert found[keys[1]].tolist() == vector(1).tolist()


def test_a_question_and_a_passage_with_the_same_words_are_two():
    assert key_of("uro", said=True) != key_of("uro", said=False)


def test_an_empty_store_has_nothing(store: VectorStore):
    assert store.read([key_of("en", said=False)]) == {}
    assert len(store) == 0


@pytest.mark.parametrize("torn", [1, 7, 23])
def test_half_a_record_costs_only_itself(store: VectorStore, torn: int):
    """A builder killed while writing: the next one cuts the rest off and goes on."""
    first, second = key_of("en", said=False), key_of("to", said=False)
    store.add({first: vector(0)})
    with store.path.open("ab") as handle:
        handle.write(b"\xff" * torn)
    assert set(store.read([first])) == {first}
    store.add({second: vector(1)})
    found = store.read([first, second])
    assert found[second].tolist() == vector(1).tolist()
    assert len(store) == 2


def test_the_meaning_of_generations_that_are_gone_is_swept(tmp_path: Path):
    (tmp_path / "gen-a").mkdir()
    space = make_space(np.eye(4, dtype=np.float32))
    for name in ("gen-a", "gen-b"):
        write_space(space_path(tmp_path, name), space)
    sweep(tmp_path)
    assert space_path(tmp_path, "gen-a").exists()
    assert not space_path(tmp_path, "gen-b").exists()


def test_a_space_of_other_texts_is_refused(tmp_path: Path):
    write_space(tmp_path / "a.npy", make_space(np.eye(4, dtype=np.float32)))
    assert open_space(tmp_path / "a.npy", 4).points.shape == (4, 4)
    with pytest.raises(ValueError, match="not of these texts"):
        open_space(tmp_path / "a.npy", 5)


def test_the_nearest_text_is_the_one_of_the_same_direction():
    points = np.random.default_rng(1).normal(size=(40, 8)).astype(np.float32)
    points /= np.linalg.norm(points, axis=1, keepdims=True)
    nearness = make_space(points).nearness(points[7])
    assert int(nearness.argmax()) == 7
    assert nearness[7] == pytest.approx(1, abs=1e-5)
