"""The kinds of value that a field can hold, read from a file and told in words."""

import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest

from catalogue.model.entry import Entry
from catalogue.model.fields import BY_KEY, PLAIN, kind_in_words
from catalogue.model.kinds import Shown
from tests.support.small_folder import ENTRY, Catalogue

ROOT = Path(__file__).parents[3]


def entry_with(catalogue: Catalogue, field: str) -> Entry:
    """The entry that a file with one more field is."""
    catalogue.write("ny", ENTRY.replace("kommune:", f"{field}\nkommune:", 1))
    assert not catalogue.faults("ny")
    entry = next(item.entry for item in catalogue.load().checked if item.slug == "ny")
    assert entry is not None
    return entry


def price(amount: str, unit: str, year: str = "") -> str:
    year = f", aar: {year}" if year else ""
    return f"pris: {{beloeb: {amount}, enhed: {unit}, kilde: k1{year}}}"


TOLD = [
    # A line of a file, and how its value reads.
    ("varighed: 10 uger", [Shown("10 uger")]),
    ("status_pr: 2023-05", [Shown("maj 2023")]),
    ("status_pr: 2023-05-14", [Shown("14. maj 2023")]),
    ("soegeord: [farmand, papa]", [Shown("farmand"), Shown("papa")]),
    ("kontakt: {navn: Sekretariatet}", [Shown("Sekretariatet")]),
    ("kontakt: {navn: A, url: https://a.dk}", [Shown("A", "https://a.dk")]),
    ("lovgrundlag: [{navn: Serviceloven § 11}]", [Shown("Serviceloven § 11")]),
    ("materialer: [{titel: Bog, url: https://a.dk}]", [Shown("Bog", "https://a.dk")]),
    (price("12000", "pr-deltager"), [Shown("12.000 kr. pr. deltager", source="k1")]),
    (price("900-1500000", "i-alt"), [Shown("900-1.500.000 kr. i alt", source="k1")]),
    (price("5000–6000", "pr-aar", "2019"), [Shown("5.000-6.000 kr. pr. år (2019)", source="k1")]),
]  # fmt: skip


@pytest.mark.parametrize(("line", "shown"), TOLD)
def test_a_value_in_words(line: str, shown: list[Shown], catalogue: Catalogue):
    field = BY_KEY[line.partition(":")[0]]
    entry = entry_with(catalogue, line)
    assert list(field.shown(entry)) == shown
    assert [one.key for one in PLAIN if one.shown(entry)] == [field.key]


PRICES = """\
noegle: prisniveau
navn: Pris
facet: true
rolle: [pris]
termer:
  - {noegle: lav, navn: Lav, enhed: pr-deltager, beloeb: [0, 1000]}
  - {noegle: mellem, navn: Mellem, enhed: pr-deltager, beloeb: [1000, 5000]}
  - {noegle: hoej, navn: Høj, enhed: pr-deltager, beloeb: [5000, 90000]}
  - {noegle: aar, navn: Om året, enhed: pr-aar, beloeb: [0, 90000]}
"""


@pytest.mark.parametrize(
    ("amount", "unit", "terms"),
    [
        ("1", "pr-deltager", ("lav",)),
        ("999", "pr-deltager", ("lav",)),
        ("1000", "pr-deltager", ("mellem",)),
        ("800-1000", "pr-deltager", ("lav", "mellem")),
        ("500-60000", "pr-deltager", ("lav", "mellem", "hoej")),
        ("95000", "pr-deltager", ()),
        ("800", "pr-aar", ("aar",)),
        ("800", "i-alt", ()),
    ],
)
def test_the_terms_of_a_price_follow_from_it(amount, unit, terms, catalogue: Catalogue):
    catalogue.vocabulary("prisniveau", PRICES)
    assert entry_with(catalogue, price(amount, unit)).keys("prisniveau") == terms


def test_nobody_writes_what_follows(catalogue: Catalogue):
    catalogue.vocabulary("prisniveau", PRICES)
    catalogue.write("ny", ENTRY.replace("kommune:", "prisniveau: [lav]\nkommune:", 1))
    assert [fault.code for fault in catalogue.faults("ny")] == ["ukendt-felt"]


def test_a_price_of_a_list_has_its_amounts(catalogue: Catalogue):
    catalogue.vocabulary("prisniveau", PRICES.replace(", beloeb: [0, 1000]", "", 1))
    loaded = catalogue.load()
    assert loaded.vocabularies is None
    assert "lav skal have beloeb" in loaded.faults[0].message


def test_the_directions_of_results_are_the_entrys_terms(catalogue: Catalogue):
    """Each direction once; one that only some results have is enough to be found by."""
    effect = "  - {{tekst: X, talslags: effekt-lodtraekning, retning: {}, kilde: k1}}"
    lines = [effect.format(key) for key in ("ingen", "gavnlig", "gavnlig")]
    text = ENTRY.replace("resultater:", "\n".join(["resultater:", *lines]), 1)
    catalogue.write("ny", text)
    assert not catalogue.faults("ny")
    entries = {item.slug: item.entry for item in catalogue.load().checked}
    assert entries["ny"] is not None
    assert entries["ny"].keys("retning") == ("gavnlig", "ingen")
    assert entries["faedre"] is not None
    assert entries["faedre"].keys("retning") == ()
    words = catalogue.load().vocabularies
    assert words is not None
    kinds = [kind_in_words(one, words) for one in entries["ny"].results]
    assert kinds[0] == "Målt effekt: ingen forskel"
    assert kinds[-1] == "Deltagertal"


def test_graded_terms(catalogue: Catalogue):
    """The keys in the vocabulary's order as other terms, and how well each fits."""
    entry = entry_with(catalogue, "udfordring:\n  larm: 1\n  uro: 3")
    assert entry.keys("udfordring") == ("uro", "larm")
    assert entry.grades("udfordring") == {"uro": 3, "larm": 1}
    assert entry.grades("maalgruppe") == {}


def test_no_code_asks_for_a_field_that_is_not_declared():
    """`Entry.text` gives "" for any key, so a misspelt one would never be seen."""
    asked = [
        (path.name, key)
        for room in ("catalogue", "search", "web", "cli")
        for path in (ROOT / room).rglob("*.py")
        for key in asked_of_entries(path)
    ]
    assert asked
    assert [one for one in asked if one[1] not in BY_KEY] == []


def asked_of_entries(path: Path) -> Iterator[str]:
    """The keys in a module's `entry.text(…)`: written there, or a constant's value."""
    for call in re.findall(r"entry\.text\((\"?\w+\"?)\)", path.read_text("utf-8")):
        if call.startswith('"'):
            yield call.strip('"')
        else:
            module = ".".join(path.relative_to(ROOT).with_suffix("").parts)
            value = getattr(import_module(module), call, None)
            if value is not None:
                yield value
