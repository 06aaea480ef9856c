"""Any search as CSV, workbook, JSON and feed: opened again, and read."""

import csv
import io
import zipfile
from urllib.parse import urlencode

import lxml.etree
import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue.model.dates import today
from tests.support.small_catalogue import FORMULA
from web.opendata.spreadsheets import harmless

ATOM = {"a": "http://www.w3.org/2005/Atom"}
SHEET = {"s": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("+45 12 34", "'+45 12 34"),
        ("-2", "'-2"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1+1", "'=1+1"),
        ("\r\n=1+1", "'=1+1"),
        ("  =1+1", "'=1+1"),
        ("\u00a0=1+1", "'=1+1"),
        ("＝1+1", "'＝1+1"),
        ("=cmd|' /C calc'!A0", "'=cmd|' /C calc'!A0"),
        ("'=1+1", "'=1+1"),
        ("1-2 år", "1-2 år"),
        ("a=b", "a=b"),
        ("to\nlinjer", "to linjer"),
        ("", ""),
    ],
)
def test_no_cell_starts_a_formula(text, cell):
    """What a spreadsheet would calculate gets an apostrophe, also behind blanks; the rest stays."""
    assert harmless(text) == cell


@given(st.text())
def test_no_text_at_all_starts_a_formula(text):
    made = harmless(text)
    assert not made.startswith(("=", "+", "-", "@", "＝", "＋", "－", "＠"))
    assert not {"\n", "\r", "\t", "\0"} & set(made)


def read_csv(answer) -> list[dict[str, str]]:
    assert answer.data.startswith(b"\xef\xbb\xbf")
    assert b"\n" not in answer.data.replace(b"\r\n", b"")
    return list(csv.DictReader(io.StringIO(answer.data.decode("utf-8-sig")), delimiter=";"))


def test_csv_opens_in_danish_excel(client):
    """BOM, semicolons, CRLF; one row an entry, labels instead of keys, formulas made harmless."""
    answer = client.get("/eksport.csv")
    assert answer.mimetype == "text/csv"
    assert "attachment" in answer.headers["Content-Disposition"]
    rows = {row["Nøgle"]: row for row in read_csv(answer)}
    assert len(rows) == 13
    assert rows["sprogstart"]["Målgruppe"] == "Gravide; Børn 0-2 år"
    assert rows["sprogstart"]["Adresse"] == "https://katalog.example/indsats/sprogstart"
    assert rows["sprogstart"]["Kilder"].startswith("En rapport, Et center, https://example.org/r;")
    assert rows["gaardliv"]["Titel"] == f"'{FORMULA}"


QUERIES = [
    {"q": "sprog"},
    {"maalgruppe": "faedre"},
    {"q": "far", "kommune": "odense"},
    {"q": "xyzzyq"},
]


@pytest.mark.parametrize("query", QUERIES)
def test_every_form_holds_what_the_search_finds(client, query):
    """CSV, workbook, JSON, feed and API agree on which entries a query finds, and their order."""
    asked = urlencode(query)
    api = client.get(f"/api/v1/indsatser?{asked}&antal=100").get_json()
    slugs = [] if api["rettet_til"] else [one["slug"] for one in api["resultater"]]
    assert [row["Nøgle"] for row in read_csv(client.get(f"/eksport.csv?{asked}"))] == slugs
    fits = {one["slug"] for one in api["resultater"] if one["passer"] == "godt"} & set(slugs)
    whole = client.get(f"/eksport.json?{asked}").get_json()
    assert whole["antal_godt"] == len(fits)
    assert [one["slug"] for one in whole["indsatser"]] == slugs
    assert whole["antal_fundet"] == len(slugs)
    feed = lxml.etree.fromstring(client.get(f"/feed.atom?{asked}").data)
    links = {one.get("href") for one in feed.iterfind("a:entry/a:link", ATOM)}
    assert links == {f"https://katalog.example/indsats/{slug}" for slug in slugs}
    book = zipfile.ZipFile(io.BytesIO(client.get(f"/eksport.xlsx?{asked}").data))
    rows = lxml.etree.fromstring(book.read("xl/worksheets/sheet1.xml")).findall(".//s:row", SHEET)
    assert len(rows) == len(slugs) + 1


