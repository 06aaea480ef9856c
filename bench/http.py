"""Whole result pages over HTTP: facets, excerpts, rendering, compression; beside datasette.

    python -m bench.http [159 1000 10000]    prints the table, writes it and a plot into docs/

Ours and datasette run at once and are asked in turn, the same questions; every page is asked
for the first time unless it says "again". Processor time is told beside the clock's, because
only that is the same on a machine that others use too.
"""

import os
import random
import shutil
import statistics
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

from bench import drawing, peers, serving
from bench.machine import machine
from bench.pages import entries_of, put, real_catalogue, sizes
from bench.speed import percentile
from catalogue.checking.folder import HERE
from catalogue.model.entry import Entry
from catalogue.model.vocabulary import Vocabularies
from search.language import danish

Ticks = tuple[tuple[str, str], ...]
Asked = tuple[str, Ticks]

PAGE = Path(__file__).parent.parent / "docs" / "performance.md"
PLOT = PAGE.with_name("performance.svg")
ROUNDS, A_ROUND = 4, 40
THEIRS_A_ROUND = 10  # of the same questions: what is slow need not be asked as often
PRESSED_FOR = 4  # seconds of wrk
HEADS = (
    "entries", "server", "it ÷ ours, median", "p95", "CPU", "median ms", "p95 ms", "again ms",
    "CPU ms a page", "kB a page", "MB", "start s", "build s",
)  # fmt: skip
_SCRIPT = """
local n, paths = 0, {}
for line in io.lines("%s") do paths[#paths + 1] = line end
function init() n = math.random(#paths) end
function request()
  n = n + 1
  return wrk.format("GET", paths[n %% #paths + 1], {["Accept-Encoding"] = "br"})
end
"""


@dataclass(frozen=True, slots=True)
class Found:
    """What one server did at one size; milliseconds, except where it says otherwise."""

    size: int
    name: str
    first: Sequence[float]
    again: Sequence[float]
    cpu: float
    page_bytes: float
    build: float
    started: float
    memory: int
    pressed: float = 0.0
    pressed_again: float = 0.0
    opened: float = 0.0


def questions(entries: Sequence[Entry], vocabularies: Vocabularies, number: int) -> list[Asked]:
    """Different questions of one to three words of these entries; every fourth has a tick."""
    chance = random.Random(7)
    found: dict[Asked, None] = {}
    while len(found) < number:
        entry = chance.choice(entries)
        words = [word for word in danish.words(entry.sections[0].text) if len(word) > 4]
        if len(words) < 3:
            continue
        text = " ".join(chance.sample(words, chance.randrange(3) + 1))
        facet = chance.choice([one for one in vocabularies.facets if entry.keys(one.key)])
        ticks: Ticks = ((facet.key, entry.keys(facet.key)[0]),) if len(found) % 4 == 3 else ()
        found[text, ticks] = None
    return list(found)


def our_path(text: str, ticks: Sequence[tuple[str, str]]) -> str:
    return "/?" + urlencode([("q", text), *ticks])


def their_path(text: str, ticks: Sequence[tuple[str, str]], vocabularies: Vocabularies) -> str:
    facets = [("_facet_array", f"f_{facet.key}") for facet in vocabularies.facets]
    chosen = [(f"f_{facet}__arraycontains", term) for facet, term in ticks]
    return "/bench/entries?" + urlencode([("_search", text), ("_size", "10"), *chosen, *facets])


def measured_at(size: int, real: Sequence[Entry], vocabularies: Vocabularies) -> list[Found]:
    """Both servers at one size."""
    folder = peers.scratch()
    entries = entries_of(size, real, vocabularies)
    asked = questions(entries, vocabularies, ROUNDS * A_ROUND + 8)
    index, database = folder / "index", folder / "bench.db"
    built = serving.make_generation(entries, vocabularies, HERE, index)
    loaded = serving.make_database(entries, vocabularies, database)
    our_paths = [our_path(*one) for one in asked]
    their_paths = [their_path(*one, vocabularies) for one in asked]
    with serving.ours(HERE, index, 1) as our, serving.datasette(database) as their:
        rows = in_turn(((our, our_paths, A_ROUND), (their, their_paths, THEIRS_A_ROUND)))
        again = [
            serving.ask(our.port, our_paths[8:])[0],
            serving.ask(their.port, their_paths[8 : 8 + THEIRS_A_ROUND])[0],
        ]
        memories = our.memory(), their.memory()
        starts = our.started, their.started
    opened = serving.worker_start(HERE, index)
    pressed = pressed_again = 0.0
    if shutil.which("wrk"):
        more = [our_path(*one) for one in questions(entries, vocabularies, 12_000)]
        with serving.ours(HERE, index, os.cpu_count() or 2) as our:
            pressed = press(our.port, more[1000:], folder).rate
            pressed_again = press(our.port, more[:1], folder).rate
    shutil.rmtree(folder)
    (first, cpu, page), (first_2, cpu_2, page_2) = rows
    return [
        Found(size, "**ours**", first, again[0], cpu, page, built, starts[0], memories[0],
              pressed, pressed_again, opened),
        Found(size, "datasette", first_2, again[1], cpu_2, page_2, loaded, starts[1], memories[1]),
    ]  # fmt: skip


