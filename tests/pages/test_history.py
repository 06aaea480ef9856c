"""/indsats/…/historik and /nyt: dates and notes from git, no names, a fallback without it."""

import datetime as dt
import re
from pathlib import Path

import lxml.etree
import pytest

from catalogue.generations.assemble import addresses
from catalogue.git.log import Versions
from catalogue.model.entry import Entry
from catalogue.model.record import Change, Record
from tests.conftest import SITE, CheckedClient
from tests.support.git_repository import git
from tests.support.page_text import main_text
from web.entry.history import newest
from web.opendata.feed import identity

ATOM = {"a": "http://www.w3.org/2005/Atom"}
AUTHOR = "Karen Kilde"
DELETED = "far-i-odense"


@pytest.fixture(scope="module")
def client(make_clients) -> CheckedClient:
    """A catalogue in git, with an entry made and changed."""
    client = make_clients(in_git, repo_url="https://forge.example/katalog", repo_kind="github")
    assert isinstance(client, CheckedClient)
    return client


def in_git(folder: Path) -> None:
    git(folder, "init", "-q")
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", "Hemmelig", author=AUTHOR)
    path = folder / "entries" / "ungejob.md"
    path.write_text(path.read_text().replace("titel: Ungejob", "titel: Job til unge"))
    git(folder, "commit", "-q", "-am", "Hemmelig", author=AUTHOR)


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
    """Made and changed on one day is new, and told once."""
    page = client.page("/nyt")
    links = [link.get("href") for link in page.iterfind(".//main//li/a")]
    assert links.count("/indsats/ungejob") == 1
    assert "Nye indsatser" in main_text(page)
    assert "oprettet" not in main_text(page)


def change(date: str, *notes: str) -> Change:
    return Change(dt.date.fromisoformat(date), "", notes)


def told(*changes: Change) -> list[tuple[str, bool, tuple[str, ...]]]:
    day = dt.date(2026, 1, 1)
    entry = Entry("x", "X", "Om X.", day)
    found = newest([Record(entry, day, history=changes)])
    return [(one.date.isoformat(), one.is_new, one.notes) for one in found]


def test_an_entrys_changes_of_a_day_are_one_line():
    assert told(
        change("2026-03-02", "titlen rettet", "ny kilde"),
        change("2026-03-02", "titlen rettet", "holdt op mod kilderne igen"),
        change("2026-03-01", "ny kilde"),
        change("2026-02-01", "resultat rettet"),
        change("2026-02-01", "oprettet"),
    ) == [
        ("2026-03-02", False, ("titlen rettet", "ny kilde", "gennemgået mod kilderne")),
        ("2026-03-01", False, ("ny kilde",)),
        ("2026-02-01", True, ("Om X.",)),
    ]


def test_what_no_reader_sees_is_no_news():
    assert told(
        change("2026-03-05", "nyt filnavn og ny adresse", "titlen rettet"),
        change("2026-03-04", "nyt filnavn og ny adresse"),
        change("2026-03-03", "fejl i filen rettet"),
        change("2026-03-02", "fejl i filen"),
        change("2026-03-01", "opsætning rettet"),
    ) == [("2026-03-05", False, ("titlen rettet",)), ("2026-03-03", False, ("teksten rettet",))]


def test_new_entries_stand_first_in_their_day():
    day = dt.date(2026, 3, 1)
    records = [
        Record(Entry("a", "A", "Om A.", day), day, history=(change("2026-03-01", "ny kilde"),)),
        Record(Entry("b", "B", "Om B.", day), day, history=(change("2026-03-01", "oprettet"),)),
        Record(Entry("c", "C", "Om C.", day), day, history=(change("2026-03-02", "ny kilde"),)),
    ]
    assert [one.title for one in newest(records)] == ["C", "B", "A"]


@pytest.fixture(scope="module")
def moved(make_clients) -> CheckedClient:
    """A catalogue in git, in which an entry got another name and another was deleted."""
    client = make_clients(renamed)
    assert isinstance(client, CheckedClient)
    return client


def renamed(folder: Path) -> None:
    git(folder, "init", "-q")
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", "1")
    git(folder, "mv", "entries/ungejob.md", "entries/job-til-unge.md")
    git(folder, "rm", "-q", f"entries/{DELETED}.md")
    for path in (folder / "entries").glob("*.md"):
        text = re.sub(r"(?m)^(relateret|eksempel_paa):.*\n", "", path.read_text("utf-8"))
        path.write_text(text, "utf-8")
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", "2")


@pytest.mark.parametrize("address", ["/indsats/{}", "/indsats/{}/historik", "/api/v1/indsatser/{}"])
def test_a_renamed_entry_is_at_its_new_address(moved, address):
    answer = moved.get(address.format("ungejob"))
    assert answer.status_code == 301
    assert answer.headers["Location"] == address.format("job-til-unge")
    assert moved.get(address.format("job-til-unge")).status_code == 200


def test_a_renamed_entry_keeps_its_id_in_the_feed(moved):
    """Programs that read feeds would else show it as new."""
    feed = lxml.etree.fromstring(moved.get("/feed.atom").data)
    ids = {one.find("a:link", ATOM).get("href"): one.findtext("a:id", namespaces=ATOM)
           for one in feed.iterfind("a:entry", ATOM)}  # fmt: skip
    assert ids[f"{SITE}/indsats/job-til-unge"] == identity("indsats/ungejob")
    assert len(set(ids.values())) == len(ids)


def test_an_entrys_first_name_stands_last():
    """Git's oldest before what is declared, which may be one in between."""
    day = dt.date(2026, 1, 1)
    records = {
        slug: Record(Entry(slug, "X", "Om X.", day, former_slugs=former), day)
        for slug, former in (("c", ("b",)), ("y", ("x", "w")))
    }
    former, _ = addresses(records, Versions(former={"b": "c", "a": "c"}), ())
    assert {slug: old for old, slug in former.items()} == {"c": "a", "y": "x"}
    assert set(former) == {"a", "b", "w", "x"}


def test_a_deleted_entry_is_gone_and_leads_to_the_nearest(moved):
    page = moved.page(f"/indsats/{DELETED}", status=410)
    assert "taget ud af kataloget" in main_text(page)
    assert "/indsats/fars-tid" in [link.get("href") for link in page.iterfind(".//main//li/a")]
    assert moved.get(f"/indsats/{DELETED}/historik").status_code == 410
    problem = moved.get(f"/api/v1/indsatser/{DELETED}")
    assert (problem.status_code, problem.mimetype) == (410, "application/problem+json")
    assert moved.get("/indsats/aldrig-set").status_code == 404


def test_without_git_the_day_of_review_stands_in(make_client):
    client = make_client()
    assert "ikke kendt her" in main_text(client.page("/indsats/ungejob/historik"))
    assert "holdt op mod kilderne" in main_text(client.page("/nyt"))
    assert client.get("/indsats/nix/historik").status_code == 404


def test_the_histories_are_not_for_search_engines(client):
    assert "noindex" in client.get("/indsats/ungejob/historik").text
    assert f"{SITE}/nyt" in client.get("/sitemap.xml").text
