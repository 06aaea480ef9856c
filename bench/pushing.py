"""How soon a push is shown, and how long a whole build takes, with the real server.

    python -m bench.pushing [159 1000 10000]      prints the table and writes it into docs/

An editor's clone pushes to a bare repository and calls `/krog` with a signature, as a forge does;
a loop does what the path unit does on a server, and starts `scripts/publish` when the trigger is
there; two workers follow. A push is shown from the first of six answers in a row, each on a
connection of its own, that are the new version's. `159` is the real catalogue; larger ones add
files whose words are drawn as those of `bench.generate` are. The model is switched off, since it
would embed meanwhile.
"""

import hashlib
import hmac
import http.client
import os
import random
import re
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Event, Thread

from bench import peers
from bench.generate import prose
from bench.machine import machine
from bench.pages import put
from bench.serving import ROOT, free_port
from catalogue.checking.folder import HERE
from search.language.danish import tokens

PAGE = ROOT / "docs" / "performance.md"
PUSHES = 15
SECRET = "kun-til-maalingen-og-ikke-til-andet"  # of a server on this machine
ENTRY = "baba"
PATIENCE = 120.0  # seconds
_LOOK_EVERY = 0.005  # seconds; systemd is told by the kernel
_ASK_EVERY = 0.03  # seconds
_IN_A_ROW = 6
_TICK = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True, slots=True)
class Place:
    """A catalogue as a bare repository with an editor's clone and the server's, and a server."""

    folder: Path
    port: int

    @property
    def editor(self) -> Path:
        return self.folder / "editor"

    @property
    def index(self) -> Path:
        return self.folder / "index"

    @property
    def environment(self) -> dict[str, str]:
        return {
            **os.environ, "CATALOGUE_PATH": str(self.folder / "served"), "PORT": str(self.port),
            "INDEX_PATH": str(self.index), "WORKERS": "2", "PREVIEW": "0", "MODEL": "0",
            "WEBHOOK_SECRET": SECRET, "PYTHON": sys.executable,
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Spent:
    """Seconds, and seconds of processor time, that something took."""

    seconds: float
    cpu: float


@dataclass(frozen=True, slots=True)
class Row:
    """What was measured of a catalogue."""

    entries: int
    whole: Spent
    pushes: Sequence[Spent]

    def told(self) -> str:
        """A row of the table."""
        seconds = sorted(one.seconds for one in self.pushes)
        cpu = statistics.median(one.cpu for one in self.pushes)
        cells = (
            f"{self.entries:,}", f"{statistics.median(seconds):.2f}", f"{seconds[0]:.2f}",
            f"{seconds[-1]:.2f}", f"{cpu:.2f}", f"{self.whole.seconds:.1f}",
            f"{self.whole.cpu:.1f}",
        )  # fmt: skip
        return f"| {' | '.join(cells)} |"


def write_entries(folder: Path, size: int) -> None:
    """So many entries: the catalogue's own, and others with their fields and drawn words."""
    chance = random.Random(7)
    texts = [path.read_text("utf-8") for path in sorted((HERE / "entries").glob("*.md"))]
    words = (text[token.start : token.end] for text in texts for token in tokens(text))
    pool = [word for word in words if word.isalpha()]
    long = sorted({word.lower() for word in pool if len(word) > 4 and word.isalpha()})

    def drawn(found: re.Match[str]) -> str:
        return f"{found[1]}{prose(chance, pool, long, max(len(found[2].split()), 1))}\n\n"

    for number in range(size - len(texts)):
        head, body = texts[number % len(texts)].removeprefix("---\n").split("\n---\n", 1)
        head = re.sub(r"(?m)^(relateret|eksempel_paa|tidligere):.*\n", "", head)
        head = re.sub(r"(?m)^titel:.*", f"titel: {prose(chance, long, long, 3)} {number}", head)
        head = re.sub(r"(?m)^resume:.*", f"resume: {prose(chance, long, long, 25)}", head)
        body = re.sub(r"(?ms)^(## [^\n]*\n)(.*?)(?=^## |\Z)", drawn, body)
        (folder / f"indsats-{number:06d}.md").write_text(f"---\n{head}\n---\n{body}", "utf-8")


def prepare(size: int) -> Place:
    place = Place(peers.scratch(), free_port())
    for part in ("entries", "vocabularies", "words"):
        shutil.copytree(HERE / part, place.editor / part)
    write_entries(place.editor / "entries", size)
    git(place.editor, "init", "-q", "-b", "main")
    git(place.editor, "add", "-A")
    git(place.editor, "commit", "-q", "-m", "0")
    git(place.folder, "clone", "-q", "--bare", "editor", "bare.git")
    git(place.folder, "clone", "-q", "bare.git", "served")
    git(place.editor, "remote", "add", "origin", "../bare.git")
    return place


def git(folder: Path, *arguments: str) -> None:
    who = ("-c", "user.name=Bench", "-c", "user.email=bench@example.dk")
    subprocess.run(["git", *who, *arguments], cwd=folder, check=True, capture_output=True)


def whole_build(place: Place) -> Spent:
    """The first build of all, as an operator starts it."""
    began, before = time.monotonic(), children_cpu()
    command = [sys.executable, "-m", "catalogue", "build"]
    subprocess.run(command, cwd=ROOT, env=place.environment, check=True, stdout=subprocess.DEVNULL)
    return Spent(time.monotonic() - began, children_cpu() - before)


def children_cpu() -> float:
    times = os.times()
    return times.children_user + times.children_system


def tree_cpu(pid: int) -> float:
    """Seconds of processor time of a process and all that came of it."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    below = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return sum(map(int, fields[11:15])) / _TICK + sum(tree_cpu(int(child)) for child in below)


@contextmanager
def serving(place: Place) -> Iterator[int]:
    """The real server as long as it is wanted; its process id."""
    server = subprocess.Popen(
        [sys.executable, "app.py"], cwd=ROOT, env=place.environment,
        stdout=subprocess.DEVNULL, stderr=(place.folder / "log").open("w"),
    )  # fmt: skip
    try:
        end = time.monotonic() + PATIENCE
        while shown(place) is None:
            if time.monotonic() > end:
                sys.exit("the server never answered")
            time.sleep(0.1)
        time.sleep(3)  # what it builds when it starts is done, and its builder loaded
        yield server.pid
    finally:
        server.terminate()
        server.wait(20)


@contextmanager
def publishing(place: Place) -> Iterator[None]:
    """What the path unit does: publishes whenever the trigger is there."""
    stop = Event()

    def follow() -> None:
        while not stop.wait(_LOOK_EVERY):
            if (place.index / "trigger").exists():
                script = ROOT / "scripts" / "publish"
                subprocess.run([script], env=place.environment, check=True, capture_output=True)

    thread = Thread(target=follow)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join()


def ask(place: Place, method: str, path: str, body: bytes = b"") -> tuple[int, str]:
    connection = http.client.HTTPConnection("127.0.0.1", place.port, timeout=PATIENCE)
    signed = hmac.new(SECRET.encode(), body, hashlib.sha256).hexdigest()
    headers = {"X-Hub-Signature-256": f"sha256={signed}"} if body else {}
    try:
        connection.request(method, path, body or None, headers)
        answer = connection.getresponse()
        return answer.status, answer.read().decode()
    finally:
        connection.close()


def shown(place: Place) -> str | None:
    """The title on the entry's page, None without an answer."""
    try:
        found = re.search(r"<h1>([^<]*)</h1>", ask(place, "GET", f"/indsats/{ENTRY}")[1])
    except OSError:
        return None
    return found[1].strip() if found else None


def pushed(place: Place, number: int, server: int) -> Spent:
    """An editor's push: from when git has taken it until both workers show it."""
    path, title = place.editor / "entries" / f"{ENTRY}.md", f"Udgave {number}"
    text = re.sub(r"(?m)^titel:.*", f"titel: {title}", path.read_text("utf-8"), count=1)
    path.write_text(text + f"\nRettelse {number} af teksten.\n", "utf-8")
    git(place.editor, "commit", "-q", "-am", title)
    git(place.editor, "push", "-q", "origin", "main")
    cpu, began = children_cpu() + tree_cpu(server), time.monotonic()
    if ask(place, "POST", "/krog", b"{}")[0] != 202:
        sys.exit("the call was not taken")
    took, in_a_row = 0.0, 0
    while in_a_row < _IN_A_ROW:
        now = time.monotonic()
        if shown(place) == title:
            took = took if in_a_row else now - began
            in_a_row += 1
        else:
            in_a_row = 0
            time.sleep(_ASK_EVERY)  # asking takes of the same two cores
        if now - began > PATIENCE:
            sys.exit(f"{title} was not shown")
    time.sleep(1)  # what is done after it is shown is its cost too
    return Spent(took, children_cpu() + tree_cpu(server) - cpu)


def measured(size: int) -> Row:
    place = prepare(size)
    whole = whole_build(place)
    with serving(place) as server, publishing(place):
        pushes = [pushed(place, number, server) for number in range(PUSHES)]
    shutil.rmtree(place.folder)
    return Row(size, whole, pushes)


def report(rows: Sequence[Row]) -> str:
    """The table as Markdown."""
    return "\n".join([
        machine("whoosh-reloaded"), "",
        f"{PUSHES} pushes of one changed entry each, two workers; CPU is processor time:",
        "",
        "| entries | push to shown, median s | least | most | CPU s | whole build s | CPU s |",
        "|--:|--:|--:|--:|--:|--:|--:|",
        *(row.told() for row in rows),
    ])  # fmt: skip


def main(arguments: Sequence[str]) -> None:
    """Measure, print, and write the table into its page."""
    rows = []
    for size in [int(size) for size in arguments] or [159, 1000, 10_000]:
        rows.append(measured(size))
        print(report(rows), flush=True)
    put(PAGE, "pushing", report(rows))


if __name__ == "__main__":
    main(sys.argv[1:])
