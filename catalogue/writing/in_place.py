"""A file changed where somebody changed it, and nowhere else.

What an editor did not touch comes back byte for byte: comments, the order of fields, quotation
marks, sections of other names, ids, line ends. So a difference in git shows what was mended, and
two who mend different fields of the same entry do not meet. Nothing is dumped anew but the
smallest part that holds the change: a text, a point, a field of a group, a section.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import yaml

from catalogue.files.front_matter import decode, parse
from catalogue.files.markdown_text import read_body
from catalogue.files.yaml_messages import TextLoader
from catalogue.model.fields import SECTIONS, in_file_order
from catalogue.model.vocabulary import Vocabularies
from catalogue.writing.to_markdown import Draft, Value, field_lines, group_lines, scalar

Rows = Mapping[str, Sequence[int]]  # of each list of rows, which old item each is; beyond: new
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")


@dataclass(frozen=True, slots=True)
class _FileLine:
    """A line of the result: an old one by its number, or new text."""

    text: str
    old: int | None = None


class UnreadableError(ValueError):
    """The file's fields can't be read, so there is no place in it to change."""


def edit(data: bytes, before: Draft, after: Draft, rows: Rows, words: Vocabularies) -> bytes:
    """The file with the differences between two drafts put in.

    Args:
        data: the file as it is stored.
        before: its fields and sections, as `after` would hold them if nothing had changed.
        after: what they are to be; an empty value takes the field or section out.
        rows: for each list of rows, the place of each of `after`'s items in the old list.
        words: for the order of fields.

    Raises:
        UnreadableError: the fields can't be read.
    """
    text, _ = decode(data, "")
    parsed, _ = parse(text, "") if text is not None else (None, ())
    if text is None or parsed is None:
        raise UnreadableError
    lines = text.split("\n")
    first = next(n for n, line in enumerate(lines) if line.startswith("---")) + 1
    last = next(n for n in range(first, len(lines)) if re.fullmatch(r"-{3,}[ \t]*", lines[n]))
    fields = _Fields(lines, first, "\n".join(lines[first:last]))
    order = [one.key for one in in_file_order(words)]
    for key in sorted({*before.fields, *after.fields}, key=order.index):
        old, new = before.fields.get(key) or "", after.fields.get(key) or ""
        if _plain(old) != _plain(new):
            fields.change(key, old, new, tuple(rows.get(key, ())), order)
    sections = _sections(lines, parsed.body, parsed.body_line - 1, before, after)
    if not fields.changes and sections is None:
        return data
    top = [*_kept(lines, 0, first), *fields.lines(last), *_kept(lines, last, parsed.body_line - 1)]
    rest = sections if sections is not None else _kept(lines, parsed.body_line - 1, len(lines))
    return _stored([*top, *rest], data)


def _stored(result: Sequence[_FileLine], data: bytes) -> bytes:
    """The lines as bytes: old ones as they were, new ones with the file's own line ends."""
    raw = data.decode("utf-8")
    stored = _LINE.findall(raw)
    end = "\r\n" if raw.count("\r\n") * 2 > raw.count("\n") else "\n"
    pieces = [
        line.text + end if line.old is None else stored[line.old]
        for line in result
        if line.old is None or line.old < len(stored)
    ]
    ended = [piece if piece.endswith(("\n", "\r")) else piece + end for piece in pieces[:-1]]
    return "".join([*ended, *pieces[-1:]]).encode("utf-8")


def _kept(lines: Sequence[str], first: int, last: int) -> list[_FileLine]:
    return [_FileLine(lines[number], number) for number in range(first, last)]


def _plain(value: Any) -> Any:
    """A value without what tells nothing: sequences are one kind, empty parts are none."""
    if isinstance(value, str):
        return value
    if isinstance(value, Mapping):
        return {key: _plain(item) for key, item in value.items() if item}
    return [_plain(item) for item in value]


# --- Fields ---------------------------------------------------------------------------------------


