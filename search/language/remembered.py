"""What one build works out about single words, texts and entries, remembered for the next.

Each answer follows from its question alone (and from what the file is said to be `of`), so a
remembered one is as good as a new one. A file that is missing, damaged or of something else
answers nothing, and all is worked out again.
"""

import hashlib
import json
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, Protocol, TypeVar

import numpy as np

from catalogue.files.replacing import replace_file

_T = TypeVar("_T")
Numbers = np.ndarray[Any, np.dtype[np.int32]]
_STALE = 4  # times as many answers as are asked for
_WORTH = 0.02  # share of new answers from which they are worth writing


class Remembered:
    """Answers by their questions. When most of them are asked for no longer, those go."""

    def __init__(self, folder: Path | None, name: str, of: str = "") -> None:
        """Read what is remembered.

        Args:
            folder: where it is kept; None keeps nothing.
            name: what kind of answers.
            of: what else the answers depend on.
        """
        self._path = folder / f"{name}.json" if folder is not None else None
        self._of = of
        self._kept = self._read()
        self._asked: dict[str, Any] = {}
        self._new = 0

    def __contains__(self, question: str) -> bool:
        """Whether its answer is remembered."""
        return question in self._asked or question in self._kept

    def put(self, question: str, answer: Any) -> None:
        """Remember what was worked out elsewhere."""
        self._asked[question] = answer
        self._new += 1

    def get(self, question: str, work: Callable[[str], Any]) -> Any:
        """The answer to a question, worked out unless it is remembered; JSON can hold it."""
        try:
            return self._asked[question]
        except KeyError:
            pass
        try:
            found = self._kept[question]
        except KeyError:
            found = work(question)
            self._new += 1
        self._asked[question] = found
        return found

    def forget(self, which: Callable[[str], object]) -> None:
        """Let go of the answers to some questions."""
        for answers in (self._kept, self._asked):
            for question in [one for one in answers if which(one)]:
                del answers[question]

    def save(self) -> None:
        """Keep what is new; of what was kept only what was asked for, when the rest is most of it.

        A few new answers are written with the next ones: who has lost them works them out again.

        Raises:
            OSError: it can't be written.
        """
        stale = len(self._kept) > _STALE * len(self._asked)
        self._kept = self._asked if stale else self._kept | self._asked
        self._asked = {}
        if self._path is None or not (stale or self._new > _WORTH * len(self._kept)):
            return
        self._new = 0
        told = json.dumps(self._kept, ensure_ascii=False)
        self._path.parent.mkdir(parents=True, exist_ok=True)
        replace_file(self._path, f"{self._seal(told)}\n{told}")

    def _read(self) -> dict[str, Any]:
        try:
            seal, _, told = (self._path.read_text("utf-8") if self._path else "").partition("\n")
        except (OSError, UnicodeDecodeError):
            return {}
        found = json.loads(told) if told and seal == self._seal(told) else {}
        return found if isinstance(found, dict) else {}

    def _seal(self, told: str) -> str:
        sealed = hashlib.blake2b(self._of.encode(), digest_size=16)
        sealed.update(told.encode("utf-8", "surrogatepass"))
        return sealed.hexdigest()


class Addressed(Protocol):
    """What has an address of its own: an entry."""

    @property
    def slug(self) -> str:
        """The address."""
        ...


class Carried:
    """What one build leaves for the next: answers in a folder, and more in memory.

    Memory only serves a builder that stays loaded, and holds nothing that could not be worked
    out again. An entry that did not change is the very object that it was in the last build.
    """

    def __init__(self, folder: Path | None = None) -> None:
        """Remember nothing yet.

        Args:
            folder: where answers are kept; None keeps them in memory alone.
        """
        self.folder = folder
        self._answers: dict[str, tuple[str, Remembered]] = {}
        self._once: dict[str, tuple[tuple[object, ...], Any]] = {}

    def answers(self, name: str, of: str = "") -> Remembered:
        """Answers of a kind, which depend on nothing but their questions and what they are `of`."""
        known = self._answers.get(name)
        if known is None or known[0] != of:
            self._answers[name] = known = of, Remembered(self.folder, name, of)
        return known[1]

    def once(self, name: str, of: tuple[object, ...], work: Callable[[], _T]) -> _T:
        """What is worked out once of some values, for as long as they are the same."""
        known = self._once.get(name)
        if known is None or known[0] != of:
            self._once[name] = known = of, work()
        found: _T = known[1]
        return found

    def each(
        self,
        name: str,
        of: tuple[object, ...],
        things: Iterable[Addressed],
        work: Callable[[Any], _T],
    ) -> list[_T]:
        """What is worked out of each entry, and of some values; of one it knows not again."""
        before: dict[str, tuple[Addressed, _T]] = self.once(name, of, dict)
        found: dict[str, tuple[Addressed, _T]] = {}
        for one in things:
            known = before.get(one.slug)
            found[one.slug] = known if known and known[0] is one else (one, work(one))
        self._once[name] = of, found
        return [value for _, value in found.values()]


class Strings:
    """Numbers for strings, from 0; the number of "" is 0. Grows as long as a builder stays."""

    def __init__(self) -> None:
        """Know none but ""."""
        self.all = [""]
        self._number = {"": 0}

    def numbers(self, strings: Iterable[str]) -> Numbers:
        """The number of each."""
        known = self._number
        found = []
        for string in strings:
            if string not in known:
                known[string] = len(self.all)
                self.all.append(string)
            found.append(known[string])
        return np.array(found, dtype=np.int32)

    def used(self, numbers: Numbers) -> Numbers:
        """Those of some numbers, each once, in order."""
        return np.flatnonzero(np.bincount(numbers, minlength=len(self.all))).astype(np.int32)
