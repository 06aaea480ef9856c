"""Servers to measure: ours over a made-up generation, and datasette over the same entries."""

import contextlib
import http.client
import json
import os
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from bench import peers
from catalogue.generations import reader as gen
from catalogue.generations.publish import code_version, kept_folder, publish, write_entries
from catalogue.model.entry import Entry
from catalogue.model.record import Record
from catalogue.model.vocabulary import Vocabularies
from search.index.indexer import WhooshIndexer

ROOT = Path(__file__).parent.parent
PATIENCE = 60.0
OURS = (
    "from app import create_app; from web.server.serving import serve_published; "
    "serve_published(create_app)"
)


@dataclass
class Server:
    """A server on 127.0.0.1. `started` is how many seconds it took to answer."""

    port: int
    process: "subprocess.Popen[bytes]"
    started: float = 0.0

    def processes(self) -> list[int]:
        """Those that answer: the master's children, or the one process."""
        path = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children")
        return [int(pid) for pid in path.read_text().split()] or [self.process.pid]

    def cpu(self) -> float:
        """Seconds of processor time that the server has taken so far."""
        return sum(cpu_seconds(pid) for pid in self.processes())

    def memory(self) -> int:
        """Megabytes of the largest process."""
        return max(
            int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * 4096 // 2**20
            for pid in self.processes()
        )


def cpu_seconds(pid: int) -> float:
    """Seconds of processor time that a process has taken so far."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def held(pid: int) -> tuple[float, float]:
    """Megabytes that a process holds, and its own part of them, by /proc/PID/smaps_rollup."""
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()[1:]
    sizes = {line.split(":")[0]: int(line.split()[1]) / 1024 for line in lines}
    return sizes["Rss"], sizes["Pss"]


def make_generation(
    entries: Sequence[Entry], vocabularies: Vocabularies, catalogue: Path, index: Path
) -> float:
    """Publish these entries as the builder would, and tell how many seconds it took."""
    began = time.perf_counter()
    draft = index / "new"
    (draft / gen.SEARCH).mkdir(parents=True)
    records = {
        entry.slug: Record(entry=entry, changed=entry.reviewed, related=(), examples=())
        for entry in sorted(entries, key=lambda entry: entry.slug)
    }
    places = write_entries(draft, records, {})
    contents = gen.Contents(vocabularies, places, {}, (), ())
    (draft / gen.CATALOGUE).write_bytes(gen.CONTENTS.dump_json(contents))
    kept = kept_folder(index, code_version())
    WhooshIndexer().write(entries, vocabularies, {}, catalogue, draft / gen.SEARCH, kept=kept)
    publish(index, draft, {"code": code_version(), "vocabularies": "", "inputs": ""})
    return time.perf_counter() - began


def make_database(entries: Sequence[Entry], vocabularies: Vocabularies, path: Path) -> float:
    """The same entries for datasette: a table, its full-text index, facets as arrays."""
    began = time.perf_counter()
    facets = [facet.key for facet in vocabularies.facets]
    texts = ", ".join(peers.FIELDS)
    database = sqlite3.connect(path)
    columns = ", ".join(["slug text primary key", *(f"{name} text" for name in peers.FIELDS)])
    terms = ", ".join(f"f_{facet} text" for facet in facets)
    database.execute(f"create table entries ({columns}, {terms})")
    marks = ", ".join("?" * (1 + len(peers.FIELDS) + len(facets)))
    pairs = zip(entries, peers.documents(entries, vocabularies), strict=True)
    for entry, (slug, text) in pairs:
        arrays = [json.dumps(list(entry.keys(facet))) for facet in facets]
        row = (slug, *(text[name] for name in peers.FIELDS), *arrays)
        database.execute(f"insert into entries values ({marks})", row)
    database.execute(f"create virtual table entries_fts using fts5({texts}, content='entries')")
    database.execute("insert into entries_fts(entries_fts) values('rebuild')")
    database.commit()
    database.execute("analyze")
    database.commit()
    database.close()
    return time.perf_counter() - began


def worker_start(catalogue: Path, index: Path) -> float:
    """Seconds that a worker takes to open a published generation; its imports are the master's."""
    program = (
        "import time; from app import create_app; began = time.perf_counter(); create_app(); "
        "print(time.perf_counter() - began)"
    )
    settings = {"CATALOGUE_PATH": str(catalogue), "INDEX_PATH": str(index)}
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, env={**os.environ, **settings},
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    return float(done.stdout)


@contextlib.contextmanager
def ours(catalogue: Path, index: Path, workers: int, threads: int = 4) -> Iterator[Server]:
    port = free_port()
    command = [sys.executable, "-c", OURS]
    settings = {
        "PORT": str(port),
        "CATALOGUE_PATH": str(catalogue),
        "INDEX_PATH": str(index),
        "WORKERS": str(workers),
        "THREADS": str(threads),
    }
    with _running(command, port, "/healthz", settings) as server:
        yield server


@contextlib.contextmanager
def datasette(path: Path) -> Iterator[Server]:
    """With what helps it: an immutable file, no suggested facets, time enough to answer."""
    port = free_port()
    program = str(Path(sys.executable).with_name("datasette"))
    command = [program, "serve", "-i", str(path), "-p", str(port), "-h", "127.0.0.1"]
    for name, value in (
        ("suggest_facets", "off"), ("facet_time_limit_ms", "20000"),
        ("sql_time_limit_ms", "20000"), ("default_page_size", "10"),
    ):  # fmt: skip
        command += ["--setting", name, value]
    with _running(command, port, "/-/versions.json", {}) as server:
        yield server


@contextlib.contextmanager
def _running(
    command: Sequence[str], port: int, path: str, settings: Mapping[str, str]
) -> Iterator[Server]:
    began = time.perf_counter()
    process = subprocess.Popen(
        command, cwd=ROOT, env={**os.environ, **settings},
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    server = Server(port, process)
    try:
        while not _answers(port, path):
            if process.poll() is not None or time.perf_counter() - began > PATIENCE:
                sys.exit(f"did not start: {command[0]}")
            time.sleep(0.02)
        server.started = time.perf_counter() - began
        yield server
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _answers(port: int, path: str) -> bool:
    try:
        return ask(port, [path])[1] > 0
    except (OSError, http.client.HTTPException):
        return False


def ask(
    port: int, paths: Sequence[str], headers: Mapping[str, str] = MappingProxyType({})
) -> tuple[list[float], float]:
    """Milliseconds of each page, asked one after the other, and the mean of their bytes.

    Raises:
        OSError, http.client.HTTPException: a page was not answered with 200.
    """
    took, size = [], 0
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    for path in paths:
        began = time.perf_counter()
        connection.request("GET", path, headers={"Accept-Encoding": "br, gzip", **headers})
        answer = connection.getresponse()
        size += len(answer.read())
        took.append((time.perf_counter() - began) * 1000)
        if answer.status != 200:
            raise http.client.HTTPException(f"{answer.status} for {path}")
    connection.close()
    return took, size / len(paths)


def free_port() -> int:
    with socket.socket() as sock:
        sock.bind(("127.0.0.1", 0))
        return int(sock.getsockname()[1])
