"""Peers that know meaning: dense search by the public model, and that with BM25 by rank fusion.

Ten lines each, as their manuals have it: an entry is the nearest of its passages (title with
summary, questions, each section), and reciprocal rank fusion adds 1/(60 + rank) of both lists.
"""

from collections.abc import Sequence
from functools import cache, partial
from pathlib import Path

import numpy as np

from bench.peers import Peer, Search
from catalogue.model.entry import Entry
from search.meaning.keeper import installed
from search.meaning.model import NAME, SIZE, Model
from search.meaning.passages import QUESTIONS, read_texts
from search.meaning.space import make_space, write_space
from search.meaning.store import VectorStore, key_of, space_path
from search.meaning.vectors import Pending, stacked

_LETTERS, _FUSED, _RANK = 400, 100, 60


def dense_peers(entries: Sequence[Entry], words: Search, model: Model | None) -> list[Peer]:
    """Dense search, and it with a word search by rank fusion; none without the model."""
    if model is None:
        return []
    passages = [
        (entry.slug, text[:_LETTERS])
        for entry in entries
        for text in (
            f"{entry.title}. {entry.summary}",
            *entry.values.get(QUESTIONS, ()),
            *(f"{section.title}. {section.text}" for section in entry.sections),
        )
    ]
    vectors = np.array([model.passage(text) for _, text in passages])

    def dense(text: str) -> list[str]:
        order = np.argsort(-(vectors @ model.query(text)), kind="stable")
        return list(dict.fromkeys(passages[number][0] for number in order))[:_FUSED]

    def fused(text: str) -> list[str]:
        scores: dict[str, float] = {}
        for found in (dense(text), words(text)):
            for rank, slug in enumerate(found[:_FUSED], 1):
                scores[slug] = scores.get(slug, 0.0) + 1 / (_RANK + rank)
        return sorted(scores, key=lambda slug: -scores[slug])

    return [Peer("dense e5-small", dense), Peer("e5-small + BM25, fused", fused)]


class InProcess:
    """The model in this process, as a worker asks it; each question embedded once."""

    def __init__(self, model: Model) -> None:
        self._query = cache(model.query)

    def begin(self, text: str) -> Pending:
        """The vector of a question, when it is called for."""
        return partial(self._query, text)


def load_model() -> Model | None:
    """The model, where it is installed."""
    return Model() if installed() else None


def fill(index: Path, folder: Path, model: Model) -> Path:
    """The model's space of an index that stands alone, as the process writes it beside one.

    Args:
        index: a folder for vectors, kept from one index to the next.
        folder: the index.
        model: that embeds what is new.
    """
    texts = tuple(read_texts(folder).all())
    store = VectorStore(index, NAME, SIZE)
    keys = [key_of(text, said=said) for text, said in texts]
    kept = dict(store.read(keys))
    new = {
        key: model.query(text) if said else model.passage(text)
        for key, (text, said) in dict(zip(keys, texts, strict=True)).items()
        if key not in kept
    }
    if new:
        store.add(new)
    path = space_path(index, folder.name)
    write_space(path, make_space(stacked([{**kept, **new}[key] for key in keys], SIZE)))
    return path