def test_a_workbook_has_filters_a_frozen_head_links_and_no_formula(client):
    book = zipfile.ZipFile(io.BytesIO(client.get("/eksport.xlsx").data))
    sheet = lxml.etree.fromstring(book.read("xl/worksheets/sheet1.xml"))
    pane = sheet.find(".//s:pane", SHEET)
    assert (pane.get("state"), pane.get("ySplit"), pane.get("xSplit")) == ("frozen", "1", "1")
    table = lxml.etree.fromstring(book.read("xl/tables/table1.xml"))
    assert table.find("s:autoFilter", SHEET) is not None
    assert [one.get("name") for one in table.iterfind(".//s:tableColumn", SHEET)][:2] == [
        "Titel",
        "Resumé",
    ]
    assert sheet.find(".//s:f", SHEET) is None
    assert FORMULA in [one.text for one in strings(book)]
    links = book.read("xl/worksheets/_rels/sheet1.xml.rels").decode()
    assert "https://katalog.example/indsats/sprogstart" in links
    about = " ".join(one.text for one in strings(book))
    assert "CC BY 4.0" in about
    assert "Alle 13 indsatser" in about


def strings(book: zipfile.ZipFile):
    return lxml.etree.fromstring(book.read("xl/sharedStrings.xml")).findall(".//s:t", SHEET)


def test_the_feed_has_what_atom_requires(client):
    """Ids that are stable and unique, titles, dates with a zone, author, links; newest first."""
    feed = lxml.etree.fromstring(client.get("/feed.atom?tema=sprog").data)
    again = lxml.etree.fromstring(client.get("/feed.atom?tema=trivsel").data)
    for name in ("id", "title", "updated", "author/a:name"):
        assert feed.find(f"a:{name}", ATOM) is not None, name
    assert (
        feed.find("a:link[@rel='self']", ATOM).get("href")
        == "https://katalog.example/feed.atom?tema=sprog"
    )
    ids = {}
    for entry in feed.iterfind("a:entry", ATOM):
        for name in ("id", "title", "updated", "published", "summary", "link"):
            assert entry.find(f"a:{name}", ATOM) is not None, name
        ids[entry.find("a:title", ATOM).text] = entry.find("a:id", ATOM).text
        assert entry.find("a:updated", ATOM).text.endswith("T00:00:00Z")
        subjects = entry.findall("a:category", ATOM)
        assert ("sprog", "Læring og sprog") in [(s.get("term"), s.get("label")) for s in subjects]
    assert len(set(ids.values())) == len(ids) == 5
    others = {
        e.find("a:title", ATOM).text: e.find("a:id", ATOM).text
        for e in again.iterfind("a:entry", ATOM)
    }
    assert ids["Hele vejen"] == others["Hele vejen"]
    assert feed.find("a:id", ATOM).text != again.find("a:id", ATOM).text


@pytest.mark.parametrize("form", ["eksport.csv", "eksport.xlsx", "eksport.json", "feed.atom"])
@pytest.mark.parametrize(
    "odd", ["findesikke=1", "tema=ukendt", "side=2", "tema=", "q=" + "a" * 201, "antal=3"]
)
def test_an_odd_parameter_is_refused(client, form, odd):
    """A filter that was silently dropped would export everything."""
    answer = client.get(f"/{form}?{odd}")
    assert answer.status_code == 400
    assert answer.mimetype == "application/problem+json"
    assert answer.get_json()["fejl"][0]["parameter"] == odd.partition("=")[0]


def test_downloads_are_not_for_search_engines(client):
    assert client.get("/eksport.csv").headers["X-Robots-Tag"] == "noindex"


