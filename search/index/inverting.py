"""All that knows Whoosh: an index of its own in memory, of the entries that are new.

Whoosh's schema, fields and writer analyse and invert what is written; its reader gives the
postings of each entry, which `search.index.pieces` keeps. Nothing of it is written to a disk,
so no pickle is ever read. See docs/decisions/0002-whoosh-ranks-and-who-counts.md.
"""

from collections.abc import Iterator, Mapping, Sequence

from whoosh.analysis import Analyzer
from whoosh.analysis import Token as WhooshToken
from whoosh.codec.memory import MemoryCodec
from whoosh.fields import TEXT, Schema

from search.language.danish import joined_words, tokens

Row = tuple[str, int, tuple[int, ...]]  # a word, its field's number, its positions there


class DanishAnalyzer(Analyzer):  # type: ignore[misc]
    """Our words as Whoosh tokens: as written, folded; joined words at their first word's place."""

    def __call__(
        self, value: str, *, positions: bool = False, **_: object
    ) -> Iterator[WhooshToken]:
        """The words of a text in order; Whoosh says by name what else it would like to know."""
        found = tokens(value)
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
        documents: each one's text by field; a field it lacks is empty.
    """
    schema = Schema()
    for name in fields:
        schema.add(name, TEXT(analyzer=DanishAnalyzer(), phrase=True, stored=False))
    codec = MemoryCodec()
    writer = codec.writer(schema)
    for document in documents:
        writer.add_document(**{name: text for name, text in document.items() if text})
    writer.commit()
    rows: list[list[Row]] = [[] for _ in documents]
    with codec.reader(schema) as reader:
        written = frozenset(reader.indexed_field_names())
        for number, name in enumerate(fields):
            for raw in reader.lexicon(name) if name in written else ():
                word = raw.decode("utf-8") if isinstance(raw, bytes) else str(raw)
                matcher = reader.postings(name, word)
                while matcher.is_active():
                    rows[matcher.id()].append((word, number, tuple(matcher.value_as("positions"))))
                    matcher.next()
    return rows
