"""Danish on the pages: numbers and lists in running text."""

from collections.abc import Iterable

_MARKS = '»«"“”„'


def number(value: int) -> str:
    """A whole number with Danish thousands points."""
    return f"{value:,}".replace(",", ".")


def listed(words: Iterable[str], joint: str = "og") -> str:
    """Words in a row: a, b og c."""
    items = [str(word) for word in words]
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} {joint} {items[-1]}"


def counted(count: int, one: str, many: str) -> str:
    """A count with its noun: 1 indsats, 12 indsatser."""
    return f"{number(count)} {one if count == 1 else many}"


def shortened(text: str, limit: int) -> str:
    """At most `limit` characters, cut between words."""
    if len(text) <= limit:
        return text
    return f"{text[: limit - 1].rsplit(' ', 1)[0].rstrip(' ,.;:')} …"


def lower_first(label: str) -> str:
    """A label inside a sentence: "Børn" becomes "børn", "SSP" stays."""
    if len(label) > 1 and label[1].isupper():
        return label
    return label[:1].lower() + label[1:]


def upper_first(text: str) -> str:
    """The text with a capital first."""
    return text[:1].upper() + text[1:]


def quoted(text: str) -> str:
    """In Danish marks, once also where the text came with marks of its own around it.

    >>> quoted("»fædre«"), quoted('"unge mødre"'), quoted('far "unge mødre"'), quoted('""')
    ('»fædre«', '»unge mødre«', '»far "unge mødre"«', '»""«')
    """
    inner = text.strip(_MARKS) or text
    whole = text.strip("»«") if set(inner) & set(_MARKS) else inner
    return f"»{whole}«"
