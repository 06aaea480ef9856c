"""/indsats/…/ret: an entry's form filled in, and out of it the file with one thing changed."""

import html
from pathlib import Path
from typing import Any

import pytest

from web.editing.difference import difference
from web.site.config import Config

PATH = "/indsats/sprogstart/ret"


def filled(client: Any, path: str = PATH) -> dict[str, list[str]]:
    """What a browser sends back when nobody has written anything."""
    [form] = [one for one in client.page(path).iter("form") if one.get("method") == "post"]
    sent: dict[str, list[str]] = {}
    for field in form.iter("input", "textarea", "select"):
        name = field.get("name")
        if field.tag == "textarea":
            value = (field.text or "").removeprefix("\n")
        elif field.tag == "select":
            value = next(
                (o.get("value") for o in field.iter("option") if "selected" in o.attrib), ""
            )
        elif field.get("type") in ("checkbox", "radio") and "checked" not in field.attrib:
            continue
        else:
            value = field.get("value")
        sent.setdefault(name, []).append(value.replace("\n", "\r\n"))
    return sent


def stored(client: Any, slug: str = "sprogstart") -> Path:
    config: Config = client.application.extensions["site"].config
    return config.catalogue / "entries" / f"{slug}.md"


def send(client: Any, changes: dict[str, Any], action: str = "vis", path: str = PATH) -> Any:
    return client.post(path, data={**filled(client, path), **changes, "handling": action})


def test_every_page_leads_to_its_form(client):
    hrefs = [a.get("href") for a in client.page("/indsats/sprogstart").iter("a")]
    assert PATH in hrefs


def test_a_table_of_figures_leads_to_the_first_of_them(client):
    """Not to the head of a form of thousands of lines."""
    links = client.page("/indsats/sprogstart").iter("a")
    [href] = [link.get("href") for link in links if link.text == "Ret tallene"]
    path, _, part = href.partition("#")
    assert path == PATH
    assert client.page(path).find(f".//textarea[@id='{part}']") is not None


def test_every_entry_sent_back_as_it_is_comes_out_byte_for_byte(client):
    """Through the page itself, as a browser sends it."""
    slugs = client.application.extensions["site"].current().generation.slugs
    for slug in slugs:
        answer = send(client, {}, "hent", f"/indsats/{slug}/ret")
        assert answer.data == stored(client, slug).read_bytes()
        assert answer.headers["Content-Disposition"] == f'attachment; filename="{slug}.md"'


def test_what_changed_is_told_in_words_and_line_by_line(client):
    page = send(client, {"titel": "Sprogstart: ny"}).text
    assert "<li>Titlen rettet</li>" in page
    assert '+ titel: "Sprogstart: ny"' in html.unescape(page)
    assert "https://forge.example/katalog/edit/main/catalogue/entries/sprogstart.md" in page
    assert "Kopiér hele filen" in page


def test_nothing_changed_is_told_as_nothing(client):
    page = send(client, {}).text
    assert "filen er præcis, som den var" in page
    assert "ny-forskel" not in page
    assert "Send den videre" not in page


def test_what_to_do_next_stands_before_the_form(client):
    """Below some thousand lines of questions nobody would find it."""
    page = send(client, {"titel": "Ny"}).text
    form = f'<form method="post" action="{PATH}"'
    assert page.index("Det har du rettet") < page.index("Kopiér hele filen") < page.index(form)
    wrong = send(client, {"titel": "Ny", "gennemgaaet": "i går"}).text
    assert "Det har du rettet" in wrong
    assert "Send den videre" not in wrong


def test_the_form_tells_its_parts_and_leads_to_them(client):
    page = client.page(PATH)
    ids = {one.get("id") for one in page.iter()}
    [parts] = page.iterfind(".//nav[@aria-label='Formularens dele']")
    links = {link.text: link.get("href").removeprefix("#") for link in parts.iter("a")}
    assert "Resultater" in links
    assert set(links.values()) <= ids


