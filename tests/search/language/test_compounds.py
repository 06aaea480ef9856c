"""Compounds divide into the catalogue's own words, and into nothing else."""

import pytest

from search.language.compounds import Splitter, make_splitter, may_be_made_of
from search.language.danish import fold
from search.language.word_lists import DEFAULT_WORDS, load_words

KNOWN = [
    "sprog",
    "stoette",
    "moedre",
    "grupper",
    "familie",
    "kursus",
    "beskaeftigelse",
    "indsats",
    "bolig",
    "sociale",
    "penge",
    "lomme",
    "job",
    "lektier",
    "cafe",
    "skole",
    "hverdag",
    "skab",
]


@pytest.fixture(scope="module")
def splitter() -> Splitter:
    return make_splitter(KNOWN, load_words(DEFAULT_WORDS)[0])


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("sprogstoette", ("sprog", "stoette")),
        ("moedregruppe", ("moedre", "gruppe")),
        ("familiekurser", ("familie", "kurser")),
        ("beskaeftigelsesindsats", ("beskaeftigelses", "indsats")),
        ("boligindsats", ("bolig", "indsats")),
        ("boligsociale", ()),
        ("lommepengejob", ("lomme", "penge", "job")),
        ("lektiecafe", ("lektie", "cafe")),
        ("kattemad", ()),
        ("asfalt", ()),
        ("skole", ()),
        ("venskab", ()),
        ("", ()),
    ],
)
def test_division(splitter: Splitter, word: str, parts: tuple[str, ...]) -> None:
    assert splitter.split(word) == parts


def test_a_word_known_at_one_end_gives_that_end(splitter: Splitter) -> None:
    assert splitter.parts("sprogstimulering", ()) == ("sprog",)
    assert splitter.parts("kattemad", ()) == ()


# What is written in a catalogue, and Danish words by what they must and must not be divided into.
WRITTEN = """
sprog støtte nabo hjælp bolig selskab tryghed vagt svagt helhed planer arbejde plads læse makker
kerne billede bog børn haver fritid klub venner gruppe skole elever lever givning gade vandring
vand ringer nat lavning forældre sport portal viden test sten center job teenager drenge borger
møde skade jord bær mål evaluering afslutte arrangere komme henv regel sigt konto rester renovere
mini institut foran stat juni aktiv ghetto politi old fattig person dør flyde dansk brand mand
brandmand blik musik tur institution rettet kraft enten betjene
"""
DIVIDED = """
sprog|støtte nabo|hjælp trygheds|vagt helhed(s)|møde helhed(s)|mødet
arbejds|plads arbejds|pladserne læse|makker billed|bog fritids|klubben skole|elever gade|vandring
forældre|vandring sports|portal videns|portal videns|portalen læse|test læse|testen job|center
job|centerets teenage|drenge borger|møde borger|mødet jord|bær sprog|vandring nabo|møder
bolig|plan klub|møde skole|portalen job|test brand|skade vand|skade musik|skole sports|mand
"""
WHOLE = """
vandring vandringer vandringen vandringerne evalueringer evaluere afsluttende arrangementer
kommunikere henvender direktøren renoveringer vandret ministeriet forandring forandringer
boligselskaber brandmænd jordemødre mødrene hjemløse kontoret
betjenten farmor fjernsynet erfaringer udfordringer normeringer sparring personen forholder
juniorer statistik støttende
helheden
"""
HALF_KNOWN = """
naboskab:nabo naboskaber:nabo aktivitet:aktiv ghettobrainstorm:ghetto småbørn:børn nabokrig:nabo
boligløs:bolig hjælpsomhed:hjælp juniorbrandmand:brandmand daginstitution:institution
boligselskaberne: kontoret: betjenten: målrettet: sammenhængskraften: husleje: rådgivningen:
søskende:
natvandringer:vandring kulturen: ministeriet: forandringer: forholder: statistik: udfordringer:
barseldk: ambassadøren: måltider: bekymringer: danskere: overblikket: indflydelse: transporten:
vandringer: kolleger:
"""


@pytest.fixture(scope="module")
def written() -> Splitter:
    return make_splitter(map(fold, WRITTEN.split()), load_words(DEFAULT_WORDS)[0])


@pytest.mark.parametrize("parts", DIVIDED.split())
def test_a_compound_divides_into_words(written: Splitter, parts: str) -> None:
    """A linking letter stands in brackets where it is part of neither."""
    word = "".join(char for char in parts if char.isalpha())
    assert written.split(fold(word)) == tuple(map(fold, parts.replace("(s)", "").split("|")))


@pytest.mark.parametrize("word", WHOLE.split())
def test_no_division_leaves_what_is_no_word(written: Splitter, word: str) -> None:
    assert written.split(fold(word)) == ()


@pytest.mark.parametrize("said", HALF_KNOWN.split())
def test_half_a_division_leaves_a_word_or_an_ending(written: Splitter, said: str) -> None:
    word, _, half = said.partition(":")
    stem = load_words(DEFAULT_WORDS)[0].stemmer.stem
    assert written.parts(fold(word), ())[:1] == ((stem(fold(half)),) if half else ())


def test_a_very_long_word_is_divided_in_bounded_time(splitter: Splitter) -> None:
    assert splitter.split("sprog" * 12) != ()


@pytest.mark.parametrize(
    ("beginning", "word", "made"),
    [
        ("konto", "kontoudtog", True), ("konto", "kontorer", False), ("broed", "broedre", False),
        ("genbrug", "genbrugsbutikker", True), ("hus", "husleje", False),
    ],
)  # fmt: skip
def test_a_word_that_begins_like_another_may_be_made_of_it(
    written: Splitter, beginning: str, word: str, made: bool
) -> None:
    assert may_be_made_of(beginning, word, written) == made
