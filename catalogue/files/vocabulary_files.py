"""Vocabulary files read and checked; one broken file blocks the whole build.

A vocabulary decides what every entry may say and how every page groups it, so half a
vocabulary would be worse than yesterday's catalogue.
"""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from functools import lru_cache
from pathlib import Path
from typing import Any

from catalogue.files.front_matter import Node, parse_yaml, read_text
from catalogue.files.plain import list_folder, shown_name
from catalogue.files.vocabulary_settings import (
    TERM,
    TERMS,
    VOCABULARY,
    Setting,
    UnknownRoleError,
    WrongError,
)
from catalogue.model.faults import Fault, make
from catalogue.model.fields import BY_KEY, RESULT_VOCABULARY
from catalogue.model.nearest import near
from catalogue.model.vocabulary import Role, Term, TermSettings, Vocabularies, Vocabulary

_ONE_OF = (Role.KNOWLEDGE, Role.GROUPS)  # parts that only one can play
_KEY = re.compile(r"[a-z0-9]+(_[a-z0-9]+)*")  # no hyphen: the form has them inside its names
_MANY = 30  # keys that a message lists


@dataclass(frozen=True, slots=True)
class _File:
    """A vocabulary's file: its name in messages, its stem, and what it holds."""

    name: str
    stem: str
    nodes: Mapping[str, Node]

    def line(self, key: str) -> int:
        node = self.nodes.get(key)
        return node.line if node else 1

    def fault(self, line: int, reason: str) -> Fault:
        return make("ordliste", self.name, line, reason=reason)


def load_vocabularies(
    folder: Path, taken: Collection[str] = ()
) -> tuple[Vocabularies | None, tuple[Fault, ...]]:
    """All `*.yaml` of a folder, in page order, or None with every fault when any has one.

    Args:
        folder: the vocabularies'.
        taken: names in addresses that are used for something else.
    """
    listed, reason = list_folder(folder)
    if reason:
        return None, (make("kan-ikke-laeses", "vocabularies", reason=reason),)
    paths = [path for path in listed if path.suffix == ".yaml"]
    if not paths:
        return None, (make("ordliste", "vocabularies", reason="der er ingen ordlister i mappen"),)
    names = [f"vocabularies/{shown_name(path)}" for path in paths]
    read = [read_text(path, name) for path, name in zip(paths, names, strict=True)]
    unread = tuple(fault for _, wrong in read for fault in wrong)
    texts = zip(names, (path.stem for path in paths), (text for text, _ in read), strict=True)
    found, faults = _of_texts(tuple(texts), frozenset(taken))
    return (None if unread else found), (*unread, *faults)


@lru_cache(maxsize=2)  # a builder that stays loaded reads the same ones again
def _of_texts(
    texts: tuple[tuple[str, str, str | None], ...], taken: frozenset[str]
) -> tuple[Vocabularies | None, tuple[Fault, ...]]:
    """What files say by name, stem and text; None for the text of one that can't be read."""
    faults: list[Fault] = []
    found: list[tuple[_File, Vocabulary]] = []
    for name, stem, text in texts:
        nodes, wrong = (None, ()) if text is None else parse_yaml(text, name)
        faults += wrong
        if nodes is None:
            continue
        file = _File(name, stem, nodes)
        vocabulary, wrong = _vocabulary(file, (*taken, *BY_KEY))
        faults += wrong
        if vocabulary is not None:
            found.append((file, vocabulary))
    faults += _between(found)
    if faults:
        return None, tuple(faults)
    ordered = sorted((one for _, one in found), key=lambda one: (one.order, one.key))
    return Vocabularies(tuple(ordered)), ()


def _vocabulary(file: _File, taken: Collection[str]) -> tuple[Vocabulary | None, tuple[Fault, ...]]:
    """A file's vocabulary, or None with every fault in it."""
    values, wrong = _settings(file, file.nodes, VOCABULARY, beside=(TERMS,))
    terms, faults = _terms(file)
    faults = (*wrong, *faults)
    if not faults:
        faults = tuple(_whole(file, values, terms, taken))
    return (None if faults else Vocabulary(terms=terms, **values)), faults


