"""What a page says, as a test reads it."""

import re
from typing import Any


def text(element: Any) -> str:
    """The words of an lxml element and all within it, with one blank between them."""
    return " ".join("".join(element.itertext()).split())


def main_text(page: Any) -> str:
    """The words of a page without its head and foot."""
    return text(page.find(".//main"))


def number_in(words: str, pattern: str = r"(\d+)") -> int:
    """The number that the pattern's group catches; it must be there."""
    found = re.search(pattern, words)
    assert found, f"no number in {words!r}"
    return int(found[1])
