"""The editors' word files: read whole, faults one by one, good lines kept."""

from pathlib import Path

import pytest

from search.language.word_lists import DEFAULT_WORDS, NARROWER, RELATED, SAME, Words, load_words


def test_the_projects_own_files_have_no_faults() -> None:
    words, faults = load_words(DEFAULT_WORDS)
    assert faults == ()
    assert len(words.relations) > 100
    assert words.is_small("og")


def test_every_file_says_on_top_how_to_add_a_word() -> None:
    for path in DEFAULT_WORDS.glob("*.yaml"):
        assert path.read_text(encoding="utf-8").startswith("# "), path.name


def test_a_missing_folder_is_no_words(tmp_path: Path) -> None:
    assert load_words(tmp_path / "findes-ikke") == (Words(), ()) or load_words(tmp_path)[1] == ()


def read(tmp_path: Path, text: str) -> tuple[Words, list[str]]:
    (tmp_path / "ord.yaml").write_text(text, encoding="utf-8")
    words, faults = load_words(tmp_path)
    return words, [fault.message for fault in faults]


def ways(words: Words, word: str) -> dict[str, str]:
    return {one.shown: one.match for one in words.relations.get(words.stems(word), ())}


def test_kinds_and_directions(tmp_path: Path) -> None:
    words, faults = read(
        tmp_path,
        "samme:\n  - [far, papa]\nsnaevrere:\n  dagtilbud: [vuggestue]\n"
        "beslaegtet:\n  - [job, jobcenter]\nensrettet:\n  ghetto: [udsat boligområde]\n",
    )
    assert faults == []
    assert ways(words, "papa") == {"far": SAME}
    assert ways(words, "dagtilbuddene") == {"vuggestue": NARROWER}
    assert ways(words, "vuggestue") == {}
    assert ways(words, "jobcenteret") == {"job": RELATED}
    assert ways(words, "ghetto") == {"udsat boligområde": SAME}
    assert ways(words, "udsat boligområde") == {}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("samme:\n  - [alene]\n", "mindst to ord"),
        ("samme:\n  - [a b c d e f g h, far]\n", "et til 6 ord"),
        ("synonymer:\n  - [a, b]\n", "kendes ikke"),
        ("hele: [{husleje: byråd}, sygehus]\n", "kun stå ord med komma imellem"),
        ("oftest_ord:\n  - [Vejen, Mors]\n", "kun stå ord med komma imellem"),
        ("alder:\n  baby: [nul, to]\n", "to tal"),
        ("ensrettet:\n  ghetto: []\n", "ikke nogen steder hen"),
    ],
)
def test_a_fault_is_told_and_the_rest_stands(tmp_path: Path, text: str, told: str) -> None:
    words, faults = read(tmp_path, text + "smaaord: [og]\n")
    assert len(faults) == 1
    assert told in faults[0]
    assert words.is_small("og")


def test_broken_yaml_is_a_fault(tmp_path: Path) -> None:
    assert read(tmp_path, "samme: [")[1]


def test_words_that_look_alike_can_be_kept_apart(tmp_path: Path) -> None:
    """ "gælder" is no debt, whatever the rules for endings say; "gælden" is."""
    words, _ = read(tmp_path, "adskilt:\n  - [gælde, gælder]\n")
    assert words.stems("gælden") == words.stems("gæld")
    assert words.stems("gælder") == words.stems("gælde") != words.stems("gæld")
