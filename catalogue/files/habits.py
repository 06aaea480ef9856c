"""Ways to write that other programs know and this text's Markdown does not: told at their line.

What can be read as it is meant is put right by `catalogue.files.as_meant`; what is here would
stand on the page sign for sign, or be gone from it.
"""

import re
from collections.abc import Iterator, Sequence

from catalogue.model.fields import SECTIONS
from catalogue.model.slugs import slugify

Told = tuple[str, str, str]  # the rule, what is written, and what to do instead

_MOST = 60  # characters of what is written
_LINK = "Skriv [navn](https://…) eller [navn](filnavn) uden mellemrum imellem"
_SIGNS = (
    (re.compile(r"\[\^[^\]\s]{1,40}\]:?"), "Skriv noten ind i teksten, eller sæt den under kilder"),
    (re.compile(r"!?\[\[[^\]]{1,80}\]\]"), "Skriv [navn](filnavn) med indsatsens filnavn uden .md"),
    (re.compile(r"\[![A-Za-z]{2,12}\]"), "Skriv det som en almindelig sætning"),
    (re.compile(r"\{\{[^}]{0,80}\}\}|\{%[^%]{0,80}%\}"), "Slet det, eller skriv det med ord"),
    (re.compile(r"~~[^~]{1,80}~~"), "Slet stregerne, eller slet ordene imellem dem"),
    (re.compile(r"==[^=\s][^=]{0,80}=="), "Skriv **fed** eller *kursiv* i stedet"),
    (re.compile(r"^\[[ xX]\](?= )"), "Slet de kantede parenteser"),
    (re.compile(r"^:{3,}\s*\w*"), "Slet linjen"),
    (re.compile(r"\[[^\[\]]{1,80}\] \((?:https?:|www\.|[a-z0-9-]+\))"), _LINK),
    (re.compile(r"\[[^\[\]]{1,80}\]\("), _LINK),
    (re.compile(r"\[[^\[\]]{1,80}\]\[[^\[\]]{0,40}\]"), _LINK),
    (re.compile(r"\*\*[^*]{0,40}"), "Sæt ** helt tæt på ordene, både før og efter: **fed**"),
    (re.compile(r"^\|.{0,60}\|.{0,60}"), "Sæt linjen |---|---| under tabellens første linje"),
    (re.compile(r"^(?:\(?[a-zæøå]\)|\(\d{1,2}\)) (?=\S)"), "Skriv «- » foran hvert punkt"),
    (re.compile(r"^: +\S.{0,40}"), "Skriv «- » foran forklaringen, eller skriv en hel sætning"),
    (re.compile(r"^#{7,} ?\S.{0,40}"), "Skriv ### foran overskriften"),
)
_BARE = {slugify(title): title for title in SECTIONS}
_EMPHASIS = re.compile(r"(\*\*|__)(.{3,80}?)\1:?")
_SHORT = 45  # characters; lines of a paragraph that nobody wrapped


def in_words(words: str) -> Iterator[Told]:
    """What stands in a piece of text as it was written.

    Args:
        words: the text of one line, as it will be shown.
    """
    for pattern, how in _SIGNS:
        found = pattern.search(words)
        if found:
            yield "anden-skrivemaade", found.group()[:_MOST].strip(), how
            return


def in_a_line(line: str, words: str) -> Iterator[Told]:
    """What stands in a line as it was written, or the section that it names on its own.

    Args:
        line: as it was written, with what makes it a point of a list.
        words: a piece of its text, as it will be shown.
    """
    title = _BARE.get(slugify(words[:80]), "")
    if title and slugify(_MARKS.sub("", line, count=1)[:80]) == slugify(title):
        yield "overskrift-form", title, ""
    yield from in_words(words)


_MARKS = re.compile(r"^[ \t]*(?:(?:[-*+>]|\d{1,3}[.)])[ \t]+)*")


def odd_paragraph(source: str, *, deep: bool) -> Iterator[tuple[str, str]]:
    """The rule that a paragraph breaks, with the section it names ("" where it names none).

    Args:
        source: its Markdown.
        deep: it stands in a list or a quotation.
    """
    lines = source.strip().split("\n")
    title = _heading_without_signs(lines[0]) if len(lines) == 1 and not deep else ""
    if title:
        yield "overskrift-form", title
    elif _runs_on(lines):
        yield "linjer-loeber-sammen", ""


def _heading_without_signs(line: str) -> str:
    """The section that a line of its own names in bold or plainly; "" for none."""
    found = _EMPHASIS.fullmatch(line.strip())
    return _BARE.get(slugify((found.group(2) if found else line).strip()[:80]), "")


def _runs_on(lines: Sequence[str]) -> bool:
    """A paragraph's lines were meant as lines: several, short, and none of them wrapped."""
    return (
        len(lines) > 1
        and all(0 < len(line.strip()) <= _SHORT for line in lines)
        and not any(line.endswith(("  ", "\\")) for line in lines[:-1])
        and not all(line.rstrip().endswith((".", "!", "?")) for line in lines[:-1])
        and not any(any(in_words(line.lstrip(" >"))) for line in lines)
    )


def swallows(box: str) -> Iterator[str]:
    """The signs that begin a box of code which never ends, or which holds a heading.

    Args:
        box: its Markdown, with the lines that begin and end it.
    """
    lines = [line.strip(" >") for line in box.strip().split("\n")]
    fence = lines[0][:3]
    open_ = len(lines) < 2 or not lines[-1].startswith(fence)
    if open_ or any(line.startswith("## ") for line in lines):
        yield fence


def odd_row(row: str, columns: int) -> Iterator[str]:
    """What to do about a table's row that is not shown as it was meant.

    Args:
        row: its Markdown.
        columns: how many the table has.
    """
    cells = re.split(r"(?<!\\)\|", row.strip().removeprefix("|").removesuffix("|"))
    if len(cells) > columns:
        yield "Linjen har flere felter end tabellens første linje; slet dem, der er for mange"
    elif "|" not in row and columns > 1:
        yield "Sæt en tom linje over den, hvis den ikke hører til tabellen"
