"""A build never dies of what was pushed: each kind is told, and is gone when it is taken back."""

import os
import shutil
import time
from dataclasses import replace
from pathlib import Path
from typing import NoReturn

import pytest

from catalogue.generations.build import Job, build
from catalogue.generations.reader import BEGUN, Attempt, read_attempt
from search.index.indexer import WhooshIndexer
from tests.support.git_repository import git
from tests.support.hostile_pushes import PUSHES, Push, commit, push, undo
from tests.support.small_folder import TODAY, Catalogue, make

SLOWEST = 5.0  # seconds of processor time for one build
pytestmark = pytest.mark.skipif(os.name == "nt", reason="names and links of another kind")


def job(clone: Catalogue) -> Job:
    """Built as on a server, with the words that the index is made of."""
    return Job(clone.folder, clone.index, WhooshIndexer(), TODAY)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a catalogue with a history, built."""
    folder = tmp_path_factory.mktemp("built")
    catalogue = make(folder)
    catalogue.write("ny-fil")
    git(catalogue.folder, "init", "-q", "-b", "main")
    commit(catalogue.folder)
    assert build(job(catalogue)).good
    return folder


@pytest.fixture
def clone(built: Path, tmp_path: Path) -> Catalogue:
    """A copy of it, to push to."""
    shutil.copytree(built, tmp_path, dirs_exist_ok=True)
    return Catalogue(tmp_path / "catalogue", tmp_path / "index")


@pytest.mark.parametrize("kind", PUSHES.values(), ids=PUSHES.keys())
def test_a_build_survives_what_was_pushed(clone: Catalogue, kind: Push):
    push(clone.folder, kind)
    started = time.process_time()
    built = build(job(clone))
    assert time.process_time() - started < SLOWEST
    if kind.told:
        assert kind.told in {fault.code for fault in built.faults}
    assert clone.open().slugs
    attempt = read_attempt(clone.index)
    assert attempt is not None
    assert attempt.outcome in ("ok", "faults", "blocked")

    undo(clone.folder)
    assert build(job(clone)).good
    assert clone.open().slugs == ("faedre", "ny-fil")


class Failing(WhooshIndexer):
    """An indexer that ends a build as an error of ours, or an operator, would."""

    def __init__(self, error: BaseException, index: Path) -> None:
        self.error = error
        self.index = index
        self.told: Attempt | None = None

    def faults(self, folder: Path) -> NoReturn:  # noqa: ARG002  # the protocol's name
        """Raise, once it is noted what is told of the build until now."""
        self.told = read_attempt(self.index)
        raise self.error


def test_an_error_of_ours_is_told_and_changes_nothing(clone: Catalogue):
    """In attempt.json, with its kind and without what the file held."""
    name = clone.open().name
    clone.write("anden")
    with pytest.raises(RuntimeError):
        build(replace(job(clone), indexer=Failing(RuntimeError("hemmeligt"), clone.index)))
    attempt = read_attempt(clone.index)
    assert attempt is not None
    assert (attempt.outcome, "RuntimeError" in attempt.error) == ("error", True)
    assert "hemmeligt" not in attempt.error
    assert clone.open().name == name
    assert build(job(clone)).good


def test_a_build_that_was_killed_is_told_by_the_next(clone: Catalogue):
    """Though it had no time to say so itself."""
    (clone.index / BEGUN).touch()
    clone.write("anden")
    failing = Failing(KeyboardInterrupt(), clone.index)
    with pytest.raises(KeyboardInterrupt):
        build(replace(job(clone), indexer=failing))
    assert failing.told is not None
    assert (failing.told.outcome, "afbrudt" in failing.told.error) == ("error", True)
