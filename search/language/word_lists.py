"""The words an editor adds: relations between words, irregular forms, words that find nothing.

Read from `catalogue/words/*.yaml`; every file says in Danish, on top, how to add a word.
A fault in one relation leaves that relation out and nothing else.
"""

import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache, lru_cache, partial
from pathlib import Path
from types import MappingProxyType

from catalogue.files.front_matter import Node, parse_yaml, read_text
from catalogue.files.plain import list_folder, shown_name
from catalogue.model.faults import Fault, make
from search.language import danish
from search.language.danish import Stemmer, make_stemmer
from search.language.dictionary import open_dictionary
from search.language.remembered import Remembered
from search.values.ways import MatchType

WORDS_COPY = "words"  # the folder beside an index with the lists it was built with
DEFAULT_WORDS = Path(__file__).parents[2] / "catalogue" / "words"

SAME, NARROWER, RELATED = MatchType.SYNONYM, MatchType.NARROWER, MatchType.RELATED
_MAX_PHRASE = 6
# Endings that make another word of the same meaning.
_ENDINGS = (
    "", "s", "e", "en", "et", "er", "ene", "erne", "n", "t", "r", "ne", "ere", "est", "ens", "ets",
    "ers", "enes", "ernes", "ede", "te", "es",
)  # fmt: skip
_MADE_OF_IT = ("hed", "ning", "else", "eri")
_OF = frozenset({"af"})  # a number of something
Stems = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Relation:
    """What a word leads to.

    Attributes:
        match: synonym, narrower or related.
        words: the folded words to look for.
        shown: the same as written.
        of: the folded words that lead there.
    """

    match: MatchType
    words: tuple[str, ...]
    shown: str
    of: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Words:
    """The catalogue's own knowledge of words; `Words()` knows none and still works.

    Attributes:
        relations: stems of a word or phrase → what it leads to, strongest first.
        ages: stems of a word or phrase → span of years, both included.
        stop: folded words that find nothing by themselves.
        questions: folded words that belong to asking.
        general: stems of words that tell little of a topic, whole sentences' verbs above all.
        quantities: stems of words that tell little where they say how many: en gruppe unge.
        areas: stems of a part of the country's name → its folded words, and labels of its places.
        also_words: folded names of places that are everyday words too; `mostly_words`: even after
            what stands before places ("i vejen").
        short_parts: folded words of two or three letters that may be part of a compound.
        never_parts: folded letters that look like a part and are none.
        whole: stems of compounds that mean something of their own, and lead from no part.
    """

    stemmer: Stemmer = field(default_factory=make_stemmer)
    relations: Mapping[Stems, tuple[Relation, ...]] = field(
        default_factory=lambda: MappingProxyType({})
    )
    ages: Mapping[Stems, tuple[int, int]] = field(default_factory=lambda: MappingProxyType({}))
    stop: frozenset[str] = frozenset()
    questions: frozenset[str] = frozenset()
    general: frozenset[str] = frozenset()
    quantities: frozenset[str] = frozenset()
    areas: Mapping[Stems, tuple[Stems, tuple[str, ...]]] = field(
        default_factory=lambda: MappingProxyType({})
    )
    also_words: frozenset[str] = frozenset()
    mostly_words: frozenset[str] = frozenset()
    short_parts: frozenset[str] = frozenset()
    never_parts: frozenset[str] = frozenset()
    whole: frozenset[str] = frozenset()

    def stems(self, text: str) -> Stems:
        """A word or phrase as the stems of its words."""
        return tuple(self.stemmer.stem(word) for word in danish.words(text))

    def knowing(self, stems: Mapping[str, str]) -> "Words":
        """The same words with the stems of others, which need not be worked out again."""
        return replace(self, stemmer=self.stemmer.knowing(stems))

    def apart(self, folded: str, other: str) -> bool:
        """Two folded words of one stem are two words: bil and billig, not barn and børn.

        What editors list as forms of one word are, and so is what one makes of it (ensomhed).
        """
        if self.stemmer.is_irregular(folded) or self.stemmer.is_irregular(other):
            return False
        short, long = sorted((folded, other), key=len)
        if any(long.startswith(short + ending) for ending in _MADE_OF_IT):
            return False
        return open_dictionary().apart(folded, other)

    def other_words(self, typed: tuple[str, ...], known: tuple[str, ...]) -> bool:
        """Typed words of the same stems as some known ones are others: hund is not Hundige."""
        return any(
            self.apart(one, other) or _grown(one, other)
            for one, other in zip(typed, known, strict=True)
        )

    def remembering(self, stems: Remembered) -> "Words":
        """The same words, whose stems are worked out once and remembered."""
        return self.knowing(_RememberedStems(stems, self.stemmer.stem))

    def says_how_many(self, stem: str, after: str) -> bool:
        """A word by its stem tells little but a number of what follows it: en gruppe (af) unge."""
        return (
            stem in self.quantities and after != "" and (after in _OF or not self.is_small(after))
        )

    def is_small(self, word: str) -> bool:
        """A folded word that says nothing of the topic."""
        return word in self.stop or word in self.questions


