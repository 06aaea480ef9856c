"""What one build works out about single words and texts, remembered for the next.

Each answer follows from its question alone (and from what the file is said to be `of`), so a
remembered one is as good as a new one. A file that is missing, damaged or of something else
answers nothing, and all is worked out again.
"""

import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from catalogue.files.replacing import replace_file

_STALE = 4  # times as many answers as are asked for


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
        self._new = False

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
            self._new = True
        self._asked[question] = found
        return found

    def save(self) -> None:
        """Keep what is new; of what was kept only what was asked for, when the rest is most of it.

        Raises:
            OSError: it can't be written.
        """
        stale = len(self._kept) > _STALE * len(self._asked)
        if self._path is None or not (self._new or stale):
            return
        told = json.dumps(self._asked if stale else self._kept | self._asked, ensure_ascii=False)
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
