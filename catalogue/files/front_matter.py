"""Front matter read with positions, strings only, and safe against hostile YAML.

python-frontmatter splits a file but knows no lines, and PyYAML's loaders guess types
(`no` becomes False, `0751` becomes 489, `2024-13-01` raises) and let the last of two
equal keys win. So the block is composed into nodes here: every scalar stays the string
that the editor typed, every node keeps its line, and repeated keys, aliases and deep
nesting are faults. `catalogue.model.fields` does the typing.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import frontmatter
import yaml

from catalogue.files.odd_text import NOT_TEXT, merge_left_open
from catalogue.files.plain import read_plain
from catalogue.files.yaml_messages import (
    OUT_OF_RANGE,
    TextLoader,
    check_comments,
    check_signs,
    diagnose,
    in_python,
    point_taken_for_text,
)
from catalogue.model.faults import Fault, make

MAX_BYTES = 200_000  # an entry of 350 words is about 8 KB with its sources
MAX_BLOCK = 60_000  # characters of an entry's fields; six times the longest
_TOO_LONG = "over 60 kB alene i felterne"
MAX_ODD = 100  # lines that are indented wrongly and told
MAX_VALUES = 4_000  # of an entry, which has about 150
MAX_VALUES_OF_A_LIST = 15_000  # of a vocabulary or word list, of which the longest has 3,900
MAX_DEPTH = 6  # kilder -> item -> field is three
# Comes along from PDF and web pages, is seen by nobody, and keeps words from being found.
_INVISIBLE = re.compile("[\u00ad\u061c\u200b\u200e\u200f\u2060\ufeff]")
_OTHER_PROGRAMS = {  # what the files of other programs begin with
    b"PK\x03\x04": "Word, Excel eller en zip-fil", b"\xd0\xcf\x11\xe0": "et ældre Word",
    b"{\\rtf": "RTF", b"%PDF": "PDF",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Node:
    """A value of the front matter with its place.

    Attributes:
        value: a string, a tuple of nodes, or a dict of key to node.
        line: 1-based line in the file.
    """

    value: "str | tuple[Node, ...] | dict[str, Node]"
    line: int

    @property
    def text(self) -> str:
        """What is written; "" for a list or a group."""
        return self.value if isinstance(self.value, str) else ""

    @property
    def items(self) -> "tuple[Node, ...]":
        """The items of a list; none of anything else."""
        return self.value if isinstance(self.value, tuple) else ()

    @property
    def parts(self) -> "Mapping[str, Node]":
        """The fields of a group; none of anything else."""
        return self.value if isinstance(self.value, dict) else {}

    def part(self, key: str) -> "Node":
        """A field of a group; an empty text where it has none."""
        return self.parts.get(key) or Node("", self.line)


@dataclass(frozen=True, slots=True)
class ParsedFile:
    """A file split in two: its fields, and its body with the line the body starts at."""

    fields: dict[str, Node]
    body: str
    body_line: int


class _BrokenError(Exception):
    """A fault that ends the reading of the block."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.code)
        self.fault = fault


def read_text(path: Path, name: str) -> tuple[str | None, tuple[Fault, ...]]:
    """The file's text in NFC with Unix line ends, or None and the fault that stops it.

    Args:
        path: the file.
        name: what the file is called in messages.
    """
    data, reason = read_plain(path, MAX_BYTES + 1)
    if reason:
        return None, (make("kan-ikke-laeses", name, reason=reason),)
    return decode(data, name)


def decode(data: bytes, name: str) -> tuple[str | None, tuple[Fault, ...]]:
    """Bytes to text: size, encoding, line ends, and characters that nobody can see."""
    if len(data) > MAX_BYTES:
        return None, (make("for-stor", name, size="over 200 kB", limit="200 kB"),)
    other = next((kind for sign, kind in _OTHER_PROGRAMS.items() if data.startswith(sign)), "")
    if other:
        return None, (make("ikke-tekst", name, 1, kind=other),)
    if data[:64].count(0) > 16:  # two bytes for each letter, as some programs store them
        return None, (make("ikke-utf8", name, 1),)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        return None, (make("ikke-utf8", name, line),)
    text = _INVISIBLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    text = unicodedata.normalize("NFC", text)
    refused = NOT_TEXT.search(text)
    if refused:
        line = text[: refused.start()].count("\n") + 1
        return None, (make("styretegn", name, line, char=f"U+{ord(refused.group()):04X}"),)
    return text, ()


