"""Files read once, and not again while nothing touches them."""

import time
from pathlib import Path

import pytest

from catalogue.files.plain import FilesRead


def later() -> int:
    return time.time_ns() + 10_000_000_000


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "en.md"
    path.write_bytes(b"et")
    return path


def test_what_nothing_has_touched_is_not_read_again_and_still_at_hand(path: Path):
    readings = FilesRead(100, later)
    first = readings.read(path)
    readings.end()
    readings.begin()
    assert readings.read(path) is first
    assert first.data == b"et"


@pytest.mark.parametrize("touch", ["written", "replaced", "removed"])
def test_what_was_touched_is_read_again_though_as_long_and_as_old(path: Path, touch: str):
    readings = FilesRead(100, later)
    first = readings.read(path)
    if touch == "written":
        path.write_bytes(b"to")
    elif touch == "replaced":
        path.with_suffix(".new").write_bytes(b"to")
        path.with_suffix(".new").replace(path)
    else:
        path.unlink()
    assert readings.read(path) is first  # in one build always as it was at first
    readings.begin()
    assert readings.read(path).hash != first.hash


def test_what_was_just_written_is_read_again_since_the_clock_may_not_have_moved(path: Path):
    readings = FilesRead(100)
    first = readings.read(path)
    readings.begin()
    assert readings.read(path) is not first
