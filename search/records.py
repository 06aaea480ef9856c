"""What a hit shows of an entry: one JSON line each, read by its place in the file.

Ten thousand entries take no memory until somebody finds them.
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
from search.postings import Ints

FILE, STARTS = "poster.jsonl", "poster.npy"


@dataclass(frozen=True, slots=True)
class Record:
    """An entry as search shows it: `text` is all sections, `results` all findings, plain."""

    slug: str
    title: str
    summary: str
    names: str
    text: str
    results: str
    terms: Mapping[str, tuple[str, ...]]
    keywords: tuple[str, ...]


class Records:
    """Reads records by number. Immutable; the cache is bounded and safe for threads."""

    def __init__(self, data: bytes | mmap.mmap, starts: Ints) -> None:
        self._data = data
        self._starts = starts
        self.read = lru_cache(maxsize=CACHED_RECORDS)(self._read)

    def __len__(self) -> int:
        return len(self._starts) - 1

    def _read(self, number: int) -> Record:
        """The record of an entry by its number."""
        found: dict[str, Any] = json.loads(
            self._data[self._starts[number] : self._starts[number + 1]]
        )
        terms = {key: tuple(values) for key, values in found.pop("terms").items()}
        keywords = tuple(found.pop("keywords"))
        return Record(**found, terms=MappingProxyType(terms), keywords=keywords)


def write_records(folder: Path, records: Sequence[Mapping[str, Any]]) -> None:
    """Write records in order of their numbers."""
    lines = [json.dumps(record, ensure_ascii=False).encode("utf-8") + b"\n" for record in records]
    starts = np.concatenate(([0], np.cumsum([len(line) for line in lines], dtype=np.int64)))
    np.save(folder / STARTS, starts.astype(np.int64), allow_pickle=False)
    (folder / FILE).write_bytes(b"".join(lines))


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
