"""The piece of a text that shows what was found, cut between words, with the words marked."""

from collections.abc import Sequence
from itertools import islice

from search.values import weights as c
from search.values.results import Fragment

# Where a found word stands in its text, first character and one past the last, and its worth.
Range = tuple[int, int, float]
_WINDOW = c.EXCERPT_CHARS * 0.8


def window(ranges: list[Range]) -> tuple[int, float]:
    """Where the excerpt should begin its marks, and what it would hold."""
    best, at = 0.0, 0
    for index, (start, _, _) in enumerate(ranges):
        total, kinds = 0.0, set()
        for _, end, worth in islice(ranges, index, None):
            if end - start > _WINDOW:
                break
            total += worth
            kinds.add(round(worth, 3))
        # Different words tell more than the same again, which the square root stands in for.
        held = total**0.5 + 0.3 * len(kinds)
        if held > best + 1e-9:
            best, at = held, start
    return at, best


def excerpt_of(text: str, ranges: list[Range]) -> tuple[Fragment, ...]:
    """A piece of text around the first range, cut between words, with the ranges in it marked."""
    lead = max(0, ranges[0][0] - c.EXCERPT_CHARS // 4)
    if lead:
        stop = max(text.rfind(mark, lead, ranges[0][0]) for mark in (". ", "\n"))
        space = text.find(" ", lead)
        lead = stop + 1 if stop >= 0 else (space + 1 if 0 <= space < ranges[0][0] else ranges[0][0])
    piece = cut(text, lead)
    shift = len(piece) - len(piece.lstrip())
    inside = [
        (start - lead - shift, end - lead - shift, worth)
        for start, end, worth in ranges
        if end <= lead + len(piece)
    ]
    body = piece.lstrip().replace("\n", " ")
    found = list(fragments(body, inside))
    if lead:
        found.insert(0, Fragment("… "))
    if lead + len(piece) < len(text.rstrip()):
        found.append(Fragment(" …"))
    return tuple(found)


def cut(text: str, start: int) -> str:
    """At most an excerpt's length from a start, not through a word."""
    if len(text) - start <= c.EXCERPT_CHARS:
        return text[start:]
    end = text.rfind(" ", start, start + c.EXCERPT_CHARS)
    return text[start : end if end > start else start + c.EXCERPT_CHARS]


def fragments(text: str, ranges: Sequence[Range]) -> tuple[Fragment, ...]:
    """A text in pieces, those in the ranges marked as found."""
    found: list[Fragment] = []
    at = 0
    for start, end, _ in ranges:
        if start >= len(text):
            break
        if start > at:
            found.append(Fragment(text[at:start]))
        found.append(Fragment(text[start:end], hit=True))
        at = end
    if at < len(text):
        found.append(Fragment(text[at:]))
    return tuple(found)
