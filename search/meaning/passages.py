"""Which texts stand for an entry and for a problem when meanings are compared.

Short ones, since a long text means a little of everything: the title with the summary, and each
question that the entry answers. Where an entry has none, the beginnings of its sections stand in;
beside questions they told nothing more (docs/how-search-works.md), and cost most to embed.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from catalogue.model.entry import Entry

TEXTS = "meaning.json"
SUMMARY, QUESTION, SECTION = "resume", "spoergsmaal", "afsnit"
QUESTIONS = "spoergsmaal"  # the field of an entry that holds what it answers
_LETTERS = 200


class Passage(NamedTuple):
    """A text of an entry: the entry's number, what it is, its heading (a section's), itself."""

    number: int
    kind: str
    heading: str
    text: str


class Saying(NamedTuple):
    """One way to say a problem: its facet, its term, itself."""

    facet: str
    term: str
    text: str


@dataclass(frozen=True, slots=True)
class Texts:
    """All texts of a generation whose meaning is compared, in the order of their vectors."""

    passages: tuple[Passage, ...] = ()
    sayings: tuple[Saying, ...] = ()

    def all(self) -> Iterator[tuple[str, bool]]:
        """Each text, and whether it is said as a question is."""
        yield from ((passage.text, False) for passage in self.passages)
        yield from ((saying.text, True) for saying in self.sayings)


def passages_of(entry: Entry) -> Iterator[tuple[str, str, str]]:
    """The texts that stand for an entry, the most telling first: kind, heading, itself."""
    yield SUMMARY, "", _cut(f"{entry.title}. {entry.summary}")
    questions = entry.values.get(QUESTIONS, ())
    for question in questions:
        yield QUESTION, "", question
    if not questions:
        for section in entry.sections:
            yield SECTION, section.title, _cut(f"{section.title}. {section.text}")


def _cut(text: str) -> str:
    """The beginning of a text, to the end of a word."""
    if len(text) <= _LETTERS:
        return text
    return text[:_LETTERS].rsplit(maxsplit=1)[0]


def write_texts(folder: Path, passages: Iterable[Iterable[str]], sayings: Sequence[Saying]) -> None:
    """Write what is compared into an index.

    Args:
        folder: the index.
        passages: each entry's texts as `told` gives them, in the order of their numbers.
        sayings: the problems'.
    """
    rows = (f"[{number}, {one}" for number, own in enumerate(passages) for one in own)
    said = json.dumps(sayings, ensure_ascii=False)
    data = f'{{"passages": [{", ".join(rows)}], "sayings": {said}}}'
    (folder / TEXTS).write_text(data, encoding="utf-8")


def told(passage: tuple[str, str, str]) -> str:
    """A text of an entry as it is written after the entry's number."""
    return json.dumps(passage, ensure_ascii=False)[1:]


def read_texts(folder: Path) -> Texts:
    """What `write_texts` wrote.

    Raises:
        OSError, ValueError, KeyError: it is missing or broken.
    """
    data: dict[str, Any] = json.loads((folder / TEXTS).read_text(encoding="utf-8"))
    return Texts(
        tuple(map(Passage._make, data["passages"])),
        tuple(map(Saying._make, data["sayings"])),
    )
