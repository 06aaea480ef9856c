"""An entry's Markdown as sections of safe HTML.

pulldown-cmark (in Rust, through pyromark) reads a text in time that grows with its length and
with nothing else, and tells its pieces one by one. Here they are counted and written: these
elements only, no HTML of the text's own, addresses that can be followed. So neither the work nor
what comes out of it can outgrow the bounds below, whatever a file holds. nh3's allow-list has the
last word all the same.
"""

import html
import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import nh3
import pyromark

from catalogue.model.entry import Section
from catalogue.model.slugs import SLUG, slugify

MAX_BODY = 30_000  # characters; ten times the longest entry meant
MAX_PIECES = 8_000  # words in a row, beginnings and ends; the longest entry has 71
MAX_NESTING = 6  # quotes, lists and emphasis inside each other
_LONGEST_TITLE = 300
_BLOCKS = {"Paragraph": "p", "BlockQuote": "blockquote", "Item": "li", "TableRow": "tr"}
_INLINE = {"Emphasis": "em", "Strong": "strong"}
_HEADINGS = {"H1": "h3", "H2": "h3", "H3": "h3", "H4": "h4", "H5": "h4", "H6": "h4"}
_WITHIN = frozenset({"Link", "Image", *_INLINE})  # a line; all else stands on lines of its own
_NESTED = frozenset({"BlockQuote", "List", *_WITHIN})
_TAGS = {
    "p", "ul", "ol", "li", "strong", "em", "a", "blockquote", "h3", "h4", "code", "pre", "hr",
    "br", "table", "thead", "tbody", "tr", "th", "td",
}  # fmt: skip
_ATTRIBUTES = {"a": {"href", "title"}, "ol": {"start"}}
_SCHEMES = {"http", "https", "mailto", "tel"}
_ENTRY = re.compile(rf"(?:/indsats/|\./)?({SLUG})(?:\.md)?/?")
_FOLLOWED = re.compile(r"(?:https?://[^/]|mailto:|tel:|/(?!/)|#)[^\s\\]*")


@dataclass(frozen=True, slots=True)
class Text:
    """What a body is made of, as far as it was read. Lines are 0-based.

    Attributes:
        sections: the body cut at its second-level headings, safe to show.
        headings: those headings, each with its line.
        links: slugs of entries that it links to.
        unfollowed: addresses of links that lead nowhere; only the words are shown.
        markup: HTML of its own, which is left out.
        excess: the bound that ended the reading (a rule's code) and where; None when all was read.
    """

    sections: tuple[Section, ...] = ()
    headings: tuple[tuple[str, int], ...] = ()
    links: tuple[tuple[str, int], ...] = ()
    unfollowed: tuple[tuple[str, int], ...] = ()
    markup: tuple[tuple[str, int], ...] = ()
    excess: tuple[str, int] | None = None


@lru_cache(maxsize=4)  # one text is asked about several times in a row
def read_body(body: str) -> Text:
    """A body read once: its sections, and what there is to tell about it."""
    if len(body) > MAX_BODY:
        return Text(excess=("for-meget-tekst", 0))
    reading = _Reading(body)
    try:
        reading.all()
    except _ExcessError as stop:
        return Text(excess=(stop.code, reading.line(stop.offset)))
    return Text(
        tuple(_named(reading.sections)),
        tuple(reading.headings),
        tuple(reading.links),
        tuple(reading.unfollowed),
        tuple(reading.markup),
    )


def render_sections(body: str) -> tuple[Section, ...]:
    """All sections of a body, with unique ids for links to them; none of a refused body."""
    return read_body(body).sections


def split(body: str) -> Iterator[tuple[str, str]]:
    """The body's Markdown cut at its second-level headings: heading ("" before the first), text."""
    lines = body.split("\n")
    headings = read_body(body).headings
    ends = (*(line for _, line in headings), len(lines))
    before = "\n".join(lines[: ends[0]])
    if before.strip():
        yield "", before
    for number, (title, line) in enumerate(headings):
        yield title, "\n".join(lines[line + 1 : ends[number + 1]])


class _ExcessError(Exception):
    """A bound was reached: its rule, and the place in bytes."""

    def __init__(self, code: str, offset: int) -> None:
        super().__init__(code)
        self.code, self.offset = code, offset


