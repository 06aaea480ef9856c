"""What is copied from a page lies on the clipboard, as text and as formatted text."""

import pytest

pytestmark = pytest.mark.browser
READ = """async () => Object.fromEntries(await Promise.all(
  (await navigator.clipboard.read())[0].types.map(async (type) =>
    [type, await (await (await navigator.clipboard.read())[0].getType(type)).text()])))"""


def copied(page, name: str) -> dict[str, str]:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_role("link", name=name).first.click()
    page.get_by_text("Kopieret", exact=True).first.wait_for()
    found = page.evaluate(READ)
    assert isinstance(found, dict)
    return found


def test_a_short_text_is_copied_plain_and_formatted(open_page):
    found = copied(open_page("/indsats/sprogstart"), "Kopiér kort tekst")
    assert found["text/plain"].startswith("Sprogstart\nSprogstimulering hjemme hos familien.")
    assert "<p><strong>Sprogstart</strong></p>" in found["text/html"]


def test_a_figure_is_copied_with_its_address(open_page):
    page = open_page("/indsats/sprogstart")
    found = copied(page, "Henvis til tallet")
    assert found["text/plain"].endswith("/indsats/sprogstart#tal-1")
    assert page.url.endswith("/indsats/sprogstart")


def test_a_hostile_title_is_copied_as_words(open_page):
    found = copied(open_page("/indsats/ond"), "Kopiér kort tekst")
    assert "<script>alert(1)" in found["text/plain"]
    assert "<script" not in found["text/html"]


def test_without_script_the_text_is_there_to_mark(open_page):
    page = open_page("/indsats/sprogstart", java_script_enabled=False)
    page.get_by_role("link", name="Kopiér kort tekst").first.click()
    assert page.locator("#kort-tekst [data-short]").is_visible()