def in_turn(
    servers: Sequence[tuple[serving.Server, Sequence[str], int]],
) -> list[tuple[list[float], float, float]]:
    """Each server's times, processor time and bytes a page, asked in turns of a round each."""
    took: list[list[float]] = [[] for _ in servers]
    cpu, size = [0.0] * len(servers), [0.0] * len(servers)
    for server, paths, _ in servers:
        serving.ask(server.port, paths[:8])  # templates compiled, files in the system's memory
    for turn in range(ROUNDS):
        for number, (server, paths, each) in enumerate(servers):
            began = server.cpu()
            part, bytes_ = serving.ask(server.port, paths[8 + turn * A_ROUND :][:each])
            cpu[number] += server.cpu() - began
            took[number] += part
            size[number] += bytes_ / ROUNDS
    return [(took[n], cpu[n] * 1000 / len(took[n]), size[n]) for n in range(len(servers))]


@dataclass(frozen=True, slots=True)
class Pressed:
    """What wrk saw: requests a second, and milliseconds at the middle and near the end."""

    rate: float
    median: float
    p99: float


def press(port: int, paths: Sequence[str], folder: Path) -> Pressed:
    """Ask as fast as it goes with eight connections; a failed request ends the bench."""
    (folder / "paths").write_text("\n".join(paths) + "\n", encoding="utf-8")
    (folder / "wrk.lua").write_text(_SCRIPT % (folder / "paths"), encoding="utf-8")
    done = subprocess.run(
        ["wrk", "-t1", "-c8", "--latency", f"-d{PRESSED_FOR}s", "-s", str(folder / "wrk.lua"),
         f"http://127.0.0.1:{port}/"],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    if "Non-2xx" in done.stdout or "Socket errors" in done.stdout:
        sys.exit(done.stdout)
    words = done.stdout.split()
    return Pressed(
        float(words[words.index("Requests/sec:") + 1]),
        *(_milliseconds(words[words.index(share) + 1]) for share in ("50%", "99%")),
    )


def _milliseconds(text: str) -> float:
    for unit, worth in (("us", 0.001), ("ms", 1.0), ("s", 1000.0)):
        if text.endswith(unit):
            return float(text.removesuffix(unit)) * worth
    raise ValueError(text)


def report(found: Sequence[Found]) -> str:
    """The whole table as Markdown, ratios first."""
    lines = [
        machine("flask", "waitress", "datasette"),
        "",
        f"| {' | '.join(HEADS)} |",
        "|--:|---|" + "--:|" * (len(HEADS) - 2),
    ]
    base = {one.size: one for one in found if one.name == "**ours**"}
    for one in found:
        our = base[one.size]
        cells = (
            f"{one.size:,}", one.name,
            f"{middle(one.first) / middle(our.first):.1f}×",
            f"{percentile(one.first, 0.95) / percentile(our.first, 0.95):.1f}×",
            f"{one.cpu / our.cpu:.1f}×", f"{middle(one.first):.1f}",
            f"{percentile(one.first, 0.95):.1f}", f"{middle(one.again):.1f}", f"{one.cpu:.1f}",
            f"{one.page_bytes / 1000:.1f}", str(one.memory), f"{one.started:.2f}",
            f"{one.build:.1f}",
        )  # fmt: skip
        lines.append(f"| {' | '.join(cells)} |")
    lines += ["", *(pressure(one) for one in found if one.pressed)]
    lines += [
        f"- A worker opens {one.size:,} entries in {one.opened:.2f} s, its server's imports apart."
        for one in found
        if one.opened
    ]
    return "\n".join([*lines, "", f"![Milliseconds a page, ours and datasette]({PLOT.name})"])


def pressure(one: Found) -> str:
    return (
        f"- {one.size:,} entries, {os.cpu_count()} workers, wrk on the same cores: "
        f"{one.pressed:.0f} requests a second when every page is another, "
        f"{one.pressed_again:.0f} when it is kept."
    )


def middle(values: Sequence[float]) -> float:
    return statistics.median(values)


def main(arguments: Sequence[str]) -> None:
    """Measure, print, write the page and the plot."""
    real, vocabularies = real_catalogue()
    found: list[Found] = []
    for size in sizes(arguments, real):
        found += measured_at(size, real, vocabularies)
        print(report(found), flush=True)
    points = {
        name.strip("*"): [
            (middle(one.first), percentile(one.first, 0.95)) for one in found if one.name == name
        ]
        for name in dict.fromkeys(one.name for one in found)
    }
    drawing.draw([one.size for one in found[::2]], points, PLOT, "ms a page, median / p95")
    put(PAGE, "http", report(found))


if __name__ == "__main__":
    main(sys.argv[1:])
