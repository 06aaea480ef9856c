"""A new editor's way at /ny, with and without script, by eye and by axe."""

import re

import pytest

from tests.browser.conftest import AXE

pytestmark = pytest.mark.browser


def fill_in(page) -> None:
    page.get_by_label("Titel (skal udfyldes)", exact=True).fill("Morgencafé i gården")
    page.get_by_label(re.compile("^Resum")).fill("Forældre spiser morgenmad sammen hver lørdag.")
    for fieldset in page.locator("fieldset.ny-felt").all():
        if "(skal udfyldes)" in (fieldset.locator("legend").text_content() or ""):
            fieldset.locator("input").last.check()
    page.get_by_label("Sted", exact=True).fill("Gellerup i Aarhus")
    page.get_by_label("Hvad går indsatsen ud på?").fill("Man spiser sammen.")
    page.get_by_label("Titel (skal udfyldes) kilde 1").fill("Årsrapport")
    page.get_by_label("Udgiver (skal udfyldes) kilde 1").fill("Aarhus Kommune")


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_from_idea_to_file(open_page, script):
    page = open_page("/ny", java_script_enabled=script)
    page.get_by_role("button", name="Vis og kontrollér").click()
    assert "fejl at rette" in page.locator("main").inner_text()
    fill_in(page)
    page.get_by_role("button", name="Vis og kontrollér").click()
    assert "Filen kan bruges" in page.locator("main").inner_text()
    with page.expect_download() as download:
        page.get_by_role("button", name="Hent filen").click()
    assert download.value.suggested_filename == "morgencafe-i-gaarden.md"


@pytest.mark.parametrize("width", [1280, 320])
def test_axe_finds_nothing_in_a_form_with_faults(open_page, width):
    page = open_page("/ny", width=width)
    page.get_by_role("button", name="Vis og kontrollér").click()
    page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true; })")
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("async () => (await axe.run()).violations")
    assert [(one["id"], one["nodes"][0]["html"][:200]) for one in found] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
