"""What an editor's program does to a file without telling: all of it is read the same."""

import unicodedata

import pytest

from catalogue.files.front_matter import decode, parse, parse_yaml
from tests.support.small_folder import ENTRY, Catalogue, line_of

SAME = {
    "Windows line ends": ENTRY.replace("\n", "\r\n").encode(),
    "old Mac line ends": ENTRY.replace("\n", "\r").encode(),
    "a byte-order mark": ENTRY.encode("utf-8-sig"),
    "both": ENTRY.replace("\n", "\r\n").encode("utf-8-sig"),
    "decomposed letters from a Mac": unicodedata.normalize("NFD", ENTRY).encode(),
    "soft hyphens from a PDF": ENTRY.replace("Fædre", "Fæ\u00addre").encode(),
    "zero-width spaces from a web page": ENTRY.replace("Fædre", "Fæ\u200bdre").encode(),
    "an empty line first": ("\n" + ENTRY).encode(),
    "spaces after the dashes": ENTRY.replace("---\n", "---  \n").encode(),
    "longer rows of dashes": ENTRY.replace("---\n", "-----\n").encode(),
    "no empty line before the text": ENTRY.replace("---\n\n##", "---\n##").encode(),
    "many empty lines before the text": ENTRY.replace("---\n\n##", "---\n\n \n\n##").encode(),
    "no line end at the end": ENTRY.rstrip("\n").encode(),
}


@pytest.mark.parametrize("data", SAME.values(), ids=SAME.keys())
def test_the_same_entry_however_it_was_saved(data: bytes, catalogue: Catalogue):
    catalogue.write("faedre2", data)
    found = {item.slug: item for item in catalogue.load().checked}
    assert found["faedre2"].faults == ()
    first, second = found["faedre"].entry, found["faedre2"].entry
    assert first is not None
    assert second is not None
    assert (second.title, second.sections) == (first.title, first.sections)


@pytest.mark.parametrize("data", SAME.values(), ids=SAME.keys())
def test_lines_are_counted_as_the_editor_sees_them(data: bytes):
    text, _ = decode(data, "ny.md")
    assert text is not None
    parsed, _ = parse(text, "ny.md")
    assert parsed is not None
    assert parsed.fields["gennemgaaet"].line == line_of(text, "gennemgaaet")
    assert parsed.body_line == line_of(text, "## Hvad")


def test_dashes_in_the_text_belong_to_the_text(catalogue: Catalogue):
    catalogue.write("ny", ENTRY + "\nFør.\n\n---\n\nEfter.\n")
    entry = next(item.entry for item in catalogue.load().checked if item.slug == "ny")
    assert entry is not None
    assert "<hr>" in entry.sections[-1].html
    assert "Efter." in entry.sections[-1].text


VALUES = [
    ("no", "no"),
    ("0751", "0751"),
    ("1e3", "1e3"),
    ("2019", "2019"),
    ('"citat: med kolon"', "citat: med kolon"),
    ("'enkelt ''citat'''", "enkelt 'citat'"),
    ("»Fædre«", "»Fædre«"),
    ("ny\n  linje", "ny linje"),
    ("|\n  to\n  linjer", "to\nlinjer"),
    ("http://eksempel.dk/#afsnit", "http://eksempel.dk/#afsnit"),
    ('"Klub #1"', "Klub #1"),
]


@pytest.mark.parametrize(("typed", "read"), VALUES)
def test_values_stay_what_was_typed(typed: str, read: str):
    """No value becomes a number, a date or a false on the way."""
    parsed, faults = parse(f"---\ntitel: {typed}\n---\n\nTekst.\n", "ny.md")
    assert parsed is not None
    assert parsed.fields["titel"].value == read
    assert faults == ()


def test_items_of_lists_keep_their_quotes_and_commas():
    parsed, _ = parse('---\na: ["et, to", tre]\nb:\n  - "fire: fem"\n---\n\nx\n', "ny.md")
    assert parsed is not None
    assert [n.value for n in parsed.fields["a"].items] == ["et, to", "tre"]
    assert [n.value for n in parsed.fields["b"].items] == ["fire: fem"]


def test_a_list_of_words_may_grow_longer_than_an_entry_and_still_has_an_end():
    def told(values: int) -> list[str]:
        text = "synonymer:\n" + "".join(f"  - ord{number}\n" for number in range(values))
        return [fault.code for fault in parse_yaml(text, "ord.yaml")[1]]

    assert told(14_000) == []
    assert told(15_001) == ["for-mange-felter"]
