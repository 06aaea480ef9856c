"""The folder as a value and a page: order, remove, limits, and nothing written kept."""

from urllib.parse import parse_qsl, urlsplit

import pytest

from catalogue.model.vocabulary import Vocabularies
from search.values.query import Query
from tests.support.small_catalogue import ENTRIES
from web.folder.folder import LONGEST, MOST, Folder, read_folder

NONE = Vocabularies(())


def any_name(slug: str) -> bool:
    """A catalogue that has every entry one can name."""
    return bool(slug)


THREE = "indsats=bogglad&indsats=ungejob&indsats=sprogstart"


def read(*slugs: str, known=any_name, former=None):
    pairs = [("indsats", slug) for slug in slugs]
    return read_folder(pairs, known, former or {}, NONE)


@pytest.mark.parametrize(
    ("slug", "steps", "order"),
    [
        ("a", -1, "abc"),
        ("a", 1, "bac"),
        ("b", -1, "bac"),
        ("b", 1, "acb"),
        ("c", 1, "abc"),
        ("c", -9, "cab"),
    ],
)
def test_entries_move(slug, steps, order):
    assert "".join(Folder(("a", "b", "c")).moved(slug, steps).slugs) == order


def test_entries_come_and_go():
    folder = Folder(("a", "b"))
    assert folder.with_entry("c").slugs == ("a", "b", "c")
    assert folder.with_entry("a") == folder
    assert folder.without("a").slugs == ("b",)
    assert folder.without("a").without("b").url() == "/mappe"


def test_an_address_reads_back_as_the_folder():
    folder = Folder(("b", "a"), Query("børn & sprog"))
    address = urlsplit(folder.url())
    found = read_folder(parse_qsl(address.query), any_name, {}, NONE)
    assert found.folder == folder
    assert not found.dropped


def test_twice_is_once_and_former_is_todays():
    assert read("a", "gammel", "a", "b", former={"gammel": "b"}).folder.slugs == ("a", "b")


def test_what_is_not_there_is_told():
    found = read("a", "væk", known=lambda slug: slug == "a")
    assert (found.folder.slugs, found.missing) == (("a",), ("væk",))


def test_forty_of_the_longest_names_fit_in_an_address():
    """some servers take 4094 characters of a first line, nginx 8192."""
    slugs = tuple(f"{number:02}" + "x" * 78 for number in range(MOST))
    for path in ("/mappe", "/mappe.docx", "/mappe/udskrift", "/sammenlign"):
        long = Folder(slugs, Query("æ" * 200)).url(path)
        assert len(f"POST {long} HTTP/1.1\r\n") < 4094
        assert all(slug in long for slug in slugs)
    assert len(Folder(slugs, Query("æ" * 200)).url()) <= LONGEST
    assert "q=" in Folder(slugs[:20], Query("æ" * 200)).url()


def test_a_longer_one_is_told():
    assert not read(*map(str, range(MOST))).too_many
    found = read(*map(str, range(MOST + 1)))
    assert found.too_many
    assert len(found.folder.slugs) == MOST


def test_the_page_orders_removes_and_finds_more(client):
    """Every step is a link to another folder, and keeps the question."""
    page = client.page(f"/mappe?{THREE}&q=sprog")
    assert [a.text for a in page.iterfind(".//ol//h3/a")] == ["Bogglad", "Ungejob", "Sprogstart"]
    links = {a.get("href") for a in page.iterfind(".//a[@data-folder-change]")}
    assert "/mappe?indsats=ungejob&indsats=bogglad&indsats=sprogstart&q=sprog" in links
    assert "/mappe?indsats=ungejob&indsats=sprogstart&q=sprog" in links
    assert f"/mappe?{THREE}&indsats=skolestart&q=sprog" in links
    assert "Skriv ikke personoplysninger" in "".join(page.itertext())
    fields = page.findall(".//textarea")
    assert len(fields) == 6
    assert all("ingen-persondata" in one.get("aria-describedby") for one in fields)


@pytest.mark.parametrize(
    "address", ["/mappe", f"/mappe?{THREE}", f"/mappe/udskrift?{THREE}", f"/mappe.docx?{THREE}"]
)
def test_nothing_of_a_folder_is_kept(client, address):
    headers = client.get(address).headers
    assert headers["Cache-Control"] == "no-store"
    assert headers["X-Robots-Tag"] == "noindex"
    assert "ETag" not in headers
    assert "Set-Cookie" not in headers


@pytest.mark.parametrize("path", ["/mappe", "/mappe/udskrift", "/mappe.docx"])
def test_too_many_are_refused_in_plain_danish(make_client, path):
    """Forty work; forty-one are refused with a way on."""

    def more(folder):
        text = (folder / "entries" / "ungejob.md").read_text(encoding="utf-8")
        for number in range(MOST + 1):
            file = folder / "entries" / f"nr-{number}.md"
            file.write_text(
                text.replace("titel: Ungejob", f"titel: Nr. {number}"), encoding="utf-8"
            )

    client = make_client(more)
    every = [f"indsats=nr-{number}" for number in range(MOST + 1)]
    assert client.get(f"{path}?{'&'.join(every[:MOST])}").status_code == 200
    page = client.page(f"{path}?{'&'.join(every)}", status=400)
    assert "kan rumme 40 indsatser, og denne adresse har 41" in "".join(page.itertext())
    assert page.find(f".//a[@href='/mappe?{'&'.join(every[:MOST])}']") is not None


def test_unknown_entries_are_told_on_the_page(client):
    page = client.page("/mappe?indsats=bogglad&indsats=findes-ikke&tema=nix")
    told = "".join(page.itertext())
    assert "»findes-ikke«" in told
    assert "Filteret »Tema«: »nix« findes ikke (længere)." in told


def test_an_empty_folder_says_how(client):
    page = client.page("/mappe")
    assert "Mappen er tom" in "".join(page.itertext())
    assert page.find(".//input[@name='q']") is not None


def test_what_is_written_is_nowhere_but_in_the_answer(client, caplog):
    """Notes stand in the dossier of the one who wrote them, not in the log or the next answer."""
    secret = "hemmeligt ord"
    answer = client.post(f"/mappe/udskrift?{THREE}", data={"note-bogglad": secret})
    assert secret in answer.text
    assert secret not in caplog.text
    assert secret not in client.get(f"/mappe/udskrift?{THREE}").text
    assert all(slug in ENTRIES for slug in ("bogglad", "ungejob"))


def test_a_short_text_of_all_of_them_can_be_copied(client):
    page = client.page("/mappe?indsats=sprogstart&indsats=bogglad")
    blocks = page.findall(".//div[@id='kort-tekst']/div[@data-short]")
    assert [block.find("p/strong").text for block in blocks] == ["Sprogstart", "Bogglad"]
    assert page.find(".//a[@data-copy='#kort-tekst [data-short]']") is not None
