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

import pyromark

from catalogue.files.as_meant import as_meant
from catalogue.files.habits import in_a_line, odd_paragraph, odd_row, swallows
from catalogue.files.odd_text import NOT_TEXT
from catalogue.files.text_html import clean, is_markup, target, with_links, without_markup
from catalogue.model.entry import Section
from catalogue.model.fields import SECTIONS
from catalogue.model.slugs import slugify

MAX_BODY = 30_000  # characters; ten times the longest entry meant
MAX_PIECES = 8_000  # words in a row, beginnings and ends; the longest entry has 71
MAX_NESTING = 6  # quotes, lists and emphasis inside each other
_LONGEST_TITLE = 300
_BLOCKS = {"Paragraph": "p", "BlockQuote": "blockquote", "Item": "li", "TableRow": "tr"}
_INLINE = {"Emphasis": "em", "Strong": "strong"}
_HEADINGS = {"H1": "h3", "H2": "h3", "H3": "h3", "H4": "h4", "H5": "h4", "H6": "h4"}
_WITHIN = frozenset({"Link", "Image", *_INLINE})  # a line; all else stands on lines of its own
_NESTED = frozenset({"BlockQuote", "List", *_WITHIN})
_ALIGNED = {"Right": ' class="til-hoejre"', "Center": ' class="i-midten"'}  # of a table's column
_BREAK = re.compile(r"<br\s?/?>", re.IGNORECASE)  # the one piece of HTML that is kept
_LONGEST_LINE = 60  # characters of an underlined text that is read as a heading


