"""The main job as people do it: with a mouse, by keyboard alone, and without script."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


def test_search_tick_entry_and_back(open_page):
    page = open_page("/")
    page.get_by_label("Skriv, hvad I står med").fill("fædre")
    page.get_by_role("button", name="Søg").click()
    page.wait_for_url("**/?q=f*")
    page.get_by_role("checkbox", name="Fædre").check()
    expect(page.locator("#antal")).to_contain_text("for fædre")
    page.wait_for_url("**maalgruppe=faedre")
    page.locator("article").get_by_role("link", name="Fars tid", exact=True).click()
    expect(page.locator("h1")).to_have_text("Fars tid")
    page.go_back()
    expect(page.locator("#antal")).to_contain_text("for fædre")
    expect(page.get_by_role("checkbox", name="Fædre")).to_be_checked()


def test_by_keyboard_alone(open_page):
    """From the front page to an entry without a mouse; focus stays on the tick that was set."""
    page = open_page("/")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.type("sprog")
    page.keyboard.press("Enter")
    page.wait_for_url("**/?q=sprog")
    expect(page.locator("#antal")).to_contain_text("»sprog«")
    page.locator("#q").focus()
    for _ in range(12):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.value") == "boern-0-2":
            break
    page.keyboard.press("Space")
    expect(page.locator("#antal")).to_contain_text("for børn 0-2 år")
    assert page.evaluate("document.activeElement.value") == "boern-0-2"
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("Boolean(document.activeElement.closest('article'))"):
            break
    title = page.evaluate("document.activeElement.textContent")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text(title)


def test_without_script(open_page):
    """The same job with script off: tick, press the button, open, go back."""
    page = open_page("/?q=sprog", java_script_enabled=False)
    page.get_by_role("checkbox", name="Gravide").check()
    page.get_by_role("button", name="Vis indsatser").click()
    page.wait_for_url("**maalgruppe=gravide**")
    assert "for gravide" in page.locator("#antal").text_content()
    page.locator("#sortering").select_option("titel")
    page.get_by_role("button", name="Sortér").click()
    page.wait_for_url("**sortering=titel**")
    page.locator("article a").first.click()
    page.go_back()
    assert page.get_by_role("checkbox", name="Gravide").is_checked()
    page.get_by_role("link", name="Fjern Målgruppe: Gravide").click()
    assert not page.get_by_role("checkbox", name="Gravide").is_checked()


def test_without_script_on_a_phone(open_page):
    """Results come first; the panel opens and holds the same choices."""
    page = open_page("/?q=sprog", 375, 700, java_script_enabled=False)
    assert not page.get_by_role("checkbox", name="Gravide").is_visible()
    assert page.locator("article").first.bounding_box()["y"] < 700
    page.locator("#filtre > summary").click()
    page.get_by_role("checkbox", name="Gravide").check()
    page.get_by_role("button", name="Vis indsatser").click()
    page.wait_for_url("**maalgruppe=gravide**")
