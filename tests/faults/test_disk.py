"""A disk that is full, closed or damaged: the last good state is shown or built again."""

import json
import logging
import os
import random
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from app import create_app
from catalogue.generations.reader import GenerationError, current_name, open_current
from tests.support.running import ROOT, command, environment, publish, retitle
from tests.support.small_catalogue import ENTRIES, write
from web.site.config import Config

FILE_LIMIT = 20_000  # bytes: more than the pointer, less than the records
LIMITED = f"""
import resource, sys, runpy
resource.setrlimit(resource.RLIMIT_FSIZE, ({FILE_LIMIT}, {FILE_LIMIT}))
sys.argv = ["catalogue", "build"]
runpy.run_module("catalogue", run_name="__main__")
"""


@pytest.fixture
def catalogue(tmp_path: Path) -> Path:
    return write(tmp_path / "catalogue", hostile=False)


@pytest.fixture
def index(tmp_path: Path, catalogue: Path) -> Path:
    """A published generation, built the way the app will want it."""
    folder = tmp_path / "index"
    publish(catalogue, folder)
    return folder


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 2 MB, where this user may mount one."""
    folder = tmp_path / "disk"
    folder.mkdir()
    options = ["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(folder)]
    if (
        not shutil.which("mount")
        or subprocess.run(options, capture_output=True, check=False).returncode
    ):
        pytest.skip("may not mount a disk of its own; the file limit shows the same")
    yield folder
    subprocess.run(["umount", "-l", str(folder)], check=True)


def test_a_file_that_cannot_be_written_whole(catalogue: Path, index: Path) -> None:
    published = current_name(index)
    retitle(catalogue, "ungejob", "Nyt navn")
    done = subprocess.run(
        [sys.executable, "-c", LIMITED], cwd=ROOT, env=environment(catalogue, index),
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 4, done.stderr
    assert "Kunne ikke bygge" in done.stdout
    assert "Det udgivne er uændret" in done.stdout
    assert current_name(index) == published
    open_current(index).close()
    assert not list(index.glob("new-*"))
    publish(catalogue, index)


def test_a_full_disk(catalogue: Path, small_disk: Path) -> None:
    index = small_disk / "index"
    published = publish(catalogue, index)
    room = os.statvfs(small_disk)
    (small_disk / "filler").write_bytes(b"x" * (room.f_bavail * room.f_frsize - 40_000))
    retitle(catalogue, "ungejob", "Nyt navn")
    full = command(catalogue, index, "build")
    assert full.returncode == 4, full.stdout
    assert "Kunne ikke bygge: disken er fuld" in full.stdout
    assert current_name(index) == published
    app = create_app(Config(catalogue, index))
    assert app.test_client().get("/indsats/ungejob").status_code == 200
    (small_disk / "filler").unlink()
    assert publish(catalogue, index) != published


def test_an_index_folder_that_may_only_be_read(catalogue: Path, small_disk: Path) -> None:
    index = small_disk / "index"
    publish(catalogue, index)
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)
    retitle(catalogue, "ungejob", "Nyt navn")
    closed = command(catalogue, index, "build")
    assert closed.returncode == 4
    assert "Kunne ikke bygge: disken kan ikke skrives til" in closed.stdout
    app = create_app(Config(catalogue, index))
    assert "Ungejob" in app.test_client().get("/indsats/ungejob").text


def opens(index: Path) -> bool:
    try:
        open_current(index).close()
    except GenerationError:
        return False
    return True


def rebuilt(catalogue: Path, index: Path, caplog: pytest.LogCaptureFixture) -> None:
    """An app over a broken generation builds a whole one, and says so."""
    caplog.clear()
    with caplog.at_level(logging.INFO):
        app = create_app(Config(catalogue, index))
    assert "there is nothing to show" in caplog.text
    assert app.test_client().get("/indsats/ungejob").status_code == 200


def test_a_missing_index_folder(
    catalogue: Path, index: Path, caplog: pytest.LogCaptureFixture
) -> None:
    shutil.rmtree(index)
    rebuilt(catalogue, index, caplog)


def test_a_generation_of_another_version(
    catalogue: Path, index: Path, caplog: pytest.LogCaptureFixture
) -> None:
    path = index / str(current_name(index)) / "manifest.json"
    manifest = json.loads(path.read_text())
    path.write_text(json.dumps({**manifest, "format": 99}))
    rebuilt(catalogue, index, caplog)


def test_a_generation_of_another_version_is_shown_until_there_is_a_new_one(
    catalogue: Path, index: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """A start never waits for a build, and a running site never opens what other code made."""
    path = index / str(current_name(index)) / "manifest.json"
    manifest = json.loads(path.read_text())
    path.write_text(json.dumps({**manifest, "code": "other"}))
    app = create_app(Config(catalogue, index))
    assert "is another version's" in caplog.text
    assert app.test_client().get("/indsats/ungejob").status_code == 200
    retitle(catalogue, "ungejob", "Nyt navn")
    publish(catalogue, index)
    app.extensions["site"].look()
    assert "Nyt navn" in app.test_client().get("/indsats/ungejob").text


def test_an_earlier_generation_is_shown_when_the_published_one_is_broken(
    catalogue: Path, index: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """Also when the pointer is odd, or a folder."""
    retitle(catalogue, "ungejob", "Nyt navn")
    publish(catalogue, index)
    damage(index / str(current_name(index)) / "entries.jsonl", random.Random(3))
    app = create_app(Config(catalogue, index))
    assert "can't be opened" in caplog.text
    assert "<h1>Ungejob" in app.test_client().get("/indsats/ungejob").text.replace("\n", "")
    (index / "current").unlink()
    (index / "current").mkdir()
    assert create_app(Config(catalogue, index)).test_client().get("/").status_code == 200


def test_half_written_generations(catalogue: Path, index: Path) -> None:
    """Any file missing, cut off, or too many: never opened."""
    folder = index / str(current_name(index))
    for path in [path for path in sorted(folder.rglob("*")) if path.is_file()]:
        whole = path.read_bytes()
        path.unlink()
        assert not opens(index), path
        if whole:
            path.write_bytes(whole[:-1])
            assert not opens(index), path
        path.write_bytes(whole)
    assert opens(index)
    (folder / "search" / "more").write_bytes(b"x")
    assert not opens(index)


def damage(path: Path, chance: random.Random) -> bytes:
    """Change one byte of a file, and tell what it was before."""
    whole = path.read_bytes()
    place = chance.randrange(len(whole))
    changed = bytearray(whole)
    changed[place] ^= 1 << chance.randrange(8)
    path.write_bytes(bytes(changed))
    return whole


def corrupt(catalogue: Path, index: Path, times: int, seed: int) -> int:
    """Flip bits at random; each is noticed, or changes nothing that is shown. Tells how many."""
    chance = random.Random(seed)
    folder = index / str(current_name(index))
    files = [path for path in sorted(folder.rglob("*")) if path.is_file() and path.stat().st_size]
    files.append(index / "current")
    noticed = 0
    for _ in range(times):
        path = chance.choice(files)
        whole = damage(path, chance)
        if opens(index):
            # Only what the manifest tells of the build's inputs may differ unseen.
            assert path.name == "manifest.json", path
            generation = open_current(index)
            assert [generation.record(slug).entry.slug for slug in generation.slugs] == sorted(
                ENTRIES
            )
            generation.close()
        else:
            noticed += 1
        path.write_bytes(whole)
    return noticed


def test_bytes_that_change_at_random(
    catalogue: Path, index: Path, caplog: pytest.LogCaptureFixture
) -> None:
    assert corrupt(catalogue, index, 150, seed=1) > 130
    folder = index / str(current_name(index))
    damage(folder / "entries.jsonl", random.Random(2))
    rebuilt(catalogue, index, caplog)
    assert opens(index)
