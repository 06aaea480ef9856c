"""The preview: a saved file is seen at the next look, and built beside the server."""

from pathlib import Path

import pytest

from catalogue.generations.build import Built
from tests.conftest import CheckedClient
from tests.support.page_text import main_text
from tests.support.running import until
from web.server.preview_builder import build_what_is_saved
from web.site.config import Config


@pytest.fixture
def client(make_client):
    return make_client(preview=True)


def entries(client: CheckedClient) -> Path:
    config: Config = client.application.extensions["site"].config
    return config.catalogue / "entries"


def test_a_saved_file_is_shown_without_a_build(client):
    path = entries(client) / "ungejob.md"
    before = client.get("/indsats/ungejob")
    path.write_text(path.read_text().replace("titel: Ungejob", "titel: Job til unge"))
    seen = {"If-None-Match": before.headers.get("ETag", "")}
    address = "/indsats/ungejob"
    # The folder is looked at ten times a second.
    until(lambda: client.get(address, headers=seen).text != "", "the saved file")
    assert "<h1>Job til unge</h1>" in client.get(address).text


def test_a_broken_file_shows_its_last_good_version_under_its_faults(client):
    path = entries(client) / "ungejob.md"
    path.write_text(path.read_text().replace("titel:", "titl:"))
    page = main_text(client.page("/indsats/ungejob"))
    assert "Mente du titel?" in page
    assert "seneste gode udgave" in page
    assert "Ungejob" in page


def test_a_new_file_has_a_page_at_once_even_a_broken_one(client):
    good = (entries(client) / "ungejob.md").read_text()
    (entries(client) / "ny.md").write_text(good.replace("titel: Ungejob", "titel: Helt ny"))
    (entries(client) / "brudt.md").write_text("---\ntitel: [\n---\n")
    assert "Helt ny" in main_text(client.page("/indsats/ny"))
    assert "parentes bliver åbnet" in main_text(client.page("/indsats/brudt"))
    assert client.get("/indsats/findes-ikke").status_code == 404


def test_a_server_shows_what_is_published(make_client):
    client = make_client(preview=False)
    path = entries(client) / "ungejob.md"
    path.write_text("---\ntitel: [\n---\n")
    page = main_text(client.page("/indsats/ungejob"))
    assert "kantet" not in page


def test_what_is_saved_is_built_once(tmp_path):
    """One build at the start and one for each save; a disk that is full ends nothing."""
    folder = tmp_path / "catalogue"
    (folder / "entries").mkdir(parents=True)
    looks, built = iter(range(8)), []

    def alive() -> bool:
        look = next(looks, None)
        if look in (2, 5):
            (folder / "entries" / f"{look}.md").write_text("x")
        return look is not None

    def build(config: Config) -> Built | None:
        built.append(sorted(path.name for path in config.catalogue.glob("entries/*")))
        raise OSError(28, "No space left on device")

    build_what_is_saved(Config(folder, tmp_path / "index"), build, alive, look_every=0)
    assert built == [[], ["2.md"], ["2.md", "5.md"]]
