"""Terms that an entry's text names but its fields do not: a list for editors to go through.

A help, not a rule: a text may name what an intervention is not, so nobody is told of a fault.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from catalogue.model.entry import Entry
from catalogue.model.vocabulary import Term, Vocabularies, Vocabulary

_SHORTEST = 5  # letters; shorter names are also parts of everyday sentences


@dataclass(frozen=True, slots=True)
class Unmarked:
    """An entry whose text has a term's word without having the term."""

    vocabulary: Vocabulary
    term: Term
    slug: str
    word: str


def unmarked(entries: Iterable[Entry], vocabularies: Vocabularies) -> Iterator[Unmarked]:
    """By vocabulary and term, in the vocabularies' order; each entry once for each term.

    Looks for the terms' labels and synonyms as whole words; words that several terms of a
    vocabulary share tell nothing and are passed over.
    """
    texts = {entry.slug: (entry, _text(entry)) for entry in entries}
    for vocabulary in vocabularies:
        if not (vocabulary.facet and vocabulary.many):
            continue
        shared = Counter(word for term in vocabulary.terms for word in _words(term))
        for term in vocabulary.terms:
            own = sorted((word for word in _words(term) if shared[word] == 1), key=len)
            if not own:
                continue
            named = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, own))})(?!\w)")
            for slug, (entry, text) in texts.items():
                found = None if entry.has(vocabulary.key, term.key) else named.search(text)
                if found:
                    yield Unmarked(vocabulary, term, slug, found.group())


def _words(term: Term) -> set[str]:
    return {
        word.casefold() for word in (term.label, *term.synonyms) if len(word) >= _SHORTEST
    }  # fmt: skip


def _text(entry: Entry) -> str:
    parts = (entry.summary, *(section.text for section in entry.sections))
    return " ".join(parts).casefold()
