"""What a running site does when things go wrong around it."""

import contextlib
import http.client
import os
import shutil
import signal
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from catalogue.generations.reader import current_name
from tests.support.running import (
    AtOnce,
    Running,
    children,
    crowding,
    publish,
    retitle,
    running,
    until,
    waiting,
)
from tests.support.small_catalogue import write

PAUSE = 0.03  # seconds; without it they take all of a small machine, and builds wait for them
pytestmark = [
    pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="needs /proc"),
    pytest.mark.timeout(240),  # builds beside visitors
]


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """One site for all that it outlives."""
    folder = tmp_path_factory.mktemp("site")
    catalogue = write(folder / "catalogue", hostile=False)
    with running(catalogue, folder / "index", folder / "log") as found:
        yield found


class Visitors(AtOnce):
    """Visitors who search, each time on a connection of its own."""

    def __init__(self, server: Running, number: int = 3) -> None:
        super().__init__(self.search, number, PAUSE)
        self.answers: list[int] = []
        self.broken: list[str] = []
        self._server = server

    def search(self, name: str) -> None:
        try:
            self.answers.append(self._server.get(f"/?q=far&n={name}")[0])
        except (OSError, http.client.HTTPException) as error:
            self.broken.append(type(error).__name__)


def shown(server: Running) -> set[str]:
    """The generations that the workers show: what comes at once is shared out between them."""
    with ThreadPoolExecutor(8) as at_once:
        return set(at_once.map(lambda _: server.generation(), range(16)))


def test_a_new_generation_within_a_second_and_no_request_dropped(
    server: Running,
) -> None:
    with Visitors(server) as visitors:
        for number in range(3):
            retitle(server.catalogue, "ungejob", f"Udgave {number}")
            name, began = publish(server.catalogue, server.index), time.monotonic()

            def everybody_follows(name: str = name) -> bool:
                return server.log.count(f"generation {name} opened") == 2

            until(everybody_follows, "all workers follow")
            # One second, and what a shared machine may add.
            assert time.monotonic() - began < 4 * crowding()
        assert "Udgave 2" in server.get("/indsats/ungejob")[1]
        until(lambda: len(visitors.answers) > 50, "visitors got answers")
    assert set(visitors.answers) == {200}
    assert visitors.broken == []


def test_a_killed_worker_takes_at_most_its_own_requests_along(
    server: Running,
) -> None:
    """Killed under load, and just when a new generation is to be opened."""
    with Visitors(server) as visitors:
        for number in range(3):
            retitle(server.catalogue, "ungejob", f"Udgave {number}")
            publish(server.catalogue, server.index)
            os.kill(server.workers()[0], signal.SIGKILL)
            until(lambda: len(server.workers()) == 2, "a new worker")
        name = current_name(server.index)
        until(lambda: shown(server) == {name}, "all follow")
    assert set(visitors.answers) == {200}
    assert len(visitors.broken) <= 3 * 3  # what the killed were answering just then
    assert "ended (signal 9); a new one begins" in server.log


def test_the_index_folder_vanishes_under_a_running_site(server: Running) -> None:
    page = server.get("/indsats/ungejob")[1]
    shutil.rmtree(server.index)
    until(lambda: server.log.count("no published generation to be seen") == 2, "both say so")
    assert server.get("/indsats/ungejob")[1] == page
    assert server.get("/?q=far")[0] == 200
    assert server.get("/metrics")[0] == 200
    retitle(server.catalogue, "ungejob", "Igen")
    name = publish(server.catalogue, server.index)
    until(lambda: server.log.count(f"generation {name} opened") == 2, "all follow")
    assert "Igen" in server.get("/indsats/ungejob")[1]


def test_a_damaged_new_generation_is_not_opened(server: Running) -> None:
    index, name = server.index, server.generation()
    (index / "gen-00000000000000000000").mkdir()
    (index / "current.new").write_text("gen-00000000000000000000\n")
    (index / "current.new").replace(index / "current")
    until(lambda: server.log.count("not opened") == 2, "both refuse it")
    assert server.generation() == name
    assert publish(server.catalogue, index) == name
    assert current_name(index) == name
    assert server.get("/?q=far")[0] == 200


