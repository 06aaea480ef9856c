"""From a search to a dossier in Word, with and without script; and what a device remembers."""

import io
import re

import docx
import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser
KEY = "localStorage.getItem('indsatskataloget-mappe')"


def add(page, title: str) -> None:
    named = re.compile(rf"^\s*Læg i mappe\s+{title}\s*$")
    page.locator("a, button", has_text=named).first.click()


def titles(page: Page) -> list[str]:
    return page.locator(".mappe-post h3").all_inner_texts()


def test_search_gather_compare_reject_and_take_to_word(open_page):
    """Three into the folder from the list of hits, compared, one rejected, and the file opened."""
    page = open_page("/?q=sprog")
    for title in ("Sprogstart", "Bogglad", "Hele vejen"):
        add(page, title)
    assert page.url.endswith("/?q=sprog")
    page.get_by_role("link", name="Mappe (3)").click()
    assert page.locator(".mappe-post h3").all_inner_texts() == [
        "Sprogstart",
        "Bogglad",
        "Hele vejen",
    ]
    page.get_by_role("button", name="Sammenlign de afkrydsede").click()
    assert page.locator("table.sml >> nth=0").locator("thead th").all_inner_texts()[1:] == [
        "Sprogstart", "Bogglad", "Hele vejen",
    ]  # fmt: skip
    assert page.get_by_text("Ikke oplyst", exact=True).count() > 0
    page.go_back()
    page.get_by_label("Fravalgt, fordi … Bogglad").fill("Biblioteket er lukket")
    page.get_by_label("Egne noter til Sprogstart").fill("Begynd her")
    with page.expect_download() as download:
        page.get_by_role("button", name="Hent som Word-fil").click()
    assert download.value.suggested_filename.startswith("sagsmappe-20")
    document = docx.Document(io.BytesIO(download.value.path().read_bytes()))
    text = "\n".join(one.text for one in document.paragraphs)
    assert "Begynd her" in text
    assert "Fundet blandt indsatser, der matcher »sprog«." in text
    assert document.tables[-1].rows[1].cells[1].text == "Biblioteket er lukket"
    assert "Biblioteket" not in page.url


def test_the_same_without_script(open_page):
    """Every step is a link or a form: the folder grows on its own page."""
    page = open_page("/?q=sprog", java_script_enabled=False)
    add(page, "Sprogstart")
    for title in ("Bogglad", "Hele vejen"):
        add(page, title)
    assert page.locator(".mappe-post").count() == 3
    page.get_by_role("link", name="Flyt op Hele vejen").click()
    page.get_by_role("link", name="Tag ud Sprogstart").click()
    assert titles(page) == ["Hele vejen", "Bogglad"]
    page.get_by_label("Fravalgt, fordi … Bogglad").fill("For dyrt")
    page.get_by_role("button", name="Vis til udskrift").click()
    assert page.get_by_text("For dyrt").is_visible()
    assert page.get_by_role("heading", name="Sagsmappe", level=1).is_visible()


def test_the_device_remembers_says_so_and_forgets(open_page):
    page = open_page("/?q=sprog")
    add(page, "Sprogstart")
    page.get_by_role("link", name="Mappe (1)").click()
    page.get_by_label("Egne noter til Sprogstart").fill("Husk mig")
    assert page.get_by_text("huskes i denne browser").is_visible()
    page.goto("/")
    page.get_by_role("link", name="Mappe (1)").click()
    assert page.get_by_label("Egne noter til Sprogstart").input_value() == "Husk mig"
    page.get_by_role("button", name="Glem mappen på denne enhed").click()
    assert page.evaluate(KEY) is None
    assert page.get_by_role("link", name="Mappe", exact=True).count() > 0
    assert page.get_by_label("Egne noter til Sprogstart").input_value() == ""


def test_a_shared_folder_is_not_taken_over_unasked(open_page):
    """Somebody else's address shows their folder; mine is remembered until I say otherwise."""
    page = open_page("/?q=sprog")
    add(page, "Sprogstart")
    page.goto("/mappe?indsats=bogglad&indsats=ungejob")
    page.get_by_label("Egne noter til Bogglad").fill("kun på skærmen")
    assert page.get_by_text("husker en anden mappe med 1 indsats").is_visible()
    assert "bogglad" not in page.evaluate(KEY)
    page.get_by_role("button", name="Husk denne i stedet").click()
    assert "bogglad" in page.evaluate(KEY)
    assert "sprogstart" not in page.evaluate(KEY)


def test_what_is_in_the_folder_can_be_taken_out_from_the_list(open_page):
    page = open_page("/?q=sprog")
    add(page, "Bogglad")
    assert page.get_by_role("status").filter(has_text="Lagt i mappen").count() == 1
    button = page.get_by_role("button", name="I mappen Bogglad", pressed=True)
    button.press("Space")
    expect(page.get_by_role("button", name="Læg i mappe Bogglad", pressed=False)).to_be_focused()
    assert (
        page.get_by_role("link", name="Mappe", exact=True).first.get_attribute("href") == "/mappe"
    )


def test_closing_a_tab_with_notes_that_only_it_holds_is_asked_about(open_page):
    """The site's own links keep the notes and ask nothing; a remembered folder neither."""
    page = open_page("/mappe?indsats=bogglad&indsats=ungejob")
    asked: list[str] = []

    def refuse(dialog):
        asked.append(dialog.type)
        dialog.dismiss()

    page.on("dialog", refuse)
    field = page.get_by_label("Egne noter til Bogglad")
    field.click()
    page.keyboard.type("kun her")
    page.get_by_role("link", name="Ordliste").first.click()
    expect(page.get_by_role("heading", name="Ordliste", level=1)).to_be_visible()
    page.go_back()
    expect(field).to_have_value("kun her")
    assert not asked
    field.click()
    page.keyboard.type("!")
    with page.expect_event("dialog"):
        page.close(run_before_unload=True)
    assert asked == ["beforeunload"]
    page.close()