def test_the_form_does_not_speak_of_the_files_keys(client):
    text = "".join(client.page(PATH).itertext())
    assert "Hvad for en slags tal det er." in text
    assert "nøgle" not in text
    assert "dens id" not in text


def test_a_fault_stands_at_its_question(client):
    page = send(client, {"gennemgaaet": "20. november 2026"}).text
    assert "Mente du 2026-11-20?" in page
    assert 'href="#felt-gennemgaaet"' in page


def test_its_own_address_is_not_taken(client):
    assert "Der er allerede en indsats" not in send(client, {"titel": "Sprogstart"}).text


def test_a_file_that_became_another_meanwhile_is_told(make_client):
    client = make_client()
    sent = filled(client)
    path = stored(client)
    path.write_text(path.read_text().replace("gennemgaaet:", "varighed: 12 uger\ngennemgaaet:", 1))
    page = client.post(PATH, data={**sent, "handling": "vis"}).text
    assert "Filen er ændret, siden du åbnede formularen" in page
    assert "Varigheden fjernet" in page


def test_without_a_forge_a_suggestion_goes_by_mail(make_client):
    client = make_client(contact="mailto:katalog@eksempel.dk")
    page = html.unescape(send(client, {"titel": "Ny"}).text)
    assert 'href="mailto:katalog@eksempel.dk?subject=Rettelse%3A%20sprogstart&body=' in page
    assert "i en mail til katalog@eksempel.dk" in page
    assert "%2B%20titel%3A%20Ny" in page
    long = html.unescape(send(client, {"afsnit-1": "ord " * 1000}).text)
    assert "Filen%20er%20vedh%C3%A6ftet" in long


TO_WHOM = [
    ("https://eksempel.dk/skriv", 'Send den til <a href="https://eksempel.dk/skriv">eksempel.dk/skriv</a>'),
    ("tel:+4570101010", 'Send den til <a href="tel:+4570101010">+4570101010</a>'),
    ("", "Giv den til dem, der driver kataloget"),
]  # fmt: skip


@pytest.mark.parametrize(("contact", "told"), TO_WHOM)
def test_without_a_mailbox_no_mail_is_begun(make_client, contact, told):
    """A mail without somebody to send it to leads nowhere: it is told who gets the file."""
    client = make_client(contact=contact)
    page = send(client, {"titel": "Ny"}).text
    assert told in page
    assert "Kopiér hele filen" in page
    assert "Send som forslag" not in page
    assert "mailto:" not in page
    assert told not in send(client, {}).text


def test_a_file_that_can_not_be_read_tells_its_faults(make_client):
    client = make_client(repo_url="https://forge.example/katalog", repo_kind="github")
    path = stored(client)
    path.write_text(path.read_text().replace("titel: ", "titel ", 1))
    page = client.get(PATH).text
    assert "Filen kan ikke læses lige nu" in page
    assert "der mangler et kolon efter feltets navn" in page
    assert "forge.example/katalog/edit" in page


def test_what_is_no_entry_has_no_form(client, make_client, tmp_path):
    for slug in ("findes-ikke", "..", "Sprogstart", "a" * 90):
        assert client.unchecked(f"/indsats/{slug}/ret").status_code in (301, 308, 404)
    other = make_client()
    stored(other).unlink()
    stored(other).symlink_to("/etc/passwd")
    assert other.unchecked(PATH).status_code == 404


def test_other_entries_are_ticked_by_title(client):
    form = client.page(PATH)
    boxes = [i for i in form.iter("input") if i.get("name") == "relateret"]
    assert boxes
    assert all(box.get("type") == "checkbox" for box in boxes)
    assert "sprogstart" not in [box.get("value") for box in boxes]


def test_texts_too_long_to_be_read_as_a_difference_have_none():
    assert difference("a\n" * 4000, "b\n" * 4000) == ()
    lines = difference("a\nb\nc\n", "a\nB\nc\n")
    assert [(line.sign, line.text) for line in lines] == [
        (" ", "a"), ("-", "b"), ("+", "B"), (" ", "c"),
    ]  # fmt: skip
