"""The running API against its own description: schemathesis looks for one case where they differ.

.venv/bin/python -m pytest tests/trials/test_open_data.py -m trials -s
"""

import http.client
import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from catalogue.checking.folder import HERE
from tests.support.running import running

pytestmark = pytest.mark.trials
DESCRIPTION = "/api/v1/openapi.json"


def test_the_api_does_what_its_description_says(tmp_path: Path) -> None:
    """Whatever the description allows is answered as it says; whatever it does not is refused."""
    catalogue = tmp_path / "catalogue"
    shutil.copytree(HERE, catalogue, ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    with running(catalogue, tmp_path / "index", tmp_path / "log") as server:
        address = f"http://127.0.0.1:{server.port}{DESCRIPTION}"
        file = tmp_path / "openapi.json"
        file.write_text(json.dumps(json.loads(server.get(DESCRIPTION)[1])), encoding="utf-8")
        validator = [str(Path(sys.executable).with_name("openapi-spec-validator")), str(file)]
        subprocess.run(validator, check=True, capture_output=True)
        done = subprocess.run(
            [str(Path(sys.executable).with_name("schemathesis")), "run", address, "--checks", "all",
             "--max-examples", "100", "--continue-on-failure"],
            capture_output=True, text=True, check=False, cwd=tmp_path,
        )  # fmt: skip
    assert done.returncode == 0, done.stdout[-6000:]


def test_forty_entries_pass_a_small_limit(tmp_path: Path) -> None:
    """The longest folder there can be is shorter than what any server takes for a first line."""
    catalogue = tmp_path / "catalogue"
    shutil.copytree(HERE, catalogue, ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    model = next((catalogue / "entries").glob("*.md")).read_text(encoding="utf-8")
    slugs = [f"{number:02}{'x' * 78}" for number in range(41)]
    for slug in slugs:
        (catalogue / "entries" / f"{slug}.md").write_text(model, encoding="utf-8")
    with running(catalogue, tmp_path / "index", tmp_path / "log") as server:
        for path in ("/mappe", "/mappe/udskrift", "/mappe.docx"):
            address = f"{path}?{'&'.join(f'indsats={slug}' for slug in slugs[:40])}"
            assert len(f"POST {address} HTTP/1.1\r\n") < 4094
            assert status(server.port, address) == 200
        refused = f"/mappe?{'&'.join(f'indsats={slug}' for slug in slugs)}"
        code, body, _ = server.get(refused)
        assert code == 400
        assert "En mappe kan rumme 40 indsatser" in body


def status(port: int, address: str) -> int:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    try:
        connection.request("GET", address)
        return connection.getresponse().status
    finally:
        connection.close()
