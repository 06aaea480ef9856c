"""What runs of words say, while a query's concepts are put together."""

from dataclasses import replace

from search.language.names import Span
from search.language.word_lists import Stems
from search.understanding.reading import Reading, Typed
from search.values.ways import Way


class SpanClaims:
    """What runs of words say in a query; lives only inside `Expander.concepts`.

    A run that the editors' relations or the vocabularies know says what its words do not ("uden
    arbejde" is no "arbejde"): it is asked for by itself, and its words tell little beside it.
    """

    def __init__(self, reading: Reading) -> None:
        self.words = list(reading.words)
        self.ways: list[list[Way]] = [[] for _ in reading.words]
        self.named: dict[Stems, tuple[Span, list[Way]]] = {}
        self.narrowing = [False] * len(reading.words)
        self.ages: dict[int, Span] = {}
        self.carried: set[int] = set()
        self.silent: set[int] = set()

    def add(self, span: Span, found: tuple[Way, ...], narrows: bool) -> None:  # noqa: FBT001
        """Give a run's ways to its words; an age in numbers is one thing, told by its first."""
        inside = range(span.first, span.last)
        numbers = [n for n in inside if self.words[n].word.isdigit()]
        members = [n for n in inside if not self.words[n].small]
        if narrows and numbers and not found:  # an age that no term is for: no word to look for
            self.silent |= set(inside)
            return
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

    def name(self, span: Span, found: tuple[Way, ...], narrows: bool) -> None:  # noqa: FBT001
        """Take a run that is known; what narrows, and a single word, adds to its words instead."""
        inside = range(span.first, span.last)
        telling = [n for n in inside if not self.words[n].small]
        if narrows or len(inside) == 1 or not telling or any(n in self.ages for n in telling):
            self.add(span, found, narrows)
            return
        stems = tuple(self.words[n].stem for n in inside)
        first, ways = self.named.setdefault(stems, (span, []))
        if first == span:  # said twice, asked once
            ways.extend(found)
        for number in inside:
            self.words[number] = replace(self.words[number], general=True)

    def beginning_at(self, number: int) -> list[tuple[Span, list[Way]]]:
        """The named runs that begin with a word (by its number in the query)."""
        return [one for one in self.named.values() if one[0].first == number]

    def word(self, number: int) -> Typed:
        """A word of the query, general where a named run tells what it is about."""
        return self.words[number]

    def is_age(self, number: int) -> bool:
        """Whether a word (by its number in the query) belongs to an age in numbers."""
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
