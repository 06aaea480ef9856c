"""Vocabulary files read and checked; one broken file blocks the whole build.

A vocabulary decides what every entry may say and how every page groups it, so half a
vocabulary would be worse than yesterday's catalogue.
"""

import re
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

from catalogue.files.front_matter import Node, load_yaml
from catalogue.model.faults import Fault, make
from catalogue.model.fields import NOT_FIELDS, EntryFields
from catalogue.model.slugs import is_slug
from catalogue.model.vocabulary import Term, Vocabularies, Vocabulary

_TRUE, _FALSE = ("true", "ja"), ("false", "nej")
_COMMON = {"noegle", "navn", "forklaring", "synonymer", "kilde", "kilde_url"}
_SETTINGS = {
    "noegle", "navn", "forklaring", "facet", "flere", "paakraevet", "raekkefoelge", "nul",
    "aaben", "filterfelt", "rolle", "ordnet", "standard", "i_saetning", "spoergsmaal", "termer",
    "bestemt", "egennavne",
}  # fmt: skip


class _WrongError(Exception):
    """A vocabulary that can't be used: at a line, for a reason in Danish."""

    def __init__(self, line: int, reason: str) -> None:
        super().__init__(reason)
        self.line, self.reason = line, reason


def load_vocabularies(folder: Path) -> tuple[Vocabularies | None, tuple[Fault, ...]]:
    """All `*.yaml` of a folder, in page order, or None when any of them has a fault."""
    try:
        paths = sorted(path for path in folder.iterdir() if path.suffix == ".yaml")
    except OSError as error:
        reason = error.strerror or "ukendt fejl"
        return None, (make("kan-ikke-laeses", "vocabularies", reason=reason),)
    if not paths:
        return None, (make("ordliste", "vocabularies", reason="der er ingen ordlister i mappen"),)
    faults: list[Fault] = []
    vocabularies: list[Vocabulary] = []
    for path in paths:
        name = f"vocabularies/{path.name}"
        fields, found = load_yaml(path, name)
        faults += found
        if fields is None:
            continue
        try:
            vocabularies.append(_vocabulary(fields, path.stem))
        except _WrongError as wrong:
            faults.append(make("ordliste", name, wrong.line, reason=wrong.reason))
    if faults:
        return None, tuple(faults)
    ordered = sorted(vocabularies, key=lambda vocabulary: (vocabulary.order, vocabulary.key))
    return Vocabularies(tuple(ordered)), ()


def _vocabulary(fields: Mapping[str, Node], stem: str) -> Vocabulary:
    key = _text(fields, "noegle", 1)
    if key != stem or not _is_key(key):
        raise _WrongError(
            _line(fields, "noegle"), f"noegle skal være filens navn, {stem}, i a-z og _"
        )
    if key in NOT_FIELDS or key in EntryFields.model_fields:
        raise _WrongError(_line(fields, "noegle"), f"navnet {key} er optaget af noget andet")
    for name, node in fields.items():
        if name not in _SETTINGS:
            raise _WrongError(node.line, f"indstillingen {name} findes ikke")
    terms = _terms(fields)
    many = _truth(fields, "flere", default=True)
    default = _optional(fields, "standard") or None
    if default and default not in {term.key for term in terms}:
        raise _WrongError(_line(fields, "standard"), f"standard {default} er ikke en af termerne")
    return Vocabulary(
        key=key,
        label=_text(fields, "navn", 1),
        explanation=_optional(fields, "forklaring"),
        facet=_truth(fields, "facet", default=False),
        many=many,
        required=_truth(fields, "paakraevet", default=False),
        order=_number(fields, "raekkefoelge"),
        show_zeros=_choice(fields, "nul", ("skjul", "vis")) == "vis",
        open=_truth(fields, "aaben", default=False),
        filter_field=_truth(fields, "filterfelt", default=False),
        ranked=_truth(fields, "ordnet", default=False),
        roles=tuple(_list(fields, "rolle")),
        default=default,
        phrase=_phrase(fields),
        question=_optional(fields, "spoergsmaal"),
        terms=terms,
        definite=_optional(fields, "bestemt"),
        proper_names=_truth(fields, "egennavne", default=False),
    )


