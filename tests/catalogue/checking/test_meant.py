"""What somebody meant who wrote it otherwise; no guess is better than a wrong one."""

import pytest

from catalogue.checking.meant import value_meant
from catalogue.model.dates import read_moment
from catalogue.model.nearest import near

WRITTEN = [
    ("aar", "ca. 2025", "2025"), ("aar", "2019 til 2023", "2019-2023"),
    ("aar", "2019-23", "2019-2023"), ("aar", "2023-2019", "2019-2023"),
    ("aar", "2025-03-01", "2025"), ("aar", "u.å.", ""), ("aar", "2019, 2020, 2021", ""),
    ("beloeb", "ca. 1.200", "1200"), ("beloeb", "10.000-15.000 kr.", "10000-15000"),
    ("beloeb", "12 000 kr", "12000"), ("beloeb", "1200,-", "1200"), ("beloeb", "1200,50", ""),
    ("beloeb", "2 mio. kr.", ""), ("beloeb", "1.2", ""), ("beloeb", "9" * 20, ""),
    ("enhed", "pr. deltager", "pr-deltager"), ("enhed", "I alt", "i-alt"),
    ("enhed", "pr. barn", ""),
    ("adresse", "eksempel.dk/a", "https://eksempel.dk/a"),
    ("adresse", "<https://x.dk/a>", "https://x.dk/a"),
    ("adresse", "https:/x.dk/a", "https://x.dk/a"),
    ("adresse", "HTTPS://x.dk", "https://x.dk"), ("adresse", "info@x.dk", ""),
    ("adresse", "https://x.dk/års rapport.pdf", "https://x.dk/års%20rapport.pdf"),
    ("adresse", "https://x.dk/a og https://x.dk/b", ""), ("adresse", "rapport.pdf", ""),
    ("adresse", "javascript:alert(1)", ""), ("adresse", "C:\\rapport.pdf", ""),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "written", "meant"), WRITTEN)
def test_a_value_is_read_as_it_was_meant(rule: str, written: str, meant: str) -> None:
    assert value_meant(rule, written) == meant


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("23-11-26", "2026-11-23"),
        ("2026-11", ""),
        ("20261123", "2026-11-23"),
        ("2026.1.3", "2026-01-03"),
    ],
)
def test_a_day_is_read_as_it_was_meant(written: str, meant: str) -> None:
    """A month alone is no day of January."""
    assert read_moment(written) == meant


def test_a_word_is_near_in_any_case_and_by_its_beginning() -> None:
    assert near("HVEM ER DEN FOR?", ["Hvem er den for?"]) == "Hvem er den for?"
    assert near("ingen", ["egen-opgoerelse", "ingen-fundet"]) == "ingen-fundet"
    assert near("by", ["by-a", "by-b"]) == ""
