"""Three instances behind nginx: one is killed and one upgraded while visitors ask.

    .venv/bin/python -m pytest tests/trials/test_three_instances.py -m trials -s

Replicas share nothing: each has its own copy of the generation, which is one folder.
"""

import contextlib
import http.client
import os
import re
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.support.ports import free_port
from tests.support.running import (
    ROOT,
    Running,
    answers,
    command,
    environment,
    retitle,
    until,
)
from tests.support.small_catalogue import write

pytestmark = [pytest.mark.trials, pytest.mark.skipif(not shutil.which("nginx"), reason="no nginx")]
EXAMPLE = ROOT / "docs" / "examples" / "nginx.conf"
VISITORS, SECONDS_EACH = 8, 4.0


def configuration(folder: Path, port: int, instances: list[int]) -> str:
    """The documented configuration, with the trial's ports and folders and without TLS."""
    text = EXAMPLE.read_text(encoding="utf-8")
    for number, instance in enumerate(instances, 1):
        text = text.replace(f"127.0.0.1:800{number}", f"127.0.0.1:{instance}")
    text = text.replace("listen 443 ssl http2", f"listen 127.0.0.1:{port}")
    text = re.sub(r"^\s*ssl_.*\n", "", text, flags=re.MULTILINE)
    text = re.sub(r"\n    server \{\n        listen 80;.*?\n    \}\n", "\n", text, flags=re.DOTALL)
    for old, new in (("/run/", folder), ("/var/log/nginx/", folder), ("/var/lib/nginx/", folder)):
        text = text.replace(old, f"{new}/")
    return text


@contextlib.contextmanager
def nginx(folder: Path, port: int, instances: list[int]) -> Iterator[None]:
    folder.mkdir(mode=0o755)
    path = folder / "nginx.conf"
    path.write_text(configuration(folder, port, instances), encoding="utf-8")
    subprocess.run(["nginx", "-t", "-q", "-c", str(path)], check=True)
    process = subprocess.Popen(["nginx", "-c", str(path), "-g", "daemon off;"])
    try:
        server = Running(port, None, folder)  # type: ignore[arg-type]
        until(lambda: answers(server), "nginx answers")
        yield
    finally:
        process.send_signal(signal.SIGQUIT)
        process.wait(20)


def start(catalogue: Path, index: Path, port: int, log: Path) -> Running:
    with log.open("ab") as handle:
        process = subprocess.Popen(
            [sys.executable, str(ROOT / "app.py")], cwd=ROOT,
            env=environment(catalogue, index, PORT=str(port), WORKERS="1"),
            stdout=handle, stderr=subprocess.STDOUT, start_new_session=True,
        )  # fmt: skip
    server = Running(port, process, log)
    until(lambda: answers(server), "an instance answers")
    return server


@dataclass
class Crowd:
    """Visitors who ask without pause."""

    port: int
    statuses: list[int] = field(default_factory=list)
    broken: list[str] = field(default_factory=list)
    took: list[float] = field(default_factory=list)
    stop: threading.Event = field(default_factory=threading.Event)

    def ask(self, who: int) -> None:
        server, number = Running(self.port, None, Path()), 0  # type: ignore[arg-type]
        while not self.stop.is_set():
            number += 1
            began = time.monotonic()
            try:
                self.statuses.append(server.get(f"/?q=far&n={who}-{number}")[0])
            except (OSError, http.client.HTTPException) as error:
                self.broken.append(repr(error))
            self.took.append(time.monotonic() - began)


@contextlib.contextmanager
def crowd(port: int) -> Iterator[Crowd]:
    found = Crowd(port)
    threads = [threading.Thread(target=found.ask, args=(n,)) for n in range(VISITORS)]
    for thread in threads:
        thread.start()
    try:
        yield found
    finally:
        found.stop.set()
        for thread in threads:
            thread.join()


def pause(found: Crowd) -> None:
    """Let the visitors go on for a while: some hundred answers, and some seconds."""
    more, end = len(found.statuses) + 200, time.monotonic() + SECONDS_EACH
    until(lambda: len(found.statuses) >= more and time.monotonic() > end, "answers", 120)


def test_one_killed_and_one_upgraded_under_load(tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    catalogue = write(tmp_path / "catalogue", hostile=False)
    assert command(catalogue, tmp_path / "built", "build").returncode == 0
    indexes = [tmp_path / f"index-{n}" for n in range(3)]
    for index in indexes:
        shutil.copytree(tmp_path / "built", index)
    ports = [free_port() for _ in range(4)]
    instances = [
        start(catalogue, index, port, tmp_path / f"log-{port}")
        for index, port in zip(indexes, ports, strict=False)
    ]
    front = ports[3]
    try:
        with nginx(tmp_path / "front", front, ports[:3]), crowd(front) as visitors:
            pause(visitors)
            os.killpg(instances[0].process.pid, signal.SIGKILL)
            instances[0].process.wait()
            pause(visitors)
            instances[0] = start(catalogue, indexes[0], ports[0], tmp_path / "log-again")
            pause(visitors)
            # The upgrade: a generation made elsewhere, copied, an instance restarted over it.
            retitle(catalogue, "ungejob", "Efter opdatering")
            assert command(catalogue, tmp_path / "built", "build").returncode == 0
            shutil.rmtree(tmp_path / "next", ignore_errors=True)
            shutil.copytree(tmp_path / "built", tmp_path / "next")
            assert instances[1].stop() == 0
            instances[1] = start(catalogue, tmp_path / "next", ports[1], tmp_path / "log-next")
            pause(visitors)
            shown = Running(front, None, Path())  # type: ignore[arg-type]
            titles = {"Efter opdatering" in shown.get("/indsats/ungejob")[1] for _ in range(30)}
            assert titles == {True, False}, "two generations side by side, as in any upgrade"
            assert shown.get("/metrics")[0] == 200
            headers = shown.get("/")[2]
        assert visitors.broken == []
        assert set(visitors.statuses) == {200}
        assert re.search(r"\d", headers.get("Server", "")) is None
        took = sorted(visitors.took)
        print(f"\n{len(took)} requests, none failed; median {took[len(took) // 2] * 1000:.0f} ms, "
              f"p99 {took[int(len(took) * 0.99)] * 1000:.0f} ms, "
              f"slowest {took[-1] * 1000:.0f} ms")  # fmt: skip
    finally:
        for instance in instances:
            if instance.process.poll() is None:
                instance.stop()
