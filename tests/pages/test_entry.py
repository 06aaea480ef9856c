"""The entry's page: everything an entry may carry, what it lacks, and what it may not do."""

import json

import pytest

from catalogue.checking.links import is_place
from tests.support.page_text import text


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
    edit = "/indsats/sprogstart/ret"
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


@pytest.mark.parametrize("address", ["faedre-paa-vej", "Fædre på vej"])
def test_a_preview_tells_what_is_wrong_with_a_files_name(make_client, address):
    """At the address it would have and at the one its writer tries."""

    def prepare(folder):
        (folder / "entries" / "ungejob.md").rename(folder / "entries" / "Fædre på vej.md")

    page = make_client(prepare, preview=True).get(f"/indsats/{address}", follow_redirects=True).text
    assert "kan ikke bruges som adresse" in page
    assert "faedre-paa-vej.md" in page


def test_a_link_to_any_place_of_a_page_is_right(client):
    """The checker knows the places that each page has beside its text's own sections."""
    page = client.page("/indsats/sprogstart")
    places = [one.get("id") for one in page.find(".//article").iter() if one.get("id")]
    own = {section.id for section in record(client, "sprogstart").entry.sections}
    assert [place for place in places if place not in own and not is_place(place)] == []


def record(client, slug):
    return client.application.extensions["site"].current().generation.record(slug)


def test_a_broken_entry_keeps_its_last_good_version(make_client):
    client = make_client(preview=True)
    app = client.application
    here = app.extensions["site"]
    path = here.config.catalogue / "entries" / "ungejob.md"
    path.write_text("---\ntitel: x\n", encoding="utf-8")
    from web.server.build import build_now

    build_now(here.config)
    here.look()
    page = client.page("/indsats/ungejob")
    assert text(page.find(".//h1")) == "Ungejob"
    assert "seneste gode udgave" in text(page.find(".//article"))
    assert "ungejob" in text(client.page("/status").find(".//main"))


def test_an_entry_is_told_in_the_order_of_a_decision(client):
    """Evidence, what and how, what it takes, what came of it, sources; the rest folded away."""
    page = client.page("/indsats/sprogstart")
    ids = [one.get("id") for one in page.find(".//article").iter() if one.get("id")]
    wanted = ["viden", "kort-fortalt", "afsnit-saadan-goer-man",
              "oekonomi", "tal", "alle-oplysninger", "kilder"]  # fmt: skip
    assert [one for one in ids if one in wanted] == wanted
    fold = page.find(".//details[@class='alle-oplysninger']")
    assert fold.get("open") is None
    assert "Gellerup" in text(fold)
    box = text(page.find(".//aside"))
    assert "Gellerup" not in box
    assert "Pris Se, hvad kilderne siger om økonomien" in box
    assert "Bemanding Ikke oplyst" in box
    assert "Evaluering" in box


def test_what_was_measured_stands_with_how_surely_it_is_known(make_client):
    def prepare(folder):
        words = (
            "noegle: retning\nnavn: Resultat\nfacet: true\nflere: false\ntermer:\n"
            "  - {noegle: gavnlig, navn: Gavnlig effekt}\n"
            "  - {noegle: ingen, navn: Ingen forskel}\n"
        )
        (folder / "vocabularies/retning.yaml").write_text(words, "utf-8")
        file = folder / "entries/bogglad.md"
        was = "{tekst: Det gik godt., talslags: maalt, kilde: k1}"
        now = was.replace("}", ", retning: ingen}") + ", " + was.replace("}", ", retning: gavnlig}")
        file.write_text(file.read_text("utf-8").replace(was, now), "utf-8")

    client = make_client(prepare)
    [sober] = client.page("/").findall(".//main//a[@href='/?retning=ingen']")
    assert text(sober) == "Se 1 indsats, hvor en måling ikke kun fandt gavn"
    page = client.page("/indsats/bogglad")
    assert "Gavnlig effekt og ingen forskel" in text(
        page.find(".//section[@aria-labelledby='viden']")
    )
    assert "Gavnlig effekt og ingen forskel" in text(page.find(".//aside"))


def test_a_figure_can_be_pointed_at(client):
    row = client.page("/indsats/sprogstart").find(".//tr[@id='tal-1']")
    link = row.find(".//a[@href='#tal-1']")
    assert link.get("data-copy-words") == (
        "Det gik godt. (Fund i en evaluering. Kilde: En rapport, Et center.) "
        "Fra »Sprogstart«, https://katalog.example/indsats/sprogstart#tal-1"
    )


def test_a_short_text_can_be_taken_along(client):
    lines = [
        text(line) for line in client.page("/indsats/sprogstart").findall(".//div[@data-short]/p")
    ]
    assert lines[:4] == [
        "Sprogstart",
        (
            "Sprogstimulering hjemme hos familien. En sundhedsplejerske leger med sprog sammen "
            "med barnet. Se også Bogglad."
        ),
        "Dokumentation: Evaluering.",
        "Kilder: En rapport, Et center; En folder, En forening (kopi).",
    ]
    assert lines[4].endswith("https://katalog.example/indsats/sprogstart")


def test_a_wide_table_is_swiped_through_and_columns_keep_their_sides(make_client):
    """A frame that takes focus, so that the keyboard reaches all of it; the page is no wider."""

    def with_table(folder):
        path = folder / "entries" / "sprogstart.md"
        path.write_text(f"{path.read_text()}\n\n| År | Antal |\n|---|--:|\n| 2024 | 40 |\n")

    page = make_client(with_table).page("/indsats/sprogstart")
    [frame] = page.iterfind(".//div[@class='tabel-rul']")
    assert (frame.get("tabindex"), frame.get("role")) == ("0", "region")
    assert [cell.get("class") for cell in frame.iter("th", "td")] == [None, "til-hoejre"] * 2
