"""axe (WCAG 2.2 A and AA) on every kind of page, both widths; and what a narrow screen needs."""

import json
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.conftest import AXE

pytestmark = pytest.mark.browser
KINDS = (
    "/", "/?q=", "/?q=sprog&maalgruppe=gravide&kommune=slagelse&kommune=aarhus", "/?q=sprogstrat",
    "/?q=far&kommune=aarhus&type=metode", "/?q=sprog&farve=blaa", "/indsats/sprogstart",
    "/indsats/ungejob", "/indsats/ond", "/overblik", "/overblik?q=sprog&raekker=tema", "/ordliste",
    "/emne", "/emne/tema/sprog",
    "/om", "/tilgaengelighed", "/status", "/findes-ikke",
    "/kort", "/kort?q=sprog&maalgruppe=gravide", "/situation",
    "/situation?tema=trivsel&kommune=odense",
    "/mappe", "/mappe?indsats=sprogstart&indsats=bogglad&q=sprog&indsats=nix", "/data",
    "/mappe/udskrift?indsats=sprogstart&indsats=bogglad", "/sammenlign",
    "/sammenlign?indsats=sprogstart&indsats=bogglad&indsats=ond",
    "/nyt", "/foelg?q=sprog", "/ny", "/indsats/sprogstart/ret",
)  # fmt: skip
RUN = """async (locale) => {
  axe.configure({locale});
  const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa', 'best-practice'];
  const result = await axe.run(document, {runOnly: tags, resultTypes: ['violations']});
  return result.violations.map(
    v => v.id + ': ' + v.help + ' ' + v.nodes.map(n => n.html).join(' | '));
}"""

NIGHT = """async () => {
  const only = {runOnly: {type: 'rule', values: ['color-contrast']}, resultTypes: ['violations']};
  return (await axe.run(document, only)).violations.flatMap(v => v.nodes.map(n => n.html));
}"""
OPEN_ALL = "document.querySelectorAll('details').forEach(one => { one.open = true; })"
# A table may scroll in its own region, which the keyboard reaches.
WIDE = """() => [...document.querySelectorAll('main *')]
  .filter(e => !e.closest('[role=region][tabindex], .sr-only, .table--responsive-scroll'))
  .filter(e => e.getBoundingClientRect().right > innerWidth + 1)
  .map(e => e.tagName + '.' + e.className)"""

# Whether what has focus is wholly hidden by something else (WCAG 2.4.11), looked at in three
# places. A box to tick is drawn by its label.
COVERED = """const covered = (one) => {
  const seen = ['checkbox', 'radio'].includes(one.type) && one.labels[0] || one;
  const box = seen.getClientRects()[0];
  if (!box || box.width < 2) return false;
  return [.1, .5, .9].every((part) => {
    const at = document.elementFromPoint(
      box.left + box.width * part, box.top + box.height * part);
    return !(at && (seen.contains(at) || one.labels?.[0]?.contains(at)
      || at.contains(seen) && !at.contains(document.body) && at.tagName !== 'MAIN'));
  });
};"""
FOCUS = f"""() => {{
  {COVERED}
  return [...document.querySelectorAll('a, button, input, select, textarea, summary, [tabindex]')]
    .filter((one) => one.tabIndex >= 0 && one.checkVisibility() && !one.matches('.skipnav'))
    .filter((one) => {{ one.focus(); return document.activeElement === one && covered(one); }})
    .map((one) => one.id || one.outerHTML.slice(0, 120));
}}"""
WALK = f"""() => {{
  {COVERED}
  window.walked = new Map();
  addEventListener('keydown', () => {{
    const one = document.activeElement;
    if (one !== document.body && !one.matches('.skipnav')) window.walked.set(one, covered(one));
  }}, true);
}}"""
WALKED = """() => [window.walked.size, [...window.walked].filter(([, hidden]) => hidden)
  .map(([one]) => one.id || one.outerHTML.slice(0, 120))]"""


@pytest.fixture(scope="module")
def window(chromium: Browser, server: str) -> Iterator[Page]:
    """A window for all kinds of pages, one after the other."""
    with chromium.new_context(base_url=server, locale="da-DK") as context:
        page = context.new_page()
        page.on("dialog", lambda dialog: dialog.accept())
        yield page