def _terms(fields: Mapping[str, Node]) -> tuple[Term, ...]:
    node = fields.get("termer")
    if node is None or not isinstance(node.value, tuple) or not node.value:
        raise _WrongError(node.line if node else 1, "termer skal være en liste med mindst én term")
    terms: dict[str, Term] = {}
    for item in node.value:
        if not isinstance(item.value, dict):
            raise _WrongError(item.line, "hver term skal have mindst noegle og navn")
        term = _term(item.value, item.line)
        if term.key in terms:
            raise _WrongError(item.line, f"termen {term.key} står to gange")
        terms[term.key] = term
    return tuple(terms.values())


def _term(fields: Mapping[str, Node], line: int) -> Term:
    key = _text(fields, "noegle", line)
    if not is_slug(key):
        raise _WrongError(
            _line(fields, "noegle"), f"nøglen {key} må kun have a-z, tal og bindestreg"
        )
    settings = {name: _plain(node) for name, node in fields.items() if name not in _COMMON}
    return Term(
        key=key,
        label=_text(fields, "navn", line),
        explanation=_optional(fields, "forklaring"),
        synonyms=_list(fields, "synonymer"),
        source=_optional(fields, "kilde"),
        source_url=_optional(fields, "kilde_url"),
        settings=MappingProxyType(settings),
    )


def _plain(node: Node) -> Any:
    if isinstance(node.value, tuple):
        return tuple(_plain(item) for item in node.value)
    if isinstance(node.value, dict):
        return {key: _plain(item) for key, item in node.value.items()}
    if node.value in ("true", "false"):
        return node.value == "true"
    return node.value


def _is_key(text: str) -> bool:
    return is_slug(text.replace("_", "-"))


def _line(fields: Mapping[str, Node], key: str) -> int:
    node = fields.get(key)
    return node.line if node else 1


def _optional(fields: Mapping[str, Node], key: str) -> str:
    node = fields.get(key)
    if node is None:
        return ""
    if not isinstance(node.value, str):
        raise _WrongError(node.line, f"{key} skal være en tekst")
    return node.value


def _text(fields: Mapping[str, Node], key: str, line: int) -> str:
    text = _optional(fields, key)
    if not text:
        raise _WrongError(fields[key].line if key in fields else line, f"{key} mangler")
    return text


def _truth(fields: Mapping[str, Node], key: str, *, default: bool) -> bool:
    text = _optional(fields, key)
    if text in _TRUE:
        return True
    if text in _FALSE:
        return False
    if text:
        raise _WrongError(_line(fields, key), f"{key} skal være true eller false")
    return default


def _number(fields: Mapping[str, Node], key: str) -> int:
    text = _optional(fields, key) or "100"
    if not text.isascii() or not text.isdigit() or len(text) > 4:
        raise _WrongError(_line(fields, key), f"{key} skal være et helt tal")
    return int(text)


def _choice(fields: Mapping[str, Node], key: str, allowed: tuple[str, ...]) -> str:
    text = _optional(fields, key) or allowed[0]
    if text not in allowed:
        raise _WrongError(_line(fields, key), f"{key} skal være {' eller '.join(allowed)}")
    return text


def _phrase(fields: Mapping[str, Node]) -> str:
    text = _optional(fields, "i_saetning")
    places = re.findall(r"\{[^}]*\}?|\}", text)
    if text and (len(places) != 1 or places[0] not in ("{lille}", "{navn}")):
        reason = "i_saetning skal have {lille} eller {navn} netop ét sted"
        raise _WrongError(_line(fields, "i_saetning"), reason)
    return text


def _list(fields: Mapping[str, Node], key: str) -> tuple[str, ...]:
    node = fields.get(key)
    if node is None or node.value == "":
        return ()
    if not isinstance(node.value, tuple):
        raise _WrongError(node.line, f"{key} skal være en liste i [kantede parenteser]")
    items = [item.value for item in node.value]
    if not all(isinstance(item, str) for item in items):
        raise _WrongError(node.line, f"{key} må kun indeholde ord")
    return tuple(str(item) for item in items)