def _grown(typed: str, known: str) -> bool:
    """A Danish word, and a name that begins like it and is no form of it."""
    dictionary = open_dictionary()
    if known == typed or dictionary.has(known) or not dictionary.has(typed):
        return False
    shared = next((n for n, (a, b) in enumerate(zip(typed, known, strict=False)) if a != b), None)
    return known[min(len(typed), len(known)) if shared is None else shared :] not in _ENDINGS


class _RememberedStems(Mapping[str, str]):
    """Every word's stem, by a stemmer that remembers."""

    def __init__(self, stems: Remembered, work: Callable[[str], str]) -> None:
        self._stems, self._work = stems, work

    def __getitem__(self, word: str) -> str:
        return str(self._stems.get(word, self._work))

    def get(self, word: str, _: object = None) -> str:
        found: str = self._stems.get(word, self._work)
        return found

    def __iter__(self) -> Iterator[str]:
        return iter(())

    def __len__(self) -> int:
        return 0


def load_words(folder: Path) -> tuple[Words, tuple[Fault, ...]]:
    """All word files of a folder as one value, with the faults of those that can't be used.

    Args:
        folder: holds `*.yaml`; a missing or empty folder gives no words and no faults.
    """
    listed, reason = list_folder(folder) if os.path.lexists(folder) else ((), "")
    unread = [make("kan-ikke-laeses", folder.name, reason=reason)] if reason else []
    texts: list[tuple[str, str]] = []
    for path in (path for path in listed if path.suffix == ".yaml"):
        name = f"{folder.name}/{shown_name(path)}"
        text, wrong = read_text(path, name)
        unread += wrong
        if text is not None:
            texts.append((name, text))
    words, faults = _of_texts(tuple(texts))
    return words, (*unread, *faults)


@lru_cache(maxsize=2)  # the same lists are read for every generation that is built or opened
def _of_texts(texts: tuple[tuple[str, str], ...]) -> tuple[Words, tuple[Fault, ...]]:
    """What files say by name and text."""
    faults: list[Fault] = []
    sections: dict[str, list[tuple[str, Node]]] = {}
    for name, text in texts:
        fields, found = parse_yaml(text, name)
        faults += found
        for key, node in (fields or {}).items():
            sections.setdefault(key, []).append((name, node))
    reader = _Sections(sections, faults)
    stemmer = make_stemmer(reader.groups("boejninger"), reader.groups("adskilt"))
    words = Words(
        stemmer=stemmer,
        relations=_relations(reader, stemmer),
        ages=_ages(reader, stemmer),
        stop=reader.folded("smaaord"),
        questions=reader.folded("spoergeord"),
        general=frozenset(map(stemmer.stem, reader.folded("almindelige"))),
        quantities=frozenset(map(stemmer.stem, reader.folded("maengder"))),
        areas=_areas(reader, stemmer),
        also_words=reader.folded("ogsaa_ord"),
        mostly_words=reader.folded("oftest_ord"),
        short_parts=reader.folded("korte"),
        never_parts=reader.folded("aldrig"),
        whole=frozenset(map(stemmer.stem, reader.folded("hele"))),
    )
    reader.unknown()
    return words, tuple(faults)


def _texts(node: Node) -> tuple[str, ...]:
    """The strings of a list; a lone string is a list of one; blanks are left out."""
    found = (child.text for child in node.items or (node,))
    return tuple(text for text in found if text.strip())


