"""Ages as people say them, put in the digits that `search.language.names.ages` reads.

"Femtenårige", "min søn på 15", "kvinder i 50'erne", "syvende klasse", "op til 25 år", "65 plus".
"""

import re
from collections.abc import Callable, Mapping
from functools import cache

from search.language.danish import fold

_TO_NINETEEN = (
    "en", "to", "tre", "fire", "fem", "seks", "syv", "otte", "ni", "ti", "elleve", "tolv",
    "tretten", "fjorten", "femten", "seksten", "sytten", "atten", "nitten",
)  # fmt: skip
_TENS = {
    "tyve": 20, "tredive": 30, "fyrre": 40, "halvtreds": 50, "tres": 60, "halvfjerds": 70,
    "firs": 80, "halvfems": 90,
}  # fmt: skip
_DECADES = {
    "tyverne": 20, "trediverne": 30, "fyrrerne": 40, "halvtredserne": 50, "tresserne": 60,
    "halvfjerdserne": 70, "firserne": 80, "halvfemserne": 90,
}  # fmt: skip
_CLASSES = (  # of a school
    "første", "anden", "tredje", "fjerde", "femte", "sjette", "syvende", "ottende", "niende",
    "tiende",
)  # fmt: skip
# Who has an age: "drenge på 12" are twelve, "lejligheder på 12" are not.
_PEOPLE = (
    r"(?:barn(?:et)?|børn(?:ene)?|søn(?:nen|ner)?|datter(?:en)?|døtre|dreng(?:e|en|ene)?|ung|unge|"
    r"pige(?:n|r|rne)?|knægt(?:e|en|ene)?|fyr(?:e|en)?|mand(?:en)?|mænd(?:ene)?|kvinde(?:n|r|rne)?|"
    r"mor|mødre|far|fædre|teenager(?:e|en)?|elev(?:en|er|erne)?|borger(?:e|en)?|beboer(?:e|en)?|"
    r"folk|voksne?|ældre)"
)
_YEARS = r"(?:å|aa)r"


@cache
def _numbers() -> Mapping[str, int]:
    """Number words to 99, and what stands for one year and a half."""
    small = {word: number for number, word in enumerate(_TO_NINETEEN, 1)}
    both = {
        f"{one}og{ten}": number + more
        for one, more in list(small.items())[:9]
        for ten, number in _TENS.items()
    }
    return {**small, **_TENS, **both, "et": 1, "halvandet": 1, "halvanden": 1}


def _digits(word: str) -> str:
    return str(_numbers().get(word.casefold(), word))


def _any(words: Mapping[str, int]) -> str:
    return "|".join(sorted(words, key=len, reverse=True))


@cache
def _rules() -> tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], str]], ...]:
    """What is said, and what to put for it; one after the other."""
    number = _any(_numbers())
    several = _any({word: n for word, n in _numbers().items() if n > 1 or word.startswith("halv")})
    classes = {word: n for n, word in enumerate(_CLASSES, 1)}

    def decade(found: re.Match[str]) -> str:
        first = int(found["tens"] or _DECADES[found["word"].casefold()])
        return f"{found['who']} {first}-{first + 9} år"

    def rule(pattern: str) -> re.Pattern[str]:
        return re.compile(rf"(?<!\w){pattern}(?!\w)", re.IGNORECASE)

    return (
        (re.compile(r"(\d)½"), lambda m: m[1]),
        (rule(rf"({number})[- ]?{_YEARS}(?=ig)(\w+)"), lambda m: f"{_digits(m[1])} år{m[2]}"),
        (
            rule(rf"({several})(?:(?:-| ?– ?| til | og | eller )({several}))? ({_YEARS}|måneder)"),
            lambda m: "-".join(_digits(one) for one in m.group(1, 2) if one) + f" {m[3]}",
        ),
        (
            rule(rf"({_any(classes)})(?= klasse)"),
            lambda m: f"{classes[m[1].casefold()]}.",
        ),
        (rule(r"i (\d)\.? ?[a-f]"), lambda m: f"i {m[1]}. klasse"),
        (
            rule(
                rf"(?P<who>{_PEOPLE}) (?:(?:først|midt|sidst) )?i (?:(?P<tens>[2-9]0) ?['’]?erne|"
                rf"(?P<word>{_any(_DECADES)}))"
            ),
            decade,
        ),
        (rule(rf"op til (\d\d)(?= {_YEARS})"), lambda m: f"under {int(m[1]) + 1}"),
        (
            rule(rf"(?:fra )?(\d\d)(?: {_YEARS})? og (?:op|opefter|opad|derover|ældre)"),
            lambda m: f"over {m[1]} år",
        ),
        (rule(r"(?:fyldt (\d\d)|(\d\d) plus)"), lambda m: f"over {m[1] or m[2]} år"),
    )


@cache
def _of_somebody() -> re.Pattern[str]:
    """Somebody, a number or two, and the word after them."""
    number = rf"(?:\d\d?|{_any({word: n for word, n in _numbers().items() if n > 9})})"
    return re.compile(
        rf"(?<!\w)((?:{_PEOPLE}|han|hun|jeg)(?: på| er| fylder| mellem| fra)? )"
        rf"({number}(?: ?(?:-|–|til|og|eller) ?{number})?)"
        r"(?!\w|[.,]\d| ?(?:-|–|%|\+))(?=\.? *(\w*))",
        re.IGNORECASE,
    )


def in_digits(text: str, is_small: Callable[[str], bool]) -> str:
    """A question with the ages in it in digits and years.

    Args:
        text: cleaned.
        is_small: whether a folded word says nothing by itself. What follows an age without its
            years does so; else the number may count it ("drenge på 2 hold").
    """
    for pattern, put in _rules():
        text = pattern.sub(put, text)

    def with_years(found: re.Match[str]) -> str:
        after = fold(found[3])
        if after and (after.startswith("aar") or not is_small(after)):
            return found[0]
        return found[1] + " ".join(map(_digits, found[2].split())) + " år"

    return _of_somebody().sub(with_years, text)
