"""Files made to hurt: each is read, told or rendered within bounds of time and memory."""

import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.catalogue.small import ENTRY, Catalogue

ROOT = Path(__file__).parent.parent.parent
HEAD = ENTRY[: ENTRY.index("## Hvad")]
N = 29_000  # just below what a text may be
SLOWEST = 1.0  # seconds of processor time for one file; the worst here takes about a third

BLOCKS = {
    "billion laughs": "a: &a [x, x]\n"
    + "".join(
        f"{chr(98 + n)}: &{chr(98 + n)} [*{chr(97 + n)}, *{chr(97 + n)}]\n" for n in range(20)
    ),
    "merge keys": "a: &a {x: y}\nb:\n  <<: *a\n",
    "deep flow": "a: " + "[" * 50_000,
    "deep braces": "a: " + "{b: " * 20_000,
    "deep blocks": "".join("  " * n + "a:\n" for n in range(400)),
    "a megabyte in one value": "titel: " + "a" * 1_000_000,
    "a hundred thousand keys": "".join(f"k{n}: x\n" for n in range(16_000)),
    "the same key again and again": "titel: x\n" * 20_000,
    "a long line of spaces": "titel" + " " * 190_000 + "x: y: z",
    "quotes without end": 'titel: "' + "\\" * 190_000,
    "a thousand unknown terms": f"maalgruppe: [{', '.join(f'x{n}' for n in range(1000))}]",
    "objects": "titel: !!python/object/apply:os.system [ls]",
    "comments": "titel: a #" * 19_000,
    "colons": "a: " * 60_000,
    "dashes": "- " * 90_000,
    "question marks": "? " * 90_000,
    "two documents": "titel: a\n--- \ntitel: b",
}
TEXTS = {
    "brackets": "[" * N,
    "as many brackets as allowed": "[" * 119 + "a" * N,
    "links": "[a](" * (N // 4),
    "long links": ("[" + "x" * 70 + "](") * 119,
    "link targets": ("[a](" + "b" * 120) * 119,
    "parentheses": "[a](" + "(" * N,
    "references": "\n".join(f"[{n}]: http://eksempel.dk" for n in range(119)),
    "quotes in quotes": ">" * N,
    "quotes deeper and deeper": "\n".join(">" * n + " a" for n in range(200)),
    "lists deeper and deeper": "\n".join("  " * n + "- a" for n in range(160)),
    "lists in one line": "- " * (N // 2),
    "numbers in one line": "1. " * (N // 3),
    "definition lists": "a\n: b\n" * (N // 6),
    "strong": "**a " * (N // 4),
    "emphasis": "*a " * (N // 3),
    "mixed emphasis": "*a**b" * (N // 5),
    "stars": "*" * N,
    "stars and lines": "*_" * (N // 2),
    "backticks": "`" * N,
    "code": "``a`" * (N // 4),
    "angle brackets": "<" * N,
    "open tags": "<a " * (N // 3),
    "open attributes": "<p " + 'a="' * (N // 3),
    "comments": "<!--" * (N // 4),
    "entities": "&amp" * (N // 4),
    "backslashes": "\\" * N,
    "a wide table": "|a" * 7000 + "\n" + "|-" * 7000 + "\n" + "|b" * 500,
    "a long table": "a|b\n-|-\n" + "|\n" * 990,
    "headings": "## x\n" * (N // 5),
    "rules": "---\n" * (N // 4),
    "underlined headings": "a\n=\n" * (N // 4),
    "fences": "```\n" * (N // 4),
    "tabs": "\t" * N + "a",
    "spaces": " " * N + "a",
    "digits": "1" * N,
    "digits with points": "1." * (N // 2),
    "digits with dashes": "1-" * (N // 2),
    "combining marks": "a" + "\u0301" * N,
    "emoji": "👩‍👩‍👧‍👦" * 2000,
}


def seconds(catalogue: Catalogue) -> float:
    started = time.process_time()
    catalogue.load()
    return time.process_time() - started


@pytest.mark.parametrize("block", BLOCKS.values(), ids=BLOCKS.keys())
def test_hostile_fields_are_faults_and_quick(block: str, catalogue: Catalogue):
    catalogue.write("ny", f"---\n{block}\n---\n\nTekst.\n")
    assert seconds(catalogue) < SLOWEST
    assert any(not fault.is_warning for fault in catalogue.faults("ny"))


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS.keys())
def test_hostile_markdown_is_bounded(text: str, catalogue: Catalogue):
    """Rendered within bounds, or refused before it is rendered."""
    catalogue.write("ny", HEAD + text + "\n")
    assert seconds(catalogue) < SLOWEST
    entry = next(item.entry for item in catalogue.load().checked if item.slug == "ny")
    if entry is not None:
        assert sum(len(section.html) for section in entry.sections) < 600_000


def test_messages_stay_short(catalogue: Catalogue):
    """What a hostile file holds is not poured into pages and logs."""
    catalogue.write("ny", ENTRY.replace("[faedre, gravide]", f"[{'x' * 50_000}]"))
    for fault in catalogue.faults("ny"):
        assert len(fault.message) < 1000
        assert "\n" not in fault.message


def test_many_faults_in_one_file_stay_few(catalogue: Catalogue):
    """A file with thousands of faults tells the first of them."""
    catalogue.write("ny", f"---\n{BLOCKS['a hundred thousand keys']}---\n\nTekst.\n")
    assert len(catalogue.faults("ny")) <= 100


def test_all_of_it_at_once_in_little_memory(catalogue: Catalogue):
    """The check of a folder full of them ends, with exit code 1, in 400 MB."""
    for number, block in enumerate(BLOCKS.values()):
        catalogue.write(f"felter-{number}", f"---\n{block}\n---\n\nTekst.\n")
    for number, text in enumerate(TEXTS.values()):
        catalogue.write(f"tekst-{number}", HEAD + text + "\n")
    limited = (
        "import resource, sys;"
        "resource.setrlimit(resource.RLIMIT_AS, (400 << 20, 400 << 20));"
        "from catalogue.checking.folder import load;"
        "import datetime as dt; from pathlib import Path;"
        "found = load(Path(sys.argv[1]), dt.date(2026, 11, 23));"
        "print(len(found.faults)); sys.exit(found.broken)"
    )
    done = subprocess.run(
        [sys.executable, "-c", limited, catalogue.folder],
        cwd=ROOT, capture_output=True, text=True, timeout=50, check=False,
    )  # fmt: skip
    assert done.returncode == 1, done.stderr
    assert int(done.stdout) > len(BLOCKS)
