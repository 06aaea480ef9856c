"""What a hit shows of an entry: a line of JSON and its long texts, read by their places in a file.

Ten thousand entries take no memory until somebody finds them, and a text is read only to cut an
excerpt from it.
"""

import json
import mmap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

import numpy as np

from search.constants import CACHED_RECORDS
from search.fields import BODY, RESULTS
from search.postings import Ints

FILE, STARTS = "poster.bin", "poster.npy"
TEXTS = (BODY, RESULTS)
_PARTS = 1 + len(TEXTS)


@dataclass(frozen=True, slots=True)
class Record:
    """An entry as search shows it; its long texts are read apart."""

    slug: str
    title: str
    summary: str
    terms: Mapping[str, tuple[str, ...]]
    keywords: tuple[str, ...]


class Records:
    """Reads records by number. Immutable; the cache is bounded and safe for threads."""

    def __init__(self, data: bytes | mmap.mmap, starts: Ints) -> None:
        self._data = data
        self._starts = starts
        self.read = lru_cache(maxsize=CACHED_RECORDS)(self._read)

    def __len__(self) -> int:
        return (len(self._starts) - 1) // _PARTS

    def _read(self, number: int) -> Record:
        """The record of an entry by its number."""
        found: dict[str, Any] = json.loads(self._part(number, 0))
        terms = {key: tuple(values) for key, values in found.pop("terms").items()}
        keywords = tuple(found.pop("keywords"))
        return Record(**found, terms=MappingProxyType(terms), keywords=keywords)

    def text(self, number: int, field: str) -> str:
        """A long text of an entry, as it was indexed.

        Args:
            number: the entry's.
            field: one of `TEXTS`.
        """
        return self._part(number, 1 + TEXTS.index(field)).decode("utf-8")

    def _part(self, number: int, part: int) -> bytes:
        place = number * _PARTS + part
        return self._data[self._starts[place] : self._starts[place + 1]]


def write_records(
    folder: Path, records: Sequence[Mapping[str, Any]], texts: Sequence[Mapping[str, str]]
) -> None:
    """Write records in order of their numbers.

    Args:
        folder: the index.
        records: the fields of each `Record`.
        texts: each one's long texts by field.
    """
    parts = [
        part.encode("utf-8")
        for record, text in zip(records, texts, strict=True)
        for part in (json.dumps(record, ensure_ascii=False), *(text[name] for name in TEXTS))
    ]
    starts = np.cumsum([0, *map(len, parts)], dtype=np.int64)
    np.save(folder / STARTS, starts, allow_pickle=False)
    (folder / FILE).write_bytes(b"".join(parts))


def open_records(folder: Path) -> Records:
    """Map the records of an index.

    Raises:
        OSError, ValueError: they are missing or broken.
    """
    starts = np.load(folder / STARTS, allow_pickle=False)
    with (folder / FILE).open("rb") as handle:
        # An empty file cannot be mapped.
        data = mmap.mmap(handle.fileno(), 0, access=mmap.ACCESS_READ) if starts[-1] else b""
    return Records(data, starts)