@dataclass(frozen=True, slots=True)
class Text:
    """What a body is made of, as far as it was read. Lines are 0-based.

    Attributes:
        sections: the body cut at its second-level headings, safe to show.
        headings: those headings, each with its line.
        links: slugs of entries that it links to.
        parts: places of pages that it links to: the entry's slug ("" for its own), "#…", the line.
        unfollowed: addresses of links that lead nowhere; only the words are shown.
        markup: HTML of its own, which is left out; its words stay.
        told: what is not shown as it was meant: a rule's code, the line, what stands there, and
            what to write instead.
        excess: the bound that ended the reading (a rule's code) and where; None when all was read.
    """

    sections: tuple[Section, ...] = ()
    headings: tuple[tuple[str, int], ...] = ()
    links: tuple[tuple[str, int], ...] = ()
    parts: tuple[tuple[str, str, int], ...] = ()
    unfollowed: tuple[tuple[str, int], ...] = ()
    markup: tuple[tuple[str, int], ...] = ()
    told: tuple[tuple[str, int, str, str], ...] = ()
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
        tuple(reading.parts),
        tuple(reading.unfollowed),
        tuple(reading.markup),
        tuple(reading.told),
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
        self._written = body.split("\n")
        self._body = as_meant(body)
        self._data = self._body.encode("utf-8", "replace")
        self._ends = [place for place, byte in enumerate(self._data) if byte == 0x0A]
        self._counts: list[int | None] = []  # of each open list, its next number
        self._number = ""  # of a point whose words have not come yet
        self._in_code = False
        self._block_of_html = -1  # where the next line of one would begin
        self._unseen = ""  # what ends that which nobody was meant to read
        self._after_heading = ""
        self._told_here: set[str] = set()  # of a paragraph, each remedy once
        self._depth = 0
        self._in_head = False
        self._aligned: tuple[str, ...] = ()  # of the table, each column
        self._columns: Iterator[str] = iter(())  # of the row, those to come
        self._title: list[str] | None = None  # the words of a heading that is being read
        # For each open link: whether it can be followed, its address, and where its words begin.
        self._anchors: list[tuple[bool, str, int]] = []
        self._html: list[str] = []
        self._text: list[str] = []
        self.sections: list[tuple[str, str, str]] = []  # heading, HTML, plain text
        self.headings: list[tuple[str, int]] = []
        self.links: list[tuple[str, int]] = []
        self.unfollowed: list[tuple[str, int]] = []
        self.markup: list[tuple[str, int]] = []
        self.parts: list[tuple[str, str, int]] = []
        self.told: list[tuple[str, int, str, str]] = []

    def line(self, offset: int) -> int:
        return bisect_right(self._ends, offset - 1)

    def all(self) -> None:
        for number, (piece, place, end) in enumerate(_pieces(self._body)):
            if number >= MAX_PIECES:
                raise _ExcessError("for-mange-dele", place)
            kind, value = next(iter(piece.items())) if isinstance(piece, dict) else (piece, None)
            if kind == "Start":
                self._start(*_tag(value), place, end)
            elif kind == "End":
                self._end(*_tag(value))
            else:
                self._leaf(kind, value, place)
        self._close_section()

    def _start(self, tag: str, value: Any, place: int, end: int) -> None:
        if tag in _NESTED:
            self._depth += 1
            if self._depth > MAX_NESTING:
                raise _ExcessError("dybt-indlejret", place)
        if tag not in _WITHIN:
            self._text.append("\n")
        if tag == "Heading":
            self._heading(value["level"], place, end)
        elif tag == "Link":
            self._link(value, place)
        elif tag == "Item":
            self._item(place)
        elif tag == "List":
            self._counts.append(value)
            start = f' start="{value}"' if value not in (None, 1) else ""
            self._html.append("<ul>\n" if value is None else f"<ol{start}>\n")
        elif tag == "TableHead":
            self._in_head, self._columns = True, iter(self._aligned)
            self._html.append("<thead><tr>")
        elif tag == "TableCell":
            aligned = _ALIGNED.get(next(self._columns, ""), "")
            self._html.append(f"<{'th' if self._in_head else 'td'}{aligned}>")
        else:
            self._aligned = value if tag == "Table" else self._aligned
            self._columns = iter(self._aligned)
            self._html.append(_OPENED.get(tag, ""))
            self._look_at(tag, value, place, end)

    def _end(self, tag: str, value: Any) -> None:
        if tag in _NESTED:
            self._depth -= 1
        if tag == "Heading" and self._title is not None:
            self._open_section()
        elif tag == "Heading":
            self._html.append(self._after_heading or f"</{_HEADINGS[value]}>\n")
        elif tag == "Link":
            self._end_of_link()
        elif tag == "List":
            self._counts.pop()
            self._html.append("</ol>\n" if value else "</ul>\n")
        elif tag == "TableHead":
            self._in_head = False
            self._html.append("</tr></thead>\n<tbody>\n")
        elif tag == "TableCell":
            self._html.append("</th>" if self._in_head else "</td>")
        else:
            self._in_code = self._in_code and tag != "CodeBlock"
            self._html.append(_CLOSED.get(tag, ""))
        if tag not in _WITHIN:
            self._text.append("\n")

    def _leaf(self, kind: str, value: Any, place: int) -> None:
        if kind in ("Html", "InlineHtml") and not _BREAK.fullmatch(str(value)):
            if kind == "Html" or is_markup(str(value)):
                self._markup(str(value), place, alone=kind == "Html")
                return
            kind = "Text"  # somebody's own words
        kind = "HardBreak" if kind in ("Html", "InlineHtml") else kind
        words = "\n" if kind in ("SoftBreak", "HardBreak", "Rule") else str(value)
        if self._title is not None:
            self._title.append(words)
            return
        self._text.append(self._number + words)
        self._number = ""
        shown = html.escape(words, quote=False)
        if kind == "Code":
            shown = f"<code>{shown}</code>"
        elif kind == "Text" and not self._in_code and not self._anchors:
            shown = with_links(words)
            line = self.line(place)
            for code, said, how in in_a_line(self._written[line], words):
                if how not in self._told_here:
                    self.told.append((code, line, said, how))
                    self._told_here.add(how)
        self._html.append({"HardBreak": "<br>\n", "Rule": "<hr>\n"}.get(kind, shown))

    def _heading(self, level: str, place: int, end: int) -> None:
        """A heading; the first two levels begin a section, since nothing else can be meant."""
        source = self._data[place:end].decode("utf-8", "replace").strip()
        title = source.strip("# ") if source.startswith("#") else source.rsplit("\n", 1)[0]
        underlined = not source.startswith("#")
        known = slugify(title[:_LONGEST_TITLE]) in _SECTIONS
        self._after_heading = ""
        self._told_here.add("")  # a section's name is told here, or need not be
        if underlined:
            self.told.append(("understreget", self.line(place), " ".join(title.split()), ""))
        elif level not in ("H2", "H3", "H4") or (known if level != "H2" else self._depth):
            self.told.append(("overskrift-form", self.line(place), title, ""))
        if level in ("H1", "H2") and not self._depth and (known or not underlined):
            self._close_section()
            self._title = []
            self.headings.append(("", self.line(place)))
        elif underlined and (len(title) > _LONGEST_LINE or title[-1:] in ".,:;!"):
            self._html.append("<p>")  # a line below a paragraph, meant as a line
            self._after_heading = "</p>\n<hr>\n"
        else:
            self._html.append(f"<{_HEADINGS[level]}>")

    def _item(self, place: int) -> None:
        """A point with the number that is written, on the page and in the text."""
        counted = self._counts[-1] if self._counts else None
        written = re.match(rb"\d{1,9}", self._data[place : place + 9])
        if counted is None or written is None:
            self._html.append("<li>")
            return
        number = int(written.group())
        deviates = number not in (counted, 1)
        counted = number if deviates else counted
        self._html.append(f'<li value="{number}">' if deviates else "<li>")
        self._number = f"{counted}. "
        self._counts[-1] = counted + 1

    def _look_at(self, tag: str, value: Any, place: int, end: int) -> None:
        """What of a block is told."""
        line = self.line(place)
        if tag == "CodeBlock":
            self._in_code = True
            source = self._data[place:end].decode("utf-8", "replace")
            if value == "Indented":
                self.told.append(("kodeboks", line, source.split("\n", 1)[0].strip(), ""))
                return
            if value["Fenced"]:  # what stands beside the signs
                self._leaf("Text", f"{value['Fenced']}\n", place)
            self.told += (("kodehegn", line, sign, "") for sign in swallows(source))
        elif tag == "Image":
            self.told.append(("billede-fjernet", line, str(value["dest_url"]), ""))
        elif tag == "TableRow":
            row = self._data[place:end].decode("utf-8", "replace")
            odd = odd_row(row, len(self._aligned))
            self.told += (("tabel", line, row.strip()[:60], how) for how in odd)
        elif tag == "Paragraph":
            self._told_here.clear()
            paragraph = self._data[place:end].decode("utf-8", "replace")
            for code, title in odd_paragraph(paragraph, deep=self._depth > 0):
                self.told.append((code, line, title or self._written[line].strip(), ""))
                self._told_here.add("")

    def _markup(self, value: str, place: int, *, alone: bool) -> None:
        """HTML goes, its words stay; a block of it is told at its first line."""
        first = not alone or place != self._block_of_html
        self._block_of_html = place + len(value.encode("utf-8", "replace")) if alone else -1
        words, self._unseen = without_markup(value, "" if first else self._unseen)
        if first and (words != value.strip() or is_markup(words)):
            self.markup.append((value.strip(), self.line(place)))
        if alone and words and self._title is None:
            self._html.append(f"<p>{html.escape(words, quote=False)}</p>\n")
            self._text.append(f"{words}\n")

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
        address = f"mailto:{address}" if value["link_type"] == "Email" else address
        followed, slug = target(address)
        if slug:
            self.links.append((slug, self.line(place)))
        part = followed.partition("#")[2]
        if part and (slug or followed.startswith("#")):
            self.parts.append((slug, f"#{part}", self.line(place)))
        if not followed:
            self.unfollowed.append((address, self.line(place)))
        elif self._title is None:
            title = f' title="{html.escape(value["title"])}"' if value["title"] else ""
            self._html.append(f'<a href="{html.escape(followed)}"{title}>')
        self._anchors.append((bool(followed) and self._title is None, address, len(self._html)))

    def _end_of_link(self) -> None:
        """A link without words is shown by its address, else nobody could see it."""
        followed, address, begun = self._anchors.pop()
        if self._title is None and not "".join(self._html[begun:]).strip():
            self._html.append(html.escape(address, quote=False))
            self._text.append(address)
        self._html.append("</a>" if followed else "")


