"""Addresses of all pages of the small catalogue's site, which holds a hostile entry."""

from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """Without looking into each page: what is asked for here is as odd as a request can be."""
    return FlaskClient(app, app.response_class, use_cookies=True)


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
