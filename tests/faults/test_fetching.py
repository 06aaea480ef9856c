"""scripts/publish when nothing can be fetched: the reason is left beside, and each way back works.

Building is left out (`PYTHON=true`): the fetch is the same whatever is built of it.
"""

import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from catalogue.generations.fetching import read_not_fetched

SCRIPT = Path(__file__).parents[2] / "scripts" / "publish"
AUTHOR = {
    f"GIT_{who}_{what}": value
    for who in ("AUTHOR", "COMMITTER")
    for what, value in (("NAME", "x"), ("EMAIL", "x@example.org"))
}


class Clone:
    """A forge's repository, a clone of an editor's, and the server's."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.index = folder / "index"
        (folder / "forge").mkdir()
        self.git("forge", "init", "-q", "--bare", "-b", "main")
        self.git(".", "clone", "-q", "forge", "editor")
        self.push("nul")
        self.push("en")
        self.git(".", "clone", "-q", "forge", "server")

    def git(self, where: str, *arguments: str) -> None:
        subprocess.run(
            ["git", *arguments], cwd=self.folder / where, check=True, capture_output=True,
            env={**os.environ, **AUTHOR, "GIT_CONFIG_GLOBAL": "/dev/null"},
        )  # fmt: skip

    def push(self, text: str, *how: str) -> None:
        entries = self.folder / "editor" / "catalogue" / "entries"
        entries.mkdir(parents=True, exist_ok=True)
        (entries / "far.md").write_text(text)
        self.git("editor", "add", ".")
        self.git("editor", "commit", "-q", "-m", text, *how)
        self.git("editor", "push", "-q", "--force", "origin", "HEAD:main")

    def publish(self) -> int:
        surroundings = {
            **os.environ, "PYTHON": "true", "INDEX_PATH": str(self.index),
            "CATALOGUE_PATH": str(self.folder / "server" / "catalogue"),
        }  # fmt: skip
        return subprocess.run(
            [SCRIPT], env=surroundings, capture_output=True, check=False
        ).returncode

    @property
    def shown(self) -> str:
        return (self.folder / "server" / "catalogue" / "entries" / "far.md").read_text()


@pytest.fixture
def clone(tmp_path: Path) -> Clone:
    return Clone(tmp_path)


def rewritten(clone: Clone) -> None:
    clone.push("to", "--amend")


def replaced(clone: Clone) -> None:
    clone.git("editor", "checkout", "-q", "--orphan", "ny")
    clone.push("to")


def detached(clone: Clone) -> None:
    clone.git("server", "checkout", "-q", "HEAD~0")
    clone.push("to")


def edited(clone: Clone) -> None:
    (clone.folder / "server" / "catalogue" / "entries" / "far.md").write_text("her")
    clone.push("to")


def locked(clone: Clone) -> None:
    (clone.folder / "server" / ".git" / "index.lock").touch()
    clone.push("to")


def unreachable(clone: Clone) -> None:
    clone.push("to")
    (clone.folder / "forge").rename(clone.folder / "borte")


def reset(clone: Clone) -> None:
    clone.git("server", "fetch", "-q")
    clone.git("server", "reset", "-q", "--hard", "origin/main")


def switch(clone: Clone) -> None:
    clone.git("server", "switch", "-q", "main")


def stash(clone: Clone) -> None:
    clone.git("server", "stash", "-q")


def unlock(clone: Clone) -> None:
    (clone.folder / "server" / ".git" / "index.lock").unlink()


def reachable(clone: Clone) -> None:
    (clone.folder / "borte").rename(clone.folder / "forge")


WAYS = [
    (rewritten, "anden-historik", reset),
    (replaced, "anden-historik", reset),
    (detached, "ingen-gren", switch),
    (edited, "rettet-her", stash),
    (locked, "laast", unlock),
    (unreachable, "ingen-forbindelse", reachable),
]


@pytest.mark.parametrize(("spoil", "reason", "mend"), WAYS, ids=[one[0].__name__ for one in WAYS])
def test_each_failure_is_told_and_each_way_back_works(
    spoil: Callable[[Clone], None], reason: str, mend: Callable[[Clone], None], clone: Clone
) -> None:
    """Exit code 2 and the reason, from the first time on; after the documented commands, none."""
    assert clone.publish() == 0
    assert read_not_fetched(clone.index) is None
    spoil(clone)
    assert clone.publish() == 2
    told = read_not_fetched(clone.index)
    assert told is not None
    assert told.reason == reason
    assert clone.publish() == 2
    assert read_not_fetched(clone.index) == told
    mend(clone)
    assert clone.publish() == 0
    assert read_not_fetched(clone.index) is None
    assert clone.shown == "to"


def test_what_is_no_such_file_tells_nothing(tmp_path: Path) -> None:
    assert read_not_fetched(tmp_path) is None
    (tmp_path / "not-fetched").write_bytes(b"")
    assert read_not_fetched(tmp_path) is None
    (tmp_path / "not-fetched").write_bytes(b"\xff" * 1000)
    assert read_not_fetched(tmp_path) is not None
