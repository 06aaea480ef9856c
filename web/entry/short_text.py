"""An entry in a few lines, to paste into a mail, an agenda or an application. Pure."""

import re
from dataclasses import dataclass

from catalogue.model.entry import Entry
from catalogue.model.vocabulary import Vocabularies
from web.entry.fields import source_line
from web.question.knowledge import outcome, rests_on
from web.site.wording import lower_first

SENTENCES = 3
SOURCES = 2
_END = re.compile(r"(?<=[.!?])\s+(?=[A-ZÆØÅ»])")
_SHORT = re.compile(
    r"\b(?:[Bb]l\.a|ca|f\.eks|fx|hhv|m\.fl|nr|pr|St|Sct)\.$"
)  # no sentence ends here


@dataclass(frozen=True, slots=True)
class ShortText:
    """What the text says: the entry in three sentences, what is known, from where.

    Attributes:
        evidence: what it rests on, and what was measured, without a full stop.
        sources: the first ones by name.
        more: sources that are not named.
    """

    title: str
    text: str
    evidence: str
    sources: tuple[str, ...]
    more: int
    citation: str


def short_text(entry: Entry, vocabularies: Vocabularies, citation: str) -> ShortText:
    """The entry's own summary, filled up to three sentences from its text."""
    found = rests_on(entry.terms, vocabularies)
    effect = outcome(entry.terms, vocabularies)
    parts = [found[1].label if found else "", lower_first(effect)]
    said = [*sentences(entry.summary), *sentences(entry.sections[0].text if entry.sections else "")]
    return ShortText(
        title=entry.title,
        text=" ".join(said[:SENTENCES]),
        evidence=", ".join(part for part in parts if part),
        sources=tuple(source_line(one) for one in entry.sources[:SOURCES]),
        more=max(len(entry.sources) - SOURCES, 0),
        citation=citation,
    )


def sentences(text: str) -> list[str]:
    """The sentences of running text, as they stand."""
    found: list[str] = []
    for part in _END.split(" ".join(text.split())):
        if found and _SHORT.search(found[-1]):
            found[-1] += f" {part}"
        elif part:
            found.append(part)
    return found
