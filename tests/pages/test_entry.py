"""The entry's page: everything an entry may carry, what it lacks, and what it may not do."""

import json

from tests.pages.test_finder import text


def test_an_entry_shows_all_it_carries(client):
    page = client.page("/indsats/sprogstart")
    words = text(page.find(".//main"))
    for part in (
        "Også kaldt Sprog fra start og SFS", "2019-2021", "Fondsmidler.", "I to boligområder.",
        "Gellerup", "Det tager tid.", "Andre har undersøgt den.", "En evaluering fra 2020",
        "Fund i en evaluering", "Nogen har undersøgt det.", "Kopi:", "Sidst redigeret mod kilderne",
        "2. januar 2026", "Sådan citerer du", "https://katalog.example/indsats/sprogstart",
        "Af lange rapporter",
    ):  # fmt: skip
        assert part in words, part
    assert page.find(".//a[@href='/ordliste#maalgruppe-gravide']") is not None
    assert page.find(".//td//a[@href='#kilde-1']") is not None
    assert page.find(".//a[@href='https://example.org/aarhus']") is not None
    edit = "https://forge.example/katalog/edit/main/catalogue/entries/sprogstart.md"
    assert page.find(f".//a[@href='{edit}']") is not None


def test_an_entry_leads_to_its_kin(client):
    page = client.page("/indsats/sprogstart")
    assert "Fars tid" in text(page.find(".//section[@aria-labelledby='beslaegtede']"))
    assert "Hele vejen" in text(page.find(".//section[@aria-labelledby='del-af']"))
    alike = page.find(".//section[@aria-labelledby='ligner']")
    assert "Fælles" in text(alike)
    assert "Fars tid" not in text(alike)  # named once is enough
    parent = client.page("/indsats/hele-vejen")
    assert "Sprogstart" in text(parent.find(".//section[@aria-labelledby='eksempler']"))


def test_what_is_not_told_is_listed(client):
    page = client.page("/indsats/ungejob")
    told = text(page.find(".//section[@aria-labelledby='ikke-oplyst']"))
    for part in ("Økonomi", "Periode", "Sådan gør man", "Tidlig forebyggelse", "Resultater"):
        assert part in told
    assert "Målgruppe" not in told


def test_contents_only_where_they_help(client):
    assert client.page("/indsats/sprogstart").find(".//nav[@class='indhold']") is not None
    assert client.page("/indsats/ungejob").find(".//nav[@class='indhold']") is None


def test_a_former_address_leads_on(client):
    answer = client.get("/indsats/sprog-fra-start")
    assert (answer.status_code, answer.location) == (301, "/indsats/sprogstart")


def test_linked_data_is_data(client):
    page = client.page("/indsats/sprogstart")
    data = json.loads(page.find(".//script[@type='application/ld+json']").text)
    assert data["headline"] == "Sprogstart"
    assert data["isBasedOn"][0]["name"] == "En rapport"
    assert page.find(".//meta[@property='og:title']").get("content") == "Sprogstart"


def test_a_hostile_entry_is_only_text(client):
    """Markup in fields is shown as text; markup in the body goes through the allow-list."""
    answer = client.get("/indsats/ond")
    for part in (
        "<script>alert",
        "<img src=x",
        "onclick",
        "javascript:",
        "data:text",
        'style="color',
    ):
        assert part not in answer.text, part
    page = client.page("/indsats/ond")
    assert text(page.find(".//h1")) == '<script>alert(1)</script> & "citat"'
    data = json.loads(page.find(".//script[@type='application/ld+json']").text)
    assert data["headline"].startswith("<script>")
    for address in ("/?q=", "/?maalgruppe=aeldre", "/", "/overblik"):
        client.page(address)


def test_faults_show_in_preview_only(make_client):
    """A broken entry's last good version stays; only a preview says what is wrong with its file."""

    client = make_client(preview=True)
    assert "Linje" not in text(client.page("/indsats/ungejob"))
    assert "HTML" in text(client.page("/indsats/ond").find(".//article"))


def test_a_broken_entry_keeps_its_last_good_version(make_client):
    client = make_client(preview=True)
    app = client.application
    here = app.extensions["site"]
    path = here.config.catalogue / "entries" / "ungejob.md"
    path.write_text("---\ntitel: x\n", encoding="utf-8")
    from web.server.build import build_now

    build_now(here.config)
    here._looked = 0.0
    page = client.page("/indsats/ungejob")
    assert text(page.find(".//h1")) == "Ungejob"
    assert "seneste gode udgave" in text(page.find(".//article"))
    assert "ungejob" in text(client.page("/status").find(".//main"))
