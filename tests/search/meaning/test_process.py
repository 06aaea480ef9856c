"""The model's process, seen from a worker: late, busy, hanging or gone, it costs one vector."""

import os
import socket
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from threading import Event, Thread

import numpy as np
import pytest

from search.meaning.client import CAN_ASK, LENGTH, Client
from search.meaning.keeper import NOT_HERE, awaited, keep
from search.meaning.model import SIZE
from search.meaning.process import HANGS, Answerer, Server

pytestmark = pytest.mark.skipif(not CAN_ASK, reason="no sockets in the file system here")
VECTOR = np.arange(SIZE, dtype=np.float32)


@pytest.fixture
def path() -> Iterator[str]:
    with tempfile.TemporaryDirectory(prefix="m-") as folder:  # a socket's name must be short
        yield str(Path(folder) / "s")


def listening(path: str, answerer: Answerer) -> Server:
    server = Server(path, answerer)
    Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
    return server


def test_a_question_is_answered_and_kept(path: str):
    asked = []

    def embed(text: str) -> np.ndarray:
        asked.append(text)
        return VECTOR

    with listening(path, Answerer(embed, 1)) as server:
        for client in (Client(path, 5), Client(path, 5)):  # two workers
            for _ in range(2):
                found = client.begin("uro i opgangen")()
                assert found is not None
                assert found.tolist() == VECTOR.tolist()
        server.shutdown()
    assert asked == ["uro i opgangen"]


def test_who_asks_goes_on_while_the_model_reads(path: str):
    go = Event()

    def embed(_: str) -> np.ndarray:
        assert go.wait(20)
        return VECTOR

    with listening(path, Answerer(embed, 1)) as server:
        pending = Client(path, 20).begin("uro")
        go.set()  # reached, although there is no answer before it
        assert pending() is not None
        server.shutdown()


def test_no_process_is_no_vector_at_once(path: str):
    began = time.monotonic()
    assert Client(path, 60).begin("uro")() is None
    assert time.monotonic() - began < 30


def test_what_was_refused_is_not_asked_for_again_at_once(path: str):
    """One page asks for the same several times, and must not wait as often."""
    client = Client(path, 5)
    assert client.begin("uro")() is None
    with listening(path, Answerer(lambda _: VECTOR, 1)) as server:
        assert client.begin("uro")() is None
        assert client.begin("larm")() is not None
        server.shutdown()


def test_a_question_that_would_wait_is_let_go(path: str):
    """More at once than there are cores: the second goes without, the first is answered."""
    go, inside = Event(), Event()

    def embed(_: str) -> np.ndarray:
        inside.set()
        assert go.wait(20)
        return VECTOR

    answerer = Answerer(embed, 1)
    with listening(path, answerer) as server:
        found: list[object] = []
        first = Thread(target=lambda: found.append(Client(path, 20).begin("den første")()))
        first.start()
        assert inside.wait(20)
        assert answerer.busy
        assert Client(path, 20).begin("den anden")() is None
        go.set()
        first.join(20)
        server.shutdown()
    assert len(found) == 1
    assert found[0] is not None


def test_a_late_answer_is_no_answer(path: str):
    go = Event()

    def embed(_: str) -> np.ndarray:
        assert go.wait(20)
        return VECTOR

    with listening(path, Answerer(embed, 1)) as server:
        assert Client(path, 0.05).begin("uro")() is None
        go.set()
        server.shutdown()


def test_a_hang_is_seen():
    go, inside = Event(), Event()

    def embed(_: str) -> np.ndarray:
        inside.set()
        assert go.wait(20)
        return VECTOR

    answerer = Answerer(embed, 1)
    thread = Thread(target=answerer.answer, args=("uro",))
    thread.start()
    assert inside.wait(20)
    assert not answerer.hangs(time.monotonic())
    assert answerer.hangs(time.monotonic() + HANGS + 1)
    go.set()
    thread.join(20)
    assert not answerer.hangs(time.monotonic() + HANGS + 1)


@pytest.mark.parametrize("said", [b"", b"\0", LENGTH.pack(2**31), LENGTH.pack(9) + b"kort"])
def test_odd_callers_are_told_nothing(path: str, said: bytes):
    with listening(path, Answerer(lambda _: VECTOR, 1)) as server:
        with socket.socket(socket.AF_UNIX) as line:
            line.settimeout(5)
            line.connect(path)
            line.sendall(said)
            line.shutdown(socket.SHUT_WR)
            assert line.recv(10) == b""
        assert Client(path, 5).begin("uro")() is not None
        server.shutdown()


def test_a_process_that_ends_is_started_anew(tmp_path: Path):
    """Twice a crash, then the word that it cannot run here: so often is it tried."""
    log = tmp_path / "log"
    code = (
        "import sys; log = open(sys.argv[1], 'a+'); log.write('x'); log.seek(0);"
        f" sys.exit(1 if len(log.read()) < 3 else {NOT_HERE})"
    )
    assert keep([sys.executable, "-c", code, str(log)], os.getppid(), 0.01, tries=1) == NOT_HERE
    assert log.read_text() == "xxx"


def test_a_model_that_is_missing_is_told_once_and_waited_for(caplog: pytest.LogCaptureFixture):
    """`make serve` installs it beside; where nobody does, that is one line of the log."""
    looks = iter((False, False, True))
    assert awaited(os.getppid(), lambda: next(looks), 60, 0)
    assert len(caplog.records) == 1
    assert not awaited(os.getppid(), lambda: False, 0)
    assert len(caplog.records) == 2


def test_the_keeper_ends_with_its_owner():
    assert keep([sys.executable, "-c", "import time; time.sleep(60)"], -1) == 0
