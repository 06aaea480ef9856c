"""Every hostile text and thousands of woven ones sent to /ny, with a second visitor beside.

Each answer is held against the processor time that the workers took meanwhile (the visitor's
included) and their memory; the visitor against what a visitor may wait.
"""

import http.client
import os
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from urllib.parse import urlencode

import pytest

from tests.support.hostile_markdown import TEXTS, drawn
from tests.support.running import Running, crowding, running
from tests.support.small_catalogue import write

pytestmark = [pytest.mark.trials, pytest.mark.timeout(1800)]
WOVEN = int(os.environ.get("WOVEN", "2000"))
LONGEST = 30_000
SECONDS, MEGABYTES, PATIENCE = 2.0, 150, 0.1
PAUSE = 0.02  # seconds between the visitor's questions
TICK = os.sysconf("SC_CLK_TCK")


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Running]:
    catalogue = write(tmp_path / "catalogue", hostile=False)
    with running(catalogue, tmp_path / "index", tmp_path / "log") as found:
        yield found


def processor(server: Running) -> float:
    """Seconds of processor time that the workers have taken."""
    ticks = 0
    for pid in server.workers():
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        ticks += int(fields[11]) + int(fields[12])
    return ticks / TICK


def memory(server: Running) -> float:
    """Megabytes that the workers hold together."""
    pages = sum(int(Path(f"/proc/{pid}/statm").read_text().split()[1]) for pid in server.workers())
    return pages * 4096 / 2**20


def post(server: Running, text: str) -> int:
    """The status of an answer to a text sent to /ny; 503 when another was at it."""
    body = urlencode({"afsnit-1": text, "titel": "Prøve"})
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=90)
    try:
        kind = {"Content-Type": "application/x-www-form-urlencoded"}
        connection.request("POST", "/ny", body, kind)
        answer = connection.getresponse()
        answer.read()
        return answer.status
    finally:
        connection.close()


@dataclass
class Visitor:
    """Somebody who asks for another page all the time."""

    server: Running
    took: list[float] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)

    def __enter__(self) -> "Visitor":
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._ask)
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        self._thread.join()

    def _ask(self) -> None:
        number = 0
        while not self._stop.wait(PAUSE):
            number += 1
            began = time.monotonic()
            try:
                status = self.server.get(f"/?q=far&side={number % 3 + 1}")[0]
                if status not in (200, 308, 404):
                    self.wrong.append(str(status))
            except (OSError, http.client.HTTPException) as error:
                self.wrong.append(repr(error))
            self.took.append(time.monotonic() - began)

    def told(self) -> str:
        ordered = sorted(self.took)
        share = ordered[int(len(ordered) * 0.95)]
        return (
            f"{len(ordered)} asked, median {ordered[len(ordered) // 2] * 1000:.0f} ms, "
            f"95 % {share * 1000:.0f} ms, slowest {ordered[-1] * 1000:.0f} ms"
        )


def test_no_text_takes_long_or_much(server: Running) -> None:
    chance = Random(14)
    texts = [*TEXTS.items(), *((f"woven {n}", drawn(chance, LONGEST)) for n in range(WOVEN))]
    post(server, "En tekst.")
    before = memory(server)
    slowest, largest = (0.0, ""), before
    with Visitor(server) as visitor:
        for kind, text in texts:
            began = processor(server)
            assert post(server, text) == 200, kind
            slowest = max(slowest, (processor(server) - began, kind))
            largest = max(largest, memory(server))
    print(f"{len(texts)} texts; dearest {slowest[0]:.2f} s ({slowest[1]})")
    print(f"memory {before:.0f} MB before, {largest:.0f} MB at most; visitor: {visitor.told()}")
    assert visitor.wrong == []
    assert slowest[0] < SECONDS, slowest
    assert largest - before < MEGABYTES
    assert sorted(visitor.took)[int(len(visitor.took) * 0.95)] < PATIENCE * crowding(), (
        visitor.told()
    )


def test_four_at_once_change_nothing_for_others(server: Running) -> None:
    """As many as there are threads, again and again: answered, or told to come again."""
    with Visitor(server) as alone:
        time.sleep(5)
    statuses: list[int] = []

    def send(number: int) -> None:
        chance = Random(number)
        statuses.extend(post(server, drawn(chance, LONGEST)) for _ in range(20))

    with Visitor(server) as visitor:
        threads = [threading.Thread(target=send, args=(number,)) for number in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    print(f"alone: {alone.told()}; beside four: {visitor.told()}; {sorted(set(statuses))}")
    assert set(statuses) <= {200, 503}
    assert visitor.wrong == []
    assert sorted(visitor.took)[int(len(visitor.took) * 0.95)] < PATIENCE * crowding()
