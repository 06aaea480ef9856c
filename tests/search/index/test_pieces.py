"""Pieces: what Whoosh gives of an entry, kept by its texts, and put together to the same index."""

import random
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest
from whoosh.fields import STORED, TEXT, Schema
from whoosh.filedb.filestore import RamStorage

from catalogue.model.entry import Entry
from search.index.build import build_index
from search.index.fields import texts_of
from search.index.inverting import DanishAnalyzer, invert
from search.index.lexicon import open_lexicon
from search.index.pieces import FILE, analyse
from search.index.postings import open_postings
from search.language.danish import cut
from search.language.remembered import Carried
from search.language.word_lists import Words
from tests.support.small_index import ENTRIES, entry, vocabularies


def files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def built(folder: Path, entries: Sequence[Entry], words: Words, kept: Path | None = None):
    build_index(entries, vocabularies(), words, folder, {}, kept=Carried(kept))
    return files(folder)


def by_whoosh(
    fields: Sequence[str], documents: Sequence[Mapping[str, str]]
) -> set[tuple[object, ...]]:
    """All postings of an index that Whoosh writes as files and opens again."""
    schema = Schema(number=STORED)
    for name in fields:
        schema.add(name, TEXT(analyzer=DanishAnalyzer(), phrase=True, stored=False))
    index = RamStorage().create_index(schema)
    writer = index.writer()
    for number, document in enumerate(documents):
        writer.add_document(
            number=number, **{name: text for name, text in document.items() if text}
        )
    writer.commit(optimize=True)
    found = set[tuple[object, ...]]()
    with index.reader() as reader:
        for field in fields:
            for raw in reader.lexicon(field):
                matcher = reader.postings(field, raw.decode())
                while matcher.is_active():
                    number = reader.stored_fields(matcher.id())["number"]
                    found.add((raw.decode(), number, field, tuple(matcher.value_as("positions"))))
                    matcher.next()
    return found


def test_the_arrays_hold_what_an_index_of_whooshs_holds(tmp_path: Path, words: Words):
    built(tmp_path / "i", ENTRIES, words)
    ordered = sorted(ENTRIES, key=lambda one: one.slug)
    texts = [texts_of(one, vocabularies()) for one in ordered]
    fields = list(texts[0])
    postings, lexicon = open_postings(tmp_path / "i"), open_lexicon(tmp_path / "i", words)
    found = set()
    for number, word in enumerate(lexicon.words):
        rows = postings.rows(number)
        for row in range(rows.start, rows.stop):
            places = postings.place[postings.first_place[row] : postings.first_place[row + 1]]
            document, field = int(postings.document[row]), int(postings.field[row])
            first = int(postings.base[document, field])
            positions = tuple(int(place) - first for place in places)
            found.add((word, document, fields[field], positions))
    assert found == by_whoosh(fields, texts)


def test_fields_that_nobody_fills_and_no_documents_are_no_harm():
    assert analyse([]) == b""
    assert invert("", cut("")) == []
    assert sorted(invert("To ord", cut("To ord"))) == [("ord", [1]), ("to", [0])]


def test_what_is_kept_gives_the_same_index(tmp_path: Path, words: Words):
    kept = tmp_path / "kept"
    built(tmp_path / "first", ENTRIES[1:], words, kept)
    changed = (entry("ny", "En helt ny indsats", "Far og SSP-konsulent"), *ENTRIES[2:])
    assert built(tmp_path / "next", changed, words, kept) == built(tmp_path / "n", changed, words)


def test_only_what_is_new_is_analysed(tmp_path: Path, words: Words):
    kept = tmp_path / "kept"
    built(tmp_path / "1", ENTRIES, words, kept)
    whole = (kept / FILE).read_bytes()
    built(tmp_path / "2", ENTRIES, words, kept)
    assert (kept / FILE).read_bytes() == whole
    built(tmp_path / "3", (*ENTRIES, entry("ny", "Ny")), words, kept)
    assert (kept / FILE).read_bytes().startswith(whole)


def test_pieces_of_entries_that_are_gone_do_not_pile_up(tmp_path: Path, words: Words):
    kept = tmp_path / "kept"
    built(tmp_path / "1", ENTRIES, words, kept)
    size = (kept / FILE).stat().st_size
    for number in range(12):
        built(tmp_path / f"n{number}", [entry("en", f"Udgave {number}", "ord " * 900)], words, kept)
    assert (kept / FILE).stat().st_size < size + 5 * 900 * 3 * 4


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: data[:-7],
        lambda data: data[: len(data) // 2],
        lambda data: data[: len(data) // 2] + b"x" + data[len(data) // 2 + 1 :],
        lambda _: b"",
        lambda _: random.Random(1).randbytes(5000),
        lambda data: data + b"half a record",
    ],
    ids=["cut", "halved", "flipped", "empty", "noise", "longer"],
)
def test_damaged_pieces_are_made_again(damage, tmp_path: Path, words: Words):
    kept = tmp_path / "kept"
    whole = built(tmp_path / "1", ENTRIES, words, kept)
    (kept / FILE).write_bytes(damage((kept / FILE).read_bytes()))
    assert built(tmp_path / "2", ENTRIES, words, kept) == whole
    mended = (kept / FILE).read_bytes()
    assert built(tmp_path / "3", ENTRIES, words, kept) == whole
    assert (kept / FILE).read_bytes() == mended


def test_several_processes_give_the_same(tmp_path: Path, words: Words):
    many = [entry(f"nr-{n}", f"Indsats {n}", f"Far og barn nummer {n}") for n in range(600)]
    built(tmp_path / "i", many, words)
    texts = [texts_of(one, vocabularies()) for one in sorted(many, key=lambda one: one.slug)]
    rows = sum(len(invert(text, cut(text))) for one in texts for text in one.values())
    assert len(open_postings(tmp_path / "i").document) == rows
