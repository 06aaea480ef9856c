"""The definitions told to others: tables for docs/editors.md, JSON Schema for programs."""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from pydantic import BaseModel

from catalogue.files.vocabulary_settings import ABOUT_ROLES, TERM, VOCABULARY, Setting
from catalogue.model.fields import (
    OF_RESULTS,
    PLACE_NOTE,
    SECTIONS,
    Field,
    front_model,
    in_file_order,
)
from catalogue.model.rules import RULES, Rule
from catalogue.model.vocabulary import Role, Vocabularies, Vocabulary

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
    for one in in_file_order(vocabularies):
        if isinstance(one, Vocabulary):
            yield _vocabulary_row(one)
        else:
            yield _row(one.key, _form(one), one.help, required=one.required)
            yield from _inner_rows(one.key, one.kind.group)


def _inner_rows(key: str, group: type[BaseModel] | None) -> Iterator[str]:
    for inner, part in group.model_fields.items() if group else ():
        form = "ja eller nej" if part.annotation is bool else "tekst"
        about = part.description or ""
        yield _row(f"{key} → {inner}", form, about, required=part.is_required())


def _row(key: str, form: str, about: str, *, required: bool) -> str:
    return f"| `{key}` | {'skal' if required else 'kan'}, {form} | {_cell(about)} |"


def _form(field: Field) -> str:
    value = "gruppe" if field.kind.group else "tekst"
    many = "liste af grupper" if field.kind.group else "liste"
    return many if field.kind.many else value


def _vocabulary_row(vocabulary: Vocabulary) -> str:
    need = "skal" if vocabulary.required else "kan"
    if Role.PLACES in vocabulary.roles:
        need = f"skal (eller `{PLACE_NOTE}`)"
    many = "en eller flere nøgler" if vocabulary.many else "én nøgle"
    if vocabulary.graded:
        many = "nøgler med grad (3, 2 eller 1)"
    return f"| `{vocabulary.key}` | {need}, {many} | {_cell(vocabulary.explanation)} |"


def vocabularies_table(vocabularies: Vocabularies) -> Iterator[str]:
    """The keys of each vocabulary with their labels."""
    for vocabulary in vocabularies:
        keys = ", ".join(f"`{term.key}`" for term in vocabulary.terms)
        yield f"- **{vocabulary.label}** (`{vocabulary.key}`{_where(vocabulary)}): {keys}"


def _where(vocabulary: Vocabulary) -> str:
    """Where terms are written, when it is not in a field of their own."""
    if vocabulary.key in OF_RESULTS:
        return ", ved det enkelte resultat"
    return ", følger af feltet `pris`" if Role.PRICES in vocabulary.roles else ""


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
