"""The faults of tests/faults, at every place and a hundred times.

.venv/bin/python -m pytest tests/trials/test_long_faults.py -m trials -s
"""

import contextlib
import datetime as dt
import http.client
import os
import signal
import socket
import time
from pathlib import Path

import pytest

from catalogue.generations.build import Job, build
from catalogue.generations.reader import current_name
from search.index.indexer import WhooshIndexer
from tests.faults.test_disk import corrupt
from tests.faults.test_killed_builders import kill
from tests.support.running import command, retitle, running, until
from tests.support.small_catalogue import write

pytestmark = [pytest.mark.trials, pytest.mark.timeout(1800)]
TIMES = 100


def test_killed_at_every_touch_of_the_index_folder(tmp_path: Path) -> None:
    found = kill(tmp_path, "every", 1, timeout=1500)
    print(found)
    assert found["wrong"] == []


def test_killed_at_a_hundred_moments_of_a_build(tmp_path: Path) -> None:
    found = kill(tmp_path, "times", TIMES, timeout=1500)
    print(found)
    assert found["wrong"] == []
    assert int(str(found["killed"])) > TIMES // 2


def test_a_worker_killed_a_hundred_times_while_it_reloads(tmp_path: Path) -> None:
    """At shares of the half second in which it looks, opens and swaps."""
    catalogue, index = write(tmp_path / "catalogue", hostile=False), tmp_path / "index"
    with running(catalogue, index, tmp_path / "log") as server:
        failed = 0
        for number in range(TIMES):
            retitle(catalogue, "ungejob", f"Udgave {number}")
            today = dt.datetime.now(dt.UTC).date()
            assert build(Job(catalogue, index, WhooshIndexer(), today)).outcome == "ok"
            time.sleep(0.6 * number / TIMES)
            os.kill(server.workers()[0], signal.SIGKILL)
            try:
                status, page, _ = server.get("/indsats/ungejob")
                assert status == 200
                assert "Udgave" in page or "Ungejob" in page
            except (OSError, http.client.HTTPException):
                failed += 1  # it had just been handed to the worker that was killed
            until(lambda: len(server.workers()) == 2, "a new worker")
            name = current_name(index)
            until(lambda name=name: server.generation() == name, "the new generation")  # type: ignore[misc]
        print(f"killed {TIMES} times, {failed} single requests lost with their worker")
        assert failed <= TIMES // 10
        assert f"Udgave {TIMES - 1}" in server.get("/indsats/ungejob")[1]


def test_a_thousand_changed_bytes(tmp_path: Path) -> None:
    catalogue, index = write(tmp_path / "catalogue", hostile=False), tmp_path / "index"
    assert command(catalogue, index, "build").returncode == 0
    noticed = corrupt(catalogue, index, 1000, seed=7)
    print(f"{noticed} of 1000 noticed; the others change nothing that is shown")
    assert noticed > 900


def test_a_thousand_idle_connections_and_twenty_slow_visitors(tmp_path: Path) -> None:
    catalogue = write(tmp_path / "catalogue", hostile=False)
    with (
        running(catalogue, tmp_path / "index", tmp_path / "log") as server,
        contextlib.ExitStack() as stack,
    ):
        alone = [timed(server.port, n) for n in range(50)]
        slow = [
            stack.enter_context(socket.create_connection(("127.0.0.1", server.port)))
            for _ in range(1000)
        ]
        for sock in slow[:20]:
            sock.sendall(b"GET /?q=far HTTP/1.1\r\nHost: x\r\nX: ")
        beside = []
        for number in range(100):
            with contextlib.suppress(OSError):  # dropped after its ten seconds, as it should be
                slow[number % 20].sendall(b"a")
            beside.append(timed(server.port, 1000 + number))
    print(f"median alone {middle(alone):.1f} ms, beside them {middle(beside):.1f} ms; "
          f"slowest {max(beside):.0f} ms")  # fmt: skip
    assert middle(beside) < max(5 * middle(alone), 50)
    assert max(beside) < 2000


def timed(port: int, number: int) -> float:
    began = time.perf_counter()
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    connection.request("GET", f"/?q=far&n={number}")
    assert connection.getresponse().status == 200
    connection.close()
    return (time.perf_counter() - began) * 1000


def middle(values: list[float]) -> float:
    return sorted(values)[len(values) // 2]
