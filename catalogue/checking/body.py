"""The text below the fields: bounds that keep rendering safe, and habits that make it readable."""

from collections.abc import Iterator

from catalogue.files import markdown_text
from catalogue.model.faults import Fault, make
from catalogue.model.fields import SECTIONS
from catalogue.model.nearest import near

_LIMITS = {
    "for-meget-tekst": markdown_text.MAX_BODY,
    "for-mange-dele": markdown_text.MAX_PIECES,
    "dybt-indlejret": markdown_text.MAX_NESTING,
}


def check_body(body: str, first_line: int, name: str) -> Iterator[Fault]:
    """A text that is too much, and else how it is written."""
    if not body.strip():
        yield make("tom-tekst", name, first_line)
        return
    text = markdown_text.read_body(body)
    if text.excess is not None:
        code, line = text.excess
        yield make(code, name, first_line + line, length=len(body), limit=_LIMITS.get(code, ""))
        return
    first: dict[str, int] = {}
    for title, line in text.headings:
        at = first.setdefault(title, line)
        if title and at != line:
            yield make(
                "dobbelt-afsnit", name, first_line + line, value=title, first=first_line + at
            )
        if title and title not in SECTIONS:
            yield make(
                "ukendt-afsnit", name, first_line + line,
                value=title, allowed="; ".join(SECTIONS), near=near(title, SECTIONS),
            )  # fmt: skip
    for markup, line in text.markup:
        yield make("html-fjernet", name, first_line + line, value=markup)
    for address, line in text.unfollowed:
        yield make("link-uden-adresse", name, first_line + line, value=address)
    for code, line, value, how in text.told:
        yield make(code, name, first_line + line, value=value, how=how)