def test_files_are_named_for_what_is_in_them(client):
    """The search and the day, in letters that every system takes."""
    names = {
        "/eksport.csv": "alle-indsatser-DAG.csv",
        "/eksport.xlsx?q=b%C3%B8n": "indsatser-der-matcher-boen-DAG.xlsx",
        "/eksport.json?kommune=aarhus": "indsatser-i-aarhus-DAG.json",
        "/sammenlign.csv?indsats=sprogstart&indsats=bogglad": "sammenligning-DAG.csv",
        "/mappe.docx?indsats=sprogstart": "sagsmappe-DAG.docx",
    }  # fmt: skip
    for address, name in names.items():
        told = client.get(address).headers["Content-Disposition"]
        assert told == f'attachment; filename="{name}"'.replace("DAG", today().isoformat())
    titled = client.post("/mappe.docx?indsats=sprogstart", data={"titel": "Plan for Nørrebro 2027"})
    assert 'filename="plan-for-noerrebro-2027-' in titled.headers["Content-Disposition"]
    long = client.get("/eksport.csv?q=" + "ord+" * 50).headers["Content-Disposition"]
    assert len(long) < 140


def test_a_year_alone_is_a_number_in_a_workbook(make_client):
    """Excel marks numbers that are kept as text, and cannot sort them among the others."""

    def date(folder):
        for slug, when in (("ungejob", "2023"), ("bogglad", "2024-05")):
            file = folder / "entries" / f"{slug}.md"
            whole = file.read_text(encoding="utf-8")
            file.write_text(
                whole.replace("type:", f"status_pr: {when}\ntype:", 1), encoding="utf-8"
            )

    book = zipfile.ZipFile(io.BytesIO(make_client(date).get("/eksport.xlsx").data))
    sheet = lxml.etree.fromstring(book.read("xl/worksheets/sheet1.xml"))
    numbers = [
        cell.findtext("s:v", namespaces=SHEET)
        for cell in sheet.iterfind(".//s:c", SHEET)
        if cell.get("t") is None and cell.find("s:v", SHEET) is not None
    ]
    assert "2023" in numbers
    texts = [one.text for one in strings(book)]
    assert "2023" not in texts
    assert "2024-05" in texts


def test_the_feed_is_called_what_it_is_about(client):
    """No number that a reader would keep for ever; labels beside keys; found from the pages."""
    feed = lxml.etree.fromstring(client.get("/feed.atom?maalgruppe=faedre").data)
    assert feed.findtext("a:title", namespaces=ATOM) == "Indsatskataloget: Indsatser for fædre"
    labels = {one.get("term"): one.get("label") for one in feed.iterfind(".//a:category", ATOM)}
    assert labels["faedre"] == "Fædre"
    for address in ("/", "/nyt", "/?maalgruppe=faedre"):
        page = client.page(address)
        found = [one.get("href") for one in page.iterfind(".//link[@rel='alternate']")]
        own = ["/feed.atom?maalgruppe=faedre"] if "faedre" in address else []
        assert found == ["/feed.atom", *own]


def test_a_search_is_followed_in_three_steps(client):
    """The list leads to a page that holds the address of its own feed, whole, to copy."""
    asked = "q=sprog&tema=sprog"
    links = [one.get("href") for one in client.page(f"/?{asked}").iterfind(".//main//a")]
    assert f"/foelg?{asked}" in links
    page = client.page(f"/foelg?{asked}&sortering=titel&side=2")
    address = page.find(".//input[@id='feed-adresse']").get("value")
    assert address == f"https://katalog.example/feed.atom?{asked}"
    assert client.get(address.removeprefix("https://katalog.example")).status_code == 200
    assert len(page.findall(".//main//h2")) == 3
    assert page.find(".//meta[@name='robots']").get("content").startswith("noindex")
    assert "/foelg" in [one.get("href") for one in client.page("/nyt").iterfind(".//main//a")]
    assert "findes ikke" in client.get("/foelg?tema=nix").text
