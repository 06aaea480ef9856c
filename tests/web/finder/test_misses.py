"""The count of searches in vain: off unless wanted, words only, shown from three on."""

import datetime as dt
import json
import threading
from pathlib import Path

import pytest

from app import create_app
from cli.catalogue import main
from tests.support.small_catalogue import write
from web.finder.misses import MOST_A_DAY, count_miss, file_beside, most_missed, normalised
from web.site.config import Config

DAY = dt.date(2026, 11, 23)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("  Rytme   og DANS! ", "dans og rytme"),
        ("010203-1234", ""),
        ("ring 12345678", "ring"),
        ("navn@example.dk", ""),
        ("en to tre fire fem seks", ""),
        ("x" * 40 + " " + "y" * 40, ""),
        ("", ""),
    ],
)
def test_what_is_kept_of_a_question(text: str, words: str) -> None:
    assert normalised(text) == words


def test_shown_from_three_on_and_only_hashed_before(tmp_path: Path) -> None:
    path = tmp_path / "count.json"
    for _ in range(2):
        count_miss(path, "ridning", DAY)
    assert most_missed(path) == ()
    assert "ridning" not in path.read_text()
    count_miss(path, "Ridning?", DAY)
    (miss,) = most_missed(path)
    assert (miss.words, miss.count, miss.day) == ("ridning", 3, DAY)
    assert set(next(iter(json.loads(path.read_text()).values()))) == {"antal", "dag", "ord"}


def test_old_days_and_too_many_give_way(tmp_path: Path) -> None:
    path = tmp_path / "count.json"
    for _ in range(3):
        count_miss(path, "gammelt", DAY - dt.timedelta(days=200))
        count_miss(path, "nyt", DAY)
    assert [miss.words for miss in most_missed(path)] == ["nyt"]


def test_junk_of_a_day_pushes_out_nothing_of_earlier_days(tmp_path: Path) -> None:
    """Twenty words of yesterday stand, however much is asked today."""
    path = tmp_path / "count.json"
    yesterday = (DAY - dt.timedelta(days=1)).isoformat()
    real = {f"r{n}": {"antal": 3, "dag": yesterday, "ord": f"ord {n}"} for n in range(20)}
    junk = {f"j{n}": {"antal": 99, "dag": DAY.isoformat(), "ord": f"x {n}"} for n in range(2000)}
    path.write_text(json.dumps({**junk, **real}))
    count_miss(path, "endnu", DAY)
    left = json.loads(path.read_text())
    assert set(real) <= set(left)
    assert len(left) == len(real) + MOST_A_DAY


def test_several_at_once_and_a_damaged_file(tmp_path: Path) -> None:
    path = tmp_path / "count.json"
    path.write_text('{"a": 1, "b": {"antal": "x", "dag": "", "ord": ""}, ')
    threads = [threading.Thread(target=count_miss, args=(path, "ridning", DAY)) for _ in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    # A count that would let a visitor wait is left out, so there may be fewer, never more.
    assert 5 <= most_missed(path)[0].count <= 20


def test_only_the_operator_sees_the_words(tmp_path: Path, capsys) -> None:
    """A visitor's words stand on no page; counting is off until somebody wants it."""
    catalogue, index = write(tmp_path / "catalogue", hostile=False), tmp_path / "index"
    assert not Config(catalogue, index).count_misses
    off = create_app(Config(catalogue, index)).test_client()
    off.get("/?q=xylofonspil")
    assert not file_beside(index).exists()
    assert "Søgt forgæves" not in off.get("/status").text
    on = create_app(Config(catalogue, index, count_misses=True)).test_client()
    for number in range(3):
        assert on.get(f"/?q=xylofonspil&n={number}").status_code in (200, 308)
        on.get("/?q=xylofonspil")
    page = on.get("/status").text
    assert "Søgt forgæves" in page
    assert "xylofonspil" not in page
    on.get("/?q=far")
    assert "far" not in [miss.words for miss in most_missed(file_beside(index))]
    assert main(["misses", "--index", str(index)]) == 0
    assert "xylofonspil" in capsys.readouterr().out
