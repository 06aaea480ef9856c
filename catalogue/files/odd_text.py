"""Signs of a file that went wrong before anybody read it: a merge left open, letters broken.

Looked for before all else, since what the fields and the text say of such a file is beside the
point: a marker of a merge reads as a quotation in a quotation, half of a letter as a word.
"""

import re
from collections.abc import Iterator

from catalogue.model.faults import Fault, make

# Control characters, line ends that only YAML knows, reversed reading, and no characters at all.
NOT_TEXT = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufffe\uffff]"
)
_MARKER = re.compile(r"^(?:<{7}|>{7}|\|{7})(?: .*)?$", re.MULTILINE)
_MIDDLE = re.compile(r"^={7}[ \t]*$", re.MULTILINE)
_WORD = re.compile(r"\S{1,60}")
_WORDS_SHOWN = 8

# What the two or three bytes of a letter look like to a program that reads them as this.
_CODINGS = ("cp1252", "latin-1", "mac-roman", "cp850")


def _signs(coding: str, numbers: range) -> str:
    return re.escape(bytes(numbers).decode(coding, "ignore"))


def _doubled(coding: str) -> str:
    """A pattern of letters that were stored as UTF-8 and read as something else."""
    following = f"[{_signs(coding, range(0x80, 0xC0))}]"
    two, three = _signs(coding, range(0xC2, 0xC4)), _signs(coding, range(0xE2, 0xE3))
    return f"[{two}]{following}|{three}{following}{{2}}"


_BROKEN = re.compile("\ufffd|" + "|".join(_doubled(coding) for coding in _CODINGS))


def merge_left_open(text: str, name: str) -> Iterator[Fault]:
    """The first mark of two versions that nobody put together; the lines of a file as it is.

    A line of seven equals signs alone may also underline a heading, and is then told as one.
    """
    marker = _MARKER.search(text)
    end = text.find("\n---", 3)  # of the fields
    middle = next((m for m in _MIDDLE.finditer(text) if _stands_alone(text, m.start(), end)), None)
    first = marker or middle
    if first is not None:
        yield make("uflettet", name, text.count("\n", 0, first.start()) + 1, value=first.group())


def _stands_alone(text: str, at: int, end_of_fields: int) -> bool:
    """A line that underlines nothing."""
    return at <= end_of_fields or text[max(0, at - 2) : at] in ("", "\n", "\n\n")


def broken_letters(text: str, name: str) -> Iterator[Fault]:
    """The first line with letters that were stored wrongly, its words, and what they were."""
    found = _BROKEN.search(text)
    if found is None:
        return
    number = text.count("\n", 0, found.start())
    line = text.split("\n")[number]
    words = [w for w in _WORD.findall(line) if _BROKEN.search(w)][:_WORDS_SHOWN]
    mended = [_mended(word) for word in words]
    near = " ".join(mended) if all(mended) else ""
    yield make("brudte-bogstaver", name, number + 1, value=" ".join(words) or "�", near=near)


def _mended(word: str) -> str:
    """What a word was before its letters were stored twice; "" when that can't be told."""
    for coding in _CODINGS:
        try:
            back = word.encode(coding).decode("utf-8")
        except UnicodeError:
            continue
        if not _BROKEN.search(back):
            return back
    return ""
