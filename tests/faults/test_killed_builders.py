"""A builder that is killed leaves what was published, or what it was about to publish."""

import datetime as dt
import json
import subprocess
import sys
from pathlib import Path

import pytest

from catalogue.generations.build import Job, build
from catalogue.generations.reader import current_name, open_current
from cli.catalogue import main
from search.index.indexer import WhooshIndexer
from tests.support.running import environment, publish
from tests.support.small_catalogue import write

ROOT = Path(__file__).parents[2]
DAY = dt.date(2026, 11, 23)


def kill(folder: Path, how: str, count: int, timeout: int = 50) -> dict[str, object]:
    done = subprocess.run(
        [sys.executable, str(ROOT / "tests/support/killing.py"), str(folder), how, str(count)],
        capture_output=True, text=True, timeout=timeout, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return dict(json.loads(done.stdout))


def test_killed_anywhere_in_a_build_or_its_swap(tmp_path: Path) -> None:
    """Every 16th touch of the index folder here, each of them in tests/trials."""
    found = kill(tmp_path, "every", 16)
    assert found["wrong"] == []
    assert int(str(found["killed"])) >= 3


def test_two_builders_at_once_make_one_generation(tmp_path: Path) -> None:
    catalogue, index = write(tmp_path / "catalogue", hostile=False), tmp_path / "index"
    builders = [
        subprocess.Popen(
            [sys.executable, "-m", "catalogue", "build"],
            cwd=ROOT, env=environment(catalogue, index),
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        )
        for _ in range(2)
    ]  # fmt: skip
    told = sorted(builder.communicate(timeout=50)[0].splitlines()[-1] for builder in builders)
    assert [builder.returncode for builder in builders] == [0, 0], told
    assert [line.split(":")[0] for line in told] == ["Uændret", "Udgivet"] or [
        line.split(":")[0] for line in told
    ] == ["Udgivet", "Uændret"], told
    assert len(list(index.glob("gen-*"))) == 1


def test_a_clock_that_goes_backwards(tmp_path: Path) -> None:
    """The pointer decides, not times: a build made on an earlier day is published and followed."""
    catalogue, index = write(tmp_path / "catalogue", hostile=False), tmp_path / "index"
    first = build(Job(catalogue, index, WhooshIndexer(), DAY))
    for path in (index / first.name, index / "current"):
        import os

        os.utime(path, (4_000_000_000, 4_000_000_000))
    (catalogue / "entries" / "ungejob.md").unlink()
    second = build(Job(catalogue, index, WhooshIndexer(), DAY - dt.timedelta(days=400)))
    assert second.outcome == "ok"
    assert current_name(index) == second.name != first.name
    for day in range(5):  # sweeping goes by times, and never takes what is published
        build(Job(catalogue, index, WhooshIndexer(), DAY - dt.timedelta(days=day)))
        generation = open_current(index)
        assert "ungejob" not in generation
        generation.close()


def test_entries_that_vanish_and_come_back(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A disk that is not mounted must not empty the site."""
    catalogue, index = write(tmp_path / "catalogue", hostile=False), tmp_path / "index"
    published = publish(catalogue, index)
    (catalogue / "entries").rename(tmp_path / "away")
    command = ["build", "--folder", str(catalogue), "--index", str(index)]
    assert main(command) == 1
    assert "entries" in capsys.readouterr().out
    (catalogue / "entries").mkdir()
    assert main(command) == 1
    assert "Der er ingen indsatser" in capsys.readouterr().out
    assert current_name(index) == published
    (catalogue / "entries").rmdir()
    (tmp_path / "away").rename(catalogue / "entries")
    assert publish(catalogue, index) == published


def test_the_same_catalogue_gives_the_same_generation_in_every_process(tmp_path: Path) -> None:
    """So that replicas answer with the same tags; Python orders its sets anew in each process."""
    catalogue = write(tmp_path / "catalogue", hostile=False)
    names = set()
    for seed in ("1", "2"):
        index = tmp_path / seed
        subprocess.run(
            [sys.executable, "-m", "catalogue", "build"], cwd=ROOT, check=True,
            env=environment(catalogue, index, PYTHONHASHSEED=seed), stdout=subprocess.DEVNULL,
        )  # fmt: skip
        names.add(current_name(index))
    assert len(names) == 1
