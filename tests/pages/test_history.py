"""/indsats/…/historik and /nyt: dates and notes from git, no names, a fallback without it."""

import pytest

from app import create_app
from tests.conftest import SITE, CheckedClient
from tests.support.git_repository import git
from tests.support.page_text import main_text
from web.server.build import build_now

AUTHOR = "Karen Kilde"


@pytest.fixture
def client(make_client) -> CheckedClient:
    """A catalogue in git, with an entry made and changed."""
    client = make_client(repo_url="https://forge.example/katalog", repo_kind="github")
    config = client.application.extensions["site"].config
    folder = config.catalogue

    git(folder, "init", "-q")
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", "Hemmelig", author=AUTHOR)
    path = folder / "entries" / "ungejob.md"
    path.write_text(path.read_text().replace("titel: Ungejob", "titel: Job til unge"))
    git(folder, "commit", "-q", "-am", "Hemmelig", author=AUTHOR)
    build_now(config)
    app = create_app(config)
    app.test_client_class = CheckedClient
    found = app.test_client()
    assert isinstance(found, CheckedClient)
    return found


def test_an_entrys_history_tells_what_changed(client):
    page = client.page("/indsats/ungejob/historik")
    assert "Titlen rettet." in main_text(page)
    assert "Oprettet." in main_text(page)
    links = [link.get("href") for link in page.iterfind(".//main//a")]
    assert any("/commit/" in link for link in links)
    assert all("Karen" not in part and "Hemmelig" not in part for part in page.itertext())


def test_the_entry_leads_to_its_history(client):
    links = [link.get("href") for link in client.page("/indsats/ungejob").iterfind(".//main//a")]
    assert "/indsats/ungejob/historik" in links


def test_news_tells_the_newest_of_all(client):
    page = main_text(client.page("/nyt"))
    assert "Job til unge: titlen rettet" in page
    assert "Job til unge: oprettet" in page


def test_without_git_the_day_of_review_stands_in(make_client):
    client = make_client()
    assert "ikke kendt her" in main_text(client.page("/indsats/ungejob/historik"))
    assert "holdt op mod kilderne" in main_text(client.page("/nyt"))
    assert client.get("/indsats/nix/historik").status_code == 404


def test_the_histories_are_not_for_search_engines(client):
    assert "noindex" in client.get("/indsats/ungejob/historik").text
    assert f"{SITE}/nyt" in client.get("/sitemap.xml").text
