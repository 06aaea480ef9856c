"""A file changed in one place is the same file everywhere else."""

import datetime as dt
from functools import lru_cache
from pathlib import Path

import pytest

from catalogue.checking.entry_file import Standard, check_entry
from catalogue.files.front_matter import ParsedFile, decode, parse
from catalogue.files.vocabulary_files import load_vocabularies
from catalogue.model.vocabulary import Vocabularies
from web.editing.filled import changed_file, sent_of

CATALOGUE = Path(__file__).parents[3] / "catalogue"
ENTRIES = sorted((CATALOGUE / "entries").glob("*.md"))


@pytest.fixture(scope="module")
def words() -> Vocabularies:
    found, _ = load_vocabularies(CATALOGUE / "vocabularies", frozenset())
    assert found is not None
    return found


@lru_cache
def parsed_of(data: bytes) -> ParsedFile:
    text, _ = decode(data, "")
    assert text is not None
    parsed, _ = parse(text, "")
    assert parsed is not None
    return parsed


def after(data: bytes, changes: dict[str, list[str]], words: Vocabularies) -> bytes:
    """The file after somebody changed some of the form's questions; [] empties one."""
    parsed = parsed_of(data)
    sent = {**sent_of(parsed, words), **changes}
    return changed_file(data, parsed, sent, words)


def difference(old: bytes, new: bytes) -> tuple[list[str], list[str]]:
    """Lines that went and lines that came."""
    before, now = old.decode().splitlines(), new.decode().splitlines()
    kept = [line for line in before if line in now]
    return [x for x in before if x not in kept], [x for x in now if x not in kept]


@pytest.mark.parametrize("path", ENTRIES, ids=lambda path: path.stem)
def test_every_entry_comes_back_byte_for_byte(path: Path, words: Vocabularies) -> None:
    """The real catalogue, when nothing was changed; also with Windows' line ends and a mark."""
    data = path.read_bytes()
    assert after(data, {}, words) == data
    windows = b"\xef\xbb\xbf" + data.replace(b"\n", b"\r\n")
    assert after(windows, {}, words) == windows


EDITS = {
    "titel": ["Et nyt: navn #1"],
    "resume": ["En ny sætning om, hvem der gør hvad."],
    "andre_navne": ["Ét navn\nEt andet, med komma"],
    "kontakt-navn": ["Boligforeningen Eksempel"],
    "faldgruber": ["Svært: folk kom ikke\nDet regnede"],
    "kilder-1-titel": ["En anden: titel"],
    "kilder-20-titel": ["Ny kilde"],
    "afsnit-1": ["Første linje.\n\n- et\n- to"],
    "afsnit-6": ["Folk og lokaler."],
    "relateret": ["aktiv-fritid-esbjerg"],
    "udfordring-ensomhed": ["2"],
    "periode": [""],
    "spoergsmaal": ["Et?\nTo?\nTre?"],
    "resultater-1-tekst": ["Et andet fund med 12 procent."],
    "materialer": ["Håndbog https://eksempel.dk/h\nFilm https://eksempel.dk/f"],
    "gennemgaaet": ["2026-01-02"],
}


@pytest.mark.parametrize("name", EDITS)
@pytest.mark.parametrize("path", ENTRIES[::16], ids=lambda path: path.stem)
def test_a_change_is_read_back_and_nothing_else_is_touched(
    path: Path, name: str, words: Vocabularies
) -> None:
    """The form filled in from the changed file says what was sent, question by question."""
    data = path.read_bytes()
    sent = sent_of(parsed_of(data), words)
    if name == "resultater-1-tekst" and name not in sent:
        return  # a result alone, without kind and source, is another test's
    changed = after(data, {name: EDITS[name]}, words)
    again = sent_of(parsed_of(changed), words)
    wanted = {key: value for key, value in {**sent, name: EDITS[name]}.items() if any(value)}
    if name == "kilder-20-titel":  # it becomes the next row
        last = max(int(key.split("-")[1]) for key in sent if key.startswith("kilder-"))
        wanted[f"kilder-{last + 1}-titel"] = wanted.pop(name)
        again.pop(f"kilder-{last + 1}-id", None)
    assert {key: value for key, value in again.items() if any(value)} == wanted
    went, came = difference(data, changed)
    assert len(went) + len(came) < 40
    assert changed.count(b"\n") - changed.count(b"\r\n") == changed.count(b"\n")


