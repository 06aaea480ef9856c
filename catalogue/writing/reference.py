"""The definitions told to others: tables for docs/editors.md, JSON Schema for programs."""

import re
from collections.abc import Iterable, Iterator
from typing import Any, get_args

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from catalogue.files.vocabulary_settings import ABOUT_ROLES, TERM, VOCABULARY, Setting
from catalogue.model.fields import (
    PLACE_NOTE,
    SECTIONS,
    EntryFields,
    ResponsibleFields,
    ResultFields,
    SourceFields,
    front_model,
    of_entries,
)
from catalogue.model.rules import RULES, Rule
from catalogue.model.vocabulary import Role, Vocabularies, Vocabulary

_GROUPS: dict[str, type[BaseModel]] = {
    "kilder": SourceFields,
    "resultater": ResultFields,
    "ansvarlig": ResponsibleFields,
}
_FILLED = re.compile(r"\{(\w+)\}")
_EXAMPLES = {"example": "a, b"}  # words that a sentence needs; the rest are told as …


def json_schema(vocabularies: Vocabularies) -> dict[str, Any]:
    """The fields as JSON Schema, for the programs that editors write in."""
    schema = front_model(vocabularies).model_json_schema()
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}


def replace_tables(document: str, vocabularies: Vocabularies) -> str:
    """A document with what stands between its markers written anew."""
    tables = {
        "felter": "\n".join(fields_table(vocabularies)),
        "afsnit": "\n".join(f"- {title}" for title in SECTIONS),
        "ordlister": "\n".join(vocabularies_table(vocabularies)),
        "indstillinger": "\n".join(settings_table(VOCABULARY.values())),
        "termindstillinger": "\n".join(settings_table(TERM.values())),
        "roller": "\n".join(roles_table()),
        "fejl": "\n".join(rules_table(warnings=False)),
        "advarsler": "\n".join(rules_table(warnings=True)),
    }
    for name, table in tables.items():
        start, end = f"<!-- {name}: begynd -->", f"<!-- {name}: slut -->"
        head, found, rest = document.partition(start)
        _, closed, tail = rest.partition(end)
        if found and closed:
            document = f"{head}{start}\n{table}\n{end}{tail}"
    return document


def fields_table(vocabularies: Vocabularies) -> Iterator[str]:
    """Every field: its key, whether it must be there, its form, and what is written in it."""
    yield "| felt | | hvad der skrives |"
    yield "|---|---|---|"
    for key in ("titel", "andre_navne", "resume"):
        yield _row(key, EntryFields.model_fields[key])
    for vocabulary in of_entries(vocabularies):
        yield _vocabulary_row(vocabulary)
    for key, field in EntryFields.model_fields.items():
        if key not in ("titel", "andre_navne", "resume"):
            yield _row(key, field)
            for inner, part in _GROUPS[key].model_fields.items() if key in _GROUPS else ():
                yield _row(f"{key} → {inner}", part)


def _row(key: str, field: FieldInfo) -> str:
    need = "skal" if field.is_required() else "kan"
    return f"| `{key}` | {need}, {_form(field)} | {_cell(field.description or '')} |"


def _form(field: FieldInfo) -> str:
    annotation: Any = field.annotation
    arguments = [argument for argument in get_args(annotation) if argument is not type(None)]
    if str(annotation).startswith("list"):
        inner = arguments[0] if arguments else str
        return "liste af grupper" if _is_model(inner) else "liste"
    if _is_model(annotation) or any(_is_model(argument) for argument in arguments):
        return "gruppe"
    return "ja eller nej" if annotation is bool else "tekst"


def _is_model(annotation: Any) -> bool:
    return isinstance(annotation, type) and issubclass(annotation, BaseModel)


def _vocabulary_row(vocabulary: Vocabulary) -> str:
    need = "skal" if vocabulary.required else "kan"
    if Role.PLACES in vocabulary.roles:
        need = f"skal (eller `{PLACE_NOTE}`)"
    many = "en eller flere nøgler" if vocabulary.many else "én nøgle"
    return f"| `{vocabulary.key}` | {need}, {many} | {_cell(vocabulary.explanation)} |"


def vocabularies_table(vocabularies: Vocabularies) -> Iterator[str]:
    """The keys of each vocabulary with their labels."""
    for vocabulary in vocabularies:
        keys = ", ".join(f"`{term.key}`" for term in vocabulary.terms)
        yield f"- **{vocabulary.label}** (`{vocabulary.key}`): {keys}"


def settings_table(settings: Iterable[Setting]) -> Iterator[str]:
    """What a vocabulary's file, or a term in it, may say."""
    yield "| indstilling | | hvad den gør |"
    yield "|---|---|---|"
    for setting in settings:
        need = "skal" if setting.required else "kan"
        yield f"| `{setting.key}` | {need}, {setting.form.words} | {_cell(setting.about)} |"


def roles_table() -> Iterator[str]:
    """What a vocabulary may be used for beyond being a field and a filter."""
    yield "| rolle | hvad den gør |"
    yield "|---|---|"
    yield from (f"| `{role}` | {_cell(about)} |" for role, about in ABOUT_ROLES.items())


def rules_table(*, warnings: bool) -> Iterator[str]:
    """Each rule: what is told, what breaks it, and how it is mended."""
    yield "| besked | eksempel | sådan rettes det |"
    yield "|---|---|---|"
    for rule in RULES.values():
        if rule.warning == warnings:
            yield _rule_row(rule)


def _rule_row(rule: Rule) -> str:
    cells = (_filled(rule.message), f"`{_cell(rule.example)}`", _filled(rule.remedy))
    return f"| {' | '.join(cells)} |"


def _filled(text: str) -> str:
    words = _FILLED.sub(lambda match: _EXAMPLES.get(match.group(1), "…"), text)
    return _cell(words.replace("….", "…"))


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")
