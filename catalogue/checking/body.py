"""Running text, below the fields and in them: what keeps rendering safe, and what reads well."""

import re
from collections.abc import Iterator, Mapping

from catalogue.files import markdown_text
from catalogue.files.front_matter import Node
from catalogue.model.faults import Fault, make
from catalogue.model.fields import BY_KEY, SECTIONS
from catalogue.model.kinds import personal
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
    yield from _headings(text, first_line, name)
    for markup, line in text.markup:
        yield make("html-fjernet", name, first_line + line, value=markup)
    for address, line in text.unfollowed:
        yield make("link-uden-adresse", name, first_line + line, value=address)
    for code, line, value, how in text.told:
        yield make(code, name, first_line + line, value=value, how=how)
    yield from _personal(body, first_line, name)


def _headings(text: markdown_text.Text, first_line: int, name: str) -> Iterator[Fault]:
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


def _personal(body: str, first_line: int, name: str) -> Iterator[Fault]:
    """Ways to reach somebody, which change and may be a person's."""
    if not _reaches(body):
        return
    for offset, line in enumerate(body.split("\n")):
        if found := _reaches(line):
            yield make("kontakt-i-teksten", name, first_line + offset, value=found)


def _reaches(text: str) -> str:
    return personal(_ADDRESS.sub(" ", text) if "://" in text else text)


_ADDRESS = re.compile(r"https?://\S+")
_OPENING = "“”„‟»«‘‚"
_CURLY = re.compile(rf"[{_OPENING}][^{_OPENING}’]+[“”‟«»’‘]")
_NO_TEXT = frozenset({"url", "id", "kilde", "beloeb"})
# What is written in the text below, and stands sign for sign in a field.
_MARKDOWN = re.compile(
    r"\*\*[^*]{1,60}\*\*|__[^_]{1,60}__|\[[^\[\]]{1,60}\]\([^)]{1,60}\)|</?[a-z][a-z0-9]*/?>|&[a-z]{2,8};"
)


def check_words(fields: Mapping[str, Node], name: str) -> Iterator[Fault]:
    """What of the fields' texts is not shown as it was meant, or is somebody's own."""
    for key, node in fields.items():
        if key in BY_KEY:
            yield from _of_texts(key, key, node, name)


def _of_texts(path: str, key: str, node: Node, name: str) -> Iterator[Fault]:
    for number, item in enumerate(node.items, 1):
        yield from _of_texts(f"{path}[{number}]", key, item, name)
    for inner, part in node.parts.items():
        yield from _of_texts(f"{path}.{inner}", inner, part, name)
    text = node.text
    if not text or key in _NO_TEXT:
        return
    if text[0] in _OPENING and _CURLY.fullmatch(text):
        yield make("krumme-anfoerselstegn", name, node.line, path, value=text)
    if found := _MARKDOWN.search(text):
        how = "Skriv kun ordene; i felterne vises teksten tegn for tegn"
        yield make("anden-skrivemaade", name, node.line, path, value=found.group(), how=how)
    # The name of an organisation is held to more by its own rule.
    if key != "navn" and (reached := _reaches(text)):
        yield make("kontakt-i-teksten", name, node.line, path, value=reached)
