"""What entries say of each other, held against the entries that exist."""

import html
import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice, pairwise
from typing import Protocol

from catalogue.checking.entry_file import MOST_FAULTS, Checked
from catalogue.checking.field_faults import placed
from catalogue.files.front_matter import Node, decode, parse
from catalogue.files.markdown_text import read_body
from catalogue.files.text_html import target
from catalogue.model.entry import Entry
from catalogue.model.faults import Fault, in_order, make
from catalogue.model.fields import Placement, at
from catalogue.model.nearest import near
from catalogue.model.slugs import is_slug

_REFERENCES = ("relateret", "eksempel_paa")
Known = Mapping[str, frozenset[str] | None]  # each entry's sections, by their ids; None if unknown
# What else a page has places for, whatever its text says.
_PLACES = frozenset(
    {
        "kort-fortalt", "indhold", "viden", "tal", "ikke-oplyst", "alle-oplysninger", "kilder",
        "om-siden", "kort-tekst", "del-af", "eksempler", "beslaegtede", "ligner",
        *(field.key for field in at(Placement.SECTION)),
    }
)  # fmt: skip
_NUMBERED = re.compile(r"(?:tal|kilde)-\d{1,3}")


def is_place(part: str) -> bool:
    """An entry's page has a place of this name, though no section of its text is called so."""
    return part in _PLACES or _NUMBERED.fullmatch(part) is not None


class Readable(Protocol):
    """A file: its name in messages, and its content."""

    @property
    def name(self) -> str:
        """What messages call it."""
        ...

    @property
    def data(self) -> bytes:
        """What it holds; only asked for where something may be wrong."""
        ...


def check_links(checked: Sequence[Checked], files: Mapping[str, Readable]) -> tuple[Checked, ...]:
    """Hold references and links against the files, also those of entries with other faults."""
    known = {item.slug: ids_of(item.entry) for item in checked}
    claimed: dict[str, str] = {}
    result: list[Checked] = []
    for item in checked:
        found = tuple(_faults_of(item, files[item.slug], known, claimed))
        if not found:
            result.append(item)
            continue
        stopped = any(not fault.is_warning for fault in found)
        entry = None if stopped else item.entry
        result.append(Checked(item.slug, entry, in_order((*item.faults, *found))))
    return tuple(result)


def ids_of(entry: Entry | None) -> frozenset[str] | None:
    """The ids of an entry's sections."""
    return None if entry is None else frozenset(section.id for section in entry.sections)


def link_faults(slug: str, name: str, text: str, known: Known) -> tuple[Fault, ...]:
    """The first faults in what one entry's text says of others; each costs a look at them all.

    Args:
        slug: the entry's own address.
        name: its file in messages.
        text: the whole file (see `frontmatter.decode`).
        known: all entries.
    """
    parsed, _ = parse(text, name)
    if parsed is None:
        return ()
    found = (
        *_unknown(slug, name, parsed.fields, known),
        *text_faults(slug, name, parsed.body, parsed.body_line, known),
    )
    return found[:MOST_FAULTS]


def text_faults(
    slug: str, name: str, body: str, first_line: int, known: Known
) -> tuple[Fault, ...]:
    """The first faults in what a text says of others, be it an entry's or ("") an introduction."""
    return tuple(islice(_of_text(slug, name, body, first_line, known), MOST_FAULTS))


def _of_text(slug: str, name: str, body: str, first_line: int, known: Known) -> Iterator[Fault]:
    """Links to entries that are none, and to places that a page does not have."""
    text = read_body(body)
    for linked, offset in text.links:
        if linked not in known and linked != slug:
            hint = near(linked, known)
            yield make("ukendt-link", name, first_line + offset, value=linked, near=hint)
    own = frozenset(section.id for section in text.sections)
    for linked, part, offset in text.parts:
        there = own if linked in ("", slug) else known.get(linked)
        if there is not None and part[1:] not in there and not is_place(part[1:]):
            meant = near(part[1:], there)
            yield make(
                "ukendt-sted", name, first_line + offset, value=part, near=meant and f"#{meant}",
                allowed=", ".join(f"#{one}" for one in sorted(there)) or "(ingen)",
            )  # fmt: skip


def _unknown(slug: str, name: str, fields: Mapping[str, Node], known: Known) -> Iterator[Fault]:
    for field in _REFERENCES:
        for node in islice(_references(fields, field), MOST_FAULTS):
            if node.value == slug:
                yield make("sig-selv", name, node.line, field, value=slug, of=field)
            elif node.value not in known and is_slug(str(node.value)):  # else told by its form
                hint = near(str(node.value), known)
                yield make("ukendt-indsats", name, node.line, field, value=node.value, near=hint)


def _faults_of(
    item: Checked, file: Readable, known: Known, claimed: dict[str, str]
) -> Iterator[Fault]:
    """An entry's faults of reference; its text is only parsed again where there are any."""
    entry, name = item.entry, file.name
    if entry is not None and item.linked is not None:
        former = entry.former_slugs
        references = {*entry.related, *entry.example_of, *item.linked}.difference(former)
        right = references <= known.keys() and entry.slug not in references
        if right and not any(slug in known or slug in claimed for slug in former):
            claimed.update(dict.fromkeys(entry.former_slugs, entry.slug))
            return
    text, _ = decode(file.data, name)
    if text is None:
        return
    yield from link_faults(item.slug, name, text, known)
    parsed, _ = parse(text, name)
    for node in _references(parsed.fields if parsed else {}, "tidligere"):
        former_slug = str(node.value)
        other = former_slug if former_slug in known else claimed.get(former_slug)
        if other is not None:
            yield make(
                "tidligere-i-brug", name, node.line, "tidligere", value=former_slug, other=other
            )
        claimed[former_slug] = item.slug


_ANCHOR = re.compile(r'<a href="([^"]*)"')


def linked_in(entry: Entry, data: bytes) -> frozenset[str] | None:
    """The entries that the text of an entry links to; None when more is to be looked at."""
    if b"](" not in data and b"]:" not in data:
        return frozenset()
    if _has_linked_heading(data):
        return None
    anchors = [html.unescape(one) for part in entry.sections for one in _ANCHOR.findall(part.html)]
    if any("#" in one and (one.startswith("#") or target(one)[1]) for one in anchors):
        return None
    return frozenset(slug for anchor in anchors if (slug := target(anchor)[1]))


def _has_linked_heading(data: bytes) -> bool:
    """A heading may hold a link, which the page does not follow; an underline ends the fields."""
    lines = [line.strip(b" \t\r>") for line in data.split(b"\n")]
    underlined = sum(
        1 for above, line in pairwise(lines) if above and line and not line.strip(b"-=")
    )
    return underlined > 1 or any(line.startswith(b"#") and b"]" in line for line in lines)


def _references(fields: Mapping[str, Node], field: str) -> tuple[Node, ...]:
    return tuple(node for node in placed(fields, field) if node.text)
