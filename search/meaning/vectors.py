"""The one small protocol of this room: a text becomes a vector, or nothing in time.

Two things speak it: the word table (`search.meaning.table`), which always answers, in
microseconds; and the model (`search.meaning.client`), better in whole sentences, which may be
missing, busy or late.
"""

from collections.abc import Callable, Sequence
from typing import Any, Protocol

import numpy as np

Vectors = np.ndarray[Any, np.dtype[np.float32]]
# Waits for a vector that was asked for; None when there is none to be had now. Called once.
Pending = Callable[[], Vectors | None]


class Embedder(Protocol):
    """Turns a question into a vector of length one, as its passages were."""

    def begin(self, text: str) -> Pending:
        """Ask for the vector of a question, shape (size,), and go on without waiting."""
        ...


def unit(vectors: Vectors) -> Vectors:
    """Each vector with length one; a vector of zeros stays one."""
    length = np.linalg.norm(vectors, axis=-1, keepdims=True)
    return np.asarray(vectors / np.where(length > 0, length, 1), dtype=np.float32)


def stacked(vectors: Sequence[Vectors], size: int) -> Vectors:
    """Vectors as the rows of one matrix of shape (n, size), also when there are none."""
    return np.array(vectors, dtype=np.float32).reshape(len(vectors), size)


def standard(values: Vectors) -> Vectors:
    """Values with mean 0 and spread 1."""
    spread = float(values.std()) if len(values) else 0.0
    return np.asarray((values - values.mean()) / spread if spread > 0 else values * 0, np.float32)
