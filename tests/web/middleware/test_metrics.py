"""What /metrics tells: numbers in Prometheus's own format, of all workers, of no visitor."""

import re
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from app import create_app
from tests.support.small_catalogue import write
from web.site.config import Config

LINE = re.compile(r'^[a-z_]+(\{[a-z]+="[^"]*"(,[a-z]+="[^"]*")*\})? -?\d+(\.\d+)?$')


@pytest.fixture
def client(tmp_path: Path) -> FlaskClient:
    catalogue = write(tmp_path / "catalogue", hostile=False)
    return create_app(Config(catalogue, tmp_path / "index")).test_client()


def told(client: FlaskClient) -> dict[str, float]:
    text = client.get("/metrics").text
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    assert all(LINE.match(line) for line in lines), text
    return {line.rpartition(" ")[0]: float(line.rpartition(" ")[2]) for line in lines}


def test_requests_are_counted_by_family_and_status(client: FlaskClient) -> None:
    before = told(client)
    for path in ("/", "/?q=far", "/?q=mor", "/indsats/ungejob", "/findes-ikke", "/x/y?q=a"):
        client.get(path)
    after = told(client)

    def more(family: str, status: int) -> float:
        name = f'indsats_requests_total{{family="{family}",status="{status}"}}'
        return after.get(name, 0) - before.get(name, 0)

    assert more("search", 200) == 2
    assert (more("front", 200), more("entry", 200), more("other", 404)) == (1, 1, 2)
    assert after['indsats_request_seconds_count{family="search"}'] >= 2
    edges = [
        v
        for k, v in after.items()
        if k.startswith('indsats_request_seconds_bucket{family="search"')
    ]
    assert edges == sorted(edges)
    assert edges[-1] == after['indsats_request_seconds_count{family="search"}']


def test_what_is_shown_and_what_it_takes(client: FlaskClient) -> None:
    found = told(client)
    assert found["indsats_entries"] == 12
    assert found["indsats_broken_entries"] == 0
    assert found["indsats_generation_age_seconds"] >= 0
    assert any(name.startswith('indsats_generation_info{name="gen-') for name in found)
    memory = [value for name, value in found.items() if name.startswith("indsats_worker_memory")]
    assert not Path("/proc/self/statm").exists() or max(memory) > 10_000_000


def test_kept_pages_are_counted(client: FlaskClient) -> None:
    before = told(client)["indsats_kept_pages_total"]
    first, second = client.get("/?q=far"), client.get("/?q=far")
    assert first.data == second.data
    assert list(first.headers) == list(second.headers)
    assert told(client)["indsats_kept_pages_total"] == before + 1
