"""Two to four side by side: what differs, what is not told, and the same to take away."""

import csv
import io
import zipfile

import pytest

from tests.support.page_text import text
from web.comparison.comparison import make_row
from web.entry.fields import FieldText

TWO = "indsats=sprogstart&indsats=bogglad"


@pytest.mark.parametrize(
    ("cells", "differs", "own"),
    [
        ([("a",), ("a",)], False, []),
        ([("a",), ("b",)], True, ["a", "b"]),
        ([("a", "b"), ("a",)], True, ["b"]),
        ([("a",), ()], True, ["a"]),
        ([(), ()], False, []),
        ([("a", "b"), ("b", "a")], False, []),
        ([("a",), ("a",), ("b",)], True, ["a", "a", "b"]),
        ([("a", "b"), ("a", "c"), ("a",)], True, ["b", "c"]),
    ],
)
def test_what_differs(cells, differs, own):
    """A field differs when any of them says what not all say; silence is a difference too."""
    row = make_row([FieldText("x", "X", values) for values in cells], words=True)
    assert row.differs is differs
    assert [value.text for cell in row.cells for value in cell if value.own] == own


def rows(page) -> dict[str, list[str]]:
    found = {}
    for row in page.iterfind(".//table[@class='sml']/tbody/tr"):
        name = row.find("th").text.strip()
        found[name] = [" ".join("".join(cell.itertext()).split()) for cell in row.iterfind("td")]
    return found


def test_every_field_stands_side_by_side(client):
    page = client.page(f"/sammenlign?{TWO}")
    shown = rows(page)
    assert shown["Målgruppe"] == ["Sprogstart: Gravide, Børn 0-2 år", "Bogglad: Børn 0-2 år"]
    assert shown["Periode"] == ["Sprogstart: 2019-2021", "Bogglad: Ikke oplyst"]
    assert shown["Sådan gør man"][1] == "Bogglad: Ikke oplyst"
    marked = [one.text for one in page.iterfind(".//strong[@class='sml-egen']")]
    assert "Gravide" in marked
    assert "Børn 0-2 år" not in marked


def test_what_the_choice_rests_on_comes_first(client):
    """Evidence and why, the strongest figures, and what it takes, before all the rest."""
    page = client.page(f"/sammenlign?{TWO}")
    blocks = page.findall(".//table[@class='sml']/tbody")
    names = [block.find("tr/th").text for block in blocks[:2]]
    assert names == ["Til beslutningen", "Sådan foregår det"]
    rest = page.find(".//details")
    assert text(rest.find("summary")) == "Resten af oplysningerne"
    assert rest.find(".//tbody") is blocks[2]
    assert rest.get("open") is None
    first = [row.find("th").text.strip() for row in blocks[0].iterfind("tr")]
    assert first[1:4] == ["Dokumentation", "Begrundelse for dokumentationen", "Stærkeste tal"]
    assert "Hvad kræver det?" in first
    assert "Tema" not in first
    figures = rows(page)["Stærkeste tal"]
    assert figures[1] == "Bogglad: Det gik godt. [Målt effekt]"


def test_what_none_of_them_tells_is_one_line(client):
    page = client.page(f"/sammenlign?{TWO}")
    assert "Pris" not in rows(page)
    silent = [text(row) for row in page.iterfind(".//tr[@class='sml-ukendt']")]
    assert "Pris" in silent[0]
    assert "Materialer" in silent[1]


def test_a_difference_is_marked_only_where_the_choice_rests_on_it(client):
    page = client.page(f"/sammenlign?{TWO}")
    marked = {
        one.getparent().text.strip() for one in page.iterfind(".//span[@class='badge sml-forskel']")
    }
    assert "Dokumentation" in marked
    assert not marked & {"Kilder", "Stærkeste tal", "Tidlig forebyggelse"}


def test_only_the_differences(client):
    whole, some = (
        rows(client.page(f"/sammenlign?{TWO}")),
        rows(client.page(f"/sammenlign?{TWO}&vis=forskelle")),
    )
    assert "Tema" in whole
    assert "Tema" not in some
    assert "Målgruppe" in some


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("", "Der er ikke valgt nogen indsatser"),
        ("?indsats=bogglad", "Der er kun valgt én"),
        ("?indsats=bogglad&indsats=bogglad", "Der er kun valgt én"),
        ("?indsats=bogglad&indsats=nix", "»nix«"),
        (f"?{TWO}&indsats=ungejob&indsats=fars-tid&indsats=moedested", "de første 4"),
    ],
)
def test_too_few_and_too_many_are_told(client, address, told):
    assert told in "".join(client.page(f"/sammenlign{address}").itertext())


def test_it_can_be_taken_away(client):
    answer = client.get(f"/sammenlign.csv?{TWO}")
    lines = list(csv.reader(io.StringIO(answer.data.decode("utf-8-sig")), delimiter=";"))
    assert lines[0] == ["Felt", "Sprogstart", "Bogglad", "Forskel"]
    assert ["Periode", "2019-2021", "Ikke oplyst", "ja"] in lines
    book = zipfile.ZipFile(io.BytesIO(client.get(f"/sammenlign.xlsx?{TWO}").data))
    assert "Sprogstart" in book.read("xl/sharedStrings.xml").decode()


@pytest.mark.parametrize("odd", ["indsats=bogglad", f"{TWO}&indsats=nix", f"{TWO}&x=1"])
def test_a_file_of_something_else_is_refused(client, odd):
    assert client.get(f"/sammenlign.csv?{odd}").status_code == 400
