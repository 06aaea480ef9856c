"""The fields of an entry in words, read from the API's own types."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from web.opendata.openapi import schemas

_KINDS = {
    "string": "tekst", "integer": "helt tal", "number": "tal", "boolean": "sandt eller falsk",
    "object": "gruppe", "array": "liste",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class DataField:
    """A field: its key, what kind of value it is, what it means, and the fields inside it."""

    key: str
    kind: str
    text: str
    inner: tuple[str, ...]


def fields_of_entry() -> tuple[DataField, ...]:
    """Every field of an entry, in the order that the API gives them."""
    known = schemas()
    return tuple(
        field(key, schema, known) for key, schema in known["EntryShape"]["properties"].items()
    )


def field(key: str, schema: Mapping[str, Any], known: Mapping[str, Any]) -> DataField:
    """A field of the API as /data explains it, from its JSON schema."""
    core, optional = without_null(schema)
    many = core.get("type") == "array"
    item = core["items"] if many else core
    shape = known.get(str(item.get("$ref", "")).rpartition("/")[2], {})
    kind = "gruppe" if shape else _KINDS[str(item.get("type", "object"))]
    text = f"liste af {kind}" if many else kind
    return DataField(
        key,
        f"{text} eller null" if optional else text,
        str(schema.get("description", "")),
        tuple(shape.get("properties", {})),
    )


def without_null(schema: Mapping[str, Any]) -> tuple[Mapping[str, Any], bool]:
    """The schema of the value itself, and whether null may stand instead."""
    others = [one for one in schema.get("anyOf", ()) if one.get("type") != "null"]
    return (others[0], True) if others else (schema, False)
