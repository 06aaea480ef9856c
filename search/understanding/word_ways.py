"""From one word to the written words it stands for, and along the editors' relations."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from search.index.lexicon import Lexicon
from search.language.compounds import may_be_made_of
from search.language.dictionary import open_dictionary
from search.language.word_lists import NARROWER, RELATED, SAME, Relation, Words
from search.understanding.reading import Typed
from search.values import weights as c
from search.values.switches import Parts
from search.values.ways import (
    COMPOUND,
    INFLECTION,
    PHRASE,
    SAME_WORD,
    SPELLING,
    TOGETHER,
    TYPED,
    WORDS,
    Group,
    MatchType,
    Targets,
    Way,
)

_RELATION_WEIGHTS = {SAME: c.SAME, NARROWER: c.NARROWER, RELATED: c.RELATED}
_LINKS = ("", "s", "e")
_MIN_PREFIX = 5
_MIN_INSIDE = 3  # letters of a run's last word that a joined word's stem must hold


@dataclass(frozen=True, slots=True)
class WordWays:
    """Ways out of single words. Immutable."""

    lexicon: Lexicon
    words: Words
    parts: Parts

    def typed(self, word: Typed) -> tuple[Way, ...]:
        """The word as typed, inflected, in compounds; else as it may have been meant."""
        group = self.forms(word)
        compounds = self.parts.compounds and not word.quantity  # a group of young is no Fædregruppe
        if compounds and not self._stem_is_another(word.word, word.stem):
            group += self.inside(word.stem, group)
            group = group or self._beginning(word)
        weight = c.GENERAL if word.general else 1.0
        ways = [Way(TYPED, weight, SAME_WORD, word.text, (group,))] if group else []
        if compounds and not word.word.isdigit():
            ways += self._split(word)
        return tuple(ways)

    def forms(self, word: Typed, way: MatchType | None = None) -> Group:
        """The word as written in the catalogue, in any form."""
        exact = self.lexicon.number.get(word.word)
        if exact is not None and self._is_written_otherwise(word.text, exact):
            exact = None
        found: Group = () if exact is None else (Targets((exact,), c.EXACT, way or SAME_WORD),)
        if self.parts.stems and not self._stem_is_another(word.word, word.stem):
            others = self.lexicon.forms(word.stem)
            others = tuple(
                number
                for number in others
                if self._is_form(word.word, number)
                and not self._is_written_otherwise(word.text, number)
            )
            if others:
                found += (Targets(others, c.INFLECTED, way or INFLECTION),)
        return found

    def _is_written_otherwise(self, typed: str, number: int) -> bool:
        """Æ and ø that are typed are meant: who pays a "bøde" is not answered with who "boede"."""
        letters, shown = typed.casefold(), self.lexicon.shown[number].casefold()
        return any(
            one in letters and one not in shown and two in shown
            for one, two in (("æ", "ae"), ("ø", "oe"))
        )

    def _is_form(self, folded: str, number: int) -> bool:
        """A written word of the same stem is a form of the typed one, and no other Danish word."""
        return not self.words.apart(folded, self.lexicon.words[number]) and (
            folded != self.lexicon.words[number]
        )

    def _stem_is_another(self, folded: str, stem: str) -> bool:
        """All that is written of a stem is of another word: familieret is nothing of familie."""
        listed = [self.lexicon.words[number] for number in self.lexicon.forms(stem)]
        listed = [form for form in listed if open_dictionary().has(form)]
        return bool(listed) and all(self.words.apart(folded, form) for form in listed)

    def _beginning(self, word: Typed) -> Group:
        """Words that begin with one the catalogue doesn't have by itself."""
        if len(word.stem) < _MIN_PREFIX:
            return ()
        numbers = tuple(
            number
            for number in self.lexicon.beginning(word.stem)
            if may_be_made_of(word.word, self.lexicon.words[number], self.lexicon.splitter)
        )
        return (Targets(numbers, c.PREFIX, COMPOUND),) if numbers else ()

    def _split(self, word: Typed) -> list[Way]:
        """A compound whose parts stand apart in an entry; every part must be there."""
        pieces = self.lexicon.split(word.word)
        if len(pieces) < 2:
            return []
        groups = tuple(self._all_of(self.words.stemmer.stem(piece)) for piece in pieces)
        if not all(groups):
            return []
        written = self.lexicon.knows(word.word, word.stem)
        weight = c.SPLIT_WRITTEN if written else c.SPLIT
        ways = [Way(TOGETHER, weight, COMPOUND, word.text, groups)]
        if written:
            # The part that fewest entries have tells most of what the whole is about.
            ways.append(
                Way(WORDS, c.ONE_PART, COMPOUND, word.text, (min(groups, key=self._spread),))
            )
        else:
            # Nobody writes the whole: a barselscafé is a café, and it is for people on barsel.
            ways += [Way(WORDS, c.UNKNOWN_PART, COMPOUND, word.text, (group,)) for group in groups]
        return ways

    def _spread(self, group: Group) -> int:
        documents = self.lexicon.documents
        return sum(documents[number] for run in group for number in run.numbers)

    def _all_of(self, stem: str) -> Group:
        """A part wherever it stands: alone, or inside another compound."""
        numbers = self.lexicon.forms(stem)
        alone: Group = (Targets(numbers, c.INFLECTED, COMPOUND),) if numbers else ()
        return alone + self.inside(stem, alone)

    def inside(self, stem: str, but: Group) -> Group:
        """Compounds that a stem is a part of, but for those of a group."""
        numbers = self.lexicon.compounds(stem)
        for run in but:
            if not set(run.numbers).isdisjoint(numbers):
                numbers = tuple(number for number in numbers if number not in run.numbers)
        return (Targets(numbers, c.PART, COMPOUND),) if numbers else ()

    def relations(self, related: Iterable[Relation]) -> tuple[Way, ...]:
        """Ways along the editors' relations; those of a kind together, so many don't add up."""
        alone: dict[MatchType, dict[int, float]] = {}
        found: list[Way] = []
        shown: dict[MatchType, list[str]] = {}
        for relation in list(related)[: c.MAX_RELATIONS]:
            groups = tuple(self._related(word, relation.match) for word in relation.words)
            if not all(groups):
                continue
            if len(groups) == 1:
                shown.setdefault(relation.match, []).append(relation.shown)
                factors = alone.setdefault(relation.match, {})
                for run in groups[0]:
                    for number in run.numbers:
                        factors.setdefault(number, run.factor)
            else:
                weight = _RELATION_WEIGHTS[relation.match]
                found.append(Way(PHRASE, weight, relation.match, relation.shown, groups))
        for way, factors in alone.items():
            label = ", ".join(shown[way])
            found.append(Way(WORDS, _RELATION_WEIGHTS[way], way, label, (_grouped(factors, way),)))
        return tuple(found)

    def _related(self, word: str, way: MatchType) -> Group:
        stem = self.words.stemmer.stem(word)
        return self.forms(Typed(word, word, stem, small=False), way)

    def joined(self, run: tuple[str, ...]) -> Group:
        """The word that neighbours make together, over a linking letter if need be."""
        for link in _LINKS if len(run) == 2 and not any(map(str.isdigit, run)) else ("",):
            # Endings differ, beginnings do not: most runs are no word, and that is told unstemmed.
            if not self.lexicon.begins(link.join((*run[:-1], run[-1][:1]))):
                continue
            word = link.join(run)
            stem = self.words.stemmer.stem(word)
            # A stem that ends before the last word is another's: "for piger" is no "forpligter".
            inside = len(stem) >= len(word) - len(run[-1]) + _MIN_INSIDE
            if word in self.lexicon.number or (inside and self.lexicon.knows(word, stem)):
                return self.forms(Typed(word, word, stem, small=False), INFLECTION)
        return ()


def _grouped(factors: Mapping[int, float], way: MatchType) -> Group:
    """Numbers with the same factor together, the strongest first."""
    runs: dict[float, list[int]] = {}
    for number, factor in factors.items():
        runs.setdefault(factor, []).append(number)
    return tuple(Targets(tuple(runs[factor]), factor, way) for factor in sorted(runs, reverse=True))


def corrected(way: Way) -> Way:
    """A way of a corrected word: the same, told as spelling, and weighing a little less."""
    groups = tuple(
        tuple(Targets(run.numbers, run.factor, SPELLING) for run in group) for group in way.groups
    )
    return Way(way.kind, way.weight * c.SPELLED, SPELLING, way.shown, groups, way.term)
