"""The meaning that is part of an index: written by the builder, opened by every worker."""

import json
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from catalogue.model.entry import Entry
from catalogue.model.vocabulary import Vocabularies
from search.language.remembered import Carried, Numbers, Strings
from search.language.word_lists import Words
from search.meaning.opened import Meaning, rarity
from search.meaning.passages import passages_of, read_texts, told, write_texts
from search.meaning.problems import (
    GRADES,
    Problem,
    Problems,
    Split,
    learn,
    sayings_of,
    telling_stems,
    words_said,
)
from search.meaning.space import make_space, open_space, write_space
from search.meaning.table import open_table, some_words
from search.meaning.vectors import unit

_TABLE, _PROBLEMS = "meaning-table.npy", "problems.json"


def write_meaning(  # noqa: PLR0917  # what the index is made of
    folder: Path,
    entries: Sequence[Entry],
    vocabularies: Vocabularies,
    words: Words,
    split: Split,
    rare: Mapping[str, float],
    kept: Carried,
) -> None:
    """Write what meanings are compared by, all but the model's vectors, into an index.

    Args:
        folder: the index.
        entries: in the order of their numbers.
        vocabularies: the graded ones are problems.
        words, split, rare: how texts are read, as `open_meaning` is given them.
        kept: what the build before left.
    """
    strings = kept.once("meaning-words", (), Strings)

    def read(entry: Entry) -> tuple[list[str], list[Numbers]]:
        own = list(passages_of(entry))
        return list(map(told, own)), [strings.numbers(some_words(text)) for _, _, text in own]

    own = kept.each("passages", (), entries, read)
    sayings = tuple(sayings_of(vocabularies))
    write_texts(folder, (passages for passages, _ in own), sayings)
    texts = [
        *(text for _, numbers in own for text in numbers),
        *(strings.numbers(some_words(saying.text)) for saying in sayings),
    ]
    vectors = open_table().texts(texts, strings, lambda word: rarity(word, words, rare), kept)
    write_space(folder / _TABLE, make_space(vectors))
    divide = cache(split)
    # What problems' words tell depends on the entries' words only by how they divide.
    said = kept.once("said", (vocabularies,), lambda: tuple(words_said(vocabularies)))
    divided = tuple(map(divide, said))
    of = (vocabularies, words, divided)
    problems = [
        {"facet": one.facet, "term": one.term, "words": one.words, "names": sorted(one.names)}
        for one in kept.once("problems", of, lambda: learn(vocabularies, words, divide))
    ]
    (folder / _PROBLEMS).write_text(json.dumps(problems, ensure_ascii=False), encoding="utf-8")


def open_meaning(  # noqa: PLR0917  # what an opened index is made of
    folder: Path,
    grades: Mapping[str, Mapping[str, Mapping[int, int]]],
    entries: int,
    words: Words,
    split: Split,
    rare: Mapping[str, float],
) -> Meaning:
    """Open what `write_meaning` wrote.

    Args:
        folder: the index.
        grades: facet → term → entry's number → grade, of the graded vocabularies.
        entries: how many.
        words, split, rare: the same as at writing.
    Raises:
        OSError, ValueError, KeyError: it is missing or broken.
    """
    texts = read_texts(folder)
    rows: list[dict[str, Any]] = json.loads((folder / _PROBLEMS).read_text(encoding="utf-8"))
    problems = tuple(
        Problem(row["facet"], row["term"], row["words"], frozenset(row["names"])) for row in rows
    )
    place = {(one.facet, one.term): number for number, one in enumerate(problems)}
    helps = np.zeros((len(problems), entries), dtype=np.float32)
    for number, one in enumerate(problems):
        for entry, grade in grades.get(one.facet, {}).get(one.term, {}).items():
            helps[number, entry] = GRADES[grade]
    said = [place[saying.facet, saying.term] for saying in texts.sayings]
    return Meaning(
        texts=texts,
        entries=entries,
        owner=np.array([passage.number for passage in texts.passages], dtype=np.int32),
        table=open_table(),
        by_table=open_space(folder / _TABLE, len(texts.passages) + len(texts.sayings)),
        rare=rare,
        problems=Problems(
            all=problems,
            grades=helps,
            sayings=np.array(said, dtype=np.int32),
            profiles=unit(helps.T).T,
            names=frozenset[str]().union(*(one.names for one in problems)),
            rare=(1 / np.log(2 + helps.sum(axis=1))).astype(np.float32),
            by_stem=telling_stems(problems),
        ),
        words=words,
        split=split,
    )
