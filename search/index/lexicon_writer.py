"""Working out the lexicon of a catalogue's texts: forms, stems, compounds, spellings."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import compress
from pathlib import Path
from typing import Any

from search.index.lexicon import FILE, Lexicon, lexicon_of
from search.index.pieces import Piece
from search.language.compounds import Splitter, make_splitter
from search.language.danish import skeleton
from search.language.remembered import Remembered
from search.language.word_lists import Stems, Words
from search.values.weights import MAX_COMPOUNDS, MIN_SPELL

_NAME_LENGTH = 6


@dataclass(frozen=True, slots=True)
class Outside:
    """What the lexicon knows besides the entries' own words.

    Attributes:
        words: labels, synonyms and words of relations, that compounds may be made of.
        whole: words that are never divided, nor words made from the long ones (københavnsk).
        phrases: stems of all that has a meaning of its own, to be known without æ, ø and å too.
        named: words of terms' names as people write them.
    """

    words: tuple[str, ...] = ()
    whole: frozenset[str] = frozenset()
    phrases: tuple[Stems, ...] = ()
    named: Mapping[str, str] | None = None


def write_lexicon(
    folder: Path,
    pieces: Sequence[Piece],
    found: Sequence[str],
    words: Words,
    outside: Outside,
    *,
    kept: Path | None = None,
) -> Lexicon:
    """Work out the lexicon of some entries and write it as JSON.

    Args:
        folder: the index.
        pieces: all entries'.
        found: the words of the index in order.
        words: the editors' words.
        outside: what is known besides.
        kept: the folder of what one build leaves for the next; None keeps nothing.
    Returns:
        The same as `open_lexicon` reads.
    """
    shown, documents = _spellings(pieces)
    stems = [words.stemmer.stem(word) for word in found]
    by_stem = _listed((stem, number) for number, stem in enumerate(stems))
    spread = [documents.get(word, 1) for word in found]
    splitter = make_splitter((*found, *outside.words), words)
    divided = _divided(found, splitter, words, outside, kept)
    inside = set(found)
    usable = [word in splitter.known for word in found]
    data = {
        "words": found,
        "shown": [_unless_same(shown.get(word, word), word) for word in found],
        "splits": [" ".join(pieces) for pieces, _ in divided],
        "documents": spread,
        "stems": [_unless_same(stem, word) for stem, word in zip(stems, found, strict=True)],
        "by_stem": by_stem,
        "by_part": _most(_compounds(divided), spread),
        "bare": _bare(found, by_stem, spread, words, outside.phrases),
        "by_length": _listed(
            (len(word), number) for number, word in enumerate(found) if _offerable(word, words)
        ),
        "named": {
            word: as_written
            for word, as_written in (outside.named or {}).items()
            if word not in inside and _offerable(word, words)
        },
        "usable": "".join("1" if one else "0" for one in usable),
        "other_parts": sorted(splitter.known - inside),
        "other_stems": sorted(splitter.stems - set(compress(stems, usable))),
        "beginnings": sorted(splitter.beginnings),
    }
    (folder / FILE).write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
    return replace(lexicon_of(data, words), splitter=splitter)


def _unless_same(text: str, word: str) -> str:
    return "" if text == word else text


def _listed(pairs: Iterable[tuple[Any, int]]) -> dict[Any, list[int]]:
    found: dict[Any, list[int]] = {}
    for key, number in pairs:
        found.setdefault(key, []).append(number)
    return found


def _offerable(word: str, words: Words) -> bool:
    """A word that a misspelt one may be corrected to."""
    return len(word) >= MIN_SPELL and not word.isdigit() and not words.is_small(word)


def _divided(
    found: Sequence[str], splitter: Splitter, words: Words, outside: Outside, kept: Path | None
) -> list[tuple[list[str], list[str]]]:
    """What each word divides into without a rest, and the stems that it is found by."""
    long = tuple(sorted(word for word in outside.whole if len(word) >= _NAME_LENGTH))

    def work(word: str) -> tuple[list[str], list[str]]:
        pieces = splitter.split(word)
        whole = word in outside.whole or words.is_small(word) or word.startswith(long)
        return list(pieces), [] if whole else list(splitter.parts(word, pieces))

    # A division depends on all words, but most changes bring or take none.
    lists = (splitter.known, outside.whole, words.stop, words.questions, words.never_parts)
    of = repr(([sorted(one) for one in (*lists, words.short_parts)], words.stemmer.told()))
    remembered = Remembered(kept, "divided", of)
    divided = [remembered.get(word, work) for word in found]
    remembered.save()
    return divided


def _compounds(divided: Sequence[tuple[list[str], list[str]]]) -> dict[str, list[int]]:
    """Stem → numbers of the words it is a part of."""
    return _listed((part, number) for number, (_, parts) in enumerate(divided) for part in parts)


def _most(by_part: Mapping[str, list[int]], spread: Sequence[int]) -> dict[str, list[int]]:
    """Of very many compounds those in most entries."""
    return {
        part: numbers
        if len(numbers) <= MAX_COMPOUNDS
        else sorted(numbers, key=lambda number: -spread[number])[:MAX_COMPOUNDS]
        for part, numbers in by_part.items()
    }


def _bare(
    found: Sequence[str],
    by_stem: Mapping[str, Sequence[int]],
    spread: Sequence[int],
    words: Words,
    phrases: Iterable[Stems],
) -> dict[str, str]:
    """Stems as typed without æ, ø and å → the stem; the commonest where several look alike."""
    bare: dict[str, str] = {}
    often = {stem: sum(spread[number] for number in numbers) for stem, numbers in by_stem.items()}
    by_spread = sorted(by_stem, key=lambda stem: (-often[stem], stem))
    for stem in (*by_spread, *(stem for stems in phrases for stem in stems)):
        for form in (stem, *(found[number] for number in by_stem.get(stem, ()))):
            if skeleton(form) != form:
                bare.setdefault(skeleton(form), stem)
    for form, base in words.stemmer.forms.items():
        if skeleton(form) != form:
            bare.setdefault(skeleton(form), base)
    return bare


def _spellings(pieces: Sequence[Piece]) -> tuple[dict[str, str], dict[str, int]]:
    """How each folded word is written (small if it ever is), and in how many entries."""
    shown: dict[str, str] = {}
    documents: dict[str, int] = {}
    for piece in pieces:
        for word, written in zip(piece.words, piece.shown, strict=True):
            if written:
                known = shown.get(word)
                if known is None or (not known.islower() and written.islower()):
                    shown[word] = written
                documents[word] = documents.get(word, 0) + 1
    return shown, documents
