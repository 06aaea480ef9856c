"""All that knows Whoosh: writing the index, and reading its postings once when it is built.

Whoosh holds the dictionary, the postings and the positions of what was written. Its files
are pickles and its readers are not for threads, so they are opened here, by the builder, and
never by a worker: `read_postings` unpacks them into plain numbers for `search.index.postings`.
See docs/decisions/0002-whoosh-ranks-and-who-counts.md.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from whoosh.analysis import Analyzer
from whoosh.analysis import Token as WhooshToken
from whoosh.fields import STORED, TEXT, Schema
from whoosh.filedb.filestore import FileStorage

from search.language.danish import joined_words, tokens

FOLDER = "whoosh"
_MEMORY_MB = 128


class DanishAnalyzer(Analyzer):  # type: ignore[misc]
    """Our words as Whoosh tokens: as written, folded; joined words at their first word's place."""

    def __call__(
        self, value: str, *, positions: bool = False, **_: object
    ) -> Iterator[WhooshToken]:
        found = tokens(value)
        # Whoosh lets one token object be used again and again, and reads it at once.
        token = WhooshToken(positions=positions)
        ordered = sorted((*found, *joined_words(value, found)), key=lambda each: each.position)
        for word in ordered:
            token.text, token.pos, token.boost, token.stopped = word.word, word.position, 1.0, False
            yield token


@dataclass(frozen=True, slots=True)
class Posting:
    """Where a word stands: document, field (its number), and positions in that field."""

    word: str
    document: int
    field: int
    positions: tuple[int, ...]


def write_index(
    folder: Path, fields: tuple[str, ...], documents: Iterable[Mapping[str, str]]
) -> None:
    """Write a whole index of one merged segment; document n gets number n.

    Args:
        folder: where `whoosh/` is made; must not hold one.
        fields: names of the text fields.
        documents: each one's text by field; a field it lacks is empty.
    Raises:
        OSError: the folder cannot be written.
    """
    target = folder / FOLDER
    target.mkdir(parents=True)
    schema = Schema(number=STORED)
    for name in fields:
        schema.add(name, TEXT(analyzer=DanishAnalyzer(), phrase=True, stored=False))
    index = FileStorage(str(target), supports_mmap=False).create_index(schema)
    # A writer that never reaches its memory limit writes one segment in the order given.
    writer = index.writer(limitmb=_MEMORY_MB)
    for number, document in enumerate(documents):
        writer.add_document(
            number=number, **{name: text for name, text in document.items() if text}
        )
    writer.commit(optimize=True)
    index.close()


def read_postings(folder: Path, fields: tuple[str, ...]) -> Iterator[Posting]:
    """Every posting of the index, field by field, word by word.

    Raises:
        OSError: the index cannot be read.
    """
    index = FileStorage(str(folder / FOLDER), supports_mmap=False).open_index()
    with index.reader() as reader:
        own = {
            number: int(reader.stored_fields(number)["number"]) for number in reader.all_doc_ids()
        }
        for field_number, field in enumerate(fields):
            for raw in reader.lexicon(field):
                word = raw.decode("utf-8") if isinstance(raw, bytes) else str(raw)
                matcher = reader.postings(field, word)
                while matcher.is_active():
                    places = tuple(matcher.value_as("positions"))
                    yield Posting(word, own[matcher.id()], field_number, places)
                    matcher.next()
    index.close()
