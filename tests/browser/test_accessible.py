"""axe (WCAG 2.2 A and AA) on every kind of page, both widths; and what a narrow screen needs."""

import json

import pytest

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
  const result = await axe.run(document, {runOnly: tags});
  return result.violations.map(
    v => v.id + ': ' + v.help + ' ' + v.nodes.map(n => n.html).join(' | '));
}"""

NIGHT = """async () => {
  const only = {runOnly: {type: 'rule', values: ['color-contrast']}};
  return (await axe.run(document, only)).violations.flatMap(v => v.nodes.map(n => n.html));
}"""
OPEN_ALL = "document.querySelectorAll('details').forEach(one => { one.open = true; })"
# A table may scroll in its own region, which the keyboard reaches.
WIDE = """() => [...document.querySelectorAll('main *')]
  .filter(e => !e.closest('[role=region][tabindex], .sr-only, .table--responsive-scroll'))
  .filter(e => e.getBoundingClientRect().right > innerWidth + 1)
  .map(e => e.tagName + '.' + e.className)"""


@pytest.mark.parametrize("address", KINDS)
def test_each_kind_of_page_is_accessible(open_page, address):
    """axe finds nothing, wide or narrow, by day or by night; at 320 nothing scrolls sideways.

    320 pixels is also what 400 % zoom on a wide screen gives (WCAG 1.4.10).
    """
    page = open_page(address, allow=("404",))
    page.evaluate(OPEN_ALL)
    page.evaluate(AXE.read_text(encoding="utf-8"))
    locale = json.loads(AXE.with_name("axe-da.json").read_text(encoding="utf-8"))
    for width in (1280, 375):
        page.set_viewport_size({"width": width, "height": 900})
        found = page.evaluate(RUN, locale)
        assert not found, "\n".join([f"at {width}:", *found])
    page.emulate_media(color_scheme="dark")
    assert not page.evaluate(NIGHT)
    page.set_viewport_size({"width": 320, "height": 640})
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert not page.evaluate(WIDE)


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


def test_nothing_that_has_focus_lies_under_the_bar(open_page):
    """The phone's panel of filters, walked through with Tab (WCAG 2.4.11)."""
    page = open_page("/?q=sprog", 375, 667)
    page.locator("#filtre > summary").click()
    page.evaluate(OPEN_ALL)
    covered, walked = [], 0
    page.locator("#filtre > summary").focus()
    while walked < 500:
        page.keyboard.press("Tab")
        name, inside, below = page.evaluate("""() => {
          const one = document.activeElement, bar = document.querySelector(".filtre-knap");
          const seen = (one.labels?.[0] ?? one).getBoundingClientRect();
          return [one.id || one.textContent, one.closest("#filtre") && !bar.contains(one),
            seen.top > bar.getBoundingClientRect().top - seen.height / 2];
        }""")
        if not inside:
            break
        walked += 1
        covered += [name] * below
    assert walked > 20
    assert not covered


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
