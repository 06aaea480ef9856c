"""Two hundred pushes of all kinds with the real scripts/publish, and readers all the while.

Each kind is pushed and taken back; after each, the site answers, and what is wrong is told on
/status. In the end publishing works.
"""

import os
import subprocess
import threading
from pathlib import Path

import pytest

from tests.support import pushing
from tests.support.git_repository import git
from tests.support.hostile_pushes import PUSHES, commit, push, undo
from tests.support.pushing import Place, Seen, prepare, read_on, serve
from tests.support.running import ROOT

pytestmark = [pytest.mark.trials, pytest.mark.timeout(3600)]
TIMES = int(os.environ.get("PUSHES", "200"))


def publish(place: Place) -> int:
    """The server's publishing; its exit code."""
    script = ROOT / "scripts" / "publish"
    done = subprocess.run(
        [script], env=place.environment, capture_output=True, timeout=300, check=False
    )
    return done.returncode


def to_forge(folder: Path) -> None:
    git(folder, "push", "-q", "origin", "main")


def test_hostile_pushes_under_load(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place = prepare(tmp_path, small=True)
    seen, stop = Seen(), threading.Event()
    codes: dict[int, int] = {}
    untold: list[str] = []
    # Where all names are others, the readers' entry is rightly gone.
    kinds = [item for item in PUSHES.items() if item[0] != "everything renamed"]
    with serve(place) as server:
        reader = threading.Thread(target=read_on, args=(server, place.entry, {0}, stop, seen))
        try:
            reader.start()
            for number in range(TIMES // 2):
                name, kind = kinds[number % len(kinds)]
                push(place.editor, kind)
                to_forge(place.editor)
                code = publish(place)
                codes[code] = codes.get(code, 0) + 1
                told = server.get("/status")[1]
                if kind.told and "Ingen fejl i filerne" in told and "Advarsler" not in told:
                    untold.append(f"{name}: {code}")
                undo(place.editor)
                to_forge(place.editor)
                code = publish(place)
                codes[code] = codes.get(code, 0) + 1
            pushing.write(place, 1)
            commit(place.editor)
            to_forge(place.editor)
            assert publish(place) in (0, 1)
            pushing.until_shown(server, place.entry, 1)
        finally:
            stop.set()
            reader.join()
            wrong = [line for line in seen.wrong if "showed 1, good" not in line]
            print(
                f"{seen.answers} answers, {len(wrong)} wrong; exit codes {codes}; untold {untold}"
            )
    assert wrong == []
    assert untold == []
    assert set(codes) <= {0, 1}, codes
