"""Faults and warnings as values: which rule is broken, where, and what to write instead.

The rules' Danish wording lives in `catalogue.model.rules`; a fault carries only the rule's
code, the place and the words to fill in, so every way out (terminal, forge, web page)
says the same.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from dataclasses import field as attribute
from types import MappingProxyType

from catalogue.model.frozen import Frozen, empty
from catalogue.model.rules import RULES, Rule

_LONGEST = 400  # characters of a word in a message


@dataclass(frozen=True, slots=True)
class Fault:
    """A broken rule at a place.

    Attributes:
        code: key of the rule in `catalogue.model.rules.RULES`.
        file: path relative to the catalogue's folder, with forward slashes.
        line: 1-based line in the file; 1 where the whole file is meant.
        field: the front matter field ("resultater[2].talslags"), "" for the body or the file.
        values: words for the rule's message and remedy.
    """

    code: str
    file: str
    line: int = 1
    field: str = ""
    values: Frozen[str, str] = attribute(default_factory=empty)

    @property
    def rule(self) -> Rule:
        """The rule that is broken."""
        return RULES[self.code]

    @property
    def is_warning(self) -> bool:
        """Whether the entry is published all the same."""
        return self.rule.warning

    @property
    def message(self) -> str:
        """What is wrong, in Danish."""
        return self.rule.message.format_map(self.values)

    @property
    def remedy(self) -> str:
        """What to write instead, in Danish."""
        return self.rule.remedy.format_map(self.values)

    @property
    def hint(self) -> str:
        """ "Mente du …?" where a near match was found, else empty."""
        near = self.values.get("near", "")
        if near.endswith("?"):
            return f"Mente du »{near}«"
        return f"Mente du {near}?" if near else ""


def make(code: str, file: str, line: int = 1, field: str = "", /, **values: object) -> Fault:
    """A fault with its words cut to a readable length, whatever a hostile file holds."""
    words = {key: shorten(str(value)) for key, value in values.items()}
    return Fault(code, file, line, field, MappingProxyType(words))


def shorten(text: str) -> str:
    """One line of at most `_LONGEST` characters, control characters replaced."""
    flat = "".join(char if char.isprintable() else " " for char in text[: _LONGEST + 1])
    return flat if len(flat) <= _LONGEST else flat[: _LONGEST - 1] + "…"


def in_order(faults: Iterable[Fault]) -> tuple[Fault, ...]:
    """Faults by file and line; at the same place, faults before warnings."""
    return tuple(sorted(faults, key=lambda f: (f.file, f.line, f.is_warning, f.field, f.code)))
