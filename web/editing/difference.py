"""Two texts held against each other, line by line, as people read a difference.

Pure: no Flask, no HTML.
"""

from dataclasses import dataclass
from difflib import unified_diff

_AROUND = 2  # unchanged lines shown around a changed one
_MOST = 3_000  # lines of a text that are held against each other; twenty entries' worth


@dataclass(frozen=True, slots=True)
class DiffLine:
    """A line: "+" came, "-" went, " " stayed, "…" stands for those that are left out."""

    sign: str
    text: str


def difference(before: str, after: str) -> tuple[DiffLine, ...]:
    """The changed lines with a few around them; nothing of texts too long to be read so."""
    old, new = before.splitlines(), after.splitlines()
    if max(len(old), len(new)) > _MOST:
        return ()
    found = list(unified_diff(old, new, n=_AROUND, lineterm=""))[2:]
    lines = [
        DiffLine("…", "") if line.startswith("@@") else DiffLine(line[0], line[1:])
        for line in found
    ]
    return tuple(lines[1:])


def as_words(lines: tuple[DiffLine, ...]) -> str:
    """The difference as plain text."""
    return "\n".join(f"{line.sign} {line.text}" for line in lines)
