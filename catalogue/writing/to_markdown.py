"""An entry's file written from values: for the command `new` and the form at /ny.

The opposite of `catalogue.files.front_matter`: what is written here is read there as the same
values, whatever signs the text holds (a test holds it).
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from dataclasses import field as attribute

from catalogue.model.fields import SECTIONS, in_file_order
from catalogue.model.vocabulary import Vocabularies

Value = str | Sequence[str] | Mapping[str, str] | Sequence[Mapping[str, str]]
# What YAML reads as the text it is: begins with a letter or digit and has no sign of its own.
_PLAIN = re.compile(r"[^\W_](?:[^\n:#\"'\[\]{},&*!|>%@`]|:(?=\S))*")
_PLAIN_IN_BLOCK = re.compile(r"[^\W_](?:[^\n:#\"]|:(?=\S))*")
_NOTHING = {"null", "Null", "NULL", "~"}


@dataclass(frozen=True, slots=True)
class Draft:
    """An entry being written.

    Attributes:
        fields: front matter; empty values are left out of the file.
        sections: heading to Markdown, in the order they are written.
        comments: what stands above a field in the file, by field.
        closing: whole comment lines below the last field.
    """

    fields: Mapping[str, Value]
    sections: Mapping[str, str]
    comments: Mapping[str, str] = attribute(default_factory=dict)
    closing: Sequence[str] = ()


def to_markdown(draft: Draft, vocabularies: Vocabularies) -> str:
    """The whole file."""
    lines = ["---"]
    for key in (one.key for one in in_file_order(vocabularies)):
        value = draft.fields.get(key)
        written = list(field_lines(key, value)) if value else []
        if written and key in draft.comments:
            lines += [f"# {line}" for line in draft.comments[key].splitlines()]
        lines += written
    lines += [*draft.closing, "---", ""]
    for title in (*SECTIONS, *(title for title in draft.sections if title not in SECTIONS)):
        text = draft.sections.get(title, "").strip()
        if text:
            lines += [f"## {title}" if title else "", "", text, ""]
    return "\n".join(lines).rstrip("\n") + "\n"


def field_lines(key: str, value: Value) -> Iterable[str]:
    """A field as lines of YAML: a text, a group, a list of texts or a list of groups."""
    if isinstance(value, str):
        yield f"{key}: {scalar(value)}"
    elif isinstance(value, Mapping):
        yield f"{key}:"
        yield from group_lines(value, "  ", "  ")
    elif all(isinstance(item, str) for item in value):
        items = [str(item) for item in value]
        if all(len(item) < 60 for item in items) and sum(map(len, items)) < 300:
            yield f"{key}: [{', '.join(scalar(item, inside=True) for item in items)}]"
        else:
            yield f"{key}:"
            yield from (f"  - {scalar(item)}" for item in items)
    else:
        yield f"{key}:"
        for group in value:
            if isinstance(group, Mapping):
                yield from group_lines(group, "  - ", "    ")


def group_lines(group: Mapping[str, str], first: str, rest: str) -> Iterable[str]:
    """A group's fields that hold anything, as lines of YAML.

    Args:
        group: texts by key.
        first: what stands before the first line.
        rest: what stands before the others.
    """
    indent = first
    for key, value in group.items():
        if value:
            yield f"{indent}{key}: {scalar(value)}"
            indent = rest


def scalar(text: str, *, inside: bool = False) -> str:
    """A text as YAML, quoted where it has to be.

    Args:
        text: one line; line breaks become spaces.
        inside: it stands in [brackets].
    """
    flat = " ".join(text.split())
    plain = _PLAIN if inside else _PLAIN_IN_BLOCK
    if plain.fullmatch(flat) and not flat.endswith(":") and flat not in _NOTHING:
        return flat
    escaped = flat.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
