"""Twice the questions that can be embedded, and the model's process killed among them.

.venv/bin/python -m pytest tests/trials/test_busy_meaning.py -m trials -s      (BUSY_SECONDS=20)
"""

import itertools
import os
import random
import re
import signal
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import quote

import pytest

from search.meaning.client import CAN_ASK, Client
from search.meaning.keeper import installed
from tests.support.running import Running, children, running, until
from tests.support.small_catalogue import write

pytestmark = [
    pytest.mark.trials,
    pytest.mark.timeout(1200),
    pytest.mark.skipif(not (CAN_ASK and installed()), reason="the model is not installed here"),
]
OPENED = re.compile(r"meaning of \S+ opened")
SECONDS = float(os.environ.get("BUSY_SECONDS") or 20)
WORDS = (  # noqa: SIM905  # easier to read
    "vi unge drenge mødre fædre familier naboer aften opgang job skole sprog penge husleje hjælp "
    "alene tryg larm klub fritid sommer kommune børn ældre kender ikke mangler gerne starte"
).split()


def questions() -> Iterator[str]:
    """Sentences of eighteen words, each another."""
    chance = random.Random(2)
    return (f"{' '.join(chance.choices(WORDS, k=17))} {number}" for number in itertools.count())


def by_model(server: Running, text: str) -> bool:
    """A page that had to do without the model is kept by nobody, so it has no tag."""
    status, page, headers = server.get(f"/?q={quote(text)}")
    assert status == 200, status
    assert page.rstrip().endswith("</html>")
    return "ETag" in headers


def test_what_cannot_be_embedded_is_answered_by_words(tmp_path: Path):
    catalogue = write(tmp_path / "catalogue", hostile=False)
    with (
        running(catalogue, tmp_path / "index", tmp_path / "log", MODEL="1", THREADS="4") as server,
        ThreadPoolExecutor(128) as visitors,
    ):
        until(lambda: OPENED.search(server.log) is not None, "meaning is whole", 600)
        asked = questions()
        until(lambda: by_model(server, next(asked)), "the model answers")
        began, client = time.monotonic(), Client(server.model_socket(), 60)
        with ThreadPoolExecutor(os.cpu_count() or 1) as both:
            vectors = list(both.map(lambda text: client.begin(text)(), itertools.islice(asked, 40)))
        assert all(vector is not None for vector in vectors)
        bears = 40 / (time.monotonic() - began)

        found, beside = [], []
        began = time.monotonic()
        for number in range(int(2 * bears * SECONDS)):
            time.sleep(max(0.0, began + number / (2 * bears) - time.monotonic()))
            found.append(visitors.submit(by_model, server, next(asked)))
            if number % int(2 * bears + 1) == 0:  # each second
                beside.append(visitors.submit(took, server, "/healthz"))
            if number == int(bears * SECONDS):
                os.kill(model(server), signal.SIGKILL)
        told = Counter(one.result() for one in found)
        spent = time.monotonic() - began
        slowest = max(one.result() for one in beside)
        print(
            f"\nembedding bears {bears:.0f} questions a second; {len(found)} in {spent:.0f} s: "
            f"{told[True]} by the model, {told[False]} by words, none failed; "
            f"/healthz at most {slowest * 1000:.0f} ms"
        )
        assert told[False]
        until(lambda: by_model(server, next(asked)), "the model answers again")


def took(server: Running, path: str) -> float:
    began = time.monotonic()
    assert server.get(path)[0] == 200
    return time.monotonic() - began


def model(server: Running) -> int:
    """The process that holds the model: the keeper's child."""
    keepers = [pid for pid in children(server.process.pid) if b"keeper" in command(pid)]
    return int(children(int(keepers[0]))[0])


def command(pid: str) -> bytes:
    return Path(f"/proc/{pid}/cmdline").read_bytes()
