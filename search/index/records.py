"""What a hit shows of an entry, and its long texts, read by their places in mapped files.

Ten thousand entries take no memory until somebody finds them. What every hit shows lies close
together, apart from the texts, which are read only to cut an excerpt from them.
"""

import json
import mmap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType

import numpy as np

from search.index.fields import BODY, RESULTS
from search.index.postings import Ints
from search.values.weights import CACHED_RECORDS

RECORDS, TEXTS = "records", "texts"
KEYWORDS = "keywords"
_LONG = (BODY, RESULTS, KEYWORDS)


@dataclass(frozen=True, slots=True)
class IndexRecord:
    """An entry as search shows it; its long texts are read apart."""

    slug: str
    title: str
    summary: str
    terms: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True, eq=False)
class Pieces:
    """A mapped file of pieces, read by number."""

    data: bytes | mmap.mmap
    starts: Ints

    def __getitem__(self, number: int) -> bytes:
        return self.data[self.starts[number] : self.starts[number + 1]]


class Records:
    """Reads records by number. Immutable; the cache is bounded and safe for threads."""

    def __init__(self, records: Pieces, texts: Pieces) -> None:
        self._records = records
        self._texts = texts
        self.read = lru_cache(maxsize=CACHED_RECORDS)(self._read)

    def __len__(self) -> int:
        return len(self._records.starts) - 1

    def _read(self, number: int) -> IndexRecord:
        """The record of an entry by its number."""
        slug, title, summary, terms = json.loads(self._records[number])
        found = {key: tuple(values) for key, values in terms.items()}
        return IndexRecord(slug, title, summary, MappingProxyType(found))

    def text(self, number: int, field: str) -> str:
        """A long text of an entry, as it was indexed.

        Args:
            number: the entry's.
            field: BODY, RESULTS or KEYWORDS, its most telling stems with a space between.
        """
        return self._texts[number * len(_LONG) + _LONG.index(field)].decode("utf-8")


def long_texts(texts: Mapping[str, str]) -> tuple[bytes, ...]:
    """Of an entry's texts by field those that are kept apart, as they are written."""
    return tuple(texts[name].encode("utf-8") for name in _LONG if name != KEYWORDS)


def write_records(
    folder: Path,
    records: Sequence[bytes],
    texts: Sequence[Sequence[bytes]],
    keywords: Sequence[Sequence[str]],
) -> None:
    """Write records in order of their numbers.

    Args:
        folder: the index.
        records: what hits show (see `told`).
        texts: each one's long texts (see `long_texts`).
        keywords: each one's most telling stems.
    """
    _write(folder, RECORDS, records)
    told = (" ".join(own).encode("utf-8") for own in keywords)
    _write(
        folder,
        TEXTS,
        [one for pair in zip(texts, told, strict=True) for one in (*pair[0], pair[1])],
    )


def told(record: IndexRecord) -> bytes:
    """A record as it is written."""
    fields = (record.slug, record.title, record.summary, dict(record.terms))
    return json.dumps(fields, ensure_ascii=False, separators=(",", ":")).encode("utf-8")


def open_records(folder: Path) -> Records:
    """Map the records of an index.

    Raises:
        OSError, ValueError: they are missing or broken.
    """
    return Records(_open(folder, RECORDS), _open(folder, TEXTS))


def _write(folder: Path, name: str, pieces: Sequence[bytes]) -> None:
    starts = np.cumsum([0, *map(len, pieces)], dtype=np.int64)
    np.save(folder / f"{name}.npy", starts, allow_pickle=False)
    (folder / f"{name}.bin").write_bytes(b"".join(pieces))


def _open(folder: Path, name: str) -> Pieces:
    starts = np.load(folder / f"{name}.npy", allow_pickle=False)
    with (folder / f"{name}.bin").open("rb") as handle:
        # An empty file cannot be mapped.
        data = mmap.mmap(handle.fileno(), 0, access=mmap.ACCESS_READ) if starts[-1] else b""
    return Pieces(data, starts)