class _Reading:
    """One walk over a body's pieces."""

    def __init__(self, body: str) -> None:
        self._body = body
        data = body.encode("utf-8", "replace")
        self._ends = [place for place, byte in enumerate(data) if byte == 0x0A]
        self._depth = 0
        self._in_head = False
        self._title: list[str] | None = None  # the words of a heading that is being read
        self._anchors: list[bool] = []  # for each open link, whether it can be followed
        self._html: list[str] = []
        self._text: list[str] = []
        self.sections: list[tuple[str, str, str]] = []  # heading, HTML, plain text
        self.headings: list[tuple[str, int]] = []
        self.links: list[tuple[str, int]] = []
        self.unfollowed: list[tuple[str, int]] = []
        self.markup: list[tuple[str, int]] = []

    def line(self, offset: int) -> int:
        return bisect_right(self._ends, offset - 1)

    def all(self) -> None:
        for number, (piece, place) in enumerate(_pieces(self._body)):
            if number >= MAX_PIECES:
                raise _ExcessError("for-mange-dele", place)
            kind, value = next(iter(piece.items())) if isinstance(piece, dict) else (piece, None)
            if kind == "Start":
                self._start(*_tag(value), place)
            elif kind == "End":
                self._end(*_tag(value))
            else:
                self._leaf(kind, value, place)
        self._close_section()

    def _start(self, tag: str, value: Any, place: int) -> None:
        if tag in _NESTED:
            self._depth += 1
            if self._depth > MAX_NESTING:
                raise _ExcessError("dybt-indlejret", place)
        if tag not in _WITHIN:
            self._text.append("\n")
        if tag == "Heading":
            self._heading(value["level"], place)
        elif tag == "Link":
            self._link(value, place)
        elif tag == "List":
            start = f' start="{value}"' if value not in (None, 1) else ""
            self._html.append("<ul>\n" if value is None else f"<ol{start}>\n")
        elif tag == "TableHead":
            self._in_head = True
            self._html.append("<thead><tr>")
        else:
            self._html.append(_OPENED.get(tag, "") if tag != "TableCell" else self._cell("<"))

    def _end(self, tag: str, value: Any) -> None:
        if tag in _NESTED:
            self._depth -= 1
        if tag == "Heading" and self._title is not None:
            self._open_section()
        elif tag == "Heading":
            self._html.append(f"</{_HEADINGS[value]}>\n")
        elif tag == "Link":
            self._html.append("</a>" if self._anchors.pop() else "")
        elif tag == "List":
            self._html.append("</ol>\n" if value else "</ul>\n")
        elif tag == "TableHead":
            self._in_head = False
            self._html.append("</tr></thead>\n<tbody>\n")
        else:
            self._html.append(_CLOSED.get(tag, "") if tag != "TableCell" else self._cell("</"))
        if tag not in _WITHIN:
            self._text.append("\n")

    def _leaf(self, kind: str, value: Any, place: int) -> None:
        if kind in ("Html", "InlineHtml"):
            self.markup.append((str(value).strip(), self.line(place)))
            return
        words = "\n" if kind in ("SoftBreak", "HardBreak", "Rule") else str(value)
        if self._title is not None:
            self._title.append(words)
            return
        self._text.append(words)
        shown = html.escape(words, quote=False)
        if kind == "Code":
            shown = f"<code>{shown}</code>"
        self._html.append({"HardBreak": "<br>\n", "Rule": "<hr>\n"}.get(kind, shown))

    def _heading(self, level: str, place: int) -> None:
        if level == "H2" and not self._depth:
            self._close_section()
            self._title = []
            self.headings.append(("", self.line(place)))
        else:
            self._html.append(f"<{_HEADINGS[level]}>")

    def _open_section(self) -> None:
        title = " ".join("".join(self._title or ()).split())[:_LONGEST_TITLE]
        self._title = None
        self.headings[-1] = (title, self.headings[-1][1])

    def _close_section(self) -> None:
        title = self.headings[-1][0] if self.headings else ""
        if title or self._html:
            self.sections.append((title, "".join(self._html), "".join(self._text)))
        self._html, self._text = [], []

    def _link(self, value: Any, place: int) -> None:
        address = str(value["dest_url"])
        entry = _ENTRY.fullmatch(address)
        if entry:
            self.links.append((entry.group(1), self.line(place)))
            address = f"/indsats/{entry.group(1)}"
        followed = entry is not None or _FOLLOWED.fullmatch(address) is not None
        self._anchors.append(followed and self._title is None)
        if not followed:
            self.unfollowed.append((address, self.line(place)))
        elif self._title is None:
            title = f' title="{html.escape(value["title"])}"' if value["title"] else ""
            self._html.append(f'<a href="{html.escape(address)}"{title}>')

    def _cell(self, bracket: str) -> str:
        return f"{bracket}{'th' if self._in_head else 'td'}>"


_OPENED = {tag: f"<{name}>" for tag, name in {**_BLOCKS, **_INLINE}.items()} | {
    "CodeBlock": "<pre><code>",
    "Table": "<table>\n",
}
_CLOSED = (
    {tag: f"</{name}>\n" for tag, name in _BLOCKS.items()}
    | {tag: f"</{name}>" for tag, name in _INLINE.items()}
    | {"CodeBlock": "</code></pre>\n", "Table": "</tbody></table>\n"}
)


def _pieces(body: str) -> Iterator[tuple[Any, int]]:
    """The parser's pieces, each with its place in bytes.

    Raises:
        _ExcessError: the parser gave up on the text.
    """
    found = pyromark.events_with_range(
        body, options=pyromark.Options.ENABLE_TABLES, merge_text=True
    )
    try:
        for piece, place in found:
            yield piece, place["start"]
    except BaseException as error:
        if type(error).__name__ != "PanicException":  # Rust's, which is no Exception
            raise
        raise _ExcessError("kan-ikke-vises", 0) from None


def _tag(value: Any) -> tuple[str, Any]:
    """A piece's name and what it carries."""
    if isinstance(value, dict):
        name, carried = next(iter(value.items()))
        return str(name), carried
    return str(value), None


def _named(sections: list[tuple[str, str, str]]) -> Iterator[Section]:
    """Sections with ids of their own."""
    taken: set[str] = set()
    numbers: dict[str, int] = {}
    for title, markup, text in sections:
        base = "afsnit-" + (slugify(title)[:60].strip("-") or "indledning")
        identity = base
        while identity in taken:
            numbers[base] = numbers.get(base, 1) + 1
            identity = f"{base}-{numbers[base]}"
        taken.add(identity)
        yield Section(identity, title, _clean(markup), _plain(text))


def _clean(markup: str) -> str:
    return nh3.clean(
        markup,
        tags=_TAGS,
        attributes=_ATTRIBUTES,
        url_schemes=_SCHEMES,
        link_rel="noopener noreferrer",
        clean_content_tags={"script", "style"},
    )


def _plain(text: str) -> str:
    """Blocks on lines of their own, for search and excerpts."""
    return "\n".join(line for part in text.split("\n") if (line := part.strip()))
