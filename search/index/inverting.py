"""All that knows Whoosh: its text field inverts the texts that are new, word by word.

What Whoosh's own writer would put on a disk is taken as the field gives it, and
`search.index.pieces` keeps it. Nothing of it is written by Whoosh, so no pickle is ever read from
a file. See docs/decisions/0002-whoosh-ranks-and-who-counts.md.
"""

from collections.abc import Iterable, Iterator, Sequence

from whoosh.analysis import Analyzer
from whoosh.analysis import Token as WhooshToken
from whoosh.fields import TEXT
from whoosh.formats import Positions

from search.language.danish import Cut, cut, joined_words

Row = tuple[str, Sequence[int]]  # a word and its positions in a text


class DanishAnalyzer(Analyzer):  # type: ignore[misc]
    """Our words as Whoosh tokens: as written, folded; joined words at their first word's place."""

    def __call__(
        self, value: str, *, positions: bool = False, **_: object
    ) -> Iterator[WhooshToken]:
        """The words of a text in order; Whoosh says by name what else it would like to know."""
        # Whoosh lets one token object be used again and again, and reads it at once.
        token = WhooshToken(positions=positions)
        for position, word in sorted(_placed(value, cut(value)), key=lambda each: each[0]):
            token.text, token.pos, token.boost, token.stopped = word, position, 1.0, False
            yield token


class _AsFound(Positions):  # type: ignore[misc]
    """Whoosh's positions, handed over: it would pack them for a file that nobody writes.

    Given a text's words instead of the text, which has been cut already.
    """

    def word_values(
        self, value: Iterable[tuple[int, str]], *_: object, **__: object
    ) -> Iterator[tuple[str, int, float, Sequence[int]]]:
        """Each word with how often it stands there, what that weighs, and where."""
        places: dict[str, list[int]] = {}
        for position, word in value:
            places.setdefault(word, []).append(position)
        for word, found in places.items():
            yield (
                word,
                len(found),
                self.field_boost * len(found),
                found if len(found) == 1 else sorted(found),
            )


def _placed(text: str, found: Cut) -> list[tuple[int, str]]:
    """The words of a text with their positions: first those that are written, then joined ones."""
    joined = joined_words(text, found)
    return [*enumerate(found.words), *((position, word) for word, position in joined)]


_FIELD = TEXT(analyzer=DanishAnalyzer(), phrase=True, stored=False)
_FIELD.format = _AsFound()


def invert(text: str, found: Cut) -> list[Row]:
    """Every word of a text with its positions, as Whoosh's field gives them.

    Args:
        text: any.
        found: its words.
    """
    rows = _FIELD.index(_placed(text, found))
    return [(raw.decode("utf-8"), places) for raw, _, _, places in rows]
