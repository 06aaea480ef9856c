"""A section's HTML as the paragraphs and points of a document. Pure."""

from dataclasses import dataclass
from html.parser import HTMLParser

_PARAGRAPHS = frozenset({"p", "h3", "h4", "h5", "h6", "blockquote", "pre", "tr", "ul", "ol", "li"})


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, or a point of a list."""

    text: str
    point: bool = False


class _BlockReader(HTMLParser):
    """Cuts running text wherever a block begins or ends."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[Block] = []
        self._words: list[str] = []
        self._points = 0

    def handle_starttag(self, tag: str, attrs: object) -> None:  # noqa: ARG002  # HTMLParser's own
        if tag in _PARAGRAPHS:
            self.close_block()
        elif tag in {"br", "td", "th"}:
            self._words.append(" ")
        self._points += tag == "li"

    def handle_endtag(self, tag: str) -> None:
        if tag in _PARAGRAPHS:
            self.close_block()
        self._points -= tag == "li"

    def handle_data(self, data: str) -> None:
        self._words.append(data)

    def close_block(self) -> None:
        text = " ".join("".join(self._words).split())
        if text:
            self.found.append(Block(text, self._points > 0))
        self._words.clear()


def blocks(html: str) -> tuple[Block, ...]:
    """The blocks of a section in their order; links and emphasis are left as words."""
    reader = _BlockReader()
    reader.feed(html)
    reader.close()
    reader.close_block()
    return tuple(reader.found)
