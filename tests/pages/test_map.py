"""The map: its numbers are those of the lists, and the list says all that the drawing does."""

import pytest

from tests.support.page_text import number_in
from tests.support.small_catalogue import ENTRIES, PLACES, change, place_key
from web.map.view import legend, steps

SVG = "{http://www.w3.org/2000/svg}"


def places(page) -> dict[str, tuple[int, str]]:
    found = {}
    for link in page.iterfind(".//ul[@class='stedliste nobullet-list no-max-width']/li"):
        number = number_in(link.find("span").text)
        found[link.find("a").text] = (number, link.find("a").get("href"))
    return found


def test_counts_are_those_of_the_entries(client):
    shown = places(client.page("/kort"))
    expected = {place: sum(place in entry.places for entry in ENTRIES.values()) for place in PLACES}
    expected["Aarhus"] += 1  # the hostile entry
    del expected["Hele landet"]
    assert {name: count for name, (count, _) in shown.items()} == expected


@pytest.mark.parametrize(
    "query", ["", "?q=sprog", "?maalgruppe=faedre", "?kommune=odense", "?q=far&tema=trivsel"]
)
def test_each_number_is_that_of_its_list(client, query):
    """Under any filters, and whichever place is chosen already."""
    for count, link in places(client.page(f"/kort{query}")).values():
        assert client.get("/api/v1/indsatser" + link[1:]).get_json()["antal_fundet"] == count


def test_drawing_and_list_are_equal(client):
    """Each place with entries is a link with the same number and address in both."""
    page = client.page("/kort")
    drawn = {}
    for link in page.iterfind(f".//{SVG}a[{SVG}path]"):
        name, _, count = link.find(f"{SVG}path/{SVG}title").text.partition(": ")
        drawn[name] = (int(count.split()[0]), link.get("href"))
        assert link.find(f"{SVG}path").get("class").startswith("landkort-")
    assert drawn == places(page)


def test_the_whole_country_is_told_apart(client):
    page = client.page("/kort")
    assert "Hele landet" not in places(page)
    link = page.find(f".//section//a[@href='/?kommune={place_key('Hele landet')}']")
    assert link.text == "Hele landet"


def test_no_hits_is_no_dead_end(client):
    page = client.page("/kort?q=xyzzyq")
    assert not places(page)
    assert page.find(".//a[@href='/kort']") is not None


def test_odd_parameters_are_said(client):
    assert "findes ikke (længere)" in "".join(client.page("/kort?tema=nix").itertext())


def test_a_catalogue_without_places_has_no_map(make_client):
    """Where no vocabulary has the map's role."""

    def without(folder):
        change(folder / "vocabularies" / "kommune.yaml", ("rolle: [fakta, kort]", "rolle: [fakta]"))

    make_client(without).page("/kort", status=404)


@pytest.mark.parametrize(
    ("most", "lowest"),
    [
        (0, ()),
        (1, (1,)),
        (2, (1, 2)),
        (5, (1, 2, 3, 4)),
        (12, (1, 2, 3, 5, 8)),
        (18, (1, 2, 4, 6, 11)),
    ],
)
def test_the_shades_cover_every_count(most, lowest):
    assert steps(most) == lowest
    assert len(legend(lowest)) == len(lowest)


def test_a_chosen_municipality_is_the_one_that_is_shown(client):
    """Sentence, drawing and list speak of the same, and a link shows all again."""
    page = client.page("/kort?kommune=aarhus&maalgruppe=faedre")
    assert set(places(page)) <= {"Aarhus"}
    assert page.find(".//a[@href='/kort?maalgruppe=faedre']") is not None
    drawn = [one for one in page.iterfind(f".//{SVG}path") if one.get("class") != "landkort-0"]
    assert {one.get("id") for one in drawn} <= {"sted-aarhus"}


def test_the_drawing_is_for_the_eye_and_the_list_for_all(client):
    page = client.page("/kort")
    for drawing in page.iterfind(f".//{SVG}svg[@class='landkort']"):
        assert drawing.get("aria-hidden") == "true"
        assert all(link.get("tabindex") == "-1" for link in drawing.iterfind(f".//{SVG}a"))
