"""The builder that stays loaded builds what it is asked for, nothing else, and nothing stale."""

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from catalogue.generations.reader import open_current
from cli import builder
from tests.support.running import ROOT, environment, retitle, until
from tests.support.small_catalogue import write
from web.site.config import Config

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="no sockets in the file system")
OTHER = 9


def ask(catalogue: Path, index: Path, *seconds: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-I", "-S", ROOT / "scripts/ask_builder.py", catalogue, index, *seconds],
        capture_output=True, text=True, check=False,
    )  # fmt: skip


def title(index: Path) -> str:
    generation = open_current(index)
    try:
        return generation.record("ungejob").entry.title
    finally:
        generation.close()


@pytest.mark.timeout(180)
def test_it_builds_what_was_saved_and_begins_anew_when_killed(tmp_path: Path):
    catalogue, index = write(tmp_path / "catalogue", hostile=False), tmp_path / "index"
    process = subprocess.Popen(
        [sys.executable, "-m", "cli.builder", str(os.getpid())],
        cwd=ROOT, env=environment(catalogue, index), stdout=subprocess.DEVNULL,
    )  # fmt: skip
    below = Path(f"/proc/{process.pid}/task/{process.pid}/children")
    try:
        until(lambda: ask(catalogue, index).returncode == 0, "a builder that answers")
        retitle(catalogue, "ungejob", "Nyt navn")
        assert ask(catalogue, index).stdout.startswith("Udgivet: ")
        assert title(index) == "Nyt navn"
        assert ask(catalogue, index).stdout.startswith("Uændret: ")
        assert ask(tmp_path, index).returncode == OTHER
        if below.exists():
            os.kill(int(below.read_text()), signal.SIGKILL)
            retitle(catalogue, "ungejob", "Nyere navn")
            until(lambda: ask(catalogue, index).returncode == 0, "a new builder")
            assert title(index) == "Nyere navn"
        (catalogue / "entries" / "ungejob.md").write_text("---\ntitl: x\n---\n", "utf-8")
        assert ask(catalogue, index).returncode == 1
        assert title(index) == "Nyere navn"
    finally:
        process.terminate()
        process.wait(10)
    until(lambda: ask(catalogue, index).returncode == OTHER, "the builder's end")


@pytest.mark.parametrize("where", ["no socket", "nobody listens"])
def test_nobody_answers(tmp_path: Path, where: str, monkeypatch: pytest.MonkeyPatch):
    if where == "nobody listens":
        monkeypatch.chdir(tmp_path)
        builder.listening(tmp_path).close()
    assert ask(tmp_path, tmp_path).returncode == OTHER


def test_a_builder_that_hangs_is_waited_for_no_longer_than_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    """It may hold the lock, so nobody builds beside it; whoever runs the site is told."""
    monkeypatch.chdir(tmp_path)
    with builder.listening(tmp_path):
        found = ask(tmp_path, tmp_path, "0.2")
    assert found.returncode == 4
    assert "svarede ikke inden for 0.2 sekunder. Det udgivne er uændret" in found.stdout


def answering(
    folder: Path, build: Callable[[], int], version: Callable[[], str]
) -> "subprocess.CompletedProcess[str]":
    """What a builder in a thread answers to one question."""
    done = threading.Event()
    config = Config(folder, folder)

    def alive() -> bool:
        return not done.is_set()

    thread = threading.Thread(target=builder.answer, args=(config, build, version, alive))
    thread.start()
    try:
        until((folder / builder.SOCKET).is_socket, "a socket")
        return ask(folder, folder)
    finally:
        done.set()
        thread.join()


def test_another_version_on_the_disk_is_declined(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """New content must not be built by old code: whoever asks starts the new program himself."""
    monkeypatch.chdir(tmp_path)
    versions = iter(("old", "new"))
    found = answering(tmp_path, lambda: 0, lambda: next(versions))
    assert (found.returncode, found.stdout) == (OTHER, "")


def test_what_a_build_prints_and_ends_with_is_handed_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.chdir(tmp_path)

    def build() -> int:
        print("Rød grød")
        print("med fløde")
        return 1

    found = answering(tmp_path, build, lambda: "same")
    assert (found.returncode, found.stdout) == (1, "Rød grød\nmed fløde\n")
