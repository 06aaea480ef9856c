"""Each entry's most telling stems: often here, seldom elsewhere. What is like it is found by them.

How often an entry has its stems follows from the entry alone, and is carried over; how many entries
have a stem does not, so what is picked is worked out in every build.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np

from catalogue.model.entry import Entry
from search.index.fields import BODY, NAME, SUMMARY, TITLE, SearchField
from search.index.pieces import Piece
from search.index.postings import Floats, Ints
from search.index.postings_writer import Together, joined
from search.language.remembered import Strings
from search.language.word_lists import Words
from search.values.weights import SIMILAR_WORDS

_WEIGHTS = {TITLE: 3.0, NAME: 2.0, SUMMARY: 2.0, BODY: 1.0}  # where an entry's own words stand
_Own = tuple[Ints, Floats]  # an entry's stems by their numbers, and how much it has of each


@dataclass(slots=True)
class Telling:
    """What is carried over from build to build, for as long as words are read alike.

    Attributes:
        stems: their numbers.
        of: each piece with what it gave, by slug.
    """

    stems: Strings = field(default_factory=Strings)
    of: dict[str, tuple[Piece, _Own]] = field(default_factory=dict)


def keywords(
    entries: Sequence[Entry],
    pieces: Together,
    fields: Sequence[SearchField],
    words: Words,
    kept: Telling,
) -> list[list[str]]:
    """Each entry's most telling stems, the most telling first.

    Args:
        entries: in the order of their pieces.
        pieces: what they are made of.
        fields: of the pieces.
        words: for stems, and words that tell nothing.
        kept: what the build before left; it gets what this one leaves.
    """
    weights = np.array([_WEIGHTS.get(one.key, 0.0) for one in fields])
    found: dict[str, tuple[Piece, _Own]] = {}
    for entry, piece in zip(entries, pieces.all, strict=True):
        known = kept.of.get(entry.slug)
        if known is None or known[0] is not piece:
            known = piece, _own(piece, pieces.strings, weights, words, kept.stems)
        found[entry.slug] = known
    kept.of = found
    return _picked([own for _, own in found.values()], kept.stems)


def _own(piece: Piece, strings: Strings, weights: Floats, words: Words, numbers: Strings) -> _Own:
    """How much an entry has of each of its stems."""
    counts = np.bincount(piece.word, piece.count * weights[piece.field], len(piece.words))
    told: dict[str, float] = {}
    for number, count in zip(piece.words.tolist(), counts.tolist(), strict=True):
        word = strings.all[number]
        if count and _tells(word, words):
            stem = words.stemmer.stem(word)
            told[stem] = told.get(stem, 0.0) + count
    return numbers.numbers(told), np.log1p(np.array(list(told.values()), dtype=np.float32))


def _tells(word: str, words: Words) -> bool:
    return len(word) > 3 and not word.isdigit() and not words.is_small(word)


def _picked(own: Sequence[_Own], strings: Strings) -> list[list[str]]:
    """Of each entry's stems those that tell most; of those that tell the same, in their order."""
    entries = len(own)
    stem = joined((stems for stems, _ in own), np.int32)
    much = np.concatenate([np.empty(0, np.float32), *(much for _, much in own)])
    entry = np.repeat(np.arange(entries), [len(stems) for stems, _ in own])
    spread = np.bincount(stem, minlength=len(strings.all))
    usable = ((spread > 1) & (spread <= max(2, entries // 3)))[stem]
    entry, stem, much = entry[usable], stem[usable], much[usable]
    much *= np.log1p(entries / np.maximum(spread, 1)).astype(np.float32)[stem]
    ends = np.searchsorted(entry, np.arange(entries + 1)).tolist()
    for start, end in pairwise(ends):
        if end - start > SIMILAR_WORDS:  # few are worth sorting
            some = much[start:end]
            some[some < np.partition(some, -SIMILAR_WORDS)[-SIMILAR_WORDS]] = 0
    few = np.flatnonzero(much)
    entry, stem, much = entry[few], stem[few], much[few]
    rank = np.zeros(len(strings.all), dtype=np.int32)
    rank[sorted(range(len(strings.all)), key=strings.all.__getitem__)] = np.arange(len(rank))
    order = np.lexsort((rank[stem], -much, entry))
    found: list[list[str]] = [[] for _ in own]
    for number, one in zip(entry[order].tolist(), stem[order].tolist(), strict=True):
        if len(found[number]) < SIMILAR_WORDS:
            found[number].append(strings.all[one])
    return found
