"""What is known of an entry, in the words and the strength of the vocabulary with that role."""

from collections.abc import Mapping
from dataclasses import dataclass

from catalogue.model.fields import DIRECTION
from catalogue.model.vocabulary import Role, Term, Vocabularies, Vocabulary
from web.site.wording import listed, lower_first


@dataclass(frozen=True, slots=True)
class Knowledge:
    """What is known rests on this; `level` runs from 4 (strongest) to 1."""

    label: str
    text: str
    level: int


def rests_on(
    terms: Mapping[str, tuple[str, ...]], vocabularies: Vocabularies
) -> tuple[Vocabulary, Term] | None:
    """The vocabulary of knowledge and its term among an entry's, None where there is none."""
    vocabulary = vocabularies.first_with(Role.KNOWLEDGE)
    if vocabulary is None:
        return None
    term = next(map(vocabulary.term, terms.get(vocabulary.key, ())), None)
    return (vocabulary, term) if term else None


def knowledge_of(
    terms: Mapping[str, tuple[str, ...]], vocabularies: Vocabularies
) -> Knowledge | None:
    """What an entry with these terms rests on, to show as a mark."""
    found = rests_on(terms, vocabularies)
    return make_knowledge(*found) if found else None


def make_knowledge(vocabulary: Vocabulary, term: Term) -> Knowledge:
    """What an entry's knowledge rests on, with its strength from 1 to 4."""
    return Knowledge(vocabulary.label, term.label, strength(vocabulary, term.key))


def strength(vocabulary: Vocabulary, key: str) -> int:
    """How strong a ranked term is, 4 to 1: what its file says (`styrke`), else by its place."""
    term = vocabulary.term(key)
    if term is None:
        return 1
    if term.settings.strength is not None:
        return term.settings.strength
    return 4 - vocabulary.keys().index(key) * 4 // len(vocabulary.terms)


def outcome(terms: Mapping[str, tuple[str, ...]], vocabularies: Vocabularies) -> str:
    """What the measured effects of an entry with these terms showed; "" when none was measured."""
    labels = [vocabularies.label(DIRECTION, key) for key in terms.get(DIRECTION, ())]
    return listed([*labels[:1], *map(lower_first, labels[1:])])
