"""Live facets: the page follows the ticks, right after Back and Forward, plain when it fails."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


def test_ticks_change_the_page_where_it_stands(open_page):
    """Count, cards, counts and address follow; the page is not loaded anew; folds stay."""
    page = open_page("/?q=")
    page.evaluate("window.stays = true")
    page.locator("summary.facet-navn", has_text="Kommune").click()
    page.get_by_role("checkbox", name="Fædre").check()
    expect(page.locator("#antal")).to_have_text("4 indsatser for fædre")
    expect(page.locator("article")).to_have_count(4)
    expect(page.locator("label", has_text="Arbejde")).to_contain_text("(1)")
    page.wait_for_url("**/?maalgruppe=faedre")
    page.get_by_role("checkbox", name="Aarhus").check()
    expect(page.locator("#antal")).to_have_text("1 indsats for fædre, i Aarhus")
    assert page.evaluate("document.activeElement.value") == "aarhus"
    assert page.title().startswith("1 indsats for fædre")
    assert page.evaluate("window.stays")
    assert page.locator("[role=status] #antal").count() == 1


def test_back_and_forward_show_what_was_there(open_page):
    page = open_page("/?q=")
    page.get_by_role("checkbox", name="Fædre").check()
    expect(page.locator("#antal")).to_contain_text("for fædre")
    page.get_by_role("checkbox", name="Gravide").check()
    expect(page.locator("#antal")).to_contain_text("for gravide eller fædre")
    page.go_back()
    expect(page.locator("#antal")).to_have_text("4 indsatser for fædre")
    expect(page.get_by_role("checkbox", name="Gravide")).not_to_be_checked()
    page.go_back()
    expect(page.locator("#antal")).to_contain_text("Alle")
    expect(page.get_by_role("checkbox", name="Fædre")).not_to_be_checked()
    page.go_forward()
    expect(page.get_by_role("checkbox", name="Fædre")).to_be_checked()
    expect(page.locator("#antal")).to_have_text("4 indsatser for fædre")


def test_typing_waits_and_then_searches(open_page):
    page = open_page("/?q=")
    page.locator("#q").press_sequentially("sprog", delay=20)
    expect(page.locator("#antal")).to_contain_text("»sprog«")
    assert page.locator("#q").input_value() == "sprog"
    asked = [r.url for r in page.watch.requests if "/?q=" in r.url]
    assert len(asked) <= 3, asked  # the page, and not one for every letter


def test_chips_sorting_and_pages_are_live_too(open_page):
    page = open_page("/?q=&maalgruppe=faedre")
    page.evaluate("window.stays = true")
    page.get_by_role("link", name="Fjern Målgruppe: Fædre").click()
    expect(page.locator("#antal")).to_contain_text("Alle")
    expect(page.get_by_role("checkbox", name="Fædre")).not_to_be_checked()
    page.locator("#sortering").select_option("titel")
    page.wait_for_url("**sortering=titel**")
    page.get_by_role("link", name="Side 2").click()
    page.wait_for_url("**side=2**")
    expect(page.locator("article")).to_have_count(3)
    assert page.evaluate("window.stays")


def fail(page, address: str, *, status: int) -> None:
    """The script's own requests for an address get no answer (status 0) or that status."""

    def answer(route):
        if route.request.resource_type == "document":
            route.continue_()
        elif status:
            route.fulfill(status=status, body="broken")
        else:
            route.abort()

    page.route(address, answer)


def test_what_is_no_result_page_is_loaded_plainly(open_page):
    """A 500 to the script's request for a tick: the visitor sees what the server says."""
    page = open_page("/?q=", allow=("500",))
    page.evaluate("window.stays = true")
    fail(page, "**/?maalgruppe=faedre", status=500)
    page.get_by_role("checkbox", name="Fædre").check()
    page.wait_for_url("**/?maalgruppe=faedre")
    expect(page.locator("#antal")).to_have_text("4 indsatser for fædre")
    assert page.evaluate("window.stays") is None


