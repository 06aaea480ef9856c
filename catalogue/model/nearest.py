"""What a misspelt word was meant as: the nearest of the words that there are."""

from collections.abc import Iterable

from rapidfuzz import fuzz, process

_NEAR = 70  # similarity in per cent from which a suggestion helps more than it confuses


def near(word: str, known: Iterable[str]) -> str:
    """The known word most like this one, or "" when none is near."""
    words = {one.casefold(): one for one in known}
    folded = word.casefold()
    found = process.extractOne(folded, list(words), scorer=fuzz.ratio, score_cutoff=_NEAR)
    if found:
        return words[str(found[0])]
    begun = [one for one in words if one.startswith(f"{folded}-")]  # "ingen" of "ingen-fundet"
    return words[begun[0]] if len(begun) == 1 else ""
