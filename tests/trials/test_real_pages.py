"""How long, how heavy and how wide the pages of the real catalogue are, in Chromium.

.venv/bin/python -m pytest tests/trials/test_real_pages.py -m trials -s
"""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from catalogue.checking.folder import HERE
from tests.browser.test_print import printed
from tests.browser.test_weight import measured
from tests.support.engines import CHROMIUM_ARGUMENTS, chromium_path
from tests.support.running import running
from web.server.build import build_now
from web.site.config import Config

pytestmark = [pytest.mark.trials, pytest.mark.timeout(600)]
QUESTIONS = (
    "unge", "uro i opgangen", "ensomme førstegangsmødre", "unge mødre i udsatte boligområder",
    "vi har mange unge der laver uro i opgangen om aftenen",
)  # fmt: skip
HIGHEST = {1280: 3_200, 375: 5_000}  # ten hits, in pixels
HEAVIEST = 82_000  # bytes of a first result page with all that it fetches
SHEET = (673, 1009)  # A4 within the margins of print.css, in pixels
SHEETS = {  # at most, of pages that grow with the catalogue
    "/ordliste": 8, "/overblik": 2, "/kort": 2, "/emne/tema/trivsel": 1, "/?q=unge": 2,
    "/sammenlign?indsats=bydelsmoedre&indsats=baba&indsats=natteravnene": 5,
}  # fmt: skip
SHEETS_OF_AN_ENTRY = 4
BATCH = 15  # entries of a folder at a time


@pytest.fixture(scope="module")
def window(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Browser, str]]:
    """A browser, and the address of the real catalogue."""
    folder = tmp_path_factory.mktemp("real")
    build_now(Config(HERE, folder / "index"))
    with (
        running(HERE, folder / "index", folder / "log") as server,
        sync_playwright() as playwright,
        playwright.chromium.launch(
            executable_path=chromium_path(), args=CHROMIUM_ARGUMENTS
        ) as browser,
    ):
        yield browser, f"http://127.0.0.1:{server.port}"


@pytest.fixture
def page(window: tuple[Browser, str]) -> Iterator[Page]:
    browser, address = window
    with browser.new_page(base_url=address, locale="da-DK") as page:
        yield page


def test_a_first_result_page_is_light(page: Page) -> None:
    sizes = measured(page)
    page.goto("/?q=", wait_until="networkidle")
    print(f"/?q=: {sum(sizes.values())} bytes")
    assert 20_000 < sum(sizes.values()) <= HEAVIEST, sizes


@pytest.mark.parametrize("width", HIGHEST)
def test_ten_hits_are_short(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    for question in QUESTIONS:
        page.goto(f"/?q={question}")
        height = page.evaluate("document.documentElement.scrollHeight")
        print(f"{width} {question}: {height} px")
        assert page.locator("article.kort").count() == 10
        assert height <= HIGHEST[width], question


def test_an_entry_of_the_dossier_is_one_sheet(page: Page) -> None:
    """Every entry, as it is printed."""
    page.set_viewport_size({"width": SHEET[0], "height": SHEET[1]})
    page.emulate_media(media="print")
    slugs = sorted(path.stem for path in (HERE / "entries").glob("*.md"))
    heights: dict[str, float] = {}
    for at in range(0, len(slugs), BATCH):
        chosen = "&".join(f"indsats={slug}" for slug in slugs[at : at + BATCH])
        page.goto(f"/mappe/udskrift?{chosen}")
        heights |= page.evaluate("""() => Object.fromEntries(
          [...document.querySelectorAll(".sag")].map((one) =>
            [one.querySelector("[id]").id, one.getBoundingClientRect().height]))""")
    print(f"highest of {len(heights)}: {max(heights.values()):.0f} px of {SHEET[1]}")
    assert len(heights) == len(slugs)
    assert max(heights.values()) <= SHEET[1] - 60  # its group's heading may stand above it


def test_no_page_needs_many_sheets(page: Page) -> None:
    """Every entry, and the pages that are one of a kind."""
    slugs = sorted(path.stem for path in (HERE / "entries").glob("*.md"))
    wanted = {f"/indsats/{slug}": SHEETS_OF_AN_ENTRY for slug in slugs} | SHEETS
    sheets: dict[str, int] = {}
    for address in wanted:
        page.goto(address)
        sheets[address], _ = printed(page)
    entries = [sheets[f"/indsats/{slug}"] for slug in slugs]
    print({number: entries.count(number) for number in sorted(set(entries))}, sheets["/ordliste"])
    assert {one: sheets[one] for one in wanted if sheets[one] > wanted[one]} == {}