def parse(text: str, name: str) -> tuple[ParsedFile | None, tuple[Fault, ...]]:
    """Split and read one entry's text.

    Returns:
        The parsed file and the faults found; the file is None when its block can't be read.
    """
    block, first_line, fault = _cut(text, name)
    if fault is not None:
        return None, (fault,)
    if len(block) > MAX_BLOCK:
        return None, (make("for-stor", name, first_line, size=_TOO_LONG, limit="60 kB"),)
    odd = tuple(islice(check_signs(block, name, first_line), MAX_ODD))
    if odd:
        return None, odd
    faults: list[Fault] = []
    try:
        fields = read_block(block, name, first_line, faults)
    except _BrokenError as broken:
        return None, (broken.fault,)
    faults += check_comments(block, name, first_line)
    # python-frontmatter owns what counts as the body; its parser is never asked for the fields
    _, content = _SPLIT.split(text.lstrip("\n"))
    body = content.lstrip("\n")
    body_line = text[: len(text) - len(body)].count("\n") + 1
    return ParsedFile(fields, body.rstrip("\n"), body_line), tuple(faults)


def _cut(text: str, name: str) -> tuple[str, int, Fault | None]:
    """The block of fields and its first line, or what is wrong with how it begins or ends."""
    opening = re.match(r"\n*-{3,}[ \t]*\n", text)
    if not opening:
        return "", 1, make("uden-felter", name, 1, how=_how_to_begin(text))
    first_line = text[: opening.end()].count("\n") + 1
    rest = text[opening.end() :]
    closing = re.search(r"^-{3,}[ \t]*$", rest, re.MULTILINE)
    block = rest[: closing.start()] if closing else rest
    heading = _heading_among_fields(block)
    if heading or not closing:  # with a heading, the line found belongs to the text
        line = first_line + heading if heading else 1
        how = "Skriv --- alene på linjen efter det sidste felt"
        fields = "\n".join(block.split("\n")[:heading]) if heading else block
        like = next(_DASHES.finditer(fields), None)
        if like:
            line = first_line + block.count("\n", 0, like.start())
            how = f"Skriv --- alene på linjen i stedet for «{like.group().strip()}»"
        return "", line, make("uafsluttede-felter", name, line, how=how)
    return block, first_line, None


# Lines that were meant as ---: Word's dashes, other programs' signs, something beside or before.
_DASHES = re.compile(r"^[ \t]*(?:[—–-]+|\.{3}|\+{3}|={3,}|-{3,}[^\n]*)[ \t]*$", re.MULTILINE)


def _how_to_begin(text: str) -> str:
    """What to do with the first line; nothing of the text is dropped."""
    first = text.lstrip("\n").split("\n", 1)[0]
    if first.startswith(" ") and re.fullmatch(r"\s+-{3,}\s*", first):
        return "Slet mellemrummene foran --- på første linje"
    if _DASHES.fullmatch(first) or first.startswith("```"):
        return f"Skriv --- alene på første linje i stedet for «{first.strip()[:40]}»"
    begun = re.search(r"^-{3,}[ \t]*\n[a-z_]+:", text[:2_000], re.MULTILINE)
    if begun and not re.match(r"\w+:", first):
        return (
            "Flyt det, der står over den første linje med ---, ned under felterne, eller slet det"
        )
    return "Skriv --- alene på første linje"


_HEADING = re.compile(r"^##? ?\S[^\n]*\n\s*([^\n]*)", re.MULTILINE)
_LIKE_A_FIELD = re.compile(r"(?:[#\s-]|[a-z_]+:)")


def _heading_among_fields(block: str) -> int:
    """The offset of a heading with a text below, the sign that the fields ended before it.

    A heading among fields is a comment to YAML, and may well be one; 0 where there is none.
    """
    for found in _HEADING.finditer(block):
        if found.group(1) and not _LIKE_A_FIELD.match(found.group(1)):
            return block.count("\n", 0, found.start())
    return 0


_SPLIT = frontmatter.default_handlers.YAMLHandler()


def read_block(
    block: str, name: str, first_line: int, faults: list[Fault], most: int = MAX_VALUES
) -> dict[str, Node]:
    """A YAML block as a dict of nodes; repeated keys are added to `faults`.

    Raises:
        _BrokenError: when the block is no YAML, uses aliases, is too deep, or is no mapping.
    """
    try:
        guard(block, name, first_line, most)
        root = yaml.compose(block, Loader=TextLoader)
    except (yaml.YAMLError, *OUT_OF_RANGE) as error:
        offset, reason = diagnose(in_python(block) or error, block.split("\n"))
        raise _BrokenError(make("yaml", name, first_line + offset, reason=reason)) from None
    except RecursionError:
        raise _BrokenError(make("yaml-dybt", name, first_line, limit=MAX_DEPTH)) from None
    if root is None:
        return {}
    node = convert(root, name, first_line, "", faults)
    if not isinstance(node.value, dict):
        raise _BrokenError(make("ikke-felter", name, node.line))
    return node.value


