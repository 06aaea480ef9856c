"""Front matter nodes typed by the field definitions, pydantic's errors told as our rules."""

from collections.abc import Iterator, Mapping
from typing import Any, get_args

from pydantic import BaseModel, ValidationError

from catalogue.files.front_matter import Node
from catalogue.model.dates import read_moment
from catalogue.model.faults import Fault, make
from catalogue.model.fields import BY_KEY, RESULT_VOCABULARY
from catalogue.model.kinds import LONGEST_ADDRESS
from catalogue.model.nearest import near
from catalogue.model.rules import RULES
from catalogue.model.slugs import MAX_SLUG, slugify

Tree = dict[str, Any]  # the model's dump: field names to strings, lists and dicts


def check_fields(
    fields: Mapping[str, Node], name: str, model: type[BaseModel]
) -> tuple[Tree | None, tuple[Fault, ...]]:
    """The fields typed, or None, and every fault of shape, name, length and form."""
    faults: list[Fault] = []
    data = {
        key: value
        for key, node in fields.items()
        if (value := _prune(node, key, name, faults)) is not None
    }
    told = {fault.field for fault in faults}
    try:
        tree = model.model_validate(data).model_dump()
    except ValidationError as error:
        tree = None
        for problem in error.errors(include_url=False):
            fault = _told(problem, fields, name, model)
            if fault.field not in told:
                faults.append(fault)
    return (None if faults else tree), tuple(_without_consequences(faults))


_OF_THE_WHOLE = frozenset({"kolon-i-punkt", "skal-vaere-tekst", "skal-vaere-liste"})


def _without_consequences(faults: list[Fault]) -> Iterator[Fault]:
    """What is said of the parts of a value that should have no parts confuses."""
    whole = tuple(fault.field for fault in faults if fault.code in _OF_THE_WHOLE)
    for fault in faults:
        if not fault.field.startswith(tuple(f"{path}{sign}" for path in whole for sign in ".[")):
            yield fault


def _prune(node: Node, path: str, name: str, faults: list[Fault]) -> Any:
    """A node as plain values; whatever is empty is told and left out."""
    if isinstance(node.value, str):
        if node.value:
            return node.value
        faults.append(make("tomt", name, node.line, path, field=path))
        return None
    if isinstance(node.value, tuple):
        if not node.value:
            faults.append(make("tomt", name, node.line, path, field=path))
            return None
        items = (
            _prune(item, f"{path}[{number}]", name, faults)
            for number, item in enumerate(node.value, 1)
        )
        return [item for item in items if item is not None]
    if not node.value:
        faults.append(make("tomt", name, node.line, path, field=path))
        return None
    return {
        key: value
        for key, item in node.value.items()
        if (value := _prune(item, f"{path}.{key}", name, faults)) is not None
    }


def placed(fields: Mapping[str, Node], key: str) -> tuple[Node, ...]:
    """The items of a list field, or nothing when it is no list."""
    node = fields.get(key)
    return node.items if node is not None else ()


_MISSING = {
    ("resultater", "kilde"): "resultat-uden-kilde",
    ("resultater", RESULT_VOCABULARY): "resultat-uden-slags",
    ("kilder", "udgiver"): "kilde-uden-udgiver",
}
_SHAPES = {
    "string_type": "skal-vaere-tekst",
    "list_type": "skal-vaere-liste",
    "dict_type": "skal-vaere-grader",
    "model_type": "skal-vaere-gruppe",
    "model_attributes_type": "skal-vaere-gruppe",
}
_LENGTHS = {"string_too_long": "for-lang", "too_long": "for-mange", "too_short": "for-faa"}


