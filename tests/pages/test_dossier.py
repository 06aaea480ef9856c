"""The dossier: grouped, whole, with empty fields; as a page and as a real Word document."""

import io
import itertools
import re
import zipfile

import docx
import pytest
from docx.oxml.ns import qn

from web.folder.dossier import TO_FILL, clean_note, read_remarks

FOUR = "indsats=ungejob&indsats=bogglad&indsats=sprogstart&indsats=moedested"
WRITTEN = {
    "titel": "Helhedsplan for Parkvej",
    "note-bogglad": "Biblioteket er tæt på.\nRing til dem.",
    "grund-moedested": "Der er for få gravide her",
    "felter": "ja",
    "alt": "ja",
}
SHORT = {key: value for key, value in WRITTEN.items() if key not in ("felter", "alt")}


def fetch(client, data=None):
    answer = client.post(f"/mappe.docx?{FOUR}&q=sprog", data=data or WRITTEN)
    assert answer.status_code == 200
    return docx.Document(io.BytesIO(answer.data))


def headings(document) -> list[tuple[int, str]]:
    return [
        (int(one.style.name.split()[-1]), one.text)
        for one in document.paragraphs
        if one.style.name.startswith("Heading")
    ]


def test_the_headings_are_real_and_in_order(client):
    """Areas first, entries under them in the folder's order, no level skipped."""
    found = headings(fetch(client))
    assert [text for level, text in found if level == 1] == [
        "Overblik", "Uddannelse og livschancer", "Beskæftigelse", "Valgt fra",
    ]  # fmt: skip
    assert [text for level, text in found if level == 2] == ["Bogglad", "Sprogstart", "Ungejob"]
    levels = [level for level, _ in found]
    assert all(after - before <= 1 for before, after in itertools.pairwise(levels))
    assert [text for level, text in found if level == 3].count("Til planen") == 3


def test_the_language_is_danish(client):
    document = fetch(client)
    languages = {
        lang.get(qn("w:val")) for lang in document.styles.element.iter(qn("w:lang"))
    }  # fmt: skip
    assert languages == {"da-DK"}
    assert document.core_properties.language == "da-DK"
    assert document.core_properties.title == "Helhedsplan for Parkvej"


def test_every_table_has_a_marked_head_and_a_caption(client):
    for table in fetch(client).tables:
        first = table.rows[0]._tr.trPr
        assert first is not None
        assert first.find(qn("w:tblHeader")) is not None
        assert table._tbl.tblPr.find(qn("w:tblCaption")).get(qn("w:val"))
        assert all(cell.text for cell in table.rows[0].cells)


def test_each_entry_has_empty_fields(client):
    tables = [one for one in fetch(client).tables if one.rows[0].cells[1].text == "Udfyldes af jer"]
    assert len(tables) == 3
    for table in tables:
        names = [row.cells[0].text.split("\n")[0] for row in table.rows[1:]]
        assert names == [name for name, _ in TO_FILL]
        assert not any(row.cells[1].text for row in table.rows[1:])


def test_it_tells_what_is_known_and_where_from(client):
    text = "\n".join(one.text for one in fetch(client).paragraphs)
    for part in (
        "Fundet blandt indsatser, der matcher »sprog«.", "3 indsatser valgt til, 1 valgt fra.",
        "Biblioteket er tæt på.\nRing til dem.", "Evaluering. Andre har undersøgt den.",
        "Fund i en evaluering: Det gik godt. Kilde: En rapport, Et center.", "Ikke oplyst:",
        "CC BY 4.0", "https://katalog.example/indsats/bogglad",
    ):  # fmt: skip
        assert part in text, part


def test_the_description_comes_first(client):
    """What it is, how it is done and what it takes, then what is known; the points stay points."""
    document = fetch(client, SHORT)
    found = [text for level, text in headings(document) if level == 3]
    begin = found.index("Hvad går indsatsen ud på?", 1)  # Sprogstart's, after Bogglad's
    assert found[begin : begin + 6] == [
        "Hvad går indsatsen ud på?", "Sådan gør man", "Hvad kræver det?",
        "Hvad ved vi om virkningen?", "Kort om indsatsen", "Kilder og adresse",
    ]  # fmt: skip
    points = [one.text for one in document.paragraphs if one.style.name == "List Bullet"]
    assert "Først mødes man." in points


