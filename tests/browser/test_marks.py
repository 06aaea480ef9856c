"""On an entry that was found by words they are marked; found otherwise, nothing is."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

# Waited for by looking: the policy forbids evaluating a function that waits in the page.
READY = re.compile(r"\bklar\b")


def test_what_was_searched_for_is_marked_and_led_to(open_page):
    """Inflected and compounded too; the address stays the entry's own."""
    page = open_page("/?q=sprog+barn")
    page.get_by_role("link", name="Sprogstart", exact=True).first.click()
    bar = page.locator(".soegt")
    expect(bar).to_contain_text("er markeret")
    marked = page.locator(".indsats-tekst mark").all_inner_texts()
    assert {"sprog", "barnet"} <= set(marked)
    assert page.url.endswith("/indsats/sprogstart")
    bar.get_by_role("button", name="Gå til det første").click()
    assert page.evaluate("document.activeElement.tagName") == "MARK"
    bar.get_by_role("button", name="Fjern markeringen").click()
    assert page.locator(".indsats-tekst mark").count() == 0


def test_nothing_is_marked_for_who_did_not_search(open_page):
    page = open_page("/indsats/hele-vejen")
    page.get_by_role("link", name="Sprogstart").first.click()
    expect(page.locator("html")).to_have_class(READY)
    assert page.locator("mark").count() == 0


def test_odd_words_break_nothing(open_page):
    """What is searched for may be a pattern, or nothing but signs."""
    page = open_page("/?q=sprog+(+%5B+%5C+.*+%2B")
    page.get_by_role("link", name="Sprogstart", exact=True).first.click()
    expect(page.locator("html")).to_have_class(READY)
    assert page.locator("h1").inner_text() == "Sprogstart"
