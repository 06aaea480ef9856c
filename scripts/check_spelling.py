"""Spells the catalogue's Danish: every entry's and vocabulary's prose, with Debian's hunspell-da.

    python scripts/check_spelling.py            # words that neither dictionary knows, and where
    python scripts/check_spelling.py --list     # only the words, to go through and add to the list

Our own words stand in `scripts/spelling.txt`, one a line. Words with a capital letter or a digit
are passed over: names are not to be spelt. Without hunspell it says so and finds nothing wrong.
"""

import re
import shutil
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

ROOT = Path(__file__).parent.parent
OWN_WORDS = Path(__file__).with_name("spelling.txt")
# What holds keys, addresses and names, or words as people misspell them.
PASSED_OVER = {
    *("id", "url", "kilde", "kilde_url", "noegle", "kopi", "gennemgaaet", "kode", "region"),
    *("titel", "andre_navne", "navn", "udgiver", "boligomraade", "synonymer", "soegeord"),
    *("eksempler", "relateret", "eksempel_paa", "tidligere", "baerer"),
}
FIELD = re.compile(r"( *(?:- )?)([a-z_]+):(?: +([a-z0-9-]+|\[[a-z0-9, -]*\])$)?")
# Links, keys with their grades, fields within braces that hold a key or numbers, and lines that
# begin with #: comments in YAML, the fixed headings in an entry.
NOT_PROSE = re.compile(
    r"https?://\S+|\]\([^)]*\)|^ +[a-z0-9-]+: [1-3]$|^\s*#.*$"
    r"|[{,] *[a-z_]+: +(?:[a-z0-9-]+(?= *[,}])|\[[0-9, ]*\])"
)
WORD = re.compile(r"(?<![\w.:@/-])[a-zæøåéèüö]+(?:-[a-zæøåéèüö]+)*(?![\w@/-])")


def words(text: str) -> Iterator[tuple[str, int]]:
    """Each word of a file's prose with its line; fields of `PASSED_OVER` and bare keys are not."""
    passed_over = False
    for number, line in enumerate(text.splitlines(), 1):
        field = FIELD.match(line)
        if field:
            passed_over = field.group(2) in PASSED_OVER or field.group(3) is not None
        elif not line.startswith(" "):
            passed_over = False
        if not passed_over:
            prose = NOT_PROSE.sub(" ", line[field.end() :] if field else line)
            yield from ((match.group(), number) for match in WORD.finditer(prose))


def unknown(candidates: Iterable[str]) -> set[str] | None:
    """The words that neither the Danish dictionary nor our own list has; None without hunspell."""
    if shutil.which("hunspell") is None:
        return None
    own = set(OWN_WORDS.read_text(encoding="utf-8").split())
    told = subprocess.run(
        ["hunspell", "-d", "da_DK", "-i", "utf-8", "-l"],
        input="\n".join(sorted(set(candidates) - own)),
        capture_output=True,
        text=True,
        check=False,
    )
    return set(told.stdout.split()) if told.returncode == 0 else None


def main() -> int:
    places: dict[str, list[str]] = defaultdict(list)
    catalogue = ROOT / "catalogue"
    for path in sorted([*catalogue.glob("entries/*.md"), *catalogue.glob("vocabularies/*.yaml")]):
        for word, number in words(path.read_text(encoding="utf-8")):
            places[word].append(f"{path.relative_to(ROOT)}:{number}")
    wrong = unknown(places)
    if wrong is None:
        print("The Danish was not spelt: hunspell or its dictionary (hunspell-da) is missing.")
        return 0
    for word in sorted(wrong):
        print(word if "--list" in sys.argv else f"{word}: {', '.join(places[word][:3])}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
