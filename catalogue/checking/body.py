"""The text below the fields: bounds that keep rendering safe, and habits that make it readable."""

from collections.abc import Iterator

from catalogue.files import markdown_text
from catalogue.model.faults import Fault, make
from catalogue.model.fields import SECTIONS
from catalogue.model.nearest import near


def check_body(body: str, first_line: int, name: str) -> Iterator[Fault]:
    """The text below the fields: first how much it is, then how it is written."""
    if not body.strip():
        yield make("tom-tekst", name, first_line)
        return
    if len(body) > markdown_text.MAX_BODY:
        yield make(
            "for-meget-tekst", name, first_line, length=len(body), limit=markdown_text.MAX_BODY
        )
        return
    crowded = tuple(check_bounds(body, first_line, name))
    yield from crowded
    if not crowded:
        yield from check_lines(body, first_line, name)
        yield from check_headings(body, first_line, name)


def check_bounds(body: str, first_line: int, name: str) -> Iterator[Fault]:
    """What would make rendering slow, counted before anything is rendered."""
    for sign, limit in markdown_text.MAX_SIGNS.items():
        count = body.count(sign)
        if count > limit:
            told = "tabulator" if sign == "\t" else sign
            yield make("for-mange-tegn", name, first_line, sign=told, count=count, limit=limit)
    lines = body.count("\n") + 1
    if lines > markdown_text.MAX_LINES:
        limit = markdown_text.MAX_LINES
        yield make("for-mange-linjer", name, first_line, count=lines, limit=limit)


def check_lines(body: str, first_line: int, name: str) -> Iterator[Fault]:
    """Nesting, lists that become none, and HTML that will be removed."""
    previous = ""
    for offset, line in enumerate(body.split("\n")):
        if markdown_text.nesting(line) > markdown_text.MAX_NESTING:
            yield make("dybt-indlejret", name, first_line + offset, limit=markdown_text.MAX_NESTING)
            return
        if (
            markdown_text.is_list_item(line)
            and previous.strip()
            and not (markdown_text.is_list_item(previous) or previous.startswith((" ", "\t")))
        ):
            yield make("liste-uden-tom-linje", name, first_line + offset)
        markup = markdown_text.HTML_TAG.search(line)
        if markup:
            yield make("html-fjernet", name, first_line + offset, value=markup.group(0))
        previous = line


def check_headings(body: str, first_line: int, name: str) -> Iterator[Fault]:
    for title, _, offset in markdown_text.split(body):
        if title and title not in SECTIONS:
            yield make(
                "ukendt-afsnit", name, first_line + offset,
                value=title, allowed="; ".join(SECTIONS), near=near(title, SECTIONS),
            )  # fmt: skip