class _Fields:
    """The block of fields, with the lines that replace others. Line numbers are of the file."""

    def __init__(self, lines: Sequence[str], first: int, block: str) -> None:
        self._all = lines
        self._first = first
        root = yaml.compose(block, Loader=TextLoader)
        pairs = root.value if isinstance(root, yaml.MappingNode) else []
        self._nodes = {key.value: (key, value) for key, value in pairs}
        self.changes: dict[int, tuple[int, list[_FileLine]]] = {}  # first line: end, new lines

    def lines(self, last: int) -> Iterator[_FileLine]:
        """The block as it is to be."""
        number = self._first
        while number < last or number in self.changes:
            if number in self.changes:
                end, new = self.changes.pop(number)
                yield from new
                number = end
            else:
                yield _FileLine(self._all[number], number)
                number += 1

    def change(
        self, key: str, old: Value, new: Value, rows: Sequence[int], order: Sequence[str]
    ) -> None:
        """Put a field's new value in its place; an empty one takes the field away."""
        if key not in self._nodes:
            self._insert(key, new, order)
            return
        key_node, node = self._nodes[key]
        start, end = self._start(key_node), self._end(node) + 1
        if not new:
            self._put(start, end, [])
        elif isinstance(new, str):
            self._put(start, end, [*self._scalar(key_node, node, new)])
        elif (
            isinstance(node, yaml.SequenceNode)
            and not node.flow_style
            and not isinstance(new, Mapping)
        ):
            self._put(start, end, [*self._list(start, node, list(old), list(new), rows)])
        elif (
            isinstance(node, yaml.MappingNode) and not node.flow_style and isinstance(new, Mapping)
        ):
            old_group = old if isinstance(old, Mapping) else {}
            head = _kept(self._all, start, self._start(node))
            self._put(start, end, [*head, *self._group(node, old_group, new)])
        else:
            if isinstance(node, yaml.SequenceNode) and not isinstance(new, str | Mapping):
                new = _in_old_order([str(item.value) for item in node.value], list(new))
            [*written] = field_lines(key, new)
            if len(written) == 1 and end - start == 1:
                written[0] += self._behind(node)
            self._put(start, end, [_FileLine(line) for line in written])

    def _put(self, start: int, end: int, new: list[_FileLine]) -> None:
        there = self.changes.get(start)
        if there is not None and there[0] == start:  # what was set in before this line
            new = [*there[1], *new]
        self.changes[start] = (end, new)

    def _insert(self, key: str, new: Value, order: Sequence[str]) -> None:
        """A field that the file lacks, below the one that comes before it."""
        place = order.index(key)
        above = [name for name in order[:place] if name in self._nodes]
        at = self._end(self._nodes[above[-1]][1]) + 1 if above else self._first
        written = [_FileLine(line) for line in field_lines(key, new)]
        end, there = self.changes.get(at, (at, []))
        self.changes[at] = (end, [*written, *there] if end > at else [*there, *written])

    def _start(self, node: yaml.Node) -> int:
        return self._first + int(node.start_mark.line)

    def _end(self, node: yaml.Node) -> int:
        """The last line that belongs to a value; what the parser calls its end lies below it."""
        if isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
            last = node.value[-1]
            return self._end(last[1] if isinstance(last, tuple) else last)
        mark = node.end_mark
        line = int(mark.line) - (mark.column == 0 and mark.line > node.start_mark.line)
        while line > node.start_mark.line and not self._all[self._first + line].strip():
            line -= 1
        return self._first + line

    def _behind(self, node: yaml.Node) -> str:
        """A comment behind a value, with the spaces before it."""
        line = self._all[self._end(node)]
        return line[node.end_mark.column :] if node.end_mark.column else ""

    def _scalar(self, key: yaml.Node, node: yaml.Node, new: str) -> Iterator[_FileLine]:
        """A text in the place of another."""
        start, end = self._start(key), self._end(node)
        line = self._all[start]
        if (
            isinstance(node, yaml.ScalarNode)
            and end == start
            and node.end_mark.line == node.start_mark.line
        ):
            before = line[: node.start_mark.column]
            gap = "" if before.endswith(" ") else " "
            yield _FileLine(f"{before}{gap}{scalar(new)}{line[node.end_mark.column :]}")
        else:
            yield _FileLine(f"{line[: key.end_mark.column]}: {scalar(new)}")

    def _chunks(self, start: int, nodes: Sequence[yaml.Node]) -> list[list[_FileLine]]:
        """The lines of each part of a collection, with the comments above it."""
        chunks = []
        for node in nodes:
            end = self._end(node) + 1
            chunks.append(_kept(self._all, start, end))
            start = end
        return chunks

    def _list(
        self,
        start: int,
        node: yaml.SequenceNode,
        old: list[Any],
        new: list[Any],
        rows: Sequence[int],
    ) -> Iterator[_FileLine]:
        first = self._start(node)  # of the first item
        yield from _kept(self._all, start, first)
        chunks = self._chunks(first, node.value)
        texts = [" ".join(str(item.value).split()) for item in node.value]
        if all(isinstance(item, str) for item in old) and texts != old:
            old, new = texts, _in_old_order(texts, new)  # terms, which a draft holds in their order
        dash = f"{' ' * node.start_mark.column}- "
        numbers = rows or _pairs(old, new)
        for item, number in zip(new, numbers, strict=True):
            there = 0 <= number < len(chunks) and number < len(old)
            if there and _plain(old[number]) == _plain(item):
                yield from chunks[number]
            elif there and isinstance(item, Mapping):
                yield from self._item(node.value[number], chunks[number], old[number], item, dash)
            elif isinstance(item, Mapping):
                yield from map(_FileLine, group_lines(item, dash, " " * len(dash)))
            else:
                yield _FileLine(f"{dash}{scalar(item)}")

    def _item(
        self,
        node: yaml.Node,
        chunk: list[_FileLine],
        old: Mapping[str, str],
        new: Mapping[str, str],
        dash: str,
    ) -> Iterator[_FileLine]:
        """A group in a list; one whose first field goes is written anew."""
        if (
            not isinstance(node, yaml.MappingNode)
            or node.flow_style
            or not new.get(node.value[0][0].value)
        ):
            yield from map(_FileLine, group_lines(new, dash, " " * len(dash)))
            return
        above = self._start(node) - (chunk[0].old or 0)
        yield from chunk[:above]
        yield from self._group(node, old, new)

    def _group(
        self, node: yaml.MappingNode, old: Mapping[str, str], new: Mapping[str, str]
    ) -> Iterator[_FileLine]:
        chunks = self._chunks(self._start(node), [value for _, value in node.value])
        present = [key.value for key, _ in node.value]
        for (key, value), chunk in zip(node.value, chunks, strict=True):
            text = new.get(key.value, "")
            if text == old.get(key.value, ""):
                yield from chunk
            elif text:
                above = self._start(key) - (chunk[0].old or 0)
                yield from chunk[:above]
                yield from self._scalar(key, value, text)
        indent = " " * node.value[0][0].start_mark.column
        added = {key: text for key, text in new.items() if key not in present}
        yield from map(_FileLine, group_lines(added, indent, indent))


