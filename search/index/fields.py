"""Which texts of an entry are searched, under which readable name.

Which plain field of an entry belongs to which text field stands in `catalogue.model.fields`. Each
facet adds one field with the labels of the entry's terms, so a new vocabulary is searched
without a line of code.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from catalogue.model.entry import Entry
from catalogue.model.fields import PLAIN
from catalogue.model.vocabulary import Vocabularies
from search.values.weights import FACET_WEIGHT, FIELD_LENGTH, FIELD_LENGTH_OTHERS, FIELD_WEIGHTS

TITLE, NAME, SUMMARY, PLACE = "titel", "navn", "resume", "sted"
RESPONSIBLE, BODY, RESULTS, SOURCES = "ansvarlig", "tekst", "resultater", "kilder"
QUESTIONS, SEARCH_WORDS = "spoergsmaal", "soegeord"
TEXT_FIELDS = (
    TITLE, NAME, SUMMARY, PLACE, RESPONSIBLE, BODY, RESULTS, SOURCES, QUESTIONS, SEARCH_WORDS,
)  # fmt: skip
# In Whoosh a vocabulary's field has this before its key, so that no key meets a text field's name.
_FACET = "facet_"


@dataclass(frozen=True, slots=True)
class SearchField:
    """A searched field: its number, its readable key, weight, and how much its length counts."""

    number: int
    key: str
    weight: float
    length: float


def search_fields(vocabularies: Vocabularies) -> tuple[SearchField, ...]:
    """All fields of a catalogue with these vocabularies, numbered from 0."""
    names = [
        (name, FIELD_WEIGHTS[name], FIELD_LENGTH.get(name, FIELD_LENGTH_OTHERS))
        for name in TEXT_FIELDS
    ]
    names += [(facet.key, FACET_WEIGHT, 0.0) for facet in vocabularies.facets]
    return tuple(SearchField(number, *rest) for number, rest in enumerate(names))


def texts_of(entry: Entry, vocabularies: Vocabularies) -> dict[str, str]:
    """An entry's searched text by field; a facet's name is not taken for that of a text."""
    own: dict[str, Iterable[str]] = {
        TITLE: (entry.title,),
        NAME: entry.names,
        SUMMARY: (entry.summary,),
        BODY: (section.text for section in entry.sections),
        RESULTS: (result.text for result in entry.results),
        SOURCES: (f"{source.title}. {source.publisher}" for source in entry.sources),
    }
    found = {name: _lines((*own.get(name, ()), *_declared(entry, name))) for name in TEXT_FIELDS}
    for facet in vocabularies.facets:
        labels = (facet.term(key) for key in entry.keys(facet.key))
        found[_FACET + facet.key] = _lines(term.label for term in labels if term)
    return found


def _declared(entry: Entry, searched: str) -> Iterator[str]:
    """The words of the plain fields whose declaration gives them to a field of the search."""
    fields = (field for field in PLAIN if field.searched == searched)
    return (one.text for field in fields for one in field.shown(entry))


def _lines(parts: Iterable[str]) -> str:
    """Texts under each other, blanks left out."""
    return "\n".join(part.strip() for part in parts if part.strip())
