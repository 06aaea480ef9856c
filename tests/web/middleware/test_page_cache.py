"""Pages kept for the next visitor: bounded, and never another page than was asked for."""

import re
from pathlib import Path

from app import create_app
from catalogue.generations.reader import current_name
from tests.support.small_catalogue import ENTRIES, write
from web.middleware.headers import kept_pages
from web.middleware.page_cache import Kept, KeptPages
from web.server.build import build_now
from web.site.config import Config
from web.site.snapshot import Site


def test_bounded_in_bytes_and_the_longest_unused_goes() -> None:
    pages = KeptPages(most_bytes=40_000)
    for number in range(100):
        pages.keep(str(number), "br", Kept(b"x" * 1000, ()))
        pages.get("0", "br")
        assert pages.size <= 40_000
    assert pages.get("0", "br") is not None
    assert pages.get("1", "br") is None
    assert pages.get("99", "br") is not None
    assert pages.get("99", "gzip") is None


def test_too_large_and_odd_ones_are_not_kept() -> None:
    pages = KeptPages()
    pages.keep("a", "br", Kept(b"x" * 2**20, ()))
    pages.keep("b", "x" * 500, Kept(b"x", ()))
    assert pages.size == 0
    pages.keep("c", "br", Kept(b"x", ()))
    size = pages.size
    pages.keep("c", "br", Kept(b"y", ()))
    assert pages.size == size


def test_only_plain_answers_to_get_are_kept(tmp_path: Path) -> None:
    app = create_app(Config(write(tmp_path / "c", hostile=False), tmp_path / "i"))
    client = app.test_client()
    for path, method in (
        ("/findes-ikke", "GET"), ("/?q=far", "HEAD"), ("/status", "GET"), ("/healthz", "GET"),
        ("/metrics", "GET"), ("/indsats/sprog-fra-start", "GET"), ("/", "POST"),
    ):  # fmt: skip
        client.open(path, method=method)
    with app.app_context():
        assert kept_pages().size == 0
        client.get("/?q=far")
        assert kept_pages().size > 0


def test_conditional_requests_on_every_page(tmp_path: Path) -> None:
    app = create_app(Config(write(tmp_path / "c", hostile=False), tmp_path / "i"))
    client = app.test_client()
    for path in ("/", "/?q=far", "/indsats/ungejob", "/overblik", "/om", "/api/v1/indsatser"):
        answer = client.get(path)
        tag = answer.headers["ETag"]
        again = client.get(path, headers={"If-None-Match": tag})
        assert (again.status_code, again.data, again.headers["ETag"]) == (304, b"", tag)
        assert "Content-Security-Policy" in again.headers
        other = client.get(path + ("&" if "?" in path else "?") + "side=1")
        assert other.headers.get("ETag") != tag


def test_a_page_follows_its_generation_there_and_back(tmp_path: Path) -> None:
    """A rollback shows the old page, though the new one was kept meanwhile."""
    config = Config(write(tmp_path / "c", hostile=False), tmp_path / "i")
    app = create_app(config)
    client, site = app.test_client(), app.extensions["site"]
    assert isinstance(site, Site)
    first = client.get("/?q=")
    old = str(current_name(config.index))
    (config.catalogue / "entries" / "ungejob.md").unlink()
    build_now(config)
    site.look()
    second = client.get("/?q=")
    assert second.headers["ETag"] != first.headers["ETag"]
    assert count_of(second.text) == len(ENTRIES) - 1
    (config.index / "current.x").write_text(old + "\n")
    (config.index / "current.x").replace(config.index / "current")
    site.look()
    assert client.get("/?q=").data == first.data
    assert client.get("/?q=", headers={"If-None-Match": first.headers["ETag"]}).status_code == 304


def count_of(page: str) -> int:
    found = re.search(r"(\d+) indsatser", page)
    assert found is not None
    return int(found[1])
