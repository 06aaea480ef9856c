"""All that knows Whoosh: its text field analyses and inverts the entries that are new.

What Whoosh's own writer would put on a disk is taken as the field gives it, and
`search.index.pieces` keeps it. Nothing of it is written by Whoosh, so no pickle is ever read from
a file. See docs/decisions/0002-whoosh-ranks-and-who-counts.md.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from whoosh.analysis import Analyzer
from whoosh.analysis import Token as WhooshToken
from whoosh.fields import TEXT

from search.language.danish import joined_words, tokens

Row = tuple[str, int, tuple[int, ...]]  # a word, its field's number, its positions there


# An entry's texts are cut into words for Whoosh, and again for how they are written.
words_of = lru_cache(maxsize=64)(tokens)


class DanishAnalyzer(Analyzer):  # type: ignore[misc]
    """Our words as Whoosh tokens: as written, folded; joined words at their first word's place."""

    def __call__(
        self, value: str, *, positions: bool = False, **_: object
    ) -> Iterator[WhooshToken]:
        """The words of a text in order; Whoosh says by name what else it would like to know."""
        found = words_of(value)
        # Whoosh lets one token object be used again and again, and reads it at once.
        token = WhooshToken(positions=positions)
        ordered = sorted((*found, *joined_words(value, found)), key=lambda each: each.position)
        for word in ordered:
            token.text, token.pos, token.boost, token.stopped = word.word, word.position, 1.0, False
            yield token


def invert(fields: Sequence[str], documents: Sequence[Mapping[str, str]]) -> list[list[Row]]:
    """The rows of each document: every word of each field, with its positions.

    Args:
        fields: names of the text fields, in the order of their numbers.
        documents: each one's text by field, "" where it has none.
    """
    field = TEXT(analyzer=DanishAnalyzer(), phrase=True, stored=False)
    return [
        [
            (raw.decode("utf-8"), number, tuple(field.format.decode_positions(value)))
            for number, name in enumerate(fields)
            if document[name]
            for raw, _, _, value in field.index(document[name])
        ]
        for document in documents
    ]
