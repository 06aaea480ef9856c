"""A new version of the program: nothing shows before it is meant, and then all of it at once."""

import http.client
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from catalogue.generations.reader import current_name
from search.meaning.client import CAN_ASK, Client
from search.meaning.keeper import installed
from tests.support.git_repository import git
from tests.support.hostile_pushes import commit
from tests.support.running import PATIENCE, ROOT, AtOnce, Running, children, running, until
from tests.support.small_catalogue import write

pytestmark = [
    pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="needs /proc"),
    pytest.mark.timeout(240),
]
PARTS = ("catalogue", "search", "web", "cli", "templates", "static")
PAUSE = 0.01  # seconds between a visitor's questions, or the builds beside them wait


@pytest.fixture
def program(tmp_path: Path) -> Path:
    """A copy of the program, which a test may change."""
    root = tmp_path / "program"
    ignored = shutil.ignore_patterns("entries")  # what Python has compiled is taken along
    for part in PARTS:
        shutil.copytree(ROOT / part, root / part, ignore=ignored)
    shutil.copyfile(ROOT / "app.py", root / "app.py")
    return root


@pytest.fixture
def server(tmp_path: Path, program: Path) -> Iterator[Running]:
    catalogue = write(tmp_path / "catalogue", hostile=False)
    with running(catalogue, tmp_path / "index", tmp_path / "log", program, MODEL="1") as found:
        yield found


def change(program: Path) -> None:
    """A template that needs a new value from the code, and a search that ranks otherwise."""
    routes = program / "web/about/routes.py"
    text = routes.read_text("utf-8")
    assert '"about/about.html",' in text
    routes.write_text(text.replace('"about/about.html",', '"about/about.html", edition="anden",'))
    page = program / "templates/about/about.html"
    text = page.read_text("utf-8")
    assert "<h1>" in text
    page.write_text(text.replace("<h1>", "<h1>Udgave {{ edition }}: ", 1), "utf-8")
    model = program / "search/meaning/model.py"
    text = model.read_text("utf-8")
    assert "return unit(self._engine.query(" in text
    model.write_text(text.replace("return unit(self._engine", "return -unit(self._engine"), "utf-8")
    (program / "search/newer.py").write_text("WEIGHT = 2\n")


class Asking(AtOnce):
    """Visitors who ask for a page whose version can be seen."""

    def __init__(self, server: Running) -> None:
        super().__init__(self.look, 2, PAUSE)
        self.seen: dict[str, int] = {}
        self.failed: list[str] = []
        self._server = server

    def look(self, name: str) -> None:
        try:
            status, page, _ = self._server.get(f"/om?n={name}")
        except (OSError, http.client.HTTPException) as error:
            self.failed.append(repr(error))
            return
        which = version(page)
        self.seen[which] = self.seen.get(which, 0) + 1
        if status != 200 or not page.rstrip().endswith("</html>"):
            self.failed.append(f"{status} {which}")


def vector(server: Running) -> np.ndarray:
    """A question's by the model's process; of zeros where there is no model."""
    if not (CAN_ASK and installed()):
        return np.zeros(1)
    found: list[np.ndarray] = []

    def ask() -> bool:
        answer = Client(server.model_socket(), PATIENCE).begin("uro i opgangen")()
        found.extend([] if answer is None else [answer])
        return bool(found)

    until(ask, "the model answers")
    return found[0]


def version(page: str) -> str:
    return "new" if "Udgave anden" in page else "old"


def test_a_reload_under_load_fails_no_request_and_mixes_nothing(server: Running, program: Path):
    """New files show nothing before, what cannot be loaded changes nothing, then all is new."""
    generation = server.generation()
    meaning = vector(server)
    tag = ""

    def is_known() -> bool:
        """Once no worker still takes in the model's part of the meaning, which is another page."""
        nonlocal tag
        tag = server.get("/om")[2]["ETag"]
        return all(server.get("/om", **{"If-None-Match": tag})[0] == 304 for _ in range(4))

    until(is_known, "a page that has not changed is not sent again")
    nothing_shows_before_a_reload(server, program)
    nothing_changes_by_what_cannot_be_loaded(server, program)
    old, processes = set(server.workers()), set(children(server.process.pid))
    with Asking(server) as asking:
        server.process.send_signal(signal.SIGHUP)
        until(lambda: old.isdisjoint(server.workers()), "new workers alone", 120)
        until(lambda: asking.seen.get("new", 0) > 20, "the new version is shown")
    assert asking.failed == []
    assert {version(server.get(f"/om?m={number}")[1]) for number in range(12)} == {"new"}
    assert server.get("/om", **{"If-None-Match": tag})[0] == 200
    assert server.generation() != generation, "made by the new code"
    until(lambda: processes.isdisjoint(children(server.process.pid)), "the old keeper is gone")
    assert np.array_equal(vector(server), -meaning), "the model's process runs the new code"


def nothing_shows_before_a_reload(server: Running, program: Path) -> None:
    """Not on a page that nobody had asked for, and not by a worker that begins later."""
    change(program)
    killed = server.workers()[0]
    os.kill(killed, signal.SIGKILL)
    until(lambda: killed not in (now := server.workers()) and len(now) == 2, "a new worker")
    pages = [server.get(f"/om?n={number}") for number in range(12)]
    assert {(status, version(page)) for status, page, _ in pages} == {(200, "old")}


def nothing_changes_by_what_cannot_be_loaded(server: Running, program: Path) -> None:
    routes = program / "web/about/routes.py"
    whole = routes.read_text("utf-8")
    routes.write_text("def broken(:\n")
    old = set(server.workers())
    server.process.send_signal(signal.SIGHUP)
    until(lambda: "it can't be loaded" in server.log, "it is told", 120)
    assert set(server.workers()) == old
    assert version(server.get("/om")[1]) == "old"
    routes.write_text(whole, "utf-8")


def test_publishing_content_never_moves_the_program(tmp_path: Path, program: Path):
    """Content in the program's own clone is built as it lies there, and nothing is fetched."""
    write(tmp_path / "content", hostile=False)
    for part in ("entries", "vocabularies"):
        shutil.rmtree(program / "catalogue" / part, ignore_errors=True)
        shutil.copytree(tmp_path / "content" / part, program / "catalogue" / part)
    (program / "scripts").mkdir()
    shutil.copyfile(ROOT / "scripts/publish", program / "scripts/publish")
    git(program, "init", "-q", "-b", "main")
    commit(program)
    git(tmp_path, "clone", "-q", "program", "served")
    change(program)
    commit(program)
    done = subprocess.run(
        ["sh", str(tmp_path / "served/scripts/publish")], capture_output=True, check=False,
        env={**os.environ, "PYTHON": sys.executable, "INDEX_PATH": str(tmp_path / "index")},
    )  # fmt: skip
    assert done.returncode == 2, done
    assert not (tmp_path / "served/search/newer.py").exists()
    assert current_name(tmp_path / "index") is not None


def test_a_start_over_a_broken_vocabulary_and_other_code(tmp_path: Path, program: Path):
    """The build is blocked and what is published was made by another version: it is shown."""
    catalogue, index = write(tmp_path / "catalogue", hostile=False), tmp_path / "index"
    with running(catalogue, index, tmp_path / "log", program):
        pass
    change(program)
    (catalogue / "vocabularies/zz.yaml").write_text("x: [")
    with running(catalogue, index, tmp_path / "log", program) as server:
        assert server.get("/indsats/ungejob")[0] == 200
        assert version(server.get("/om")[1]) == "new"
        until(lambda: "Det nyeste er ikke udgivet" in server.get("/status")[1], "it is told", 60)
