"""Texts as points: which of a generation's texts lie nearest to a question.

Vectors of one model all point much the same way. What they have in common (their mean and the
two directions in which they differ most, which tell a text's length and manner) is taken out
first, so that what is left tells what a text is about.
"""

import os
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from search.meaning.vectors import Vectors, unit

DROPPED = 2  # directions taken out
_AT_ONCE = 2_000  # texts that are cleared together: what the processor has room for
_HEAD = 1 + DROPPED  # rows before the texts' own: the mean and the directions


@dataclass(frozen=True, slots=True, eq=False)
class Space:
    """The texts of a generation by one way of making vectors.

    Attributes:
        common: the mean and the directions that are taken out, shape (1 + DROPPED, size).
        points: of length one, in the order of the texts, shape (texts, size).
    """

    common: Vectors
    points: Vectors

    def nearness(self, vector: Vectors) -> Vectors:
        """How near each text is to a question, -1 to 1, shape (texts,)."""
        own = cleared(vector[None, :], self.common)[0]
        return np.asarray(self.points @ own, dtype=np.float32)


def make_space(vectors: Vectors) -> Space:
    """A space of vectors, shape (texts, size); zeros are texts without a vector."""
    has = vectors.any(axis=1)
    there = vectors if has.all() else vectors[has]
    common = np.zeros((_HEAD, vectors.shape[1]), dtype=np.float32)
    if len(there) > _HEAD:
        common[0] = there.mean(axis=0)
        apart = there - common[0]
        # The directions of the covariance, the greatest last.
        common[1:] = np.linalg.eigh(apart.T @ apart)[1].T[-DROPPED:]
    points = np.empty_like(vectors)
    for at in range(0, len(vectors), _AT_ONCE):
        points[at : at + _AT_ONCE] = cleared(vectors[at : at + _AT_ONCE], common)
    points[~has] = 0
    return Space(common, points)


def cleared(vectors: Vectors, common: Vectors) -> Vectors:
    """Vectors without what all have in common, of length one again."""
    apart = vectors - common[0]
    return unit(apart - (apart @ common[1:].T) @ common[1:])


def write_space(path: Path, space: Space) -> None:
    """Write a space whole, or not at all.

    Raises:
        OSError: it cannot be written.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    with draft.open("wb") as handle:
        np.save(handle, np.vstack([space.common, space.points]), allow_pickle=False)
    draft.replace(path)


def open_space(path: Path, texts: int) -> Space:
    """A written space, mapped, so that all workers share it.

    Raises:
        OSError, ValueError: it is missing, broken, or of other texts.
    """
    rows = np.load(path, mmap_mode="r", allow_pickle=False)
    if rows.ndim != 2 or len(rows) != _HEAD + texts:
        raise ValueError(f"{path} is not of these texts")
    return Space(np.asarray(rows[:_HEAD]), rows[_HEAD:])
