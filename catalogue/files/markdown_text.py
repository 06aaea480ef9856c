"""An entry's Markdown as sections of safe HTML.

Rendered once, at build. Python-Markdown makes the HTML, and nh3's allow-list has the last
word, so whatever a file holds, a page shows only these elements, attributes and schemes.
"""

import html
import re
from collections.abc import Iterator

import markdown
import nh3

from catalogue.model.entry import Section
from catalogue.model.slugs import slugify

MAX_BODY = 30_000  # characters; ten times the longest entry meant
MAX_NESTING = 6  # quotes and lists inside each other; Python-Markdown recurses on each
# Python-Markdown's matching grows with the square of these, so they are counted first.
MAX_SIGNS = {"[": 120, "`": 200, "<": 100, "\t": 100}
MAX_LINES = 1000  # each heading, rule and list item costs a walk over the rest
HTML_TAG = re.compile(r"</?[a-zA-Z][^<>\n]{0,200}>|<!--")
_LIST_ITEM = re.compile(r"^ {0,3}(?:[-*+]|\d{1,9}[.)])[ \t]+\S")
_TAGS = {
    "p", "ul", "ol", "li", "strong", "em", "a", "blockquote", "h3", "h4", "code", "pre", "hr",
    "br", "table", "thead", "tbody", "tr", "th", "td",
}  # fmt: skip
_ATTRIBUTES = {"a": {"href", "title"}, "ol": {"start"}}
_SCHEMES = {"http", "https", "mailto", "tel"}
_HEADING = re.compile(r"^## +(.+?) *#*$")
_FENCE = re.compile(r"^ {0,3}(```|~~~)")
_LINK = re.compile(r"(?<!!)\[[^\]\n]{1,300}\]\(\s*<?([^)\s>]{1,600})>?(?:\s[^)\n]{0,300})?\)")
_SLUG = re.compile(r"^(?:/indsats/|\./)?([a-z0-9]+(?:-[a-z0-9]+)*)(?:\.md)?/?$")


def split(body: str) -> Iterator[tuple[str, str, int]]:
    """The body cut at its second-level headings.

    Yields:
        heading ("" before the first), Markdown below it, 0-based line of the heading.
    """
    title, start, lines, fenced = "", 0, list[str](), False
    for number, line in enumerate(body.split("\n")):
        if _FENCE.match(line):
            fenced = not fenced
        heading = None if fenced else _HEADING.match(line)
        if heading:
            if title or any(text.strip() for text in lines):
                yield title, "\n".join(lines), start
            title, start, lines = heading.group(1).strip(), number, []
        else:
            lines.append(line)
    if title or any(text.strip() for text in lines):
        yield title, "\n".join(lines), start


def render_sections(body: str) -> tuple[Section, ...]:
    """All sections of a body, with unique ids for links to them."""
    sections: list[Section] = []
    taken: set[str] = set()
    for title, source, _ in split(body):
        base = "afsnit-" + (slugify(title)[:60].strip("-") or "indledning")
        identity = base
        number = 2
        while identity in taken:
            identity, number = f"{base}-{number}", number + 1
        taken.add(identity)
        markup = to_html(source)
        sections.append(Section(identity, title, markup, to_text(markup)))
    return tuple(sections)


def to_html(source: str) -> str:
    """Markdown to HTML through the allow-list; links to entries become site addresses."""
    engine = markdown.Markdown(  # an instance is not for sharing between threads
        extensions=["sane_lists", "tables"],  # definition lists recurse without bound
        extension_configs={"tables": {"use_align_attribute": True}},
        output_format="html",
        tab_length=2,
    )
    markup = engine.convert(_LINK.sub(_to_site, source))
    clean = nh3.clean(
        markup,
        tags=_TAGS,
        attributes=_ATTRIBUTES,
        url_schemes=_SCHEMES,
        link_rel="noopener noreferrer",
        clean_content_tags={"script", "style"},
    )
    # a link whose address was taken away keeps no word about its address
    return clean.replace('<a rel="noopener noreferrer">', "<a>")


def _to_site(match: re.Match[str]) -> str:
    target = _SLUG.match(match.group(1))
    if not target:
        return match.group(0)
    return match.group(0).replace(f"({match.group(1)}", f"(/indsats/{target.group(1)}", 1)


def linked_entries(body: str) -> Iterator[tuple[str, int]]:
    """Slugs that the body links to, each with its 0-based line."""
    for number, line in enumerate(body.split("\n")):
        for match in _LINK.finditer(line):
            target = _SLUG.match(match.group(1))
            if target:
                yield target.group(1), number


def to_text(markup: str) -> str:
    """HTML as plain text, blocks on lines of their own, for search and excerpts."""
    blocks = re.sub(r"(</(?:p|li|h3|h4|tr|blockquote|pre)>|<br>)", r"\1\n", markup)
    text = html.unescape(nh3.clean(blocks, tags=set(), clean_content_tags=set()))
    return re.sub(r"[ \t]*\n\s*", "\n", text).strip()


def is_list_item(line: str) -> bool:
    return _LIST_ITEM.match(line) is not None


def nesting(line: str) -> int:
    """How deep a line lies in quotes and lists, at most."""
    quotes = re.match(r"[ \t>]*", line)
    marks = re.match(r"(?:[ \t>]*(?:[-*+]|\d{1,9}[.)])[ \t]+)+", line)
    depth = quotes.group(0).count(">") if quotes else 0
    if marks:
        depth += len(re.findall(r"[-*+]|\d{1,9}[.)]", marks.group(0)))
    return depth + (len(line) - len(line.lstrip(" "))) // 4
