"""The matrix: counts by hand, links to lists, swapped and odd axes."""

import pytest

from tests.support.page_text import number_in, text
from tests.support.small_catalogue import ENTRIES


def cells(page) -> dict[tuple[str, str], tuple[int, str]]:
    """(row, column) → (count, address)."""
    columns = [text(one) for one in page.iterfind(".//thead//th") if not one.get("class")]
    found = {}
    for row in page.iterfind(".//table/tbody/tr"):
        name = text(row.find("th[@scope='row']"))
        cells_ = [cell for cell in row.iterfind("td") if "uden" not in cell.get("class").split()]
        for column, cell in zip(columns, cells_, strict=True):
            link = cell.find("a")
            number = number_in(text(cell), r"^(\d+)") if link is not None else 0
            found[name, column] = (number, link.get("href") if link is not None else "")
            if link is None:
                assert text(cell) == "ingen i kataloget"
    return found


def test_counts_are_those_of_the_entries(client):
    groups = {"Gravide": "gravide", "Børn 0-2 år": "boern-0-2", "Fædre": "faedre"}
    arenas = {"Sundhedspleje": "sundhedspleje", "Dagtilbud": "dagtilbud", "Bibliotek": "bibliotek"}
    shown = cells(client.page("/overblik"))
    for group, group_key in groups.items():
        for arena, arena_key in arenas.items():
            expected = sum(
                group_key in entry.groups and arena_key in entry.arenas
                for entry in ENTRIES.values()
            )
            assert shown[group, arena][0] == expected, (group, arena)


def test_every_head_of_the_table_is_one(client):
    """The corner too, which names the rows."""
    heads = client.page("/overblik").find(".//table/thead/tr")
    assert {(one.tag, one.get("scope")) for one in heads} == {("th", "col")}
    assert text(heads[0]) == "Målgruppe"


def test_each_cell_leads_to_its_list(client):
    """The list behind a count holds as many, also under the page's own filters."""
    for address in ("/overblik", "/overblik?q=sprog&kommune=aarhus", "/overblik?maalgruppe=faedre"):
        for count, link in cells(client.page(address)).values():
            if count:
                api = client.get("/api/v1/indsatser" + link[1:]).get_json()
                assert api["antal_fundet"] == count, (address, link)


def test_axes_are_any_two_and_odd_ones_are_said(client):
    swapped = cells(client.page("/overblik?raekker=forebyggelse&soejler=maalgruppe"))
    usual = cells(client.page("/overblik"))
    assert swapped["Dagtilbud", "Fædre"][0] == usual["Fædre", "Dagtilbud"][0]
    odd = client.page("/overblik?raekker=kommune&soejler=%3Cb%3E")
    assert "kan ikke være rækker eller søjler" in text(odd)
    assert "skiftet ud" in text(client.page("/overblik?raekker=tema&soejler=tema"))


@pytest.mark.parametrize("address", ["/overblik", "/overblik?kommune=aarhus", "/overblik?q=sprog"])
def test_what_stands_nowhere_in_the_table_is_counted_and_named(client, address):
    """So many of so many; the others stand below by name, and in a column of their own."""
    page = client.page(address)
    listed = {text(one) for one in page.iterfind(".//ul[@class='matrix-uden no-max-width']//a")}
    inside = set()
    for count, link in cells(page).values():
        found = (
            client.get("/api/v1/indsatser" + link[1:] + "&antal=100").get_json() if count else {}
        )
        inside |= {one["titel"] for one in found.get("resultater", ())}
    total = client.get("/api/v1/indsatser" + address.removeprefix("/overblik") or "?").get_json()
    assert not inside & listed
    assert len(inside) + len(listed) == total["antal_fundet"]
    if listed:
        assert f"{len(inside)} af {total['antal_fundet']} indsats" in text(page)
        assert "har ikke noget under" in text(page)


def test_the_best_knowledge_is_said_in_words(client):
    cell = client.page("/overblik").find(".//td[@class='felt felt-4']")
    assert "bedste dokumentation: Effekt" in text(cell)
    assert "1 indsats, bedste dokumentation" in text(client.page("/overblik"))
    assert "1 indsatser" not in text(client.page("/overblik"))