def _whole(
    file: _File, values: Mapping[str, Any], terms: tuple[Term, ...], taken: Collection[str]
) -> Iterator[Fault]:
    """What the settings of a file say of each other."""
    key, default = values["key"], values.get("default")
    if key != file.stem or not _KEY.fullmatch(key):
        reason = f"noegle skal være filens navn, {file.stem}, i a-z og _"
        yield file.fault(file.line("noegle"), reason)
    if key in taken:
        yield make("optaget-navn", file.name, file.line("noegle"), "noegle", value=key)
    if default and default not in {term.key for term in terms}:
        yield file.fault(file.line("standard"), f"standard {default} er ikke en af termerne")
    if Role.PRICES in values.get("roles", ()):
        for term in terms:
            if term.settings.amounts is None or not term.settings.unit:
                reason = f"termen {term.key} skal have beloeb og enhed, for listen har rollen pris"
                yield file.fault(file.line(TERMS), reason)
    if values.get("graded") and not values.get("many", True):
        yield file.fault(file.line("graderet"), "en graderet liste skal have flere: ja")


def _terms(file: _File) -> tuple[tuple[Term, ...], tuple[Fault, ...]]:
    node = file.nodes.get(TERMS)
    if node is None or not node.items:
        reason = "termer skal være en liste med mindst én term"
        return (), (file.fault(file.line(TERMS), reason),)
    faults: list[Fault] = []
    terms: dict[str, Term] = {}
    for item in node.items:
        if not item.parts:
            faults.append(file.fault(item.line, "hver term skal have mindst noegle og navn"))
            continue
        values, wrong = _settings(file, item.parts, TERM, line=item.line)
        faults += wrong
        if wrong:
            continue
        if values["key"] in terms:
            faults.append(file.fault(item.line, f"termen {values['key']} står to gange"))
        terms[values["key"]] = _term(values)
    return tuple(terms.values()), tuple(faults)


_OF_TERM_SETTINGS = frozenset(one.name for one in fields(TermSettings))


def _term(values: Mapping[str, Any]) -> Term:
    """A term of its values by attribute, those of its settings apart."""
    special = {name: value for name, value in values.items() if name in _OF_TERM_SETTINGS}
    common = {name: value for name, value in values.items() if name not in special}
    return Term(**common, settings=TermSettings(**special))


def _settings(
    file: _File,
    nodes: Mapping[str, Node],
    table: Mapping[str, Setting],
    line: int = 1,
    beside: Collection[str] = (),
) -> tuple[dict[str, Any], tuple[Fault, ...]]:
    """The values of some settings by attribute, and every fault in them.

    Args:
        table: the settings that there are, by key.
        line: where the whole of them begins.
        beside: keys that belong there and are read elsewhere.
    """
    known = (*table, *beside)
    faults = [_unknown(file, key, node, known) for key, node in nodes.items() if key not in known]
    values: dict[str, Any] = {}
    for key, setting in table.items():
        node = nodes.get(key)
        if node is None or node.value in ("", ()):
            if setting.required:
                faults.append(file.fault(node.line if node else line, f"{key} mangler"))
            continue
        try:
            values[setting.attribute] = setting.form.read(node)
        except UnknownRoleError as wrong:
            faults.append(_unknown_role(file, wrong))
        except WrongError as wrong:
            faults.append(file.fault(wrong.line, f"{key} {wrong.reason}"))
    return values, tuple(faults)


def _unknown(file: _File, key: str, node: Node, known: Collection[str]) -> Fault:
    return make(
        "ukendt-indstilling", file.name, node.line, key,
        field=key, allowed=", ".join(known), near=near(key, known),
    )  # fmt: skip


def _unknown_role(file: _File, wrong: WrongError) -> Fault:
    return make(
        "ukendt-rolle", file.name, wrong.line, "rolle",
        value=wrong.reason, allowed=", ".join(Role), near=near(wrong.reason, Role),
    )  # fmt: skip


def _between(found: Sequence[tuple[_File, Vocabulary]]) -> Iterator[Fault]:
    """What the vocabularies say of each other."""
    for role in _ONE_OF:
        files = [file for file, vocabulary in found if role in vocabulary.roles]
        for file in files[1:]:
            reason = f"rollen {role} har {files[0].stem} allerede, og kun én liste kan have den"
            yield file.fault(file.line("rolle"), reason)
    knowledge = next((one for _, one in found if Role.KNOWLEDGE in one.roles), None)
    if knowledge is not None:
        for file, vocabulary in found:
            if vocabulary.key == RESULT_VOCABULARY:
                yield from _carried(file, vocabulary, knowledge)


def _carried(file: _File, kinds: Vocabulary, knowledge: Vocabulary) -> Iterator[Fault]:
    """What a figure carries is a term of the knowledge."""
    keys = knowledge.keys()
    for item, term in zip(file.nodes[TERMS].items, kinds.terms, strict=True):
        carries = term.settings.carries
        if carries and carries not in keys:
            yield make(
                "ukendt-term", file.name, item.part("baerer").line, "baerer", value=carries,
                vocabulary=knowledge.label, allowed=", ".join(keys[:_MANY]),
                near=near(carries, keys),
            )  # fmt: skip
