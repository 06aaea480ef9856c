"""The Mozilla HTTP Observatory itself, asked about a site behind the documented nginx with TLS.

    .venv/bin/python -m pytest tests/trials/test_observatory.py -m trials -s

It looks at ports 80 and 443 alone, so the trial runs as root, on 127.0.0.1.
"""

import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.support.fetching import fetched
from tests.support.running import ROOT, answers, command, running, until
from tests.support.small_catalogue import write

pytestmark = [
    pytest.mark.trials,
    pytest.mark.skipif(os.geteuid() != 0, reason="only root may listen on 80 and 443"),
    pytest.mark.skipif(not shutil.which("nginx"), reason="no nginx"),
    pytest.mark.skipif(not shutil.which("node"), reason="no node"),
]
OBSERVATORY = "@mdn/mdn-http-observatory@1.4.8"
EXAMPLE = ROOT / "docs" / "examples" / "nginx.conf"
SCAN = """
import { scan } from "@mdn/mdn-http-observatory/src/scanner/index.js";
console.log(JSON.stringify(await scan("localhost")));
"""


@contextmanager
def nginx_with_tls(folder: Path, instance: int) -> Iterator[None]:
    """The documented configuration as it stands, but for where its files lie and who it is."""
    key, certificate = folder / "katalog.key", folder / "katalog.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2",
         "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost",
         "-keyout", str(key), "-out", str(certificate)],
        check=True, capture_output=True,
    )  # fmt: skip
    text = EXAMPLE.read_text(encoding="utf-8")
    for old, new in (
        ("katalog.example.dk", "localhost"), ("/etc/ssl/certs/katalog.pem", certificate),
        ("/etc/ssl/private/katalog.key", key), ("listen 443", "listen 127.0.0.1:443"),
        ("listen 80;", "listen 127.0.0.1:80;"), ("127.0.0.1:8001", f"127.0.0.1:{instance}"),
        ("/run/", f"{folder}/"), ("/var/log/nginx/", f"{folder}/"),
        ("/var/lib/nginx/", f"{folder}/"),
    ):  # fmt: skip
        text = text.replace(old, str(new))
    path = folder / "nginx.conf"
    path.write_text(text, encoding="utf-8")
    subprocess.run(["nginx", "-t", "-q", "-c", str(path)], check=True)
    process = subprocess.Popen(["nginx", "-c", str(path), "-g", "daemon off;"])
    try:
        yield
    finally:
        process.terminate()
        process.wait(20)


def test_the_observatory_gives_its_best_grade(tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    packages = fetched(OBSERVATORY, tmp_path)
    # A list that its install script fetches; without it no site counts as preloaded.
    (packages / "@mdn" / "mdn-http-observatory" / "conf" / "hsts-preload.json").write_text("{}")
    script = tmp_path / "scan.mjs"
    script.write_text(SCAN)
    catalogue = write(tmp_path / "catalogue", hostile=False)
    index = tmp_path / "index"
    assert command(catalogue, index, "build").returncode == 0
    with (
        running(catalogue, index, tmp_path / "log", SITE_URL="https://localhost") as site,
        nginx_with_tls(tmp_path, site.port),
    ):
        until(lambda: answers(site), "the site answers")
        done = subprocess.run(
            ["node", str(script)], capture_output=True, text=True, check=True, cwd=tmp_path,
            env={**os.environ, "NODE_EXTRA_CA_CERTS": str(tmp_path / "katalog.pem")},
        )  # fmt: skip
    told = json.loads(done.stdout)
    missed = {name: test["result"] for name, test in told["tests"].items() if not test["pass"]}
    print(f"\nThe Observatory: {told['scan']['grade']}, {told['scan']['score']} points")
    assert missed == {}
    assert (told["scan"]["grade"], told["scan"]["score"] >= 130) == ("A+", True), told["scan"]
