"""Vectors kept beside the generations, by the hash of the text they were made of.

One file, only ever added to: records of one size, each a text's hash and its vector. Whoever
is killed while writing leaves part of a record at the end, which readers pass over and the
next writer cuts off; so a changed entry costs what it changed, and a killed build what it had
not yet written. Another model has another file.
"""

import hashlib
import os
from collections.abc import Iterable, Mapping
from pathlib import Path

import numpy as np
from filelock import FileLock

from search.meaning.vectors import Vectors

FOLDER = "meaning"
_KEY = 16  # bytes of a hash


def key_of(text: str, *, said: bool) -> bytes:
    """The hash that a text's vector is kept by.

    Args:
        text: any.
        said: it is embedded as a question is, not as a passage.
    """
    told = f"{'?' if said else '.'}{text}"
    return hashlib.blake2b(told.encode("utf-8", "surrogatepass"), digest_size=_KEY).digest()


def space_path(index: Path, generation: str) -> Path:
    """Where the meaning of a generation stands once it is whole."""
    return index / FOLDER / f"{generation}.npy"


def sweep(index: Path) -> None:
    """Remove the meaning of generations that are gone."""
    for path in (index / FOLDER).glob("gen-*.npy"):
        if not (index / path.stem).is_dir():
            path.unlink(missing_ok=True)


class VectorStore:
    """The vectors of one model. Several processes may read while one adds."""

    def __init__(self, index: Path, model: str, size: int) -> None:
        """Where the vectors of a model are kept; nothing is made before something is added.

        Args:
            index: the folder of generations.
            model: its name.
            size: numbers of a vector.
        """
        self.path = index / FOLDER / f"{model}.vectors"
        self._record = np.dtype([("key", f"V{_KEY}"), ("vector", np.float16, size)])

    def __len__(self) -> int:
        """How many records are whole."""
        try:
            return self.path.stat().st_size // self._record.itemsize
        except OSError:
            return 0

    def read(self, wanted: Iterable[bytes]) -> Mapping[bytes, Vectors]:
        """The vectors of those of the wanted hashes that are kept, shape (size,) each."""
        want, count = frozenset(wanted), len(self)
        if not count or not want:
            return {}
        records = np.fromfile(self.path, dtype=self._record, count=count)
        raw = records["key"].tobytes()
        keys = [raw[at : at + _KEY] for at in range(0, len(raw), _KEY)]
        return {
            key: records["vector"][number].astype(np.float32)
            for number, key in enumerate(keys)
            if key in want
        }

    def add(self, found: Mapping[bytes, Vectors]) -> None:
        """Keep vectors by their hashes.

        Raises:
            OSError: they cannot be written; what was kept before stays whole.
        """
        records = np.empty(len(found), dtype=self._record)
        for number, (key, vector) in enumerate(found.items()):
            records["key"][number] = np.void(key)
            records["vector"][number] = vector
        self.path.parent.mkdir(parents=True, exist_ok=True)
        with FileLock(self.path.with_suffix(".lock")), self.path.open("ab") as handle:
            whole = len(self) * self._record.itemsize
            handle.truncate(whole)
            handle.write(records.tobytes())
            handle.flush()
            os.fsync(handle.fileno())
