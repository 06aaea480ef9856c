"""Kills builders at every place where they touch the index folder, and looks at what is left.

A program of its own, since it forks: `python killing.py FOLDER every STEP [FIRST]` kills at each
STEP-th touch; `python killing.py FOLDER times N` kills N builders at even shares of a build's
time. Prints one line of JSON: how many were killed, what was published, and what went wrong.
"""

import datetime as dt
import json
import os
import signal
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from catalogue.generations.build import Built, Job, build
from catalogue.generations.reader import GenerationError, open_current
from search.index.indexer import WhooshIndexer
from tests.support.running import retitle
from tests.support.small_catalogue import write

DAY = dt.date(2026, 11, 23)
TOUCHES = ("open", "os.rename", "os.mkdir", "os.rmdir", "os.remove", "shutil.rmtree")
SLUG = "ungejob"


def make(folder: Path) -> Built:
    return build(Job(folder / "catalogue", folder / "index", WhooshIndexer(), DAY))


def killed_at(folder: Path, touch: int) -> bool:
    """A builder killed before it touches the index folder for the nth time; False if it ended."""
    index = str(folder / "index")
    seen = 0

    def watch(event: str, arguments: tuple[object, ...]) -> None:
        nonlocal seen
        if event in TOUCHES and str(arguments[0]).startswith(index):
            seen += 1
            if seen == touch:
                os.kill(os.getpid(), signal.SIGKILL)

    child = os.fork()
    if not child:
        sys.addaudithook(watch)
        make(folder)
        os._exit(0)
    return os.WIFSIGNALED(os.waitpid(child, 0)[1])


def killed_after(folder: Path, seconds: float) -> bool:
    child = os.fork()
    if not child:
        make(folder)
        os._exit(0)
    time.sleep(seconds)
    os.kill(child, signal.SIGKILL)
    return os.WIFSIGNALED(os.waitpid(child, 0)[1])


def title(folder: Path) -> str:
    """The title that readers see now, every byte of the generation checked."""
    generation = open_current(folder / "index")
    try:
        return generation.record(SLUG).entry.title
    finally:
        generation.close()


def trial(folder: Path, touches: "list[int] | None", times: int) -> dict[str, object]:
    write(folder / "catalogue", hostile=False)
    make(folder)
    began = time.monotonic()
    retitle(folder / "catalogue", SLUG, "Mål")
    make(folder)
    whole = time.monotonic() - began
    killed, old, new, wrong = 0, 0, 0, []
    plan = touches if touches is not None else [n + 1 for n in range(times)]
    for number, place in enumerate(plan):
        before = title(folder)
        after = f"Udgave {number}"
        retitle(folder / "catalogue", SLUG, after)
        if touches is not None:
            dead = killed_at(folder, place)
        else:
            dead = killed_after(folder, whole * 1.1 * place / times)
        try:
            shown = title(folder)
        except GenerationError as error:
            wrong.append(f"touch {place}: {error}")
            shown = ""
        if shown not in (before, after):
            wrong.append(f"touch {place}: shows {shown!r}, neither {before!r} nor {after!r}")
        killed += dead
        old += shown == before
        new += shown == after
        if make(folder).outcome not in ("ok", "unchanged") or title(folder) != after:
            wrong.append(f"touch {place}: the next build did not mend it")
        strays = [
            path.name
            for path in (folder / "index").iterdir()
            if not path.name.startswith(("gen-", "kept-"))
            and path.name not in ("lock", "current", "attempt.json")
        ]
        if strays:
            wrong.append(f"touch {place}: left {strays}")
        if touches is not None and not dead:  # past the last touch
            break
    return {"killed": killed, "old": old, "new": new, "wrong": wrong}


if __name__ == "__main__":
    where, how, count = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
    places = list(range(1, 1000, count)) if how == "every" else None
    print(json.dumps(trial(where, places, count)))