def guard(block: str, name: str, first_line: int, most: int = MAX_VALUES) -> None:
    """Refuse aliases, deep nesting and more than so many values, before any tree is built."""
    depth, values = 0, 0
    lines = block.split("\n")

    def broken(code: str, **words: object) -> _BrokenError:
        line = first_line + (event.start_mark.line if event.start_mark else 0)
        return _BrokenError(make(code, name, line, **words))

    for event in yaml.parse(block, Loader=TextLoader):
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise broken("yaml-alias")
        if getattr(event, "tag", None) not in (None, "!"):
            raise broken(
                "yaml", reason='teksten begynder med !; sæt hele teksten i "anførselstegn"'
            )
        if isinstance(event, yaml.ScalarEvent):
            values += 1
            point = None if event.style else point_taken_for_text(event, lines)
            if point is not None:
                raise _BrokenError(make("yaml", name, first_line + point[0], reason=point[1]))
        if values > most:
            raise broken("for-mange-felter", limit=most // 2)
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        if depth > MAX_DEPTH:
            raise broken("yaml-dybt", limit=MAX_DEPTH)


def convert(node: yaml.Node, name: str, first_line: int, path: str, faults: list[Fault]) -> Node:
    """A composed YAML node as ours: scalars stay strings, repeated keys become faults."""
    line = first_line + node.start_mark.line
    if isinstance(node, yaml.ScalarNode):
        _refuse_signs(node, name, line)
        return Node(scalar_text(node), line)
    if isinstance(node, yaml.SequenceNode):
        items = (
            convert(item, name, first_line, f"{path}[{number}]", faults)
            for number, item in enumerate(node.value, 1)
        )
        return Node(tuple(items), line)
    fields: dict[str, Node] = {}
    for key_node, value_node in node.value:
        key_line = first_line + key_node.start_mark.line
        if not isinstance(key_node, yaml.ScalarNode):
            reason = 'teksten begynder med {; sæt hele teksten i "anførselstegn"'
            flow = getattr(node, "flow_style", False)
            wrong = make("yaml", name, key_line, reason=reason) if flow else None
            raise _BrokenError(wrong or make("ikke-felter", name, key_line))
        _refuse_signs(key_node, name, key_line)
        key = str(key_node.value)
        inner = f"{path}.{key}" if path else key
        if key in fields:
            faults.append(
                make("dobbelt-felt", name, key_line, inner, field=inner, first=fields[key].line)
            )
            continue
        value = convert(value_node, name, first_line, inner, faults)
        fields[key] = Node(value.value, key_line)
    return Node(fields, line)


def _refuse_signs(node: yaml.ScalarNode, name: str, line: int) -> None:
    """Signs that are no text may be written as escapes, so that the file itself holds none."""
    refused = NOT_TEXT.search(node.value) if node.style == '"' else None
    if refused:
        char = f"U+{ord(refused.group()):04X}"
        raise _BrokenError(make("styretegn", name, line, char=char))


def scalar_text(node: yaml.ScalarNode) -> str:
    """A scalar as typed; an unquoted `null` or `~` is nothing at all."""
    text = str(node.value).strip()
    unquoted = not node.style  # None from one parser, empty from the other
    return "" if unquoted and text in ("~", "null", "Null", "NULL") else text


def strings(node: Node) -> Iterator[Node]:
    """All scalar nodes below a node."""
    if isinstance(node.value, str):
        yield node
    for item in (*node.items, *node.parts.values()):
        yield from strings(item)


def parse_yaml(text: str, name: str) -> tuple[dict[str, Node] | None, tuple[Fault, ...]]:
    """A whole YAML file (a vocabulary, a word list) under the same rules as front matter."""
    unmerged = tuple(merge_left_open(text, name))
    if unmerged:
        return None, unmerged
    found: list[Fault] = []
    try:
        return read_block(text, name, 1, found, MAX_VALUES_OF_A_LIST), tuple(found)
    except _BrokenError as broken:
        return None, (broken.fault,)