@pytest.mark.parametrize(("status", "said"), [(0, "Ingen forbindelse"), (500, "svarede ikke")])
def test_a_typed_word_never_costs_the_page(open_page, status, said):
    """Without network, or with a server that fails: the page stays, says so, and asks again."""
    page = open_page("/?q=", allow=("500", "ERR_FAILED"))
    page.evaluate("window.stays = true")
    fail(page, "**/?q=far", status=status)
    page.locator("#q").press_sequentially("far")
    fault = page.get_by_role("status").filter(has_text=said)
    expect(fault).to_be_visible()
    assert page.locator("#q").input_value() == "far"
    expect(page.locator("#antal")).to_contain_text("Alle")
    page.unroute("**/?q=far")
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Prøv igen").click()
    expect(page.locator("#antal")).to_contain_text("»far«")
    expect(fault).to_have_count(0)
    assert page.evaluate("window.stays")


def test_without_network_a_tick_keeps_the_page_too(open_page):
    page = open_page("/?q=", allow=("ERR_INTERNET_DISCONNECTED",))
    page.context.set_offline(True)
    page.get_by_role("checkbox", name="Fædre").check()
    expect(page.get_by_text("Ingen forbindelse lige nu")).to_be_visible()
    page.context.set_offline(False)  # the browser tells the page, which asks again
    expect(page.locator("#antal")).to_have_text("4 indsatser for fædre")


def test_the_answer_that_counts_is_the_last(open_page):
    """A slow answer to an older question never overwrites a newer one."""
    page = open_page("/?q=")
    held = []

    def hold(route):
        held.append(route)

    page.route("**/?maalgruppe=faedre", hold)
    page.get_by_role("checkbox", name="Fædre").check()
    page.get_by_role("checkbox", name="Gravide").check()
    expect(page.locator("#antal")).to_contain_text("for gravide eller fædre")
    for route in held:
        route.abort()
    expect(page.locator("#antal")).to_contain_text("for gravide eller fædre")
    expect(page.get_by_role("checkbox", name="Gravide")).to_be_checked()


def test_a_long_list_narrows_while_typing(open_page):
    page = open_page("/?q=&kommune=odense")
    page.get_by_label("Find i listen").fill("koe")
    expect(page.get_by_role("checkbox", name="Køge")).to_be_visible()
    expect(page.get_by_role("checkbox", name="Aarhus")).to_be_hidden()
    expect(
        page.get_by_role("checkbox", name="Odense")
    ).to_be_visible()  # ticked: never out of sight
    for typed in ("KOGE", "kø ge", "kög"):
        page.get_by_label("Find i listen").fill(typed)
        expect(page.get_by_role("checkbox", name="Køge")).to_be_visible(visible=typed != "kø ge")
    page.get_by_label("Find i listen").fill("køgge")
    expect(page.get_by_text("Ingen på listen passer på »køgge«.")).to_be_visible()
    page.get_by_label("Find i listen").fill("koge")
    page.get_by_role("checkbox", name="Køge").check()
    expect(page.locator("#antal")).to_contain_text("i Odense eller Køge")
    expect(page.get_by_role("checkbox", name="Aarhus")).to_be_hidden()


def test_on_a_phone_the_panel_closes_on_the_button(open_page):
    page = open_page("/?q=", 375, 700)
    page.locator("#filtre > summary").click()
    page.get_by_role("checkbox", name="Fædre").check()
    expect(page.locator("#filtre > summary")).to_contain_text("(1 valgt)")
    count = page.locator(".finder-resultater article").count()
    page.get_by_role("button", name=f"Vis {count} indsatser").click()
    expect(page.get_by_role("checkbox", name="Fædre")).to_be_hidden()
    expect(page.locator("#antal")).to_have_text("4 indsatser for fædre")
    expect(page.locator("#resultater")).to_be_focused()


def test_a_word_being_typed_is_one_step_back(open_page):
    """Back takes the visitor to before the word, not through its letters."""
    page = open_page("/?maalgruppe=faedre")
    field = page.locator("#q")
    field.press_sequentially("far")
    expect(page.locator("#antal")).to_contain_text("»far«")
    field.press_sequentially(" odense")
    expect(page.locator("#antal")).to_contain_text("»far odense«")
    page.go_back()
    page.wait_for_url("**/?maalgruppe=faedre")
    expect(page.locator("#antal")).to_have_text("4 indsatser for fædre")


def test_the_heading_does_not_jump_when_the_script_comes(open_page):
    """The button that only a page without scripts needs is not there for a moment either."""
    page = open_page("/?q=sprog")
    shown = """() => { document.documentElement.classList.remove("script");
      return getComputedStyle(document.querySelector(".sortering button")).display }"""
    assert page.evaluate(shown) == "none"
