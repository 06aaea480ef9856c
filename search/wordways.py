"""From one word to the written words it stands for, and along the editors' relations."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from search import constants as c
from search.concepts import (
    COMPOUND,
    INFLECTION,
    PHRASE,
    SAME_WORD,
    SPELLING,
    TOGETHER,
    TYPED,
    WORDS,
    Target,
    Way,
)
from search.lexicon import Lexicon
from search.parts import Parts
from search.understanding import Typed
from search.words import NARROWER, RELATED, SAME, Relation, Words

_RELATION_WEIGHTS = {SAME: c.SAME, NARROWER: c.NARROWER, RELATED: c.RELATED}
_LINKS = ("", "s", "e")
_MIN_PREFIX = 5


@dataclass(frozen=True, slots=True)
class WordWays:
    """Ways out of single words. Immutable."""

    lexicon: Lexicon
    words: Words
    parts: Parts

    def typed(self, word: Typed) -> tuple[Way, ...]:
        """The word as typed, inflected, in compounds; else as it may have been meant."""
        targets = {target.number: target for target in self.forms(word)}
        if self.parts.compounds:
            inside = self.inside(word.stem, set(targets))
            targets |= {target.number: target for target in inside}
        if not targets and self.parts.compounds:
            targets = {target.number: target for target in self._beginning(word)}
        ways = (
            [Way(TYPED, 1.0, SAME_WORD, word.text, (tuple(targets.values()),))] if targets else []
        )
        if self.parts.compounds and not word.word.isdigit():
            ways += self._split(word)
        return tuple(ways)

    def forms(self, word: Typed, way: str = "") -> tuple[Target, ...]:
        """The word as written in the catalogue, in any form."""
        exact = self.lexicon.number.get(word.word)
        found = [] if exact is None else [Target(exact, c.EXACT, way or SAME_WORD)]
        if self.parts.stems:
            found += [
                Target(number, c.INFLECTED, way or INFLECTION)
                for number in self.lexicon.by_stem.get(word.stem, ())
                if number != exact
            ]
        return tuple(found)

    def _beginning(self, word: Typed) -> Iterator[Target]:
        """Words that begin with one the catalogue doesn't have by itself."""
        if len(word.stem) < _MIN_PREFIX:
            return
        for number in self.lexicon.beginning(word.stem):
            yield Target(number, c.PREFIX, COMPOUND)

    def _split(self, word: Typed) -> list[Way]:
        """A compound whose parts stand apart in an entry; every part must be there."""
        pieces = self.lexicon.splitter.split(word.word)
        if len(pieces) < 2:
            return []
        stems = [self.words.stemmer.stem(piece) for piece in pieces]
        groups = tuple(self._all_of(stem) for stem in stems)
        if not all(groups):
            return []
        ways = [Way(TOGETHER, c.SPLIT, COMPOUND, word.text, groups)]
        if self.lexicon.knows(word.word, word.stem):
            # The part that fewest entries have tells most of what the whole is about.
            telling = min(groups, key=lambda group: sum(self._spread(target) for target in group))
            ways.append(Way(WORDS, c.ONE_PART, COMPOUND, word.text, (telling,)))
        return ways

    def _spread(self, target: Target) -> int:
        return self.lexicon.list.documents[target.number]

    def _all_of(self, stem: str) -> tuple[Target, ...]:
        """A part wherever it stands: alone, or inside another compound."""
        alone = tuple(
            Target(number, c.INFLECTED, COMPOUND) for number in self.lexicon.by_stem.get(stem, ())
        )
        return alone + self.inside(stem, {target.number for target in alone})

    def inside(self, stem: str, but: set[int]) -> tuple[Target, ...]:
        """Compounds that a stem is a part of, but for some numbers."""
        numbers = self.lexicon.by_part.get(stem, ())
        if len(numbers) > c.MAX_COMPOUNDS:
            spread = self.lexicon.list.documents
            numbers = tuple(sorted(numbers, key=lambda number: -spread[number])[: c.MAX_COMPOUNDS])
        return tuple(Target(number, c.PART, COMPOUND) for number in numbers if number not in but)

    def relations(self, related: Iterable[Relation]) -> tuple[Way, ...]:
        """Ways along the editors' relations; those of a kind together, so many don't add up."""
        alone: dict[str, dict[int, Target]] = {}
        found: list[Way] = []
        shown: dict[str, list[str]] = {}
        for relation in list(related)[: c.MAX_RELATIONS]:
            groups = tuple(self._related(word, relation.way) for word in relation.words)
            if not all(groups):
                continue
            if len(groups) == 1:
                shown.setdefault(relation.way, []).append(relation.shown)
                for target in groups[0]:
                    alone.setdefault(relation.way, {}).setdefault(target.number, target)
            else:
                weight = _RELATION_WEIGHTS[relation.way]
                found.append(Way(PHRASE, weight, relation.way, relation.shown, groups))
        for way, targets in alone.items():
            label = ", ".join(shown[way])
            found.append(Way(WORDS, _RELATION_WEIGHTS[way], way, label, (tuple(targets.values()),)))
        return tuple(found)

    def _related(self, word: str, way: str) -> tuple[Target, ...]:
        stem = self.words.stemmer.stem(word)
        return self.forms(Typed(word, word, stem, small=False), way)

    def joined(self, run: tuple[str, ...]) -> tuple[Target, ...]:
        """The word that neighbours make together, over a linking letter if need be."""
        for link in _LINKS if len(run) == 2 and not any(map(str.isdigit, run)) else ("",):
            # Endings differ, beginnings do not: most runs are no word, and that is told unstemmed.
            if not self.lexicon.begins(link.join((*run[:-1], run[-1][:1]))):
                continue
            word = link.join(run)
            stem = self.words.stemmer.stem(word)
            if self.lexicon.knows(word, stem):
                return self.forms(Typed(word, word, stem, small=False), INFLECTION)
        return ()


def corrected(way: Way) -> Way:
    """A way of a corrected word: the same, told as spelling, and weighing a little less."""
    groups = tuple(
        tuple(Target(target.number, target.factor, SPELLING) for target in group)
        for group in way.groups
    )
    return Way(way.kind, way.weight * c.SPELLED, SPELLING, way.shown, groups, way.term)
