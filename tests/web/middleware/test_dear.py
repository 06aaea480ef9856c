"""Answers that take long: made once, kept within bounds, one at a time in a worker."""

import threading
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from web.middleware import dear
from web.middleware.dear import KeptAnswers, Turns

ADDRESSES = (
    "/eksport.csv", "/eksport.xlsx", "/eksport.json", "/mappe.docx?indsats=sprogstart",
    "/mappe/udskrift?indsats=sprogstart", "/api/v1/dump.json", "/situation?maalgruppe=gravide",
    "/nyt", "/feed.atom", "/sitemap.xml",
)  # fmt: skip


def files(client) -> list[Path]:
    folder = client.application.extensions["site"].config.index / dear.FOLDER
    return sorted(folder.iterdir()) if folder.exists() else []


@pytest.fixture(autouse=True)
def nothing_kept(client):
    client.application.extensions["kept"]._pages.clear()
    for path in files(client):
        path.unlink()


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize("encoding", ["", "br"])
def test_an_answer_is_made_once(client, address: str, encoding: str):
    """What comes from the disk is what was made, head and body."""
    asked = {"Accept-Encoding": encoding}
    made = client.get(address, headers=asked)
    assert made.status_code == 200
    assert len(files(client)) == 1
    client.application.extensions["kept"]._pages.clear()
    written = files(client)[0].stat().st_ino
    kept = client.get(address, headers=asked)
    assert kept.data == made.data
    assert sorted(kept.headers) == sorted(made.headers)
    assert files(client)[0].stat().st_ino == written, "not made again"
    head = FlaskClient.open(client, address, method="HEAD", headers=asked)
    assert (head.status_code, head.data) == (200, b"")
    assert head.headers["Content-Length"] == str(len(made.data))


def test_another_question_and_another_generation_are_made_anew(client):
    client.get("/eksport.csv")
    client.get("/eksport.csv?q=far")
    assert len(files(client)) == 2


def test_what_somebody_sent_is_kept_nowhere(client):
    answer = client.post("/mappe.docx?indsats=sprogstart", data={"titel": "Hemmelig"})
    assert answer.status_code == 200
    client.post("/ny", data={"titel": "Hemmelig"})
    client.post("/mappe/udskrift?indsats=sprogstart", data={"titel": "Hemmelig"})
    assert files(client) == []


def test_a_refused_question_is_kept_nowhere(client):
    assert client.get("/eksport.csv?findes-ikke=1").status_code == 400
    assert files(client) == []


@pytest.mark.parametrize(
    "damage", [b"", b"[3, []]\n", b"x\nabc", b'[3, [["a", 1, 2]]]\nabc', b"\xff"]
)
def test_a_damaged_answer_is_made_again(client, damage: bytes):
    made = client.get("/eksport.csv").data
    [path] = files(client)
    path.write_bytes(damage)
    client.application.extensions["kept"]._pages.clear()
    assert client.get("/eksport.csv").data == made
    assert path.read_bytes() != damage


def test_a_folder_that_cannot_be_written_costs_nothing_but_time(client):
    folder = client.application.extensions["site"].config.index / dear.FOLDER
    if folder.exists():
        folder.rmdir()
    folder.write_bytes(b"")
    try:
        assert client.get("/eksport.csv").status_code == 200
    finally:
        folder.unlink()


def test_the_folder_is_bounded(tmp_path: Path):
    """In number and in bytes; what was asked for last stays."""
    kept = KeptAnswers(tmp_path / "a", most_bytes=10_000, most_files=5)
    for number in range(9):
        kept.keep(f"k{number}", (("A", "b"),), b"x" * 100)
    assert len(list(kept.folder.iterdir())) == 5
    for number in range(9):
        kept.keep(f"g{number}", (), b"x" * 2000)
    assert sum(path.stat().st_size for path in kept.folder.iterdir()) <= 10_000
    kept.keep("too-large", (), b"x" * 2501)
    assert kept.open("too-large") is None


def test_others_are_told_to_come_again(client, monkeypatch):
    """In Danish, with a time; pages that take no time are answered all the while."""
    monkeypatch.setattr(dear, "WAIT", 0.01)
    turns = client.application.extensions["turns"]
    assert turns.take(0)
    try:
        for address, method in (("/eksport.xlsx", "GET"), ("/ny", "POST")):
            answer = FlaskClient.open(client, address, method=method)
            assert answer.status_code == 503
            assert answer.headers["Retry-After"] == "5"
            assert "Prøv igen om lidt" in answer.text
        assert client.get("/?q=far").status_code == 200
        assert client.get("/ny").status_code == 200
    finally:
        turns.give_back()
    assert client.get("/eksport.xlsx").status_code == 200
    assert client.get("/eksport.json").status_code == 200, "the turn is given back"


def test_the_turn_is_given_back_after_an_error(client):
    for _ in range(3):
        assert client.get("/eksport.csv?findes-ikke=1").status_code == 400


def test_one_waits_and_the_next_is_told_at_once():
    turns = Turns()
    assert turns.take(0)
    got: list[bool] = []
    waiting = threading.Thread(target=lambda: got.append(turns.take(20)))
    waiting.start()
    while turns._waiting._value:  # until he waits
        threading.Event().wait(0.01)
    assert not turns.take(20)
    turns.give_back()
    waiting.join(20)
    assert got == [True]


def test_a_star_asks_for_what_exists(client):
    """If-None-Match: * is met by a page, not by an address that leads nowhere."""
    star = {"If-None-Match": "*"}
    assert client.get("/om", headers=star).status_code == 304
    assert client.get("/om", headers=star).status_code == 304
    assert client.get("/indsats/findes-ikke", headers=star).status_code == 404
    assert client.get("/findes-ikke", headers=star).status_code == 404