def test_slow_and_silent_visitors_do_not_starve_others(server: Running) -> None:
    """More slow visitors than there are threads, and many who say nothing at all."""
    import socket

    with contextlib.ExitStack() as stack:
        for number in range(200):
            sock = stack.enter_context(socket.create_connection(("127.0.0.1", server.port)))
            if number % 4 == 0:
                sock.sendall(b"GET /?q=far HTTP/1.1\r\nHost: 127")
        took = []
        for number in range(20):
            began = time.monotonic()
            assert server.get(f"/?q=far&n={number}")[0] == 200
            took.append(time.monotonic() - began)
    assert sorted(took)[10] < 0.5 * crowding(), took


def test_nothing_can_be_built_and_nothing_is_there(tmp_path: Path) -> None:
    """A page that says so, for visitors and for whoever watches; and a site once there is one."""
    catalogue, index = tmp_path / "catalogue", tmp_path / "index"
    with waiting(catalogue, index, tmp_path / "log") as server:
        status, page, headers = server.get("/")
        assert (status, headers["Retry-After"]) == (503, "5")
        assert "Kataloget kan ikke vises lige nu" in page
        assert server.get("/healthz")[:2] == (503, "intet at vise: ingen udgave kan åbnes\n")
        write(catalogue, hostile=False)
        publish(catalogue, index)
        until(lambda: server.get("/")[0] == 200, "the site is shown")
    assert "there is nothing to show" in server.log
    assert "Traceback" not in server.log


def sockets(pid: int) -> int:
    """How many sockets a process holds."""
    held = 0
    for link in Path(f"/proc/{pid}/fd").iterdir():
        with contextlib.suppress(FileNotFoundError):  # closed since it was listed
            held += str(link.readlink()).startswith("socket:")
    return held


def test_no_worker_holds_all_connections(server: Running) -> None:
    """Connections that come at once are shared out, or one core would answer for all."""
    before = {pid: sockets(pid) for pid in server.workers()}
    with contextlib.ExitStack() as stack:
        connections = [http.client.HTTPConnection("127.0.0.1", server.port) for _ in range(24)]
        for connection in connections:
            stack.callback(connection.close)
            connection.connect()
        for connection in connections:
            connection.request("GET", "/healthz")
        assert {connection.getresponse().read() for connection in connections} != {b""}
        held = [sockets(pid) - before[pid] for pid in server.workers()]
    assert min(held) >= 4, held


def test_a_site_that_is_stopped_ends_what_it_began(server: Running) -> None:
    """The last that is asked of this one."""
    with Visitors(server, 2) as visitors:
        until(lambda: len(visitors.answers) > 10, "visitors got answers")
        server.process.send_signal(signal.SIGTERM)
        assert server.process.wait(20) == 0
    # Refused once it is gone, but no answer broken off in the middle.
    assert set(visitors.answers) == {200}
    assert set(visitors.broken) <= {"ConnectionRefusedError", "ConnectionResetError",
                                    "RemoteDisconnected"}  # fmt: skip
    assert "IncompleteRead" not in visitors.broken


def test_a_preview_follows_what_is_saved_and_ends_without_a_word_of_python(tmp_path: Path) -> None:
    """As `make serve` starts it. On Ctrl-C a terminal tells every process of the group."""
    catalogue = write(tmp_path / "catalogue", hostile=False)
    with running(
        catalogue, tmp_path / "index", tmp_path / "log", PREVIEW="1", WORKERS="1"
    ) as server:
        retitle(catalogue, "ungejob", "Xylofonklub")
        until(lambda: "Xylofonklub" in server.get("/indsats/ungejob")[1], "its page")
        until(lambda: "Xylofonklub" in server.get("/?q=xylofonklub")[1], "it is found")
        group = os.getpgid(server.process.pid)
        around = [pid for pid in map(int, below(server.process.pid)) if os.getpgid(pid) == group]
        for pid in (server.process.pid, *around):
            os.kill(pid, signal.SIGINT)
        assert server.process.wait(60) == 0
        assert "Traceback" not in server.log


def below(pid: int) -> list[str]:
    """The processes that a process has started, and those that they have."""
    mine = children(pid)
    return [*mine, *(one for child in mine for one in below(int(child)))]
