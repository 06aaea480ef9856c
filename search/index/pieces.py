"""Each entry's part of the index: analysed once, kept from build to build, put together anew.

A piece follows from its entry's texts alone, and whatever depends on the other entries (numbers
of words, lengths on average, rarity) is worked out from the pieces in every build. So a build
after one change costs what changed and the putting together, and its result is a whole build's.

The pieces lie beside the generations, in a file that is only ever added to: whoever is killed
while writing leaves part of a record at the end, which is passed over, as a damaged one is.
"""

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from operator import itemgetter
from pathlib import Path

import numpy as np

from catalogue.generations.processes import shared_out
from catalogue.model.entry import Entry
from search.index.inverting import invert
from search.index.postings import Ints
from search.language.danish import Cut, cut
from search.language.remembered import Carried, Strings

FILE = "pieces.bin"
_HASH = 16  # bytes
_LENGTH = 4  # bytes
_HEAD = 2 * _HASH + _LENGTH  # the key, the hash of what follows, its length
_AT_ONCE = 100  # entries that are inverted together
_NUMBERS = np.dtype("<i4")


@dataclass(frozen=True, slots=True, eq=False)
class Piece:
    """One entry's searched texts, analysed.

    Attributes:
        words: every word of it, folded, in order, by its number in `Strings`; a row has a word by
            its number here.
        shown: how each is written, small if it ever is, by its number in `Strings`; that of "" for
            one only made by joining others.
        word, field, count: of each row, in order of word and field.
        position: of all rows, each in its field.
        length: words in each field.
        start, end: characters of each word in its field's text, field after field.
    """

    words: Ints
    shown: Ints
    word: Ints
    field: Ints
    count: Ints
    position: Ints
    length: Ints
    start: Ints
    end: Ints


@dataclass(slots=True)
class _InMemory:
    """What a builder that stays loaded knows of the last build's pieces.

    Attributes:
        strings: the numbers that their words have.
        pieces: by their keys.
        added: how many have been added to the file without reading it.
    """

    strings: Strings = field(default_factory=Strings)
    pieces: dict[bytes, Piece] = field(default_factory=dict)
    added: int = 0


def pieces_of(
    entries: Sequence[Entry],
    keys: Sequence[bytes],
    texts_of: Callable[[Entry], Mapping[str, str]],
    kept: Carried,
) -> tuple[list[Piece], Strings]:
    """The pieces of some entries: those that are kept, and new ones for the rest.

    Args:
        entries: in the order of their numbers.
        keys: of the texts of each (see `key_of`).
        texts_of: an entry's text by the field's stored name; all have the same fields.
        kept: what the build before left.
    Returns:
        The pieces, and the strings that they have by numbers.
    Raises:
        OSError: a new piece can't be kept.
    """
    memory = kept.once("pieces", (), _InMemory)
    if memory.added > len(memory.pieces):  # time to look at what of the file is needed
        memory.pieces, memory.added = {}, 0
    wanted = {key: one for key, one in zip(keys, entries, strict=True) if key not in memory.pieces}
    if wanted:
        store = PieceStore(kept.folder) if kept.folder is not None else None
        alone = not memory.pieces
        found = store.read(wanted) if store is not None and alone else {}
        missing = {key: entry for key, entry in wanted.items() if key not in found}
        new = dict(zip(missing, _analysed(tuple(missing.values()), texts_of), strict=True))
        if new and store is not None:
            store.keep(new, found | new if alone else None)
        found |= new
        memory.added += 0 if alone else len(new)
        memory.pieces.update((key, _decoded(found[key], memory.strings)) for key in wanted)
    memory.pieces = {key: memory.pieces[key] for key in keys}
    return [memory.pieces[key] for key in keys], memory.strings


def key_of(text: Mapping[str, str]) -> bytes:
    """What the piece of an entry's texts is kept by."""
    told = json.dumps(list(text.items()), ensure_ascii=False)
    return _hash(told.encode("utf-8", "surrogatepass"))


def _hash(data: bytes) -> bytes:
    return hashlib.blake2b(data, digest_size=_HASH).digest()


def _analysed(
    entries: Sequence[Entry], texts_of: Callable[[Entry], Mapping[str, str]]
) -> Iterator[bytes]:
    """New pieces as they are kept; by several processes where there is enough to do."""

    def work(some: Sequence[Entry]) -> bytes:
        return analyse([texts_of(entry) for entry in some])

    for some in shared_out(work, entries, _AT_ONCE):
        at = 0
        while at < len(some):
            end = at + _LENGTH + int.from_bytes(some[at : at + _LENGTH], "little")
            yield some[at + _LENGTH : end]
            at = end


