"""Working out the lexicon of a catalogue's texts: forms, stems, compounds, spellings."""

import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import compress
from pathlib import Path
from typing import Any

import numpy as np

from catalogue.generations.processes import shared_out
from search.index.lexicon import FILE, Lexicon, lexicon_of
from search.index.postings_writer import Together, joined
from search.language.compounds import MIN_PART, Splitter, make_splitter
from search.language.danish import skeleton
from search.language.remembered import Carried, Remembered
from search.language.word_lists import Stems, Words
from search.values.weights import MAX_COMPOUNDS, MIN_SPELL

_NAME_LENGTH = 6
_PARTS = " "  # the question whose answer is the words that others were divided by
_MANY_CHANGED = 300
_AT_ONCE = 1_000  # words that one process works at


@dataclass(frozen=True, slots=True)
class Outside:
    """What the lexicon knows besides the entries' own words.

    Attributes:
        words: labels, synonyms and words of relations, that compounds may be made of.
        whole: words that are never divided, nor words made from the long ones (københavnsk).
        areas: names of housing areas, made of nothing but each other: Gellerupparken is no park.
            Apart, since a changed entry must not cost every word's division.
        phrases: stems of all that has a meaning of its own, to be known without æ, ø and å too.
        named: words of terms' names as people write them.
    """

    words: tuple[str, ...] = ()
    whole: frozenset[str] = frozenset()
    areas: frozenset[str] = frozenset()
    phrases: tuple[Stems, ...] = ()
    named: Mapping[str, str] | None = None


def write_lexicon(  # what it is worked out of
    folder: Path,
    pieces: Together,
    words: Words,
    outside: Outside,
    kept: Carried,
) -> Lexicon:
    """Work out the lexicon of some entries and write it as JSON.

    Args:
        folder: the index.
        pieces: all entries'.
        words: the editors' words.
        outside: what is known besides.
        kept: what the build before left.
    Returns:
        The same as `open_lexicon` reads.
    """
    found = pieces.words
    shown, spread = _spellings(pieces)
    stems = [words.stemmer.stem(word) for word in found]
    by_stem = _listed((stem, number) for number, stem in enumerate(stems))
    splitter = make_splitter((*found, *outside.words), words)
    divided = _divided(found, splitter, words, outside, kept)
    inside = set(found)
    usable = [word in splitter.known for word in found]
    data = {
        "words": found,
        "shown": [_unless_same(one, word) for one, word in zip(shown, found, strict=True)],
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
    found: Sequence[str], splitter: Splitter, words: Words, outside: Outside, kept: Carried
) -> list[tuple[list[str], list[str]]]:
    """What each word divides into without a rest, and the stems that it is found by."""
    long = tuple(sorted(word for word in outside.whole if len(word) >= _NAME_LENGTH))

    def work(word: str) -> tuple[list[str], list[str]]:
        pieces = splitter.split(word)
        whole = word in outside.whole or words.is_small(word) or word.startswith(long)
        return list(pieces), [] if whole else list(splitter.parts(word, pieces))

    lists = (
        outside.whole,
        words.whole,
        words.stop,
        words.questions,
        words.never_parts,
        words.short_parts,
    )
    of = repr(([sorted(one) for one in lists], words.stemmer.told()))
    remembered = kept.answers("divided", of)
    # A division depends on the words that are parts of it, and they are told beside it.
    before = frozenset(remembered.get(_PARTS, lambda _: sorted(splitter.known)))
    touched = touching(before ^ splitter.known, before, splitter.known, words)
    remembered.forget(lambda word: word == _PARTS or touched(word))
    remembered.get(_PARTS, lambda _: sorted(splitter.known))
    answer_together(remembered, found, work)
    named = {words.stemmer.stem(area) for area in outside.areas}
    divided = [
        ([], [part for part in remembered.get(word, work)[1] if part in named])
        if word.removesuffix("s") in outside.areas
        else remembered.get(word, work)
        for word in found
    ]
    remembered.save()
    return divided


def answer_together(kept: Remembered, words: Sequence[str], work: Callable[[str], object]) -> None:
    """Work out what is not remembered of words, by several processes where there is much.

    Args:
        kept: gets the answers.
        words: the questions.
        work: answers one, with what JSON can hold.
    """
    new = [word for word in words if word not in kept]

    def told(some: Sequence[str]) -> bytes:
        return json.dumps([work(word) for word in some]).encode()

    todo = iter(new)
    for answers in shared_out(told, new, _AT_ONCE):
        for answer in json.loads(answers):
            kept.put(next(todo), answer)


def touching(
    changed: frozenset[str], before: frozenset[str], now: frozenset[str], words: Words
) -> Callable[[str], object]:
    """Tells the words that may divide otherwise when other words are known; too many rather than
    too few.

    A piece of a word is a part if it is a known word or has a known word's stem, which is how it
    begins, or what an irregular form of it stands for; and only if some known word begins as it.

    Args:
        changed: known only before, or only now.
        before, now: the known words.
        words: the editors' words.
    """
    if len(changed) > _MANY_CHANGED:
        return lambda _: True
    stems = {words.stemmer.stem(word) for word in changed}
    forms = (*words.stemmer.forms.items(), *words.stemmer.stems.items())
    irregular = {form for form, base in forms if any(stem.endswith(base) for stem in stems)}
    begun = {word[:MIN_PART] for word in before} ^ {word[:MIN_PART] for word in now}
    inside = (changed | stems | irregular | begun) - {""}
    if not inside:
        return lambda _: False
    return re.compile("|".join(map(re.escape, sorted(inside)))).search


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


def _spellings(pieces: Together) -> tuple[list[str], list[int]]:
    """How each word is written (small if it ever is), and in how many entries it is."""
    shown = joined((piece.shown for piece in pieces.all), np.int32)
    word, shown = pieces.number[shown > 0], shown[shown > 0]  # the others are only made by joining
    texts = pieces.strings.all
    small = np.zeros(len(texts), dtype=bool)
    used = pieces.strings.used(shown)
    small[used] = [texts[number].islower() for number in used]
    small = small[shown]
    written = np.zeros(len(pieces.words), dtype=np.int64)
    for some in (np.ones_like(small), small):  # the first, or better the first small one
        first = np.flatnonzero(some)[::-1]
        written[word[first]] = shown[first]  # of several the last counts: the first of all
    documents = np.bincount(word, minlength=len(pieces.words))
    as_text = [
        texts[one] if one else own for one, own in zip(written.tolist(), pieces.words, strict=True)
    ]
    return as_text, documents.tolist()
