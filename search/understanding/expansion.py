"""From the words of a query to ways into the catalogue.

What a word may mean is decided here, in one order: as typed and inflected, in compounds,
without æøå, joined with its neighbour, split in two, then relations, terms, ages and places.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from catalogue.model.vocabulary import Vocabularies
from search.index.lexicon import Lexicon
from search.language import names
from search.language.danish import skeleton
from search.language.dictionary import open_dictionary
from search.language.names import Naming, Span
from search.language.word_lists import NARROWER, RELATED, SAME, Stems, Words
from search.understanding.reading import Reading, Typed, names_a_place
from search.understanding.spans import SpanClaims
from search.understanding.word_ways import WordWays, corrected
from search.values import weights as c
from search.values.switches import ALL_PARTS, Parts
from search.values.ways import (
    INFLECTION,
    PHRASE,
    SAME_WORD,
    TERM,
    TYPED,
    WORDS,
    Concept,
    MatchType,
    Way,
)

_LONGEST_JOIN = 3
_AGE_DIGITS = 2  # "1000 dage" is a name
_MIN_BARE_TAIL = 4


@dataclass(frozen=True, slots=True)
class Expander:
    """All that is known of words, ready to be asked. Immutable."""

    lexicon: Lexicon
    words: Words
    vocabularies: Vocabularies
    namings: Mapping[Stems, tuple[Naming, ...]]
    nationwide: tuple[tuple[str, str], ...]
    ways: WordWays
    parts: Parts = ALL_PARTS

    def settled(self, reading: Reading) -> Reading:
        """The same query with words typed without æ, ø and å read as the words they are.

        Only words that nothing knows as typed and that are no Danish words as they stand: "for"
        never becomes "får", and "vagt" is not "vægt".
        """
        if not self.parts.letters:
            return reading
        return replace(reading, words=tuple(self._settled(word) for word in reading.words))

    def _settled(self, word: Typed) -> Typed:
        if word.small or self.lexicon.knows(word.word, word.stem):
            return word
        if open_dictionary().has(word.word):
            return word
        stem = next(filter(None, map(self.lexicon.bare.get, self._bare_forms(word))), None)
        return replace(word, word=stem, stem=stem) if stem and stem != word.stem else word

    def begun(self, reading: Reading) -> Reading:
        """The same query, its last word the commonest word that begins so, where it is none."""
        last = reading.words[-1] if reading.words else None
        if last is None or last.small or self.lexicon.knows(last.word, last.stem):
            return reading
        numbers = self.lexicon.beginning(last.word) if len(last.word) > 1 else ()
        best = max(numbers, key=lambda n: self.lexicon.documents[n], default=None)
        if best is None:
            return replace(reading, words=reading.words[:-1])
        word = self.lexicon.words[best]
        meant = replace(last, word=word, stem=self.words.stemmer.stem(word))
        return replace(reading, words=(*reading.words[:-1], meant))

    def _bare_forms(self, word: Typed) -> Iterator[str]:
        """What a word may be listed under: as typed, its stem, with an irregular ending mended."""
        yield skeleton(word.word)
        yield skeleton(word.stem)
        for form, base in self.words.stemmer.tails.items():
            bare = skeleton(form)
            if bare != form and len(bare) >= _MIN_BARE_TAIL and word.word.endswith(bare):
                yield skeleton(word.word.removesuffix(bare) + base)

    def concepts(
        self, reading: Reading, changed: frozenset[int] = frozenset()
    ) -> tuple[Concept, ...]:
        """What a query asks for, in the order typed. Small words alone ask for nothing.

        Args:
            reading: the query's text, settled.
            changed: numbers of words that a correction put there.
        """
        asked = SpanClaims(reading)
        if self.parts.compounds or self.parts.letters:
            for span, found in self._joins(reading):
                asked.add(span, found, narrows=False)
        for span, found, narrows in self._named_runs(reading):
            asked.name(span, found, narrows)
        concepts, told = [], dict[str, tuple[Way, ...]]()
        for number in range(len(reading.words)):
            word = asked.word(number)
            for span, ways in asked.beginning_at(number):
                concepts.append(self._run(reading, span, ways, changed))
            if not asked.tells(number):
                continue
            found = self._ways_of(number, asked, reading)
            if number in changed:
                found = tuple(corrected(way) for way in found)
            before = told.setdefault(word.stem, found)
            if before is not found and set(asked.ways[number]) <= set(before):
                continue  # said twice, asked once
            concepts.append(
                Concept(
                    asked.text(number),
                    found,
                    asked.narrowing[number],
                    general=word.general and not asked.is_age(number),
                    quantity=word.quantity,
                )
            )
        concepts += [self._quoted(phrase) for phrase in reading.phrases]
        return tuple(concepts)

    def _run(
        self, reading: Reading, span: Span, ways: Iterable[Way], changed: frozenset[int]
    ) -> Concept:
        """Words in a row that are known together."""
        run = reading.words[span.first : span.last]
        found = _distinct((*self._as_typed(run), *ways))
        if not changed.isdisjoint(range(span.first, span.last)):
            found = tuple(corrected(way) for way in found)
        return Concept(" ".join(word.text for word in run), found)

    def _ways_of(self, number: int, asked: SpanClaims, reading: Reading) -> tuple[Way, ...]:
        """The ways of a word, by its number, or of the age that it begins."""
        word = asked.word(number)
        if not asked.is_age(number):
            return _distinct((*(() if word.small else self.ways.typed(word)), *asked.ways[number]))
        span = asked.ages[number]
        own = self._as_typed(reading.words[span.first : span.last])
        found = _distinct((*own, *asked.ways[number]))  # "1000 dage" is also what it says
        return tuple(map(_said_of_age, found)) if len(word.word) <= _AGE_DIGITS else found

    def _as_typed(self, run: tuple[Typed, ...]) -> tuple[Way, ...]:
        """Words beside each other, as they were typed."""
        groups = tuple(self.ways.forms(word) for word in run)
        shown = " ".join(word.text for word in run)
        return (Way(PHRASE, 1.0, SAME_WORD, shown, groups),) if all(groups) else ()

    def _quoted(self, phrase: tuple[Typed, ...]) -> Concept:
        """Words in quotes: beside each other, the last perhaps as the end of a compound.

        What the editors' relations and the vocabularies say of the whole phrase holds too.
        """
        groups = [self.ways.forms(word) for word in phrase]
        if self.parts.compounds:
            groups[-1] += self.ways.inside(phrase[-1].stem, groups[-1])
        shown = " ".join(word.text for word in phrase)
        kind = TYPED if len(groups) == 1 else PHRASE
        ways = [Way(kind, 1.0, SAME_WORD, shown, tuple(groups))] if all(groups) else []
        stems = tuple(word.stem for word in phrase)
        if self.parts.relations:
            related = self.words.relations.get(stems, ())
            ways += self.ways.relations(one for one in related if one.match == SAME)
        if self.parts.terms:
            named = self.namings.get(stems, ())
            ways += self._named(self._fitting(named, tuple(word.word for word in phrase)))
        return Concept(shown, _distinct(ways), required=True)

    def excluded(self, phrase: tuple[Typed, ...]) -> Way | None:
        """What a minus takes away: the word in any form, or the words beside each other."""
        groups = tuple(self.ways.forms(word) for word in phrase)
        if not all(groups):
            return None
        return Way(WORDS if len(groups) == 1 else PHRASE, 1.0, SAME_WORD, "", groups)

    # --- Runs of words that name something ------------------------------------------------------

    def _named_runs(self, reading: Reading) -> Iterator[tuple[Span, tuple[Way, ...], bool]]:
        """(words, ways, narrowing) of every run that relations or vocabularies know."""
        if self.parts.relations:
            for span, known in names.known_runs(reading.stems, self.words.relations):
                typed = reading.folded[span.first : span.last]
                meant = (one for one in known if not self.words.other_words(typed, one.of))
                related = self.ways.relations(meant)
                if related:
                    yield span, related, False
        if not self.parts.terms:
            return
        for span, low, high in names.ages(reading.folded, reading.stems, self.words):
            named = names.terms_of_age(self.vocabularies, low, high)
            yield span, tuple(self._term(one, c.AGE * share, SAME) for one, share in named), True
        yield from self._named_spans(reading)

    def _named_spans(self, reading: Reading) -> Iterator[tuple[Span, tuple[Way, ...], bool]]:
        """Runs of words that name terms; of runs that name places the longest only."""
        folded, placed = reading.folded, set[int]()
        for span, namings in names.known_runs(reading.stems, self.namings):
            inside = range(span.first, span.last)
            fitting = self._fitting(namings, folded[span.first : span.last])
            # "Region Sjælland" is not the island too, and "på vejen" is in no municipality.
            if placed.issuperset(inside) or not names_a_place(reading, span, self.words):
                fitting = tuple(naming for naming in fitting if not naming.place)
            if not fitting:
                continue
            place = any(naming.place for naming in fitting)
            if place:
                placed.update(inside)
            yield span, self._named(fitting), place

    def _fitting(self, namings: Iterable[Naming], folded: tuple[str, ...]) -> tuple[Naming, ...]:
        return tuple(
            one
            for one in namings
            if one.fits(folded) and not self.words.other_words(folded, one.words)
        )

    def _named(self, namings: tuple[Naming, ...]) -> tuple[Way, ...]:
        ways = tuple(
            self._term(naming, c.TERM, SAME_WORD)
            if naming.exact
            else self._term(naming, c.AREA, NARROWER)
            if naming.part
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

    def _term(self, naming: Naming, weight: float, way: MatchType) -> Way:
        return Way(TERM, weight, way, naming.label, term=(naming.facet, naming.term))

    def _joins(self, reading: Reading) -> Iterator[tuple[Span, tuple[Way, ...]]]:
        """Neighbours that the catalogue writes as one word: mødre gruppe, get 2 sport."""
        folded = reading.folded
        for size in range(2, _LONGEST_JOIN + 1):
            for first in range(len(folded) - size + 1):
                run = folded[first : first + size]
                if all(word.small for word in reading.words[first : first + size]):
                    continue
                found = self.ways.joined(run)
                if found:
                    shown = " ".join(word.text for word in reading.words[first : first + size])
                    yield (
                        Span(first, first + size),
                        (Way(WORDS, c.JOINED, INFLECTION, shown, (found,)),),
                    )


def make_expander(
    lexicon: Lexicon, words: Words, vocabularies: Vocabularies, parts: Parts = ALL_PARTS
) -> Expander:
    """An expander over a catalogue's words."""
    return Expander(
        lexicon=lexicon,
        words=words,
        vocabularies=vocabularies,
        namings=names.term_names(vocabularies, words),
        nationwide=names.nationwide_terms(vocabularies),
        ways=WordWays(lexicon, words, parts),
        parts=parts,
    )


def _said_of_age(way: Way) -> Way:
    """A way to an asked age: a text that says the very years is less than being for them."""
    return way if way.kind == TERM else replace(way, weight=way.weight * c.AGE_SAID)


def _distinct(ways: Iterable[Way]) -> tuple[Way, ...]:
    """Each way once: the same term may be named by a word and by the words around it."""
    found: dict[object, Way] = {}
    for way in ways:
        key = way.term if way.kind == TERM else (way.kind, way.match, way.groups)
        if key not in found or found[key].weight < way.weight:
            found[key] = way
    return tuple(found.values())
