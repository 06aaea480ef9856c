"""From typed text to what is meant: quoted phrases, exclusions, words, and what the words name.

Nothing here looks at postings; `search.understanding.expansion` turns words into ways to
written words.
"""

import re
from dataclasses import dataclass, replace

from search.language.danish import Token, tokens
from search.language.names import Span
from search.language.word_lists import Stems, Words
from search.understanding.spoken_ages import in_digits
from search.values.weights import MAX_WORDS

_QUOTED = re.compile(r'(?<!\S)(-?)["“”„»«]([^"“”„»«]+)["“”„»«]')
_OR_MORE = re.compile(r"(?<!\S)(\d{1,2})\+(?!\S)")  # "65+" is "over 65"
_SHORT = re.compile(r"[0-9]{1,3}")  # a longer number is a year or a place's
_IN_ONE = re.compile(r"(?<!\S)(\d)[- ]i[- ](\d)(?!\S)", re.IGNORECASE)  # "3-i-1" is "3i1"
_BEGINS = re.compile(r"(^|[.!?:])\W*$")
_BEFORE_PLACES = (("i",), ("fra",))
_MUNICIPALITY = re.compile(r"kommunes?")
_MINUS = re.compile(r"(?<!\S)[-−–]([^\W\d_]\S*)")


@dataclass(frozen=True, slots=True)
class Typed:
    """A word of the query: as typed, folded, its stem.

    `small` says nothing by itself, `general` says little of a topic; `as_name` has a capital
    letter where no sentence begins; `quantity` only says how many.
    """

    text: str
    word: str
    stem: str
    small: bool
    general: bool = False
    as_name: bool = False
    quantity: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """A query's text taken apart.

    Attributes:
        words: in order, small words included (they are part of names and phrases).
        phrases: quoted text, each as typed words.
        excluded: words and phrases after a minus.
        ignored: words past the limit, as typed.
    """

    words: tuple[Typed, ...]
    phrases: tuple[tuple[Typed, ...], ...] = ()
    excluded: tuple[tuple[Typed, ...], ...] = ()
    ignored: tuple[str, ...] = ()

    @property
    def stems(self) -> Stems:
        """The words' stems, one for each word number."""
        return tuple(word.stem for word in self.words)

    @property
    def folded(self) -> tuple[str, ...]:
        """The folded words, one for each word number."""
        return tuple(word.word for word in self.words)


def read_question(text: str, words: Words) -> Reading:
    """Take a query's text apart. Any text is readable; quotes that don't pair are nothing.

    Args:
        text: cleaned (`search.values.query.clean_text`).
        words: the editors' words, for stems and small words.
    """
    phrases: list[tuple[Typed, ...]] = []
    excluded: list[tuple[Typed, ...]] = []

    def quoted(match: re.Match[str]) -> str:
        found = typed(match.group(2), words)
        if found:
            (excluded if match.group(1) else phrases).append(found)
        return " "

    def minus(match: re.Match[str]) -> str:
        found = typed(match.group(1), words)
        if found:
            excluded.append(found)
        return " "

    rest = _OR_MORE.sub(r"over \1", _MINUS.sub(minus, _QUOTED.sub(quoted, text)))
    rest = in_digits(_IN_ONE.sub(r"\1i\2", rest), words.is_small)
    found = tokens(rest)
    return Reading(
        words=_counted(tuple(_typed(token, rest, words) for token in found[:MAX_WORDS]), words),
        phrases=tuple(phrases[:MAX_WORDS]),
        excluded=tuple(excluded[:MAX_WORDS]),
        ignored=tuple(rest[token.start : token.end] for token in found[MAX_WORDS:]),
    )


def _counted(found: tuple[Typed, ...], words: Words) -> tuple[Typed, ...]:
    """The same words, those that only say how many as general: "en gruppe unge", "180 boliger"."""
    after = (*(word.word for word in found[1:]), "")
    return tuple(
        replace(word, general=True, quantity=True)
        if words.says_how_many(word.stem, next_) or (len(found) > 1 and _SHORT.fullmatch(word.word))
        else word
        for word, next_ in zip(found, after, strict=False)
    )


def unquoted(text: str) -> str:
    """The text with its phrases as plain words; what a minus takes away stays taken away."""
    return _QUOTED.sub(lambda found: found.group() if found.group(1) else found.group(2), text)


def typed(text: str, words: Words) -> tuple[Typed, ...]:
    """The words of a text as typed words."""
    return tuple(_typed(token, text, words) for token in tokens(text)[:MAX_WORDS])


def _typed(token: Token, text: str, words: Words) -> Typed:
    stem = words.stemmer.stem(token.word)
    written = text[token.start : token.end]
    capital = written[0].isupper() and not text.isupper()
    return Typed(
        text=written,
        word=token.word,
        stem=stem,
        small=words.is_small(token.word) or (len(token.word) == 1 and not token.word.isdigit()),
        general=stem in words.general,
        as_name=capital and not _BEGINS.search(text[: token.start]),
    )


def names_a_place(reading: Reading, span: Span, words: Words) -> bool:
    """A run of words that is called like a place is the place, and not an everyday word.

    "vejen" is Vejen where it is written as a name, alone or before "kommune"; a rarer word also
    where one stands that stands before places: "unge i skive", but "en skive brød".
    """
    run = reading.words[span.first : span.last]
    called = {run[0].word, run[0].word.removesuffix("s")}
    mostly = not called.isdisjoint(words.mostly_words)
    if len(run) > 1 or run[0].as_name or not (mostly or called & words.also_words):
        return True
    after = reading.folded[span.last : span.last + 1]
    if len(reading.words) == 1 or any(map(_MUNICIPALITY.fullmatch, after)):
        return True
    return not mostly and reading.folded[: span.first][-1:] in _BEFORE_PLACES
