"""The small catalogue built for real, the real app over it, and a client that checks each page."""

import threading
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from jinja2.bccache import Bucket, BytecodeCache
from lxml.etree import _Element as Element
from werkzeug.serving import make_server
from werkzeug.test import TestResponse

from app import create_app
from tests.support import small_catalogue
from tests.support.invariants import faults, parse
from web.server.build import build_now
from web.site.config import Config

SITE = "https://katalog.example"


class Compiled(BytecodeCache):
    """Templates as one app compiled them, for all apps of a test run: half of what an app costs."""

    def __init__(self) -> None:
        self._kept: dict[tuple[str, str], bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        if kept := self._kept.get((bucket.key, bucket.checksum)):
            bucket.bytecode_from_string(kept)

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._kept[bucket.key, bucket.checksum] = bucket.bytecode_to_string()


Flask.jinja_options = {**Flask.jinja_options, "bytecode_cache": Compiled()}


def is_readable_page(response: TestResponse) -> bool:
    plain = "Content-Encoding" not in response.headers
    return (
        plain
        and response.mimetype == "text/html"
        and response.status_code not in (301, 302, 304, 308)
    )


class CheckedClient(FlaskClient):
    """Every HTML page it fetches holds what every page must."""

    def open(self, *args, **kwargs) -> TestResponse:
        response = super().open(*args, **kwargs)
        assert response.status_code < 500, response.text[:2000]
        if is_readable_page(response):
            found = faults(response.text, SITE)
            assert not found, "\n".join([response.request.url, *found])
        return response

    def unchecked(self, address: str) -> TestResponse:
        """An answer whose page is checked elsewhere, or is broken on purpose."""
        return super().open(address)

    def page(self, address: str, status: int = 200) -> Element:
        """A page as a tree, after checking its status."""
        response = self.get(address)
        assert response.status_code == status, (address, response.status_code)
        return parse(response.text)


@pytest.fixture(scope="session")
def config(tmp_path_factory: pytest.TempPathFactory) -> Config:
    folder = tmp_path_factory.mktemp("katalog")
    small_catalogue.write(folder / "catalogue")
    return Config(
        folder / "catalogue", folder / "index", site_url=SITE,
        repo_url="https://forge.example/katalog", repo_kind="github", was_url="https://was.example/erklaering",
    )  # fmt: skip


@pytest.fixture(scope="session")
def app(config: Config) -> Flask:
    assert build_now(config).outcome in ("ok", "unchanged")
    app = create_app(config)
    app.test_client_class = CheckedClient
    return app


@pytest.fixture
def client(app: Flask) -> CheckedClient:
    client = app.test_client()
    assert isinstance(client, CheckedClient)
    return client


def client_over(folder: Path, prepare=None, **settings) -> CheckedClient:
    """A client over a small catalogue of its own, with its own settings."""
    small_catalogue.write(folder / "catalogue")
    if prepare is not None:
        prepare(folder / "catalogue")
    return client_of(Config(folder / "catalogue", folder / "index", site_url=SITE, **settings))


def client_of(config: Config) -> CheckedClient:
    """A client over what is built of a folder now."""
    build_now(config)
    app = create_app(config)
    app.test_client_class = CheckedClient
    client = app.test_client()
    assert isinstance(client, CheckedClient)
    return client


@pytest.fixture
def make_client(tmp_path: Path):
    """Makes a client over a catalogue of the test's own."""
    return partial(client_over, tmp_path)


@pytest.fixture(scope="module")
def make_clients(tmp_path_factory: pytest.TempPathFactory):
    """The same for a module's tests to share, which then only read."""

    def make(prepare=None, **settings) -> CheckedClient:
        return client_over(tmp_path_factory.mktemp("shared"), prepare, **settings)

    return make


@pytest.fixture(scope="session")
def server(app: Flask) -> Iterator[str]:
    """The app behind a real server with threads; its address."""
    running = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=running.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{running.server_port}"
    running.shutdown()
    running.server_close()
    thread.join()