def test_all_that_is_told_is_a_choice(client):
    """The short form holds what a decision rests on, and no fields to fill in."""
    short, whole = fetch(client, SHORT), fetch(client)
    facts = next(one.text for one in short.paragraphs if one.text.startswith("Ansvarlig:"))
    assert "Periode: 2019-2021." in facts
    assert "Tema" not in facts
    assert "Tema" in {row.cells[0].text for table in whole.tables for row in table.rows}
    assert "Til planen" not in [text for _, text in headings(short)]
    page = client.post(f"/mappe/udskrift?{FOUR}", data=SHORT).text
    assert "Sådan gør man" in page
    assert "Udfyldes af jer" not in page


def test_the_rejected_stand_last_with_their_reasons(client):
    last = fetch(client).tables[-1]
    rows = [[cell.text for cell in row.cells] for row in last.rows]
    assert rows == [["Indsats", "Fravalgt, fordi"], ["Mødested", "Der er for få gravide her"]]


def test_links_are_real(client):
    document = fetch(client)
    targets = {one.target_ref for one in document.part.rels.values() if one.is_external}
    assert "https://katalog.example/indsats/sprogstart" in targets
    assert f"https://katalog.example/mappe?{FOUR}&q=sprog" in targets


@pytest.mark.parametrize(
    "text", ["\x00\x0b<&>]]>\ud7ff\U0001f600", "=1+1", "a\r\nb", "x" * 5000, "\u202eord"]
)
def test_whatever_is_written_makes_a_document(client, text):
    fetch(client, {"titel": text, "note-bogglad": text, "grund-ungejob": text})


def test_it_works_without_a_form(client):
    """Followed as a link, it is the dossier without notes."""
    answer = client.get(f"/mappe.docx?{FOUR}")
    assert [text for level, text in headings(docx.Document(io.BytesIO(answer.data))) if level == 1][
        -1
    ] == "Uden Indsatsområde"
    assert client.get("/mappe.docx").status_code == 200


def test_the_page_says_the_same(client):
    answer = client.post(f"/mappe/udskrift?{FOUR}&q=sprog", data=WRITTEN)
    for part in (
        "Helhedsplan for Parkvej", "Biblioteket er tæt på.", "Der er for få gravide her",
        "Fundet blandt indsatser, der matcher »sprog«.", "Udfyldes af jer", "Fravalgt, fordi",
    ):  # fmt: skip
        assert part in answer.text, part


@pytest.mark.parametrize(
    ("form", "rejected", "reason"),
    [
        ({}, False, ""),
        ({"grund-a": " "}, False, ""),
        ({"grund-a": "for dyrt"}, True, "for dyrt"),
        ({"fravalgt-a": "1"}, True, ""),
        ({"grund-b": "x"}, False, ""),
    ],
)
def test_a_reason_rejects(form, rejected, reason):
    found = read_remarks(form, ["a"])["a"]
    assert (found.rejected, found.reason) == (rejected, reason)


def test_written_text_is_bounded_and_readable():
    assert clean_note("a\0b\u202ec\r\nd") == "abc\nd"
    assert len(clean_note("x" * 5000)) == 1000


def test_the_file_carries_nothing_foreign(client):
    """No picture, name or rules of the program whose template it began as."""
    file = zipfile.ZipFile(io.BytesIO(client.post("/mappe.docx?indsats=sprogstart").data))
    names = " ".join(file.namelist())
    assert not re.search("thumbnail|customXml|stylesWithEffects", names)
    whole = b" ".join(file.read(name) for name in file.namelist()).decode()
    assert not re.search("Macintosh|python-docx", whole)
    assert 'w:name="compatibilityMode"' in whole
    assert "<Application>Indsatskataloget</Application>" in whole


def test_addresses_can_be_read_on_paper(client):
    document = fetch(client)
    text = "\n".join(one.text for one in document.paragraphs)
    assert "https://katalog.example/indsats/sprogstart" in text
    assert "En rapport, Et center: https://example.org/r" in text  # a figure's source
    listed = [one for one in document.paragraphs if one.style.name == "List Bullet"]
    links = [text for one in listed for text in one._p.xpath(".//w:hyperlink//w:t")]
    assert links
    assert all(one.text.startswith("http") for one in links)
