"""Twice the load that a core can serve, for ten minutes, while entries change.

    .venv/bin/python -m pytest tests/trials/test_load.py -m trials -s      (LOAD_SECONDS=120)

Writes a plot of latency and memory over time into test-results/.
"""

import os
import re
import shutil
import subprocess
import time
from pathlib import Path

import pytest

from catalogue.checking.folder import HERE
from catalogue.generations.reader import current_name
from tests.support.running import ROOT, command, retitle, running, until

pytestmark = [
    pytest.mark.trials,
    pytest.mark.timeout(1800),
    pytest.mark.skipif(not shutil.which("wrk"), reason="no wrk"),
]
SECONDS = int(os.environ.get("LOAD_SECONDS") or 600)
CONNECTIONS = 32  # all of them waiting at once: several times what two workers answer
SCRIPT = """
local words, n, mine = {"sprog","unge","gravide","fritid","job","skole","far","naboer"}, 0, 0
local ids = 0
function setup(thread) thread:set("mine", ids) ids = ids + 1 end
function request()
  n = n + 1
  local path = "/?q=" .. words[n % #words + 1] .. "&n=" .. mine .. "_" .. n
  if n % 5 == 0 then path = "/?q=" .. words[n % #words + 1] end
  return wrk.format("GET", path, {["Accept-Encoding"] = "br"})
end
function done(summary, latency)
  local e = summary.errors
  io.write(string.format("RESULT %d %d %d %d %d %d %.1f %.1f %.1f %.1f\\n", summary.requests,
    e.connect, e.read, e.write, e.status, e.timeout, latency:percentile(50) / 1000,
    latency:percentile(95) / 1000, latency:percentile(99) / 1000, latency.max / 1000))
end
"""


def test_no_request_fails_and_memory_is_bounded(tmp_path: Path) -> None:
    catalogue, index = tmp_path / "catalogue", tmp_path / "index"
    shutil.copytree(HERE, catalogue, ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    slug = sorted((catalogue / "entries").glob("*.md"))[0].stem
    script = tmp_path / "load.lua"
    script.write_text(SCRIPT, encoding="utf-8")
    memory: list[tuple[float, float]] = []
    with running(catalogue, index, tmp_path / "log", THREADS="4") as server:
        load = subprocess.Popen(
            ["wrk", "-t2", f"-c{CONNECTIONS}", f"-d{SECONDS}s", "--timeout", "20s", "-s",
             str(script), f"http://127.0.0.1:{server.port}/"],
            stdout=subprocess.PIPE, text=True,
        )  # fmt: skip
        began, generations = time.monotonic(), 0
        while load.poll() is None:
            generations += 1
            retitle(catalogue, slug, f"Udgave {generations}")
            assert command(catalogue, index, "build").returncode in (0, 1)
            name = current_name(index)
            until(lambda name=name: f"generation {name} opened" in server.log, "opened")  # type: ignore[misc]
            memory.append((time.monotonic() - began, largest(server.workers())))
        told = load.communicate()[0]
    found = re.search(r"RESULT" + r" (\d+)" * 6 + r" ([\d.]+)" * 4, told)
    assert found is not None, told
    requests, *errors = (int(number) for number in found.groups()[:6])
    middle, p95, p99, slowest = (float(number) for number in found.groups()[6:])
    first, last = memory[len(memory) // 4][1], memory[-1][1]
    print(f"\n{requests} requests in {SECONDS} s, {sum(errors)} failed, {generations} generations; "
          f"median {middle:.0f} ms, p95 {p95:.0f}, p99 {p99:.0f}, slowest {slowest:.0f}; "
          f"memory {first:.0f} MB after a quarter, {last:.0f} MB at the end")  # fmt: skip
    plot(memory, ROOT / "test-results" / "load.svg")
    assert errors == [0, 0, 0, 0, 0], told
    assert last < first * 1.5 + 20


def largest(workers: list[int]) -> float:
    """Megabytes of the largest worker."""
    sizes = []
    for pid in workers:
        pages = Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()[1]
        sizes.append(int(pages) * 4096 / 2**20)
    return max(sizes)


def plot(memory: list[tuple[float, float]], path: Path) -> None:
    """Megabytes over seconds, as a drawing that needs no library."""
    path.parent.mkdir(exist_ok=True)
    long, high = max(second for second, _ in memory), max(size for _, size in memory) * 1.2
    points = " ".join(f"{x / long * 560 + 40:.0f},{200 - y / high * 180:.0f}" for x, y in memory)
    path.write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 620 230" font-family="sans-serif">'
        f'<polyline fill="none" stroke="#0f5c4d" stroke-width="2" points="{points}"/>'
        f'<text x="40" y="15">largest worker: {memory[-1][1]:.0f} MB at the end</text>'
        f'<text x="540" y="220">{long:.0f} s</text></svg>\n',
        encoding="utf-8",
    )
