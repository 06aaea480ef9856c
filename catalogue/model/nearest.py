"""What a misspelt word was meant as: the nearest of the words that there are."""

from collections.abc import Iterable

from rapidfuzz import fuzz, process

_NEAR = 70  # similarity in per cent from which a suggestion helps more than it confuses


def near(word: str, known: Iterable[str]) -> str:
    """The known word most like this one, or "" when none is near."""
    found = process.extractOne(word, list(known), scorer=fuzz.ratio, score_cutoff=_NEAR)
    return str(found[0]) if found else ""
