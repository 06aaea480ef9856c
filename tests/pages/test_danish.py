"""What stands on public pages is said to readers, in whole and correct Danish."""

import re

import pytest

from tests.conftest import CheckedClient
from tests.support.page_text import text

PUBLIC = (
    "/", "/?q=sprog", "/?q=xqzw", "/overblik", "/kort", "/situation", "/situation?tema=trivsel",
    "/mappe", "/mappe?indsats=sprogstart", "/sammenlign?indsats=sprogstart&indsats=bogglad",
    "/ordliste", "/om", "/tilgaengelighed", "/ny", "/nyt", "/foelg", "/findes-ikke",
    "/indsats/sprogstart",
)  # fmt: skip
# A file's keys and values, a date as a program writes it, one of several.
ODD = re.compile(
    r"\b(true|false|null|None)\b|\[[a-z]+-[a-z-]+\]|\b20\d\d-\d\d-\d\d\b|\b1 indsatser\b"
)


@pytest.mark.parametrize("address", PUBLIC)
def test_no_public_page_speaks_a_programs_language(client: CheckedClient, address: str) -> None:
    page = client.get(address)
    words = re.sub(r"<(script|style|code)\b.*?</\1>|<[^>]+>", " ", page.text, flags=re.S)
    found = ODD.search(words)
    assert found is None, words[max(0, found.start() - 80) : found.end() + 40]


def test_one_answer_is_one_answer(client: CheckedClient) -> None:
    page = client.page("/situation?tema=trivsel")
    assert "på dit svar" in text(page)
    assert "på mindst ét af dine 2 svar" in text(
        client.page("/situation?tema=trivsel&kommune=odense")
    )


def test_a_long_question_is_told_to_be_cut(client: CheckedClient) -> None:
    """The field takes what is pasted; the page says what became of it."""
    assert client.page("/").find(".//input[@id='q']").get("maxlength") is None
    page = client.get("/?q=" + "ord+" * 80).text
    assert page.count("afkortet til 200 tegn") == 1
    assert "»q=" not in page
    assert "de første 32 ord" not in page, "that is told already"


def test_an_unknown_word_of_a_description_is_no_warning(client: CheckedClient) -> None:
    """It counts little; alone, or among a few, it is told first. Numbers are no words."""
    few, told = client.page("/?q=sprog+i+Utopia"), "Ingen indsatser nævner »Utopia«."
    assert told in text(few.find(".//div[@class='alert alert-warning alert--paragraph']"))
    page = client.page("/?q=vi+vil+gerne+have+sprog+til+180+børn+i+Utopia")
    assert page.find(".//div[@class='alert alert-warning alert--paragraph']") is None
    assert told == text(page.find(".//p[@class='small-text ukendte']"))
