"""A site over a small catalogue with a hostile entry in it."""

from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app import create_app
from tests.support.small_catalogue import write
from web.site.config import Config

SITE_URL = "https://katalog.example.dk"


@pytest.fixture(scope="session")
def app(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    folder = tmp_path_factory.mktemp("security")
    return create_app(Config(write(folder / "catalogue"), folder / "index", site_url=SITE_URL))


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


def pages(app: Flask) -> list[str]:
    """An address of every page that takes none but known parts."""
    found = []
    for rule in app.url_map.iter_rules():
        if rule.endpoint.startswith("static") or "GET" not in (rule.methods or ()):
            continue
        found.append(rule.rule.replace("<slug>", "sprogstart").replace("<path:name>", "x"))
    return sorted(path for path in found if "<" not in path)


@pytest.fixture(scope="session")
def paths(app: Flask) -> list[str]:
    return pages(app)


@pytest.fixture(scope="session")
def here() -> Path:
    return Path(__file__).parents[2]
