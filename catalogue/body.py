"""The text below the fields: bounds that keep rendering safe, and habits that make it readable."""

from collections.abc import Iterator

from catalogue import rendering
from catalogue.faults import Fault, make
from catalogue.fields import SECTIONS
from catalogue.shapes import near


def check_body(body: str, first_line: int, name: str) -> Iterator[Fault]:
    """Length, nesting, headings, lists and stray HTML of the text below the fields."""
    if not body.strip():
        yield make("tom-tekst", name, first_line)
        return
    if len(body) > rendering.MAX_BODY:
        yield make("for-meget-tekst", name, first_line, length=len(body), limit=rendering.MAX_BODY)
        return
    brackets = body.count("[")
    if brackets > rendering.MAX_BRACKETS:
        yield make(
            "for-mange-klammer", name, first_line, count=brackets, limit=rendering.MAX_BRACKETS
        )
    previous = ""
    for offset, line in enumerate(body.split("\n")):
        if rendering.nesting(line) > rendering.MAX_NESTING:
            yield make("dybt-indlejret", name, first_line + offset, limit=rendering.MAX_NESTING)
            return
        if (
            rendering.is_list_item(line)
            and previous.strip()
            and not (rendering.is_list_item(previous) or previous.startswith((" ", "\t")))
        ):
            yield make("liste-uden-tom-linje", name, first_line + offset)
        markup = rendering.HTML_TAG.search(line)
        if markup:
            yield make("html-fjernet", name, first_line + offset, value=markup.group(0))
        previous = line
    for title, _, offset in rendering.split(body):
        if title and title not in SECTIONS:
            yield make(
                "ukendt-afsnit", name, first_line + offset,
                value=title, allowed="; ".join(SECTIONS), near=near(title, SECTIONS),
            )  # fmt: skip