def analyse(texts: Sequence[Mapping[str, str]]) -> bytes:
    """The pieces of some entries as they are kept, each after its length."""
    pieces = [_piece(tuple(text.values())) for text in texts]
    return b"".join(len(one).to_bytes(_LENGTH, "little") + one for one in pieces)


def _piece(texts: Sequence[str]) -> bytes:
    """A piece as it is kept: its words and how they are shown as JSON, a line's end, numbers.

    Args:
        texts: of each field.
    """
    cuts = [cut(text) for text in texts]
    rows = [
        (word, field, places)
        for field, (text, found) in enumerate(zip(texts, cuts, strict=True))
        if found.words
        for word, places in invert(text, found)
    ]
    rows.sort(key=itemgetter(0))  # fields stand in order already
    words = sorted({word for word, _, _ in rows})
    number = dict(zip(words, range(len(words)), strict=True))
    shown = _shown(texts, cuts)
    arrays = (
        [number[word] for word, _, _ in rows],
        [field for _, field, _ in rows],
        [len(places) for _, _, places in rows],
        list(chain.from_iterable(places for _, _, places in rows)),
        [len(found.words) for found in cuts],
        list(chain.from_iterable(found.start for found in cuts)),
        list(chain.from_iterable(found.end for found in cuts)),
    )
    head = json.dumps((words, [shown.get(word, "") for word in words], list(map(len, arrays))))
    return head.encode() + b"\n" + np.array(list(chain(*arrays)), dtype=_NUMBERS).tobytes()


def _shown(texts: Sequence[str], cuts: Sequence[Cut]) -> dict[str, str]:
    """How each word is written first, or better the first time that it is written small."""
    written: dict[tuple[str, str], None] = {}
    for text, found in zip(texts, cuts, strict=True):
        places = map(slice, found.start, found.end)
        written.update(dict.fromkeys(zip(found.words, map(text.__getitem__, places), strict=True)))
    shown: dict[str, str] = {}
    for word, one in written:
        if word not in shown or (not shown[word].islower() and one.islower()):
            shown[word] = one
    return shown


def _decoded(data: bytes, strings: Strings) -> Piece:
    head, _, rest = data.partition(b"\n")
    words, shown, lengths = json.loads(head)
    numbers = np.frombuffer(rest, dtype=_NUMBERS)
    ends = np.cumsum(lengths).tolist()
    arrays = [_small(numbers[start:end]) for start, end in zip([0, *ends], ends, strict=False)]
    return Piece(strings.numbers(words), strings.numbers(shown), *arrays)


def _small(numbers: Ints) -> Ints:
    """Numbers in as few bytes as hold them; a builder that stays has millions."""
    return numbers.astype(np.min_scalar_type(numbers.max(initial=0)))


class PieceStore:
    """The pieces that are kept in a folder. Read and written by one builder at a time."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / FILE
        self._size = 0  # bytes, when read
        self._whole = True

    def read(self, wanted: Iterable[bytes]) -> dict[bytes, bytes]:
        """Those of the wanted pieces that are there whole, by their keys."""
        want, found = frozenset(wanted), dict[bytes, bytes]()
        try:
            data = self._path.read_bytes()
        except OSError:
            return found
        self._size = len(data)
        at = 0
        while at < len(data):
            key, sealed = data[at : at + _HASH], data[at + _HASH : at + 2 * _HASH]
            length = int.from_bytes(data[at + 2 * _HASH : at + _HEAD], "little")
            piece = data[at + _HEAD : at + _HEAD + length]
            at += _HEAD + length
            if key in want or at > len(data):
                if _hash(piece) != sealed:
                    self._whole = False
                    break
                found[key] = piece
        return found

    def keep(self, new: Mapping[bytes, bytes], used: Mapping[bytes, bytes] | None) -> None:
        """Add new pieces; write all that are used anew where that is half of the file, or better.

        Args:
            new: by their keys.
            used: those that are needed from now on; None where most were never read from here.

        Raises:
            OSError: they can't be written.
        """
        self._path.parent.mkdir(parents=True, exist_ok=True)
        needed = sum(len(piece) + _HEAD for piece in (new if used is None else used).values())
        if used is None or (self._whole and self._size <= 2 * needed):
            with self._path.open("ab") as handle:
                handle.writelines(_record(key, piece) for key, piece in new.items())
        else:
            draft = self._path.with_suffix(".new")
            draft.write_bytes(b"".join(_record(key, piece) for key, piece in used.items()))
            draft.replace(self._path)


def _record(key: bytes, piece: bytes) -> bytes:
    return key + _hash(piece) + len(piece).to_bytes(_LENGTH, "little") + piece
