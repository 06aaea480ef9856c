"""The spell check reads prose only, and finds what is misspelt where hunspell is."""

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

SCRIPT = Path(__file__).parent.parent / "scripts" / "check_spelling.py"


@pytest.fixture(scope="module")
def spelling() -> ModuleType:
    spec = importlib.util.spec_from_file_location("check_spelling", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_only_prose_is_spelt(spelling: ModuleType) -> None:
    """Keys, grades, addresses, names, headings, search words and links' targets are not."""
    text = """---
titel: Fars legestu
resume: En klub for fædre.
tema: [medborgerskab-og-netvaerk]
type: konkret-indsats
soegeord:
  - legestu
udfordring:
  faedre-paa-sidelinjen: 3
resultater:
  - tekst: Syv kom igen.
    talslags: deltagertal
    kilde: k1
---

## Hvad går indsatsen ud på?

Se [klubben](fars-legestue) på https://eksempel.dk/faedre i Ålborg.
"""
    assert list(spelling.words(text)) == [
        *[(word, 3) for word in ("klub", "for", "fædre")],
        *[(word, 11) for word in ("kom", "igen")],
        *[(word, 18) for word in ("klubben", "på", "i")],
    ]


def test_fields_within_braces_are_not_spelt(spelling: ModuleType) -> None:
    """Of a term on one line only its name and its plain words are spelt."""
    line = "  - {noegle: aar-over-2, navn: Over to mio. kr., enhed: pr-aar, beloeb: [2, 9]}"
    assert [word for word, _ in spelling.words(line)] == ["navn", "to", "mio", "kr"]


def test_a_misspelling_is_told(spelling: ModuleType) -> None:
    """Compounds are known, and so are our own words."""
    told = spelling.unknown(["beboerrådgivning", "indsatz", "mio"])
    if told is None:
        pytest.skip("hunspell with its Danish dictionary is not here")
    assert told == {"indsatz"}
