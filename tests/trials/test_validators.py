"""The validators of others: the Nu HTML checker and Lighthouse, fetched by npm for the run.

Run by `make trials`. What they need (node, java, a registry that answers) is not asked of a
clone: without it the trial is skipped, and says so.
"""

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.support.engines import chromium_path
from tests.support.fetching import fetched

pytestmark = pytest.mark.trials
VNU, LIGHTHOUSE = "vnu-jar@26.9.27", "lighthouse@12.8.2"
KINDS = (
    "/", "/?q=", "/?q=sprog&maalgruppe=gravide", "/?q=sprogstrat",
    "/?q=far&kommune=aarhus&type=metode", "/indsats/sprogstart", "/indsats/ungejob",
    "/overblik", "/ordliste", "/om", "/tilgaengelighed", "/status", "/findes-ikke",
)  # fmt: skip
FLAGS = "--headless --no-sandbox --disable-quic --disable-background-networking --no-first-run"
# Result pages are noindex on purpose, which Lighthouse counts against them.
EXPECTED = {
    "/": {"performance": 98, "accessibility": 100, "best-practices": 100, "seo": 100},
    "/?q=sprog": {"performance": 98, "accessibility": 100, "best-practices": 100},
    "/indsats/sprogstart": {
        "performance": 98, "accessibility": 100, "best-practices": 100, "seo": 100,
    },
}  # fmt: skip


def test_html_is_valid(client, tmp_path):
    """The Nu HTML checker has nothing to say of any kind of page, nor of our style sheet."""
    java = shutil.which("java")
    if java is None:
        pytest.skip("java is not installed")
    jar = next(fetched(VNU, tmp_path).rglob("vnu.jar"))
    pages = tmp_path / "pages"
    pages.mkdir()
    for number, address in enumerate(KINDS):
        (pages / f"{number:02}.html").write_text(client.unchecked(address).text, encoding="utf-8")
    command = [java, "-jar", str(jar), "--format", "json", "--skip-non-html", str(pages)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    messages = json.loads(done.stderr)["messages"]
    assert not messages, "\n".join(
        f"{KINDS[int(Path(one['url']).stem)]}: {one['message']} {one.get('extract', '')[:200]}"
        for one in messages
    )


@pytest.mark.parametrize("address", EXPECTED)
def test_lighthouse_is_content(server, tmp_path, address):
    """Mobile profile: full marks but for performance, which the machine's own load moves."""
    command = fetched(LIGHTHOUSE, tmp_path) / ".bin" / "lighthouse"
    report = tmp_path / "report.json"
    arguments = [
        str(command), server + address, "--quiet", "--output=json", f"--output-path={report}",
        f"--chrome-flags={FLAGS}",
    ]  # fmt: skip
    environment = {**os.environ, "CHROME_PATH": chromium_path() or ""}
    subprocess.run(arguments, check=True, env=environment, capture_output=True, text=True)
    told = json.loads(report.read_text(encoding="utf-8"))["categories"]
    scores = {name: round(told[name]["score"] * 100) for name in EXPECTED[address]}
    short = {name: score for name, score in scores.items() if score < EXPECTED[address][name]}
    assert not short, (address, scores)
