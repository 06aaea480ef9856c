"""docs/operating.md tells every setting, and scripts/publish ends as it says."""

import os
import re
import subprocess
import sys
from itertools import islice
from pathlib import Path

import pytest
from pydantic import ValidationError

from cli.catalogue import main
from tests.support.git_repository import git
from tests.support.hostile_pushes import PUSHES, commit, push, undo
from tests.support.small_folder import ENTRY, VOCABULARIES, Catalogue, make
from web.site.config import Environment

ROOT = Path(__file__).parents[1]
OPERATING = ROOT / "docs" / "operating.md"
FOLDERS = ("catalogue", "search", "web", "cli")
_TOLD = re.compile(r"`([A-Z_]+)`")


def test_every_setting_is_told():
    """What is read from the environment stands in the table, and nothing else does."""
    table = OPERATING.read_text("utf-8").partition("## Settings")[2].partition("\n## ")[0]
    rows = [line for line in table.splitlines() if line.startswith("| `")]
    told = {name for row in rows for name in _TOLD.findall(row.split("|")[1])}
    assert told == {name.upper() for name in Environment.model_fields}


def test_the_environment_is_read_in_one_place():
    """Elsewhere it is only set for, or handed on to, a process of our own."""
    read = re.compile(
        r"(?<!del )\bos\.environ\b(?!\[[^]]*\] = |\.setdefault\()|\bgetenv\b|\bimport environ\b"
    )
    modules = [p for name in FOLDERS for p in (ROOT / name).rglob("*.py")]
    assert len(modules) > 100, "modules in sub-folders are read too"
    reading = {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "app.py", *modules)
        if read.search(path.read_text("utf-8"))
    }
    assert reading <= {"web/server/build.py"}


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PORT", "http"), ("PORT", "70000"), ("WORKERS", "0"), ("THREADS", "-1"),
        ("SITE_URL", "katalog.example"), ("WAS_URL", "javascript:x"), ("REPO_URL", "https://a b"),
        ("SITE_URL", "https://\"x"), ("REVIEW_AFTER_DAYS", "snart"), ("PREVIEW", "måske"),
        ("CONTACT", "ring til os"), ("CONTACT", "javascript:x"), ("CONTACT_NAME", "a\nb"),
    ],
)  # fmt: skip
def test_a_setting_that_cannot_be_used_is_told_by_name(name, value, monkeypatch, capsys):
    monkeypatch.setenv(name, value)
    with pytest.raises(ValidationError, match=name.lower()):
        Environment()
    assert main(["check"]) == 2
    assert name.lower() in capsys.readouterr().err


def test_an_empty_setting_counts_as_not_set(monkeypatch):
    for name in Environment.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)
    usual = Environment()
    for name in Environment.model_fields:
        monkeypatch.setenv(name.upper(), "")
    assert Environment() == usual
    assert usual.config().site_url == "http://127.0.0.1:8000"


@pytest.mark.parametrize(
    ("settings", "public"),
    [
        ({}, False), ({"host": "localhost"}, False), ({"host": "::1"}, False),
        ({"site_url": "http://localhost:8000"}, False), ({"host": "0.0.0.0"}, True),
        ({"site_url": "https://katalog.example"}, True),
    ],
)  # fmt: skip
def test_who_serves_the_public_is_asked_for_a_contact(settings, public):
    assert Environment(**settings).config().lacks_contact is public
    named = Environment(**settings, contact="katalog@kommune.example")
    assert not named.config().lacks_contact
    assert named.contact == "mailto:katalog@kommune.example"


def test_every_example_that_is_named_is_there():
    for name in re.findall(r"\]\((examples/[^)]*)\)", OPERATING.read_text("utf-8")):
        assert (OPERATING.parent / name).exists(), name


@pytest.fixture
def served(tmp_path: Path) -> Catalogue:
    """A clone of a forge's repository, as a server has it."""
    forge = make(tmp_path / "forge")
    git(forge.folder, "init", "-q", "-b", "main")
    git(forge.folder, "add", "-A")
    git(forge.folder, "commit", "-q", "-m", "x")
    git(tmp_path, "clone", "-q", str(forge.folder), "served")
    return Catalogue(tmp_path / "served", tmp_path / "index")


