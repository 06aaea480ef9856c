"""A word of the query and its ways into the catalogue, as values.

A concept is one thing asked for. Each way leads from it to written words, to a phrase, to
words that must stand together in an entry, or to a facet's term; a way weighs less the
further it leads from what was typed.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple


class WayKind(StrEnum):
    """What a way's groups of words, or its term, mean."""

    TYPED = "skrevet"
    WORDS = "ord"
    PHRASE = "frase"
    TOGETHER = "sammen"
    TERM = "term"


class MatchType(StrEnum):
    """How what was found hangs together with what was typed; the API tells the value."""

    SAME_WORD = "samme ord"
    INFLECTION = "bøjning"
    COMPOUND = "del af sammensætning"
    SYNONYM = "synonym"
    NARROWER = "snævrere ord"
    RELATED = "beslægtet ord"
    SPELLING = "stavning"
    FILTER = "filter"
    # Not by a word: a question that the entry answers, a section, a problem that it helps against.
    ANSWERS = "svarer på"
    SECTION = "afsnit"
    HELPS = "hjælper mod"


TYPED, WORDS, PHRASE, TOGETHER, TERM = WayKind
SAME_WORD, INFLECTION = MatchType.SAME_WORD, MatchType.INFLECTION
COMPOUND, SPELLING, FILTER = MatchType.COMPOUND, MatchType.SPELLING, MatchType.FILTER
ANSWERS, SECTION, HELPS = MatchType.ANSWERS, MatchType.SECTION, MatchType.HELPS


class Targets(NamedTuple):
    """Written words reached alike: their numbers, their share of the way's weight, and how."""

    numbers: tuple[int, ...]
    factor: float
    match: MatchType


# Any of these written words.
Group = tuple[Targets, ...]


@dataclass(frozen=True, slots=True)
class Way:
    """One way from a concept into the catalogue.

    Attributes:
        kind: what `targets` or `term` mean: TYPED and WORDS, any of them; PHRASE, one of each
            group beside each other; TOGETHER, one of each group in the same entry; TERM, the
            entry carries a facet's term.
        weight: share of what the typed word itself would give.
        shown: the word the way leads to, as people write it.
        groups: targets; one group for TYPED and WORDS.
        term: facet and term for TERM.
        match: how what it finds hangs together with the typed word, as a reason tells it.
    """

    kind: WayKind
    weight: float
    match: MatchType
    shown: str
    groups: tuple[Group, ...] = ()
    term: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Concept:
    """One thing asked for.

    Attributes:
        typed: as typed.
        ways: the typed word first, where the catalogue has it.
        narrowing: an age or a place, which weighs less against a topic.
        required: an entry without it is no hit (a quoted phrase).
        general: it tells little of a topic, and weighs little among words that do.
        quantity: it is general since it only says how many, as one does in a sentence.
    """

    typed: str
    ways: tuple[Way, ...]
    narrowing: bool = False
    required: bool = False
    general: bool = False
    quantity: bool = False

    @property
    def by_parts(self) -> bool:
        """Nobody writes it: all that leads on are the parts of a compound."""
        return bool(self.ways) and all(way.match == COMPOUND for way in self.ways)
