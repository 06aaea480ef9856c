"""Pushes to a catalogue under load: a bare repository, a clone that serves, an editor's clone.

The way of a real server: the editor pushes, `scripts/publish` pulls and builds, and the workers
follow. Meanwhile readers ask for pages all the time, and every answer is held against what the
entry has been: whole, 200, and one of its good versions, never an older one than already seen.
"""

import http.client
import re
import shutil
import subprocess
import sys
import threading
import time
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from pathlib import Path

from tests.support import small_catalogue
from tests.support.git_repository import git
from tests.support.running import ROOT, Running, environment, running, until

REAL = ROOT / "catalogue"
PAUSE = 0.01  # seconds between a reader's questions; without it they take all of a small machine
_H1 = re.compile(r"<h1>[^<]*?(\d+)</h1>")


@dataclass
class Seen:
    """What the readers saw."""

    answers: int = 0
    wrong: list[str] = field(default_factory=list)
    newest: int = 0


@dataclass(frozen=True)
class Place:
    """The folders of a trial, and the server over them."""

    folder: Path
    entry: str

    @property
    def editor(self) -> Path:
        return self.folder / "editor"

    @property
    def served(self) -> Path:
        return self.folder / "served"

    @property
    def index(self) -> Path:
        return self.folder / "index"

    @property
    def environment(self) -> dict[str, str]:
        return environment(self.served, self.index, PYTHON=sys.executable)


def prepare(folder: Path, *, small: bool = False, copies: int = 0) -> Place:
    """A catalogue as a bare repository with two clones.

    Args:
        folder: where.
        small: the tests' own catalogue, not the real one.
        copies: entries more than there are.
    """
    place = Place(folder, "ungejob" if small else "baba")
    if small:
        small_catalogue.write(place.editor)
    else:
        for part in ("entries", "vocabularies", "words"):
            shutil.copytree(REAL / part, place.editor / part)
    texts = [
        re.sub(r"(?m)^(relateret|eksempel_paa|tidligere):.*\n", "", path.read_text("utf-8"))
        for path in sorted((place.editor / "entries").glob("*.md"))
    ]
    for number in range(copies):
        text = texts[number % len(texts)]
        (place.editor / "entries" / f"kopi-{number}.md").write_text(text, "utf-8")
    write(place, 0)
    git(place.editor, "init", "-q", "-b", "main")
    git(place.editor, "add", "-A")
    git(place.editor, "commit", "-q", "-m", "0")
    git(folder, "clone", "-q", "--bare", "editor", "bare.git")
    git(folder, "clone", "-q", "bare.git", "served")
    git(place.editor, "remote", "add", "origin", "../bare.git")
    return place


def write(place: Place, number: int, *, broken: bool = False) -> None:
    """The entry's nth version, told by its title; a broken one has a fault."""
    path = place.editor / "entries" / f"{place.entry}.md"
    text = re.sub(
        r"(?m)^titl?e?l?:.*$", f"titel: Udgave {number}", path.read_text("utf-8"), count=1
    )
    path.write_text(text.replace("titel:", "titl:", 1) if broken else text, "utf-8")


def push(place: Place, number: int, *, broken: bool) -> None:
    """An editor's push, and the server's publishing of it, which tells a broken one by its code."""
    write(place, number, broken=broken)
    git(place.editor, "commit", "-q", "-am", str(number))
    git(place.editor, "push", "-q", "origin", "main")
    script = ROOT / "scripts" / "publish"
    done = subprocess.run(
        [script], env=place.environment, capture_output=True, text=True, timeout=120, check=False
    )
    assert done.returncode == (1 if broken else 0), done.stdout + done.stderr


def serve(place: Place) -> AbstractContextManager[Running]:
    """The real server."""
    return running(place.served, place.index, place.folder / "log", PREVIEW="0")


def version_shown(page: str) -> int:
    found = _H1.search(page)
    return int(found.group(1)) if found else -1


def read_on(server: Running, entry: str, good: set[int], stop: threading.Event, seen: Seen) -> None:
    """A reader who asks for the entry, a search and the overview until told to stop."""
    addresses = (
        f"/indsats/{entry}",
        "/?q=far",
        "/overblik",
        f"/api/v1/indsatser/{entry}",
    )
    while not stop.is_set():
        for address in addresses:
            stop.wait(PAUSE)
            try:
                status, page, _ = server.get(address)
            except (OSError, http.client.HTTPException) as error:
                seen.wrong.append(f"{address}: {error!r}")
                continue
            seen.answers += 1
            whole = page.rstrip().endswith(("</html>", "}"))
            if status != 200 or not whole:
                seen.wrong.append(f"{address}: {status}, {'whole' if whole else 'half'}")
            elif address == addresses[0] and version_shown(page) not in good:
                seen.wrong.append(f"{address}: showed {version_shown(page)}, good are {good}")


def until_shown(server: Running, entry: str, number: int) -> None:
    """Wait until both workers show a version, asked of many connections."""

    def everybody_shows_it() -> bool:
        pages = (server.get(f"/indsats/{entry}")[1] for _ in range(6))
        return all(version_shown(page) == number for page in pages)

    until(everybody_shows_it, f"version {number} is shown")


def run(folder: Path, pushes: int, *, copies: int = 0) -> tuple[Seen, list[float]]:
    """Push again and again under load, every fifth broken.

    Returns:
        What the readers saw, and for each good push the seconds from push to shown.
    """
    place = prepare(folder, copies=copies)
    seen, stop, times, good = Seen(), threading.Event(), list[float](), {0}
    with serve(place) as server:
        threads = [
            threading.Thread(target=read_on, args=(server, place.entry, good, stop, seen))
            for _ in range(3)
        ]
        try:
            for thread in threads:
                thread.start()
            last = 0
            for number in range(1, pushes + 1):
                broken = number % 5 == 0
                if not broken:
                    good.add(number)
                started = time.monotonic()
                push(place, number, broken=broken)
                last = last if broken else number
                until_shown(server, place.entry, last)
                if not broken:
                    times.append(time.monotonic() - started)
        finally:
            stop.set()
            for thread in threads:
                thread.join()
    return seen, times
