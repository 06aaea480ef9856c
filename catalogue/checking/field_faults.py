"""Front matter nodes typed by the field definitions, pydantic's errors told as our rules."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, get_args

from pydantic import BaseModel, ValidationError

from catalogue.checking.meant import field_meant, value_meant
from catalogue.files.front_matter import Node
from catalogue.model.dates import read_moment
from catalogue.model.faults import Fault, make
from catalogue.model.fields import BY_KEY, FIELDS, RESULT_VOCABULARY
from catalogue.model.kinds import LONGEST_ADDRESS, is_web_address
from catalogue.model.rules import RULES
from catalogue.model.slugs import MAX_SLUG, is_slug, slugify

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
    faults += _parted_groups(fields, name)
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


_MISSING = {
    ("resultater", "kilde"): "resultat-uden-kilde",
    ("resultater", RESULT_VOCABULARY): "resultat-uden-slags",
    ("kilder", "udgiver"): "kilde-uden-udgiver",
}
_OF_THE_WHOLE = frozenset(
    {
        "kolon-i-punkt", "skal-vaere-tekst", "skal-vaere-liste", "skal-vaere-gruppeliste",
        "punkt-for-hvert-felt",
    }
)  # fmt: skip


def _parted_groups(fields: Mapping[str, Node], name: str) -> Iterator[Fault]:
    """A group that was written with a dash before each of its fields, so that it is several."""
    for field in FIELDS:
        group = field.kind.group
        points = [one for one in placed(fields, field.key) if one.parts] if group else []
        if group is None or len(points) < 2:
            continue
        keys = [key for point in points for key in point.parts]
        needed = {key for key, part in group.model_fields.items() if part.is_required()}
        if len(keys) == len(set(keys)) and not any(needed <= set(one.parts) for one in points):
            first, *rest = (next(iter(point.parts)) for point in points)
            yield make(
                "punkt-for-hvert-felt", name, points[1].line, field.key,
                field=field.key, first=first, rest=", ".join(rest),
            )  # fmt: skip


_LACKING = frozenset({"mangler", *_MISSING.values()})


def _without_consequences(faults: list[Fault]) -> Iterator[Fault]:
    """What follows from another fault confuses: parts of a value that should have none, and a
    field that is there under a name that is not its own."""
    whole = tuple(fault.field for fault in faults if fault.code in _OF_THE_WHOLE)
    meant = {_meant(fault) for fault in faults if fault.code == "ukendt-felt"}
    below = {fault.values["group"] for fault in faults if fault.code == "ikke-rykket-ind"}
    for fault in faults:
        if fault.code in ("tomt", *_LACKING) and fault.field in below:
            continue
        if fault.field.startswith(tuple(f"{path}{sign}" for path in whole for sign in ".[")):
            continue
        if fault.code not in _LACKING or fault.field not in meant:
            yield fault


def _meant(fault: Fault) -> str:
    """The path of the field that an unknown one was meant as."""
    return fault.field.removesuffix(fault.values["field"]) + fault.values["near"]


def as_meant(fields: Mapping[str, Node], faults: Iterable[Fault]) -> dict[str, Node]:
    """The fields under the names that they were meant to have, where those are free."""
    meant = dict(fields)
    for fault in faults:
        near = fault.values.get("near", "")
        if fault.code == "ukendt-felt" and near and fault.field in fields and near not in meant:
            meant[near] = fields[fault.field]
    return meant


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
        above = _group_above(key, fields) if len(location) == 1 else ""
        if above:
            shown = f"{'  - ' if BY_KEY[above].kind.many else '  '}{key}: …"
            return make("ikke-rykket-ind", name, line, path, field=key, group=above, shown=shown)
        return make(
            "ukendt-felt", name, line, path,
            field=key, allowed=", ".join(known), near=field_meant(key, inner),
        )  # fmt: skip
    if kind in _SHAPES:
        group = _model_at(model, location)
        code, words = _shape(kind, problem.get("input"), path, None if group is model else group)
        return make(code, name, line, path, field=path, **words)
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


def _group_above(key: str, fields: Mapping[str, Node]) -> str:
    """The empty group right above a field that has such a field inside; "" for none."""
    keys = list(fields)
    for above in reversed(keys[: keys.index(key)]):
        field = BY_KEY.get(above)
        inner = field.kind.group.model_fields if field and field.kind.group else {}
        if not fields[above].value and field is not None:
            return above if key in inner else ""
        if field is not None:
            return ""
    return ""


def _shape(
    kind: str, given: object, path: str, group: type[BaseModel] | None
) -> tuple[str, dict[str, str]]:
    """The rule of a value's shape that is broken, and words that show how it is written.

    Args:
        kind: pydantic's name of what is wrong.
        given: what stands there.
        path: the field.
        group: the fields inside, when it holds any.
    """
    of_a_list = path.partition("[")[0] not in BY_KEY  # of words, which hold no sentences
    if kind == "string_type" and not of_a_list and (text := _with_colon(given)):
        return "kolon-i-punkt", {"value": text}
    parts = [one for one in given if isinstance(one, str)] if isinstance(given, list | dict) else []
    if kind == "string_type":
        one_choice = "." not in path and "[" not in path and path not in BY_KEY
        if one_choice:
            return "kun-en-term", {"example": parts[0] if parts else "…"}
        shown = (
            f": «{', '.join(parts)}»" if parts and (of_a_list or isinstance(given, list)) else ""
        )
        how = "Skriv teksten lige efter kolonet, uden bindestreg og parenteser"
        how = "Skriv punktet som én tekst, uden parenteser og kolon" if path.endswith("]") else how
        return "skal-vaere-tekst", {"how": f"{how}{shown}"}
    text = given if isinstance(given, str) else ""
    if group is None:
        return _SHAPES[kind], {"example": _as_list(text, parts, path)}
    first = next((key for key, part in group.model_fields.items() if part.is_required()), "")
    if kind == "list_type":
        return "skal-vaere-gruppeliste", {"first": first}
    dash = "- " if path.endswith("]") else ""
    shown = f"  {dash}{first}: {'…' if is_web_address(text) else text or '…'}"
    return "skal-vaere-gruppe", {"allowed": ", ".join(group.model_fields), "example": shown}


def _as_list(text: str, parts: list[str], path: str) -> str:
    """What stands there as the items of a list; prose with a comma in it is one item."""
    if not text:
        return ", ".join(parts) or "a, b"
    separators = r"\s*[,;]\s*" if path in BY_KEY else r"\s*[,;/&+]\s*|\s+og\s+"  # of terms
    items = [part for part in re.split(separators, text.strip("()[]{}<>“”«»\"' ")) if part]
    if len(items) == 1 and path not in BY_KEY and all(map(is_slug, items[0].split())):
        items = items[0].split()  # keys below each other, without dashes
    if path in BY_KEY and any(len(item.split()) > _FEW_WORDS for item in items):
        return f'"{text}"' if re.search(r"[,:#\[\]{}]", text) else text
    return ", ".join(items)


_FEW_WORDS = 2  # in each item of a list that was written as a text with commas


def _words(code: str, value: str) -> dict[str, object]:
    """What a message and its remedy say of a value that is written wrongly."""
    words: dict[str, object] = {"value": value, "near": value_meant(code, value)}
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
