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
    (re.compile(r"^[a-zæøå]\) (?=\S)"), "Skriv «- » foran hvert punkt"),
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


def heading_without_signs(line: str) -> str:
    """The section that a line of its own names in bold or plainly; "" for none."""
    found = _EMPHASIS.fullmatch(line.strip())
    return _BARE.get(slugify((found.group(2) if found else line).strip()[:80]), "")


def runs_on(lines: Sequence[str]) -> bool:
    """A paragraph's lines were meant as lines: several, short, and none of them wrapped."""
    return (
        len(lines) > 1
        and all(0 < len(line.strip()) <= _SHORT for line in lines)
        and not any(line.endswith(("  ", "\\")) for line in lines[:-1])
        and not all(line.rstrip().endswith((".", "!", "?")) for line in lines[:-1])
        and not any(any(in_words(line.lstrip(" >"))) for line in lines)
    )
