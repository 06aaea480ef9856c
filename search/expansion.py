"""From the words of a query to ways into the catalogue.

What a word may mean is decided here, in one order: as typed and inflected, in compounds,
without æøå, joined with its neighbour, split in two, then relations, terms, ages and places.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from catalogue.vocabulary import Vocabularies
from search import constants as c
from search import phrases
from search.concepts import (
    COMPOUND, INFLECTION, PHRASE, SAME_WORD, SPELLING, TERM, TOGETHER, TYPED, WORDS, Concept, Target, Way,
)  # fmt: skip
from search.danish import skeleton
from search.lexicon import Lexicon
from search.phrases import Naming, Span
from search.understanding import Reading, Typed
from search.words import NARROWER, RELATED, SAME, Relation, Stems, Words

_RELATION_WEIGHTS = {SAME: c.SAME, NARROWER: c.NARROWER, RELATED: c.RELATED}
_LINKS = ("", "s", "e")
_LONGEST_JOIN = 3
_MIN_PREFIX = 5


@dataclass(frozen=True, slots=True)
class Parts:
    """Which parts of the search are on: all, but where the bench switches one off to see what it gives."""

    stems: bool = True
    compounds: bool = True
    letters: bool = True
    relations: bool = True
    terms: bool = True
    spelling: bool = True
    near: bool = True
    names: bool = True
    coverage: bool = True


ALL_PARTS = Parts()


@dataclass(frozen=True, slots=True)
class Expander:
    """All that is known of words, ready to be asked. Immutable."""

    lexicon: Lexicon
    words: Words
    vocabularies: Vocabularies
    namings: Mapping[Stems, tuple[Naming, ...]]
    nationwide: tuple[tuple[str, str], ...]
    bare: Mapping[str, str]
    parts: Parts = ALL_PARTS

    def settled(self, reading: Reading) -> Reading:
        """The same query with words typed without æ, ø and å read as the words they are.

        Only words that nothing knows as typed: "for" stays "for" and never becomes "får".
        """
        if not self.parts.letters:
            return reading
        return replace(reading, words=tuple(self._settled(word) for word in reading.words))

    def _settled(self, word: Typed) -> Typed:
        if word.small or self.lexicon.knows(word.word, word.stem):
            return word
        stem = self.bare.get(skeleton(word.stem)) or self.bare.get(skeleton(word.word))
        return replace(word, word=stem, stem=stem) if stem and stem != word.stem else word

    def concepts(
        self, reading: Reading, changed: frozenset[int] = frozenset()
    ) -> tuple[Concept, ...]:
        """What a query asks for, in the order typed. Small words alone ask for nothing.

        Args:
            reading: the query's text, settled.
            changed: numbers of words that a correction put there.
        """
        asked = _Asked(reading)
        for span, found, narrows in self._spans(reading):
            asked.add(span, found, narrows)
        concepts = []
        for number, word in enumerate(reading.words):
            if not asked.tells(number):
                continue
            own = () if word.small or asked.is_age(number) else self.typed(word)
            found = _distinct((*own, *asked.ways[number]))
            if number in changed:
                found = tuple(corrected(way) for way in found)
            concepts.append(Concept(asked.text(number), found, asked.narrowing[number]))
        concepts += [self._quoted(phrase) for phrase in reading.phrases]
        return tuple(concepts)

    def _quoted(self, phrase: tuple[Typed, ...]) -> Concept:
        """Words in quotes: beside each other, the last perhaps as the end of a compound.

        What the editors' relations and the vocabularies say of the whole phrase holds too.
        """
        groups = [self._forms(word) for word in phrase]
        if self.parts.compounds:
            groups[-1] += self._inside(phrase[-1].stem, {target.number for target in groups[-1]})
        shown = " ".join(word.text for word in phrase)
        kind = TYPED if len(groups) == 1 else PHRASE
        ways = [Way(kind, 1.0, SAME_WORD, shown, tuple(groups))] if all(groups) else []
        stems = tuple(word.stem for word in phrase)
        if self.parts.relations:
            related = self.words.relations.get(stems, ())
            ways += self.relations(one for one in related if one.way == SAME)
        if self.parts.terms:
            ways += self._named(self._namings(stems, tuple(word.word for word in phrase)))
        return Concept(shown, _distinct(ways), required=True)

    def excluded(self, phrase: tuple[Typed, ...]) -> Way | None:
        """What a minus takes away: the word in any form, or the words beside each other."""
        groups = tuple(self._forms(word) for word in phrase)
        if not all(groups):
            return None
        return Way(WORDS if len(groups) == 1 else PHRASE, 1.0, SAME_WORD, "", groups)

    # --- The typed word itself -----------------------------------------------------------------

    def typed(self, word: Typed) -> tuple[Way, ...]:
        """The word as typed, inflected, in compounds; else as it may have been meant."""
        targets = {target.number: target for target in self._forms(word)}
        if self.parts.compounds:
            inside = self._inside(word.stem, set(targets))
            targets |= {target.number: target for target in inside}
        if not targets and self.parts.compounds:
            targets = {target.number: target for target in self._beginning(word)}
        ways = (
            [Way(TYPED, 1.0, SAME_WORD, word.text, (tuple(targets.values()),))] if targets else []
        )
        if self.parts.compounds and not word.word.isdigit():
            ways += self._split(word)
        return tuple(ways)

    def _forms(self, word: Typed, way: str = "") -> tuple[Target, ...]:
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
        return alone + self._inside(stem, {target.number for target in alone})

    def _inside(self, stem: str, but: set[int]) -> tuple[Target, ...]:
        """Compounds that a stem is a part of, but for some numbers."""
        numbers = self.lexicon.by_part.get(stem, ())
        return tuple(Target(number, c.PART, COMPOUND) for number in numbers if number not in but)

    # --- Runs of words that name something ------------------------------------------------------

    def _spans(self, reading: Reading) -> Iterator[tuple[Span, tuple[Way, ...], bool]]:
        """(words, ways, narrowing) of every run that is more than its words."""
        if self.parts.compounds or self.parts.letters:
            yield from self._joins(reading)
        if self.parts.relations:
            for span, stems in phrases.runs(reading.stems):
                related = self.relations(self.words.relations.get(stems, ()))
                if related:
                    yield span, related, False
        if not self.parts.terms:
            return
        for span, low, high in phrases.ages(reading.folded, reading.stems, self.words):
            named = phrases.terms_of_age(self.vocabularies, low, high)
            if named:
                yield span, tuple(self._term(naming, c.AGE, SAME) for naming in named), True
        for span, stems in phrases.runs(reading.stems):
            named = self._namings(stems, reading.folded[span.first : span.last])
            if named:
                yield span, self._named(named), any(naming.place for naming in named)

    def _namings(self, stems: Stems, folded: tuple[str, ...]) -> tuple[Naming, ...]:
        return tuple(one for one in self.namings.get(stems, ()) if one.fits(folded))

    def _named(self, namings: tuple[Naming, ...]) -> tuple[Way, ...]:
        ways = tuple(
            self._term(naming, c.TERM, SAME_WORD)
            if naming.exact
            else self._term(naming, c.TERM_SYNONYM, SAME)
            for naming in namings
        )
        if any(naming.place for naming in namings):
            ways += tuple(
                Way(
                    TERM,
                    c.NATIONWIDE,
                    RELATED,
                    self.vocabularies.label(facet, term),
                    term=(facet, term),
                )
                for facet, term in self.nationwide
            )
        return ways

    def _term(self, naming: Naming, weight: float, way: str) -> Way:
        return Way(TERM, weight, way, naming.label, term=(naming.facet, naming.term))

    def relations(self, related: Iterable[Relation]) -> tuple[Way, ...]:
        """Ways along the editors' relations, those of a kind together, so that many don't add up."""
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
        return self._forms(Typed(word, word, stem, small=False), way)

    def _joins(self, reading: Reading) -> Iterator[tuple[Span, tuple[Way, ...], bool]]:
        """Neighbours that the catalogue writes as one word: mødre gruppe, get 2 sport."""
        folded = reading.folded
        for size in range(2, _LONGEST_JOIN + 1):
            for first in range(len(folded) - size + 1):
                run = folded[first : first + size]
                if all(word.small for word in reading.words[first : first + size]):
                    continue
                found = self._joined(run)
                if found:
                    shown = " ".join(word.text for word in reading.words[first : first + size])
                    yield (
                        Span(first, first + size),
                        (Way(WORDS, c.JOINED, INFLECTION, shown, (found,)),),
                        False,
                    )

    def _joined(self, run: tuple[str, ...]) -> tuple[Target, ...]:
        for link in _LINKS if len(run) == 2 and not any(map(str.isdigit, run)) else ("",):
            word = link.join(run)
            stem = self.words.stemmer.stem(word)
            if self.lexicon.knows(word, stem):
                return self._forms(Typed(word, word, stem, small=False), INFLECTION)
        return ()


def make_expander(
    lexicon: Lexicon, words: Words, vocabularies: Vocabularies, parts: Parts = ALL_PARTS
) -> Expander:
    """An expander over a catalogue's words."""
    namings = phrases.term_names(vocabularies, words)
    return Expander(
        lexicon=lexicon,
        words=words,
        vocabularies=vocabularies,
        namings=namings,
        nationwide=phrases.nationwide_terms(vocabularies),
        bare=_bare(lexicon, (*namings, *words.relations, *words.ages)),
        parts=parts,
    )