def _told(
    problem: Mapping[str, Any], fields: Mapping[str, Node], name: str, model: type[BaseModel]
) -> Fault:
    """One of pydantic's errors as a fault at its line."""
    location = tuple(problem["loc"])
    path = _path(location)
    line = _line(fields, location)
    kind = str(problem["type"])
    inner = _model_at(model, location[:-1])
    if kind == "missing":
        code = _MISSING.get((str(location[0]), str(location[-1])), "mangler")
        what = inner.model_fields[str(location[-1])].description or ""
        ids = ", ".join(_source_ids(fields)) or "(ingen)"
        return make(code, name, line, path, field=path, what=what, allowed=ids)
    if kind == "extra_forbidden":
        known = tuple(inner.model_fields)
        key = str(location[-1])
        return make(
            "ukendt-felt", name, line, path,
            field=key, allowed=", ".join(known), near=near(key, known),
        )  # fmt: skip
    if kind in _SHAPES:
        if kind == "string_type" and (words := _with_colon(problem.get("input"))):
            return make("kolon-i-punkt", name, line, path, field=path, value=words)
        group = _model_at(model, location)
        one_choice = kind == "string_type" and path in inner.model_fields and path not in BY_KEY
        return make(
            "kun-en-term" if one_choice else _SHAPES[kind], name, line, path,
            field=path, example="a, b", allowed=", ".join(group.model_fields),
        )  # fmt: skip
    given = problem.get("input") or ()
    if kind in _LENGTHS and len(given) > 0:  # an emptied list is empty, not too short
        context = problem.get("ctx") or {}
        limit = context.get("max_length", context.get("min_length", ""))
        return make(
            _LENGTHS[kind], name, line, path,
            field=path, limit=limit, length=len(given), count=len(given),
        )  # fmt: skip
    code = kind if kind in RULES else "tomt"
    return make(code, name, line, path, field=path, **_words(code, str(problem.get("input"))))


def _words(code: str, value: str) -> dict[str, object]:
    """What a message and its remedy say of a value that is written wrongly."""
    words: dict[str, object] = {"value": value}
    if code in ("dato", "dato-form", "tidspunkt"):
        words["near"] = read_moment(value)
    elif code == "filnavn-form":
        words["suggestion"] = slugify(value.rsplit("/", 1)[-1].removesuffix(".md"))[:MAX_SLUG]
    elif code == "adresse-for-lang":
        words |= {"length": len(value), "limit": LONGEST_ADDRESS}
    return words


def _with_colon(value: object) -> str:
    """The words of a text that YAML took for a field and its text; "" for anything else."""
    if not isinstance(value, dict) or len(value) != 1:
        return ""
    key, rest = next(iter(value.items()))
    return f"{key}: {rest}" if isinstance(rest, str) else ""


def _path(location: tuple[str | int, ...]) -> str:
    text = ""
    for part in location:
        text += f"[{part + 1}]" if isinstance(part, int) else (f".{part}" if text else str(part))
    return text


def _line(fields: Mapping[str, Node], location: tuple[str | int, ...]) -> int:
    """The line of the deepest node on the way to a location."""
    value: object = dict(fields)
    line = 1
    for part in location:
        node: object = None
        if isinstance(value, dict) and isinstance(part, str):
            node = value.get(part)
        elif isinstance(value, tuple) and isinstance(part, int) and part < len(value):
            node = value[part]
        if not isinstance(node, Node):
            break
        line, value = node.line, node.value
    return line


def _model_at(model: type[BaseModel], location: tuple[str | int, ...]) -> type[BaseModel]:
    """The model that describes the group at a location (itself at the top)."""
    current = model
    for part in location:
        if isinstance(part, str) and part in current.model_fields:
            inner = _inner_model(current.model_fields[part].annotation)
            if inner is not None:
                current = inner
    return current


def _inner_model(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    for argument in get_args(annotation):
        found = _inner_model(argument)
        if found is not None:
            return found
    return None


def _source_ids(fields: Mapping[str, Node]) -> tuple[str, ...]:
    ids = (item.part("id").text for item in placed(fields, "kilder"))
    return tuple(identity for identity in ids if identity)
