"""Files made to hurt: each is read, told or rendered within bounds of time and memory."""

import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings

from catalogue.checking.entry_file import MOST_FAULTS
from catalogue.checking.folder import Loaded
from catalogue.files.markdown_text import MAX_BODY, read_body
from catalogue.files.odd_text import NOT_TEXT
from tests.support.hostile_markdown import TEXTS, woven
from tests.support.small_folder import ENTRY, Catalogue

ROOT = Path(__file__).parents[3]
HEAD = ENTRY[: ENTRY.index("## Hvad")]
SLOWEST = 3.0  # seconds of processor time for one file; the worst takes a third of one
LARGEST = 600_000  # characters of HTML

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
    "a sign beyond all signs": r'titel: "\UFFFFFFFF"',
    "a sign just beyond": r'titel: "\U00110000"',
    "half a sign": r'titel: "\ud800"',
    "a control sign, written out": r'titel: "a\x01"',
    "a name that is a control sign": r'"\x01": a',
    "two documents": "titel: a\n--- \ntitel: b",
}


def loaded(catalogue: Catalogue) -> Loaded:
    """What is found in the catalogue, in no time."""
    started = time.process_time()
    found = catalogue.load()
    assert time.process_time() - started < SLOWEST
    return found


@pytest.mark.parametrize("block", BLOCKS.values(), ids=BLOCKS.keys())
def test_hostile_fields_are_faults_and_quick(block: str, catalogue: Catalogue):
    catalogue.write("ny", f"---\n{block}\n---\n\nTekst.\n")
    faults = (fault for fault in loaded(catalogue).faults if fault.file == "entries/ny.md")
    assert any(not fault.is_warning for fault in faults)


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS.keys())
def test_hostile_markdown_is_bounded(text: str, catalogue: Catalogue):
    """Rendered within bounds, or refused before it is rendered."""
    catalogue.write("ny", HEAD + text + "\n")
    entry = next(item.entry for item in loaded(catalogue).checked if item.slug == "ny")
    if entry is not None:
        assert sum(len(section.html) for section in entry.sections) < LARGEST


@settings(max_examples=60, deadline=None)
@given(woven(MAX_BODY))
def test_woven_markdown_is_bounded(text: str):
    """Whatever is repeated and mixed, reading it is quick and what comes out is small."""
    started = time.process_time()
    found = read_body(text)
    assert time.process_time() - started < SLOWEST
    assert sum(len(section.html) + len(section.text) for section in found.sections) < LARGEST


def test_entities_bring_in_no_signs_that_are_no_text(catalogue: Catalogue):
    """Neither Word, XML nor a reader can take them."""
    signs = "&#1;&#x0b;&#x1b;&#xd800;&#xfffe;&#xffff;&#x202e;&#x2028;"
    catalogue.write("ny", f"{HEAD}## Mere {signs}\n\nTekst {signs} og `{signs}`.\n")
    entry = next(item.entry for item in catalogue.load().checked if item.slug == "ny")
    assert entry is not None
    for section in entry.sections:
        for text in (section.title, section.html, section.text):
            assert NOT_TEXT.search(text) is None


def test_a_refused_text_is_not_looked_into(catalogue: Catalogue):
    """Neither its links nor its figures are told."""
    catalogue.write("ny", HEAD + "[a](b-c) 30 procent\n" * 9000)
    assert {fault.code for fault in catalogue.faults("ny")} == {"for-meget-tekst"}


def test_links_to_nowhere_are_told_a_hundred_times_at_most(catalogue: Catalogue):
    catalogue.write("ny", HEAD + "[a](faedra) " * 1500)
    assert len(catalogue.faults("ny")) == MOST_FAULTS


class PanicException(BaseException):
    """What a panic in Rust looks like in Python."""


def test_a_parser_that_gives_up_costs_one_entry(catalogue: Catalogue, monkeypatch):
    def give_up(*_: object, **__: object) -> Iterator[None]:
        yield from ()
        raise PanicException

    monkeypatch.setattr("pyromark.events_with_range", give_up)
    catalogue.write("ny", HEAD + "En tekst, som ingen har set før.")
    assert [fault.code for fault in catalogue.faults("ny")] == ["kan-ikke-vises"]


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