@pytest.mark.parametrize("address", KINDS)
def test_each_kind_of_page_is_accessible(window: Page, address: str):
    """axe finds nothing, wide or narrow, by day or by night; at 320 nothing scrolls sideways.

    320 pixels is also what 400 % zoom on a wide screen gives (WCAG 1.4.10). And at both widths
    nothing that has focus lies under anything, as a bar that stays (WCAG 2.4.11).
    """
    page = window
    errors: list[str] = []
    page.once("pageerror", lambda error: errors.append(str(error)))
    page.emulate_media(color_scheme="light")
    page.goto(address)
    page.locator("html.klar").wait_for(state="attached")
    page.evaluate(OPEN_ALL)
    page.evaluate(AXE.read_text(encoding="utf-8"))
    locale = json.loads(AXE.with_name("axe-da.json").read_text(encoding="utf-8"))
    for width, height in ((1280, 800), (375, 667)):
        page.set_viewport_size({"width": width, "height": height})
        found = page.evaluate(RUN, locale)
        assert not found, "\n".join([f"at {width}:", *found])
        assert page.evaluate(FOCUS) == [], f"at {width}"
    page.emulate_media(color_scheme="dark")
    assert not page.evaluate(NIGHT)
    page.set_viewport_size({"width": 320, "height": 640})
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert not page.evaluate(WIDE)
    assert not errors


def test_suggestions_that_are_open_are_accessible(open_page):
    page = open_page("/", 375, 667)
    page.locator("#q").press_sequentially("spr")
    page.locator("#forslag [role=option]").first.wait_for()
    page.keyboard.press("ArrowDown")
    page.evaluate(AXE.read_text(encoding="utf-8"))
    assert page.evaluate(RUN, json.loads(AXE.with_name("axe-da.json").read_text("utf-8"))) == []


def test_targets_are_large_enough(open_page):
    """Checkboxes, chips and buttons are at least 24 pixels (WCAG 2.5.8)."""
    page = open_page("/?q=sprog&maalgruppe=gravide", 375)
    page.locator("#filtre > summary").click()
    small = page.evaluate("""() => [...document.querySelectorAll(
        'button, .tag, summary, .facet-liste label, .pagination a, select')]
      .filter(e => e.checkVisibility())
      .map(e => [e.outerHTML.slice(0, 120), e.getBoundingClientRect()])
      .filter(([, r]) => r.width < 24 || r.height < 24).map(([html]) => html)""")
    assert not small


def test_the_order_by_keyboard_is_that_of_the_eye(open_page):
    """The skip link comes first and leads past the menu."""
    page = open_page("/?q=sprog")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skipnav"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main-content"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.id") == "q"


@pytest.mark.parametrize(
    ("address", "stops"),
    [("/?q=sprog", 60), ("/sammenlign?indsats=sprogstart&indsats=bogglad&indsats=ond", 15)],
)
@pytest.mark.parametrize(("width", "height"), [(375, 667), (1280, 800)])
def test_a_walk_with_tab_passes_under_no_bar(open_page, address, stops, width, height):
    """The pages with something that stays while one scrolls, walked through as people do."""
    page = open_page(address, width, height)
    page.evaluate(OPEN_ALL)
    page.evaluate(WALK)
    for _ in range(stops + 60):
        page.keyboard.press("Tab")
    walked, covered = page.evaluate(WALKED)
    assert walked > stops
    assert covered == []


def test_a_second_skip_link_leads_to_the_results(open_page):
    """Past the field and a hundred boxes: the next stop is in the list."""
    page = open_page("/?q=sprog")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Gå til resultaterne"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "resultater"
    page.keyboard.press("Tab")
    assert page.evaluate("Boolean(document.activeElement.closest('#resultater'))")


def test_icons_have_a_size_of_their_own(open_page):
    """Without the style sheets too."""
    page = open_page("/?q=sprog")
    page.evaluate("document.querySelectorAll('link[rel=stylesheet]').forEach(l => l.remove())")
    sizes = page.evaluate("""() => [...document.querySelectorAll('svg.icon-svg')]
      .map(e => e.getBoundingClientRect()).map(r => [r.width, r.height])""")
    assert sizes
    assert all(width <= 24 and height <= 24 for width, height in sizes)


def test_the_map_is_reached_through_its_list(open_page):
    """The keyboard goes through each municipality once."""
    page = open_page("/kort")
    stops = page.evaluate("""() => [...document.querySelectorAll('.landkort-side a')]
      .filter(a => a.tabIndex >= 0).map(a => a.getAttribute('href'))""")
    assert stops
    assert len(stops) == len(set(stops))


def test_focus_is_seen(open_page):
    page = open_page("/?q=sprog")
    for _ in range(12):
        page.keyboard.press("Tab")
        outline = page.evaluate("""() => { const e = document.activeElement;
          const s = getComputedStyle(e), l = e.labels?.[0];
          const before = l ? getComputedStyle(l, '::before') : s;
          return [s, before].some(one => one.outlineStyle !== 'none' || one.boxShadow !== 'none');
        }""")
        assert outline, page.evaluate("document.activeElement.outerHTML")
