"""What is known of an entry, in the words and the strength of the vocabulary with that role."""

from dataclasses import dataclass

from catalogue.model.vocabulary import Vocabularies, Vocabulary


@dataclass(frozen=True, slots=True)
class Knowledge:
    """What is known rests on this; `level` runs from 4 (strongest) to 1."""

    label: str
    text: str
    level: int


def make_knowledge(vocabulary: str, key: str, vocabularies: Vocabularies) -> Knowledge:
    found = vocabularies[vocabulary]
    return Knowledge(found.label, vocabularies.label(vocabulary, key), strength(found, key))


def strength(vocabulary: Vocabulary, key: str) -> int:
    """How strong a ranked term is, 4 to 1: what its file says (`styrke`), else by its place."""
    term = vocabulary.term(key)
    if term is None:
        return 1
    if term.settings.strength is not None:
        return term.settings.strength
    return 4 - vocabulary.keys().index(key) * 4 // len(vocabulary.terms)
