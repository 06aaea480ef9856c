"""On paper: the right way round, every column there, dark on light, no sheet for a footer alone."""

import re

import pytest

pytestmark = pytest.mark.browser
THREE = "indsats=sprogstart&indsats=bogglad&indsats=ungejob"
LANDSCAPE = 1017  # pixels between the margins of a landscape A4
# The least contrast of letters on their ground (WCAG), over everything that is printed.
FAINT = """() => {
  const light = (c) => { const [r, g, b] = c.match(/[\\d.]+/g).map((v) => {
    v /= 255; return v <= .04045 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4; });
    return .2126 * r + .7152 * g + .0722 * b; };
  return [...document.querySelectorAll(".matrix td, .matrix th")].filter((cell) => {
    const words = cell.querySelector("a, span") ?? cell;
    const [a, b] = [light(getComputedStyle(words).color), light("255, 255, 255")];
    return (b + .05) / (a + .05) < 4.5;  // grounds may be left out by the printer
  }).map((cell) => cell.textContent.trim());
}"""


def printed(page) -> tuple[int, bool]:
    """Sheets, and whether the first lies down."""
    pdf = page.pdf(prefer_css_page_size=True)
    sheet = re.search(rb"/MediaBox\s*\[0 0 ([\d.]+) ([\d.]+)", pdf)
    assert sheet
    width, height = map(float, sheet.groups())
    return len(re.findall(rb"/Type\s*/Page\b", pdf)), width > height


@pytest.mark.parametrize(
    ("address", "most", "lying"),
    [
        ("/?q=sprog", 3, False), ("/indsats/sprogstart", 4, False), ("/kort", 2, False),
        (f"/sammenlign?{THREE}", 3, True), ("/overblik", 2, True), ("/ordliste", 2, False),
    ],
)  # fmt: skip
def test_sheets(open_page, address, most, lying):
    sheets, lies = printed(open_page(address))
    assert sheets <= most
    assert lies == lying


def test_no_column_of_the_matrix_is_lost_and_every_letter_is_dark(open_page):
    page = open_page("/overblik")
    page.emulate_media(media="print")
    page.set_viewport_size({"width": LANDSCAPE, "height": 700})
    table = page.locator("table.matrix").bounding_box()
    assert table["x"] + table["width"] <= LANDSCAPE
    assert page.evaluate(FAINT) == []


def test_where_it_comes_from_stands_at_the_top(open_page):
    page = open_page("/indsats/sprogstart")
    page.emulate_media(media="print")
    assert page.get_by_text("Udskrevet fra https://katalog.example/indsats/sprogstart").is_visible()
    assert not page.locator("footer").is_visible()