def _bare(lexicon: Lexicon, others: Iterable[Stems]) -> Mapping[str, str]:
    """Stems as typed without æ, ø and å → the stem; the commonest where several look alike."""
    found: dict[str, str] = {}
    by_spread = sorted(lexicon.by_stem, key=lambda stem: (-lexicon.spread(stem), stem))
    for stem in (*by_spread, *(stem for stems in others for stem in stems)):
        bare = skeleton(stem)
        if bare != stem:
            found.setdefault(bare, stem)
    return found


def corrected(way: Way) -> Way:
    """A way of a corrected word: the same, told as spelling, and weighing a little less."""
    groups = tuple(
        tuple(Target(target.number, target.factor, SPELLING) for target in group)
        for group in way.groups
    )
    return Way(way.kind, way.weight * c.SPELLED, SPELLING, way.shown, groups, way.term)


class _Asked:
    """What runs of words add to each word of a query; lives only inside `Expander.concepts`."""

    def __init__(self, reading: Reading) -> None:
        self.words = reading.words
        self.ways: list[list[Way]] = [[] for _ in reading.words]
        self.narrowing = [False] * len(reading.words)
        self.ages: dict[int, Span] = {}
        self.carried: set[int] = set()
        self.silent: set[int] = set()

    def add(self, span: Span, found: tuple[Way, ...], narrows: bool) -> None:  # noqa: FBT001
        """Give a run's ways to its words; an age in numbers is one thing, told by its first."""
        inside = range(span.first, span.last)
        numbers = [n for n in inside if self.words[n].word.isdigit()]
        members = [n for n in inside if not self.words[n].small]
        if narrows and numbers:
            members = numbers[:1]
            self.ages[numbers[0]] = span
            self.silent |= set(inside) - {numbers[0]}
        elif not members:  # nothing but small words: the first stands for all
            members = [span.first]
            self.carried.add(span.first)
        for number in members:
            self.ways[number] += found
            self.narrowing[number] |= narrows

    def is_age(self, number: int) -> bool:
        return number in self.ages

    def tells(self, number: int) -> bool:
        """The word is something asked for."""
        if number in self.silent:
            return False
        return not self.words[number].small or number in self.carried

    def text(self, number: int) -> str:
        """What is asked for, as typed."""
        span = self.ages.get(number)
        if span is None:
            return self.words[number].text
        texts = [word.text for word in self.words[span.first : span.last]]
        both = len(texts) > 1 and texts[0].isdigit() and texts[1].isdigit()
        return " ".join(["–".join(texts[:2]), *texts[2:]] if both else texts)


def _distinct(ways: Iterable[Way]) -> tuple[Way, ...]:
    """Each way once: the same term may be named by a word and by the words around it."""
    found: dict[object, Way] = {}
    for way in ways:
        key = way.term if way.kind == TERM else (way.kind, way.way, way.groups)
        if key not in found or found[key].weight < way.weight:
            found[key] = way
    return tuple(found.values())
