"""What takes long: first and kept times, and other visitors beside two such requests a second."""

import http.client
import itertools
import os
import shutil
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from tests.support.running import ROOT, Running, environment, running
from tests.trials.test_hostile_posts import Visitor

pytestmark = [pytest.mark.trials, pytest.mark.timeout(3600)]
SECONDS = 20
REAL = ROOT / "catalogue"


def timed(server: Running, address: str) -> tuple[int, float, int]:
    """Status, seconds and bytes of an answer."""
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=300)
    began = time.monotonic()
    try:
        connection.request("GET", address, headers={"Accept-Encoding": "br"})
        answer = connection.getresponse()
        size = len(answer.read())
        return answer.status, time.monotonic() - began, size
    finally:
        connection.close()


def copies(folder: Path, number: int) -> Path:
    """The real catalogue with so many entries."""
    for part in ("vocabularies", "words", "entries"):
        shutil.copytree(REAL / part, folder / part)
    texts = [path.read_text("utf-8") for path in sorted((folder / "entries").glob("*.md"))]
    for count in range(len(texts), number):
        lines = texts[count % len(texts)].split("\n")
        text = "\n".join(
            line
            for line in lines
            if not line.startswith(("relateret:", "eksempel_paa:", "tidligere:"))
        )
        (folder / "entries" / f"kopi-{count}.md").write_text(text, "utf-8")
    return folder


@pytest.mark.parametrize("number", [int(n) for n in os.environ.get("ENTRIES", "0 10000").split()])
def test_made_once_and_others_go_on(tmp_path: Path, number: int) -> None:
    catalogue = copies(tmp_path / "catalogue", number)
    slugs = [path.stem for path in sorted((catalogue / "entries").glob("*.md"))]
    folders = itertools.cycle(
        "/mappe.docx?" + "&".join(f"indsats={slug}" for slug in slugs[first : first + 40])
        for first in range(min(len(slugs), 400) - 40)
    )
    began = time.monotonic()
    build = [sys.executable, "-m", "catalogue", "build"]
    settings = environment(catalogue, tmp_path / "index")
    subprocess.run(build, cwd=ROOT, env=settings, check=True, capture_output=True)
    print(f"\n{len(slugs)} entries built in {time.monotonic() - began:.0f} s")
    with running(catalogue, tmp_path / "index", tmp_path / "log") as server:
        for address in (next(folders), "/eksport.xlsx", "/eksport.csv", "/api/v1/dump.json"):
            status, first, size = timed(server, address)
            assert status == 200
            kept = sorted(timed(server, address)[1] for _ in range(5))[2]
            print(f"{len(slugs)} entries, {address[:14]}: {first:.2f} s first, {kept * 1000:.0f} ms"
                  f" kept, {size / 1e6:.2f} MB")  # fmt: skip
        statuses: list[int] = []

        def ask_dearly(count: int) -> None:
            address = next(folders) if count % 2 else f"/eksport.xlsx?q=far+{count}"
            statuses.append(timed(server, address)[0])

        with Visitor(server) as visitor:
            threads = [threading.Thread(target=ask_dearly, args=(n,)) for n in range(2 * SECONDS)]
            for thread in threads:  # two a second, whether the earlier ones are done or not
                thread.start()
                time.sleep(0.5)
            for thread in threads:
                thread.join()
        print(f"two dear ones a second: {sorted(set(statuses))}; beside them {visitor.told()}")
        assert visitor.wrong == []
        assert set(statuses) <= {200, 503, 308}
