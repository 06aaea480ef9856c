"""The small catalogue with what the tools ask for: areas, ages, questions, places on a map."""

from pathlib import Path

import pytest

from app import create_app
from tests import small_catalogue
from tests.conftest import SITE, CheckedClient
from web.server.build import build_now
from web.site.config import Config

FORMULA = '=HYPERLINK("http://evil.example","klik")'
AREAS = """\
noegle: indsatsomraade
navn: Indsatsområde
forklaring: Fire områder.
facet: true
rolle: [mappe]
raekkefoelge: 4
termer:
  - {noegle: uddannelse, navn: Uddannelse og livschancer}
  - {noegle: arbejde, navn: Beskæftigelse}
"""
# What is put in place of what in the small catalogue's vocabularies.
ADDED = {
    "maalgruppe": (
        ("aaben: true", "aaben: true\nspoergsmaal: Hvem drejer det sig om?"),
        ("navn: Børn 0-2 år,", "navn: Børn 0-2 år, alder: [0, 2],"),
        ("navn: Unge 18-29 år,", "navn: Unge 18-29 år, alder: [18, 29],"),
    ),
    "tema": (("nul: vis", "nul: vis\nspoergsmaal: Hvad vil I gøre noget ved?"),),
    "dokumentation": (("ordnet: true", "ordnet: true\nspoergsmaal: Hvor sikker?"),),
    "kommune": (("rolle: [fakta, kort]", "rolle: [fakta, kort]\nspoergsmaal: Hvor er I?"),),
}


def write(folder: Path) -> None:
    small_catalogue.write(folder)
    for name, changes in ADDED.items():
        change(folder / "vocabularies" / f"{name}.yaml", *changes)
    (folder / "vocabularies" / "indsatsomraade.yaml").write_text(AREAS, encoding="utf-8")
    for slug, area in (
        ("ungejob", "arbejde"),
        ("sprogstart", "uddannelse"),
        ("bogglad", "uddannelse"),
    ):
        file = folder / "entries" / f"{slug}.md"
        change(file, ("gennemgaaet:", f"indsatsomraade: [{area}]\ngennemgaaet:"))
    file = folder / "entries" / "gaardliv.md"
    change(file, ("titel: Gårdliv", f"titel: '{FORMULA}'"))


def change(file: Path, *changes: tuple[str, str]) -> None:
    text = file.read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text, (file.name, old)
        text = text.replace(old, new, 1)
    file.write_text(text, encoding="utf-8")


@pytest.fixture(scope="session")
def tools_app(tmp_path_factory: pytest.TempPathFactory):
    folder = tmp_path_factory.mktemp("vaerktoej")
    write(folder / "catalogue")
    config = Config(folder / "catalogue", folder / "index", site_url=SITE)
    build_now(config)
    app = create_app(config)
    app.test_client_class = CheckedClient
    return app


@pytest.fixture
def tools(tools_app) -> CheckedClient:
    client = tools_app.test_client()
    assert isinstance(client, CheckedClient)
    return client