class _Sections:
    """The files' top-level fields, asked for by name; lives only inside `load_words`."""

    known = frozenset(
        {
            "boejninger",
            "adskilt",
            "alder",
            "forkortelser",
            "smaaord",
            "spoergeord",
            "almindelige",
            "maengder",
            "egne",
            "ogsaa_ord",
            "oftest_ord",
            "korte",
            "aldrig",
            "hele",
        }
        | {"samme", "snaevrere", "beslaegtet", "ensrettet"}
    )

    def __init__(self, sections: dict[str, list[tuple[str, Node]]], faults: list[Fault]) -> None:
        self.sections = sections
        self.faults = faults

    def fault(self, name: str, line: int, reason: str) -> None:
        self.faults.append(make("ordrelation", name, line, reason=reason))

    def unknown(self) -> None:
        for key, places in self.sections.items():
            if key not in self.known:
                name, item = places[0]
                self.fault(name, item.line, f"listen »{key}« kendes ikke")

    def folded(self, key: str) -> frozenset[str]:
        places = self.sections.get(key, [])
        for name, item in places:
            for child in item.items:
                if not child.text.strip():  # a list or a field in it, which would go in silence
                    self.fault(
                        name, child.line, f"i »{key}« skal der kun stå ord med komma imellem"
                    )
        return frozenset(danish.fold(text) for _, item in places for text in _texts(item)) - {""}

    def groups(self, key: str) -> tuple[tuple[str, ...], ...]:
        """Lists of words that belong together; fewer than two is a fault."""
        found = []
        for name, item in self.sections.get(key, []):
            for child in item.items:
                group = self._usable(name, child)
                if len(group) > 1:
                    found.append(group)
        return tuple(found)

    def _usable(self, name: str, item: Node) -> tuple[str, ...]:
        group = tuple(text for text in _texts(item) if self._fits(name, item.line, text))
        if len(_texts(item)) < 2:
            self.fault(name, item.line, "der skal stå mindst to ord på linjen")
        return group

    def _fits(self, name: str, line: int, text: str) -> bool:
        if 0 < len(danish.words(text)) <= _MAX_PHRASE:
            return True
        self.fault(name, line, f"»{text}« skal være et til {_MAX_PHRASE} ord")
        return False

    def directed(self, key: str) -> Iterator[tuple[str, tuple[str, ...], str, int]]:
        """(word, what it leads to, file, line) of each line in a list of word: [words]."""
        for name, item in self.sections.get(key, []):
            for word, value in item.parts.items():
                targets = tuple(t for t in _texts(value) if self._fits(name, value.line, t))
                if not targets or not danish.words(word):
                    self.fault(name, value.line, f"»{word}« fører ikke nogen steder hen")
                else:
                    yield word, targets, name, value.line


def _relations(reader: _Sections, stemmer: Stemmer) -> Mapping[Stems, tuple[Relation, ...]]:
    found: dict[Stems, dict[Stems, Relation]] = {}
    # A group of five words makes twenty pairs of them: each word is read once.
    key_of, folded = cache(partial(_key, stemmer=stemmer)), cache(danish.words)
    for word, way, target in _pairs(reader):
        key, aim = key_of(word), key_of(target)
        if key != aim:  # the strongest kind comes first and stays
            relation = Relation(way, folded(target), target, folded(word))
            found.setdefault(key, {}).setdefault(aim, relation)
    return MappingProxyType({key: tuple(aims.values()) for key, aims in found.items()})


def _pairs(reader: _Sections) -> Iterator[tuple[str, MatchType, str]]:
    """(word, way, what it leads to), the strongest kind first."""
    for group in reader.groups("samme"):
        yield from _mutual(group, SAME)
    for word, targets, _, _ in reader.directed("forkortelser"):
        yield from _mutual((word, *targets), SAME)
    for section, way in (("ensrettet", SAME), ("snaevrere", NARROWER)):
        for word, targets, _, _ in reader.directed(section):
            yield from ((word, way, target) for target in targets)
    for group in reader.groups("beslaegtet"):
        yield from _mutual(group, RELATED)


def _mutual(group: tuple[str, ...], way: MatchType) -> Iterator[tuple[str, MatchType, str]]:
    return ((word, way, other) for word in group for other in group)


def _ages(reader: _Sections, stemmer: Stemmer) -> Mapping[Stems, tuple[int, int]]:
    found = {}
    for word, span, name, line in reader.directed("alder"):
        if len(span) == 2 and all(text.strip().isdecimal() for text in span):
            found[_key(word, stemmer)] = (int(span[0]), int(span[1]))
        else:
            reader.fault(name, line, f"»{word}« skal have to tal: fra og til og med")
    return MappingProxyType(found)


def _areas(reader: _Sections, stemmer: Stemmer) -> Mapping[Stems, tuple[Stems, tuple[str, ...]]]:
    return MappingProxyType(
        {
            _key(area, stemmer): (danish.words(area), places)
            for area, places, _, _ in reader.directed("egne")
        }
    )


def _key(text: str, stemmer: Stemmer) -> Stems:
    return tuple(stemmer.stem(word) for word in danish.words(text))


def read_words(folder: Path) -> Words:
    """The words that an index was built with, so that questions are read as the texts were."""
    return load_words(folder / WORDS_COPY)[0]
