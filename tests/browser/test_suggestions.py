"""Suggestions as an editable combobox with a list (ARIA APG)."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("address", ["/", "/?q="])
def test_arrows_choose_and_enter_opens(open_page, address):
    page = open_page(address)
    field = page.get_by_role("combobox").first
    field.press_sequentially("far")
    options = page.get_by_role("option")
    expect(options.first).to_be_visible()
    expect(field).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("ArrowDown")
    expect(options.first).to_have_attribute("aria-selected", "true")
    expect(field).to_have_attribute("aria-activedescendant", "forslag-0")
    expect(field).to_be_focused()
    target = options.first.get_attribute("data-url")
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: url.endswith(target))


def test_enter_without_choosing_searches(open_page):
    page = open_page("/")
    page.get_by_role("combobox").first.press_sequentially("far")
    expect(page.get_by_role("option").first).to_be_visible()
    page.keyboard.press("Enter")
    page.wait_for_url("**/?q=far")


def test_escape_closes_and_keeps_the_text(open_page):
    page = open_page("/")
    page.get_by_role("combobox").first.press_sequentially("spr")
    expect(page.get_by_role("option").first).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("option")).to_have_count(0)
    expect(page.locator("#q")).to_have_value("spr")
    expect(page.locator("#q")).to_have_attribute("aria-expanded", "false")


def test_up_comes_round_to_the_text(open_page):
    page = open_page("/")
    page.get_by_role("combobox").first.press_sequentially("spr")
    options = page.get_by_role("option")
    expect(options.first).to_be_visible()
    page.keyboard.press("ArrowUp")
    expect(options.last).to_have_attribute("aria-selected", "true")
    page.keyboard.press("ArrowDown")
    assert page.locator("#q").get_attribute("aria-activedescendant") is None


def test_kinds_stand_apart_and_a_click_opens(open_page):
    page = open_page("/")
    page.get_by_role("combobox").first.press_sequentially("sprog")
    kinds = page.locator("[role=option] .slags")
    expect(kinds.filter(has_text="Indsats").first).to_be_visible()
    page.get_by_role("option", name="Sprogstart").first.click()
    expect(page.locator("h1")).to_have_text("Sprogstart")


def test_without_an_answer_it_is_a_plain_field(open_page):
    page = open_page("/", allow=("500",))
    page.route("**/forslag?**", lambda route: route.fulfill(status=500, body="x"))
    with page.expect_response("**/forslag?**"):
        page.get_by_role("combobox").first.press_sequentially("far")
    page.keyboard.press("Enter")
    page.wait_for_url("**/?q=far")
