"""Completions while somebody types: entries, terms and words; where nothing begins so, one typing
error is forgiven."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any, NamedTuple

from rapidfuzz.distance import OSA

from search.language import danish
from search.language.danish import skeleton
from search.ranking.facets import Facets
from search.understanding.expansion import Expander
from search.values.results import Suggestion
from search.values.weights import MIN_SPELL

_TITLE, _NAME, _TERM, _WORD = 0, 1, 2, 3
_MAX_TYPED = 80
_MAX_SCANNED = 400
_FORMS, _WORDS = 2, 3  # of one word, and of all: several lead to much the same hits


class Completion(NamedTuple):
    """Something to suggest under a key: lower `rank` first, then the more frequent.

    `folded` is the key before it lost æ, ø and å; `stem` a word's own.
    """

    key: str
    rank: int
    often: int
    suggestion: Suggestion
    folded: str
    stem: str = ""


class Suggester:
    """Suggestions by the beginning of any of their words. Immutable."""

    def __init__(self, entries: Iterable[Completion]) -> None:
        self._entries = tuple(
            sorted(entries, key=lambda entry: (entry.key, entry.rank, -entry.often))
        )
        self._keys = tuple(entry.key for entry in self._entries)

    def suggest(self, text: str, limit: int = 8) -> tuple[Suggestion, ...]:
        """What may follow a beginning.

        Args:
            text: as typed so far; only its first characters are read.
            limit: how many at most.
        """
        words = danish.words(text[:_MAX_TYPED])
        typed, exact = _key(words), " ".join(words)
        if len(typed) < 2:
            return ()
        found = list(self._beginning(typed))
        if len(typed) < MIN_SPELL:  # a word for a problem is told by more than its beginning
            found = [one for one in found if one.rank < _WORD or one.suggestion.kind == "ord"]
        if exact != typed:  # æ, ø and å that are typed are meant
            found = [entry for entry in found if entry.folded.startswith(exact)]
        if not found and len(typed) >= MIN_SPELL:
            found += self._nearly(typed)
        found.sort(  # what begins with the very letters before what does with others for them
            key=lambda entry: (
                entry.rank,
                not entry.folded.startswith(exact),
                -entry.often,
                len(entry.suggestion.text),
            )
        )
        chosen: dict[tuple[str, str], Suggestion] = {}
        labels, stems = set[str](), list[str]()
        for entry in found:
            one = entry.suggestion
            what = (one.kind if one.kind != "ord" else "", one.slug or one.text.casefold())
            if what in chosen:
                continue
            if one.kind == "ord":  # a theme or a place that is called so stands above
                if stems.count(entry.stem) >= _FORMS or len(stems) >= _WORDS or what[1] in labels:
                    continue
                stems.append(entry.stem)
            labels.add(one.text.casefold())
            chosen[what] = one
        return tuple(chosen.values())[:limit]

    def _beginning(self, typed: str) -> Iterator[Completion]:
        at = bisect_left(self._keys, typed)
        while at < len(self._keys) and self._keys[at].startswith(typed):
            yield self._entries[at]
            at += 1

    def _nearly(self, typed: str) -> Iterator[Completion]:
        """Entries whose beginning is one error away; the first letter is taken as right."""
        at = bisect_left(self._keys, typed[:2])
        last = bisect_left(self._keys, typed[:2] + "\uffff")
        scanned = 0
        for entry in self._entries[at:last]:
            lengths = {len(typed) - 1, len(typed), len(typed) + 1}
            if any(OSA.distance(typed, entry.key[:size], score_cutoff=1) <= 1 for size in lengths):
                yield Completion(
                    entry.key,
                    entry.rank + 4,
                    entry.often,
                    entry.suggestion,
                    entry.folded,
                    entry.stem,
                )
                scanned += 1
                if scanned >= _MAX_SCANNED:
                    return


def _key(words: tuple[str, ...]) -> str:
    """How suggestions are compared: folded, and without what a keyboard may lack."""
    return " ".join(skeleton(word) for word in words)


def make_suggester(overview: Mapping[str, Any], expander: Expander, facets: Facets) -> Suggester:
    """A suggester over titles, names, terms in use and the catalogue's words."""
    return Suggester((*_titles(overview), *_terms(expander, facets), *_words(expander)))


def _titles(overview: Mapping[str, Any]) -> Iterator[Completion]:
    for slug, title, names in zip(
        overview["slugs"], overview["titles"], overview["shown_names"], strict=True
    ):
        suggestion = Suggestion("indsats", title, slug=slug)
        for rank, text in ((_TITLE, title), *((_NAME, name) for name in names)):
            for first, (key, folded) in enumerate(_from_each_word(text)):
                yield Completion(key, rank if first == 0 else rank + 1, 0, suggestion, folded)


@lru_cache(maxsize=50_000)  # most names stand in the next generation too
def _from_each_word(text: str) -> tuple[tuple[str, str], ...]:
    """How a name is compared and how it is folded, from each of its first words on."""
    words = danish.words(text)
    return tuple(
        (_key(words[first:]), " ".join(words[first:])) for first in range(min(len(words), 8))
    )


def _terms(expander: Expander, facets: Facets) -> Iterator[Completion]:
    for facet in expander.vocabularies.facets:
        for term in facet.terms:
            often = facets.with_term(facet.key, term.key).bit_count()
            if not often:
                continue
            suggestion = Suggestion("term", term.label, facet=facet.key, term=term.key)
            # A problem is known by any word of its name, and, beside the words, by others for it.
            for key, folded in _from_each_word(term.label)[: None if facet.graded else 1]:
                yield Completion(key, _TERM, often, suggestion, folded)
            for text in term.synonyms:
                words = danish.words(text)
                rank = _WORD if facet.graded else _TERM
                yield Completion(_key(words), rank, often, suggestion, " ".join(words))


def _words(expander: Expander) -> Iterator[Completion]:
    words = expander.lexicon
    for word, shown, often in zip(words.words, words.shown, words.documents, strict=True):
        # What stands in no entry is only how the index joins others: sspkonsulent.
        if not often or len(word) <= 3 or expander.words.is_small(word):
            continue
        # What tells little helps nobody on, nor does whose it is: Odenses.
        owner = word.endswith("s") and words.stems.get(word[:-1]) == words.stems[word]
        if owner or words.stems[word] in expander.words.general:
            continue
        if not any(map(str.isdigit, word)):
            yield Completion(
                _key((word,)), _WORD, often, Suggestion("ord", shown), word, words.stems[word]
            )