_OPENED = {tag: f"<{name}>" for tag, name in {**_BLOCKS, **_INLINE}.items()} | {
    "CodeBlock": "<pre><code>",
    "Table": "<table>\n",
}
_CLOSED = (
    {tag: f"</{name}>\n" for tag, name in _BLOCKS.items()}
    | {tag: f"</{name}>" for tag, name in _INLINE.items()}
    | {"CodeBlock": "</code></pre>\n", "Table": "</tbody></table>\n"}
)


_SECTIONS = frozenset(map(slugify, SECTIONS))


def _pieces(body: str) -> Iterator[tuple[Any, int, int]]:
    """The parser's pieces, each with its place and its end in bytes.

    Raises:
        _ExcessError: the parser gave up on the text.
    """
    found = pyromark.events_with_range(
        body, options=pyromark.Options.ENABLE_TABLES, merge_text=True
    )
    try:
        for piece, place in found:
            yield piece, place["start"], place["end"]
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
    """Sections with ids of their own, without signs that only an entity (&#1;) can bring in."""
    taken: set[str] = set()
    numbers: dict[str, int] = {}
    for each in sections:
        title, markup, text = (NOT_TEXT.sub("", part) for part in each)
        base = "afsnit-" + (slugify(title)[:60].strip("-") or "indledning")
        identity = base
        while identity in taken:
            numbers[base] = numbers.get(base, 1) + 1
            identity = f"{base}-{numbers[base]}"
        taken.add(identity)
        lines = filter(None, map(str.strip, text.split("\n")))  # for search and excerpts
        yield Section(identity, title, clean(markup), "\n".join(lines))
