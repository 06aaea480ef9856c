"""A real server over a catalogue of the test's own, for what only a running site shows."""

import datetime as dt
import http.client
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

from werkzeug.datastructures import Headers

from catalogue.generations.build import Job, build
from search.index.indexer import WhooshIndexer
from tests.support.ports import free_port

ROOT = Path(__file__).parents[2]
PATIENCE = 90.0  # seconds; reached only when something is broken


@dataclass
class Running:
    """A site that is served.

    Attributes:
        port: where it listens on 127.0.0.1.
        process: its master process.
        log_path: what it writes to stdout and stderr.
        catalogue, index: the folders that it serves from.
    """

    port: int
    process: "subprocess.Popen[bytes]"
    log_path: Path
    catalogue: Path = Path()
    index: Path = Path()
    headers: Mapping[str, str] = field(default_factory=dict)

    @property
    def log(self) -> str:
        return self.log_path.read_text(encoding="utf-8", errors="replace")

    def get(self, path: str, **headers: str) -> tuple[int, str, Headers]:
        """Status, body and headers of a page.

        Raises:
            OSError, http.client.HTTPException: no answer.
        """
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        try:
            connection.request("GET", path, headers={"Accept-Encoding": "identity", **headers})
            answer = connection.getresponse()
            text = answer.read().decode("utf-8", "replace")
            return answer.status, text, Headers(answer.getheaders())
        finally:
            connection.close()

    def workers(self) -> list[int]:
        """The pids of the worker processes that live."""
        return [int(pid) for pid in children(self.process.pid) if is_worker(pid)]

    def model_socket(self) -> str:
        """Where the model's process listens; "" while there is none."""
        for pid in children(self.process.pid):
            words = Path(f"/proc/{pid}/cmdline").read_bytes().decode().split("\0")
            if "search.meaning.keeper" in words:
                return words[words.index("search.meaning.keeper") + 1]
        return ""

    def generation(self) -> str:
        return self.get("/healthz")[1].split()[-1]

    def stop(self) -> int:
        self.process.terminate()
        try:
            return self.process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            self.process.kill()
            raise


class AtOnce:
    """Several who ask again and again, each in a thread, until told to stop."""

    def __init__(self, ask: Callable[[str], None], number: int, pause: float) -> None:
        self._ask = ask  # told what no other question is called
        self._pause = pause
        self._stop = threading.Event()
        self._threads = [threading.Thread(target=self._go_on) for _ in range(number)]

    def __enter__(self) -> Self:
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        for thread in self._threads:
            thread.join()

    def _go_on(self) -> None:
        number = 0
        while not self._stop.wait(self._pause):
            number += 1
            self._ask(f"{threading.get_ident()}-{number}")


def children(pid: int) -> list[str]:
    """The processes that a process has started, ended ones that nobody has looked after too."""
    return [
        child
        for task in Path(f"/proc/{pid}/task").iterdir()
        for child in (task / "children").read_text().split()
    ]


def is_worker(pid: str) -> bool:
    """A copy of the master: not the builder or the model, which it starts beside them."""
    try:
        return b"app.py" in Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:  # gone
        return False


def until(condition: Callable[[], bool], what: str, patience: float = PATIENCE) -> None:
    """Wait for a condition, looking often; fail with `what` when it does not come."""
    end = time.monotonic() + patience
    while not condition():
        if time.monotonic() > end:
            raise AssertionError(f"did not come about: {what}")
        time.sleep(0.02)


def environment(catalogue: Path, index: Path, **more: str) -> dict[str, str]:
    """What a process over a test catalogue is set to; without the model, unless asked for."""
    return {
        **{key: value for key, value in os.environ.items() if key not in ("WORKERS", "THREADS")},
        "CATALOGUE_PATH": str(catalogue),
        "INDEX_PATH": str(index),
        "MODEL": "0",
        **more,
    }


@contextmanager
def running(
    catalogue: Path, index: Path, log_path: Path, root: Path = ROOT, **more: str
) -> Iterator[Running]:
    """A site that answers; stopped again after. `root` is where its program lies."""
    with waiting(catalogue, index, log_path, root, **more) as server:
        wanted = int(more.get("WORKERS", "2"))
        until(
            lambda: (
                server.process.poll() is not None or (answers(server) and at_work(server) >= wanted)
            ),
            "all workers answer",
        )
        assert server.process.poll() is None, server.log
        yield server


@contextmanager
def waiting(
    catalogue: Path, index: Path, log_path: Path, root: Path = ROOT, **more: str
) -> Iterator[Running]:
    """A site that listens, whether it has anything to show or not; stopped again after."""
    port = free_port()
    with log_path.open("ab") as log:
        process = subprocess.Popen(
            [sys.executable, str(root / "app.py")],
            cwd=root,
            env=environment(catalogue, index, PORT=str(port), **{"WORKERS": "2", **more}),
            stdout=log,
            stderr=subprocess.STDOUT,
        )
    server = Running(port, process, log_path, catalogue, index)
    try:
        until(lambda: process.poll() is not None or listens(port), "it listens")
        assert process.poll() is None, server.log
        yield server
    finally:
        if process.poll() is None:
            process.send_signal(signal.SIGTERM)
            try:
                process.wait(PATIENCE)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def crowding() -> float:
    """How many programs have wanted each core for a minute, 1 at least.

    A bound on what a visitor waits holds for a machine of our own, so tests stretch it by this.
    """
    return max(1.0, os.getloadavg()[0] / (os.cpu_count() or 1))


def at_work(server: Running) -> int:
    """How many workers have opened the catalogue and follow it."""
    return server.get("/metrics")[1].count("indsats_worker_memory_bytes{")


def listens(port: int) -> bool:
    with socket.socket() as sock:
        return sock.connect_ex(("127.0.0.1", port)) == 0


def answers(server: Running) -> bool:
    try:
        return server.get("/healthz")[0] == 200
    except (OSError, http.client.HTTPException):
        return False


def command(catalogue: Path, index: Path, *arguments: str) -> "subprocess.CompletedProcess[str]":
    """A catalogue command, run to its end."""
    return subprocess.run(
        [sys.executable, "-m", "catalogue", *arguments],
        cwd=ROOT,
        env=environment(catalogue, index),
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )


def publish(catalogue: Path, index: Path) -> str:
    """Build and publish as the command does, without a program of its own; the generation's name.

    Raises:
        AssertionError: nothing was published.
    """
    built = build(Job(catalogue, index, WhooshIndexer(), dt.datetime.now(dt.UTC).date()))
    assert built.outcome in ("ok", "unchanged"), built
    return built.name


def retitle(catalogue: Path, slug: str, title: str) -> None:
    """Give an entry another title, as an editor would."""
    path = catalogue / "entries" / f"{slug}.md"
    lines = path.read_text(encoding="utf-8").split("\n")
    changed = [f"titel: {title}" if line.startswith("titel:") else line for line in lines]
    beside = path.with_suffix(".tmp")
    beside.write_text("\n".join(changed), encoding="utf-8")
    beside.replace(path)
