"""Faults of the disk and of processes, twenty times each: the site answers throughout."""

import os
import shutil
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from catalogue.generations.reader import current_name
from tests.faults.test_upgrade import Asking, change, program
from tests.support.running import Running, command, running, until
from tests.support.small_catalogue import write

pytestmark = [pytest.mark.trials, pytest.mark.timeout(1800)]
TIMES = int(os.environ.get("TIMES", "20"))
__all__ = ["program"]  # the fixture


@pytest.fixture
def catalogue(tmp_path: Path) -> Path:
    return write(tmp_path / "catalogue", hostile=False)


@pytest.fixture
def server(tmp_path: Path, program: Path, catalogue: Path) -> Iterator[Running]:
    with running(catalogue, tmp_path / "index", tmp_path / "log", program) as found:
        yield found


def kill_one(server: Running) -> None:
    os.kill(server.workers()[0], signal.SIGKILL)
    until(lambda: len(server.workers()) == 2, "a new worker")


def build(catalogue: Path, index: Path) -> None:
    assert command(catalogue, index, "build").returncode == 0


def a_killed_worker(server: Running, catalogue: Path, index: Path, program: Path) -> None:
    kill_one(server)


def a_lost_folder(server: Running, catalogue: Path, index: Path, program: Path) -> None:
    shutil.rmtree(index)
    kill_one(server)
    build(catalogue, index)


def an_odd_pointer(server: Running, catalogue: Path, index: Path, program: Path) -> None:
    for text in ("", "gen-", "gen-../..", "\0", "gen-" + "0" * 20 + "\n"):
        (index / "current.new").write_text(text)
        (index / "current.new").replace(index / "current")
    kill_one(server)
    (index / "current").unlink()
    (index / "current").mkdir()
    kill_one(server)
    (index / "current").rmdir()
    build(catalogue, index)


def broken_words_and_new_code(server: Running, catalogue: Path, index: Path, program: Path) -> None:
    if not (program / "search/newer.py").exists():
        change(program)
    odd = catalogue / "vocabularies/zz.yaml"
    odd.write_text("x: [")
    assert command(catalogue, index, "build").returncode == 1
    kill_one(server)
    odd.unlink()


FAULTS = (a_killed_worker, a_lost_folder, an_odd_pointer, broken_words_and_new_code)


@pytest.mark.parametrize("fault", FAULTS)
def test_the_site_answers_throughout(
    server: Running, catalogue: Path, program: Path, tmp_path: Path, fault
):
    killed = 2 if fault is an_odd_pointer else 1
    with Asking(server) as asking:
        for _ in range(TIMES):
            wanted = sum(asking.seen.values()) + 30
            fault(server, catalogue, tmp_path / "index", program)

            def go_on(wanted: int = wanted) -> bool:
                return sum(asking.seen.values()) > wanted

            until(go_on, "answers go on")
    answered = sum(asking.seen.values())
    print(f"{fault.__name__}: {TIMES} times, {answered} answers, {len(asking.failed)} broken off")
    assert current_name(tmp_path / "index") is not None
    assert set(asking.seen) == {"old"}
    assert len(asking.failed) <= 2 * killed * TIMES, "but what a killed worker was answering"
    assert not [line for line in asking.failed if line[0].isdigit()], asking.failed[:5]