FILE = """\
---
# Skrevet af redaktionen
titel: 'Fædre på vej'   # som de selv siger
maalgruppe: [faedre, gravide]  # flere?
resume: >-
  Fædre mødes hver uge
  og taler.
kommune:
  - aarhus
  # den næste er ny
  - odense
gennemgaaet: 2026-11-20
kilder:
- id: vive-2019
  titel: Første
  udgiver: VIVE
  # en kopi
  url: https://eksempel.dk/a
- id: anden
  titel: "Anden: del"
  udgiver: VIVE
resultater:
  - {tekst: 40 var med., talslags: deltagertal, kilde: anden}
farve: rød
dokumentation: deltagertal
type: konkret-indsats
tema: [trivsel]
---


Indledning uden overskrift.

## Noter til os selv

Behold mig.

##Sådan gør man
- Find et lokale.

## Hvad går indsatsen ud på?

De mødes.
"""

PLACES = [
    # What is changed, what goes, and what comes.
    ({"titel": ["Far"]}, ["titel: 'Fædre på vej'   # som de selv siger"],
     ["titel: Far   # som de selv siger"]),
    ({"maalgruppe": ["gravide", "unge-13-17"]}, ["maalgruppe: [faedre, gravide]  # flere?"],
     ["maalgruppe: [gravide, unge-13-17]  # flere?"]),
    ({"resume": ["Kort."]}, ["resume: >-", "  Fædre mødes hver uge", "  og taler."],
     ["resume: Kort."]),
    ({"kommune": ["odense"]}, ["  - aarhus"], []),
    ({"kilder-2-titel": ["Tredje"]}, ['  titel: "Anden: del"'], ["  titel: Tredje"]),
    ({"kilder-1-url": ["https://eksempel.dk/b"]}, ["  url: https://eksempel.dk/a"],
     ["  url: https://eksempel.dk/b"]),
    ({"kilder-2-aar": ["2020"]}, [], ["  aar: 2020"]),
    ({"kilder-3-titel": ["Tredje"], "kilder-3-udgiver": ["X"]}, [],
     ["- id: k3", "  titel: Tredje", "  udgiver: X"]),
    ({"periode": ["2020"]}, [], ["periode: 2020"]),
    ({"afsnit-3": ["- Find kaffe."]}, ["- Find et lokale."], ["- Find kaffe."]),
    ({"afsnit-1": []}, ["## Hvad går indsatsen ud på?", "De mødes."], []),
    ({"afsnit-2": ["Alle."]}, [], ["## Hvem er den for?", "Alle."]),
    ({"resultater-1-aar": ["2020"]},
     ["  - {tekst: 40 var med., talslags: deltagertal, kilde: anden}"],
     ["  - tekst: 40 var med.", "    talslags: deltagertal", "    kilde: anden", "    aar: 2020"]),
]  # fmt: skip


@pytest.mark.parametrize(("changes", "went", "came"), PLACES)
@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_only_the_smallest_part_is_written_anew(
    changes: dict[str, list[str]], went: list[str], came: list[str], ends: str, words: Vocabularies
) -> None:
    """Comments, quotation marks, order, unknown fields and sections stay, whatever is changed."""
    data = FILE.replace("\n", ends).encode()
    changed = after(data, changes, words)
    found = difference(data, changed)
    assert ([line for line in found[0] if line], [line for line in found[1] if line]) == (
        went,
        came,
    )
    assert changed.count(b"\n") == changed.count(ends.encode())
    assert b"Behold mig." in changed


def test_a_source_that_goes_takes_no_other_with_it(words: Vocabularies) -> None:
    """Its rows emptied, the others keep their ids."""
    gone = {f"kilder-1-{key}": [""] for key in ("titel", "udgiver", "url")}
    changed = after(FILE.encode(), gone, words)
    assert b"vive-2019" not in changed
    assert b'- id: anden\n  titel: "Anden: del"\n  udgiver: VIVE\nresultater:' in changed


def test_a_new_source_takes_no_id_that_is_in_use(words: Vocabularies) -> None:
    data = FILE.replace("id: anden", "id: k3").replace("kilde: anden", "kilde: k3").encode()
    changed = after(data, {"kilder-3-titel": ["Tredje"], "kilder-3-udgiver": ["X"]}, words)
    assert changed.count(b"id: k3\n") == 1
    assert b"- id: k4\n  titel: Tredje" in changed


def test_what_comes_out_passes_the_check(words: Vocabularies) -> None:
    standard = Standard.of(words, dt.date(2026, 11, 26))
    for path in ENTRIES[::20]:
        changed = after(path.read_bytes(), {"faldgruber": ['Svært: "nej" #1']}, words).decode()
        assert not [f for f in check_entry(changed, path.name, path.stem, standard).faults
                    if not f.is_warning]  # fmt: skip