def pushed(served: Catalogue, name: str, text: str) -> None:
    forge = served.folder.parent / "forge" / "catalogue"
    (forge / name).write_text(text)
    git(forge, "add", "-A")
    git(forge, "commit", "-q", "-m", "y")


def publish(served: Catalogue) -> int:
    environment = {
        **os.environ, "CATALOGUE_PATH": str(served.folder), "INDEX_PATH": str(served.index),
        "PYTHON": sys.executable, "MODEL": "0",
    }  # fmt: skip
    script = [ROOT / "scripts" / "publish"]
    return subprocess.run(script, env=environment, capture_output=True, check=False).returncode


@pytest.mark.skipif(sys.platform == "win32", reason="a shell script")
@pytest.mark.timeout(180)
def test_publishing_ends_as_it_is_told(served: Catalogue):
    """0, 1 for a broken entry and for a broken vocabulary, 2 without a forge."""
    served.index.mkdir()
    trigger = served.index / "trigger"
    trigger.touch()
    pushed(served, "entries/ny.md", ENTRY)
    assert publish(served) == 0
    assert not trigger.exists(), "the next call of the webhook makes it again"
    assert served.open().slugs == ("faedre", "ny")
    assert served.open().record("ny").history[0].notes == ("oprettet",)
    pushed(served, "entries/ny.md", ENTRY.replace("titel:", "titl:"))
    assert publish(served) == 1
    assert served.open().record("ny").carried
    name = served.open().name
    pushed(served, "vocabularies/kommune.yaml", "noegle: kommune\n")
    assert publish(served) == 1
    assert served.open().name == name
    pushed(served, "vocabularies/kommune.yaml", VOCABULARIES["kommune"])
    pushed(served, "entries/ny.md", ENTRY)
    (served.folder.parent / "forge").rename(served.folder.parent / "borte")
    assert publish(served) == 2
    assert served.open().slugs == ("faedre", "ny")


@pytest.mark.skipif(sys.platform == "win32", reason="a shell script")
@pytest.mark.timeout(180)
def test_whatever_was_pushed_the_next_push_is_fetched(tmp_path: Path):
    """Every third kind, and the last one taken back, in one clone; all of them in the trials."""
    editor = make(tmp_path / "forge").folder
    git(editor, "init", "-q", "-b", "main")
    commit(editor)
    git(tmp_path, "clone", "-q", "--bare", str(editor), "bare.git")
    git(tmp_path, "clone", "-q", "bare.git", "served")
    git(editor, "remote", "add", "origin", "../../bare.git")
    settings = {
        "CATALOGUE_PATH": str(tmp_path / "served"), "INDEX_PATH": str(tmp_path / "index"),
        "PYTHON": "true",
    }  # fmt: skip
    for name, kind in islice(PUSHES.items(), 0, None, 3):
        push(editor, kind)
        git(editor, "push", "-q", "origin", "main")
        done = subprocess.run(
            [ROOT / "scripts" / "publish"], env={**os.environ, **settings},
            capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.returncode == 0, (name, done.stderr)
        undo(editor)


@pytest.mark.skipif(sys.platform == "win32", reason="a shell script")
def test_one_publishing_at_a_time(served: Catalogue):
    import fcntl

    served.index.mkdir()
    with (served.index / "publish.lock").open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        assert publish(served) == 3


_TEST = re.compile(r"`([\w/]*?)(test_\w+\.py)(?:::(\w+)(\*?))?`")


@pytest.mark.parametrize("page", ["security.md", "faults.md"])
def test_every_promise_names_a_test_that_is_there(page: str):
    """By file and, where one is named, by function; a star stands for the rest of a name."""
    text = (ROOT / "docs" / page).read_text("utf-8")
    named = _TEST.findall(text)
    assert len(named) > 10 or page != "security.md"
    for folder, file, function, star in named:
        found = [path for path in (ROOT / "tests").rglob(file) if folder in path.as_posix()]
        texts = "".join(path.read_text("utf-8") for path in found)
        assert texts, file
        wanted = f"def {function}" if star or not function else f"def {function}("
        assert not function or wanted in texts, (file, function)