def _pairs(old: Sequence[Any], new: Sequence[Any]) -> list[int]:
    """For each new item the old one that says the same, else none (-1)."""
    left = [_plain(item) for item in old]
    found: list[int] = []
    for item in map(_plain, new):
        number = left.index(item) if item in left else -1
        found.append(number)
        if number >= 0:
            left[number] = None
    return found


def _in_old_order(old: Sequence[str], new: list[Any]) -> list[Any]:
    """A list's items in the order of the file, those that came last."""
    if not all(isinstance(item, str) for item in new):
        return new
    kept = [item for item in old if item in new]
    return [*kept, *(item for item in new if item not in kept)]


# --- Sections -------------------------------------------------------------------------------------


def _sections(
    lines: Sequence[str], body: str, top: int, before: Draft, after: Draft
) -> list[_FileLine] | None:
    """The text with its changed sections; None when none changed."""
    changed = [
        title
        for title in SECTIONS
        if before.sections.get(title, "") != after.sections.get(title, "")
    ]
    if not changed:
        return None
    parts = _parts(lines, body, top)
    for title in changed:
        _change_section(parts, title, after.sections.get(title, ""))
    return [line for _, part in parts for line in part]


def _parts(lines: Sequence[str], body: str, top: int) -> list[tuple[str, list[_FileLine]]]:
    """The text cut at its headings, each with its own; the first part stands before them all."""
    starts = [("", top), *((title, top + line) for title, line in read_body(body).headings)]
    ends = [*(start for _, start in starts[1:]), len(lines)]
    return [
        (title, _kept(lines, start, end)) for (title, start), end in zip(starts, ends, strict=True)
    ]


def _change_section(parts: list[tuple[str, list[_FileLine]]], title: str, text: str) -> None:
    place = next((n for n, part in enumerate(parts) if part[0] == title and n), 0)
    new = [_FileLine(line) for line in text.split("\n")] if text else []
    if place and not text:
        del parts[place]
    elif place:
        heading, rest = _heading(parts[place][1])
        filled = [n for n, line in enumerate(rest) if line.text.strip()]
        above = rest[: filled[0]] if filled else rest or [_FileLine("")]
        below = rest[filled[-1] + 1 :] if filled else [_FileLine("")]
        parts[place] = (title, [*heading, *(above or [_FileLine("")]), *new, *below])
    else:
        earlier = SECTIONS[: SECTIONS.index(title)]
        at = max((n for n, part in enumerate(parts) if n and part[0] in earlier), default=0) + 1
        ended = parts[at - 1][1]
        while ended and not ended[-1].text.strip():
            ended.pop()
        gap = [_FileLine("")] if ended else []
        below = [_FileLine("")] if at < len(parts) else []
        parts.insert(at, (title, [*gap, _FileLine(f"## {title}"), _FileLine(""), *new, *below]))


def of_sections(body: str) -> Iterable[tuple[str, str]]:
    """The sections that can be changed, with their texts; of two of the same name the first."""
    lines = body.split("\n")
    seen: set[str] = set()
    for title, part in _parts(lines, body, 0)[1:]:
        if title in SECTIONS and title not in seen:
            seen.add(title)
            yield title, "\n".join(line.text for line in _heading(part)[1]).strip()


def _heading(part: Sequence[_FileLine]) -> tuple[Sequence[_FileLine], Sequence[_FileLine]]:
    """A section's heading, which is two lines where it is underlined, and the rest."""
    length = 1 if part[0].text.lstrip().startswith("#") else 2
    return part[:length], part[length:]
