"""Controlled vocabularies as values: the words that entries are marked with.

A vocabulary is a YAML file with a key, a label, its terms in order, and settings
that decide how pages and search treat it. No code names a vocabulary, so a new
file is a new facet. What a file may say is listed in `catalogue.files.vocabulary_settings`.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property


class Role(StrEnum):
    """What pages and rules use a vocabulary for, by the word that its file has for it."""

    MATRIX = "matrix"
    PLACES = "kort"
    ARENAS = "arenaer"
    KNOWLEDGE = "viden"
    KIND = "slags"
    FACT = "fakta"
    DECISION = "beslutning"
    TOPICS = "emne"
    GROUPS = "mappe"
    PRICES = "pris"


@dataclass(frozen=True, slots=True)
class TermSettings:
    """What a file says of a term beyond its name, so that no code knows it by its key.

    Attributes:
        short: the label where there is little room; "" for the label itself.
        in_sentence: the label inside a sentence; "" for the label itself.
        phrase: how the term reads in a sentence in place of its vocabulary's phrase; "" for that.
        strength: how strong this kind of knowledge is, 4 to 1; None for by its place.
        carries: the strongest term of the knowledge that a figure of this kind can carry.
        effect: a figure of this kind is a measured effect.
        ages: the youngest and the oldest that are meant, in years.
        arena: it stands on the front page.
        nationwide: it holds for every place, and is counted apart from them.
        region: the part of the country that the place lies in.
        code: the place's number in official registers.
        group: the heading that the term stands under.
        examples: what people say who mean it; searched, never shown.
        empty: it is known that no entry has it.
        amounts: kroner that a price of this term begins at and stays below.
        unit: what those kroner pay for, one of `catalogue.model.kinds.UNITS`.
    """

    short: str = ""
    in_sentence: str = ""
    phrase: str = ""
    strength: int | None = None
    carries: str = ""
    effect: bool = False
    ages: tuple[int, int] | None = None
    arena: bool = False
    nationwide: bool = False
    region: str = ""
    code: str = ""
    group: str = ""
    examples: tuple[str, ...] = ()
    empty: bool = False
    amounts: tuple[int, int] | None = None
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Term:
    """One word of a vocabulary."""

    key: str
    label: str
    explanation: str = ""
    synonyms: tuple[str, ...] = ()
    source: str = ""
    source_url: str = ""
    settings: TermSettings = field(default_factory=TermSettings)

    @property
    def short_label(self) -> str:
        """The label for narrow places; the whole one where there is no shorter."""
        return self.settings.short or self.label


@dataclass(frozen=True)
class Vocabulary:
    """A list of terms and how it behaves.

    Attributes:
        key: file name, front matter field, query parameter and JSON key in one.
        facet: offered as a filter; otherwise only a list that entries draw on.
        many: an entry may carry several terms.
        required: an entry must carry at least one term.
        order: place among the other vocabularies on a page, lowest first.
        show_zeros: terms without entries are listed (they explain) or hidden (they clutter).
        open: the facet is unfolded when the page opens.
        filter_field: the list is long enough to want a field that narrows it.
        ranked: the order of the terms is a ranking, the strongest first.
        graded: an entry says of each of its terms how well it fits, 3 to 1.
        roles: pages and rules that make special use of it.
        default: the term of an entry that names none.
        definite: the label as a sentence has it ("målgruppen"), "" for the label itself.
        proper_names: the terms are names and keep their capital inside a sentence.
        phrase: how chosen terms read in a sentence, with `{lille}` for them in lower case or
            `{navn}` or `{citat}` as they stand, bare or quoted ("for {lille}"); "" for the
            general wording.
        question: how "ligner min situation" asks for it ("Hvem drejer det sig om?"); "" when it
            does not.
    """

    key: str
    label: str
    explanation: str = ""
    facet: bool = False
    many: bool = True
    required: bool = False
    order: int = 100
    show_zeros: bool = False
    open: bool = False
    filter_field: bool = False
    ranked: bool = False
    graded: bool = False
    roles: tuple[Role, ...] = ()  # in order, not a set: a generation is named by its content
    default: str | None = None
    phrase: str = ""
    question: str = ""
    terms: tuple[Term, ...] = ()
    definite: str = ""
    proper_names: bool = False

    def term(self, key: str) -> Term | None:
        """The term with this key, or None."""
        return self._by_key.get(key)

    @cached_property
    def _by_key(self) -> Mapping[str, Term]:
        # The first of two terms with one key, until the checker has told of it.
        return {term.key: term for term in reversed(self.terms)}

    def keys(self) -> tuple[str, ...]:
        """The terms' keys, in order."""
        return self._keys

    @cached_property
    def _keys(self) -> tuple[str, ...]:
        return tuple(term.key for term in self.terms)

    @cached_property
    def labels(self) -> tuple[str, ...]:
        """The terms' labels, in order."""
        return tuple(term.label for term in self.terms)

    def sorted_keys(self, keys: Iterator[str] | tuple[str, ...] | set[str]) -> tuple[str, ...]:
        """Those of `keys` that the vocabulary knows, in its own order, once each."""
        wanted = set(keys)
        return tuple(term.key for term in self.terms if term.key in wanted)


@dataclass(frozen=True)
class Vocabularies:
    """All vocabularies of a catalogue, in page order."""

    all: tuple[Vocabulary, ...]

    def __iter__(self) -> Iterator[Vocabulary]:
        return iter(self.all)

    def get(self, key: str) -> Vocabulary | None:
        """The vocabulary of a key, or None."""
        return self._by_key.get(key)

    def __getitem__(self, key: str) -> Vocabulary:
        vocabulary = self.get(key)
        if vocabulary is None:
            raise KeyError(key)
        return vocabulary

    def __contains__(self, key: object) -> bool:
        return key in self._by_key

    @cached_property
    def _by_key(self) -> Mapping[str, Vocabulary]:
        return {vocabulary.key: vocabulary for vocabulary in reversed(self.all)}

    @cached_property
    def facets(self) -> tuple[Vocabulary, ...]:
        """Those that are offered as filters, in the order of the page."""
        return tuple(vocabulary for vocabulary in self.all if vocabulary.facet)

    def with_role(self, role: Role) -> tuple[Vocabulary, ...]:
        """Those that have a role, in order."""
        return tuple(vocabulary for vocabulary in self.all if role in vocabulary.roles)

    def first_with(self, role: Role) -> Vocabulary | None:
        """The vocabulary that plays a part which only one can play."""
        return next(iter(self.with_role(role)), None)

    def label(self, vocabulary: str, key: str) -> str:
        """The label of a term; the key itself where the term is unknown."""
        found = self.get(vocabulary)
        term = found.term(key) if found else None
        return term.label if term else key
