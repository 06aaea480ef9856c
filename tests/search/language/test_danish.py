"""The analysis as a truth table: what counts as the same word, and what does not."""

import pytest

from search.language.danish import cut, fold, joined_words, skeleton, tokens, words
from search.language.word_lists import DEFAULT_WORDS, Words, load_words

SAME = (
    ("indsats", "indsatser", "indsatsen", "indsatserne", "Indsatsernes"),
    ("barn", "børn", "børnene", "børns", "barnet"),
    ("mor", "mødre", "mødrene"),
    ("far", "fædre", "fædrenes", "FAR"),
    ("bydelsmor", "bydelsmødre", "bydelsmødrene"),
    ("skolebarn", "skolebørn", "skolebørnene"),
    ("bog", "bøger"),
    ("trivsel", "trivslen", "trives"),
    ("kursus", "kurser", "kurset"),
    ("forældrekursus", "forældrekurser"),
    ("mødregruppe", "mødregrupper", "mødregrupperne", "moedregruppe"),
    ("forælder", "forældre", "forældrenes", "foraeldre"),
    ("sundhedsplejerske", "sundhedsplejersker", "sundhedsplejerskerne"),
    ("boligområde", "boligområder", "boligområdet", "boligomraade"),
    ("udsat", "udsatte"),
    ("ledig", "ledige", "ledighed"),
    ("lektiecafé", "lektiecafe", "lektiecaféer"),
    ("Århus", "Aarhus", "aarhus"),
    ("København", "Københavns", "koebenhavn"),
    ("KL", "KL's", "kl"),
    ("beboer", "beboere", "beboeren", "beboerne", "beboernes"),
    ("nabo", "naboer", "naboen", "naboerne", "naboernes"),
    ("ghetto", "ghettoen", "ghettoerne"),
    ("tema", "temaer", "temaerne"),
    ("by", "byen", "byer", "byens"),
    ("uge", "ugen", "uger"),
    ("regel", "regler", "reglerne"),
    ("artikel", "artikler"),
    ("usikker", "usikre", "usikkert"),
    ("social", "socialt", "sociale"),
    ("boligsocial", "boligsocialt"),
    ("opleve", "oplever", "oplevede"),
    ("etagebeboer", "etagebeboerne"),
)  # fmt: skip
APART = (
    ("udsat", "udsættelse"),
    ("for", "får"),
    ("led", "ledig"),
    ("mor", "Morsø"),
    ("sprog", "sprogstimulering"),
    ("sundhedspleje", "sundhedsplejerske"),
    ("pose", "poesi"),
    ("dør", "do"),
    ("aktør", "akt"),
    ("fremmede", "fremme"),
    ("talent", "tale"),
    ("børne", "bo"),
    ("lyst", "lys"),
    ("ældre", "ældes"),
    ("vand", "vinde"),
    ("vandet", "vandt"),
    ("kræft", "kraft"),
    ("brystkræft", "arbejdskraft"),
    ("føde", "fødder"),
    ("brænder", "brand"),
    ("orden", "ord"),
    ("mus", "museet"),
    ("værelser", "værre"),
    ("rummelig", "rum"),
    ("plejer", "pleje"),
)


@pytest.fixture(scope="module")
def words_() -> Words:
    return load_words(DEFAULT_WORDS)[0]


@pytest.mark.parametrize("group", SAME, ids=lambda group: group[0])
def test_forms_of_a_word_have_one_stem(group: tuple[str, ...], words_: Words) -> None:
    assert len({words_.stems(word) for word in group}) == 1


@pytest.mark.parametrize(("one", "other"), APART)
def test_other_words_keep_theirs(one: str, other: str, words_: Words) -> None:
    assert words_.stems(one) != words_.stems(other)


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("Sundhedspleje", "sundhedspleje"),
        ("FÆDRE", "faedre"),
        ("Å", "aa"),
        ("A\u030a", "aa"),
        ("café", "cafe"),
        ("SSP'en", "ssp"),
        ("Ö", "oe"),
        ("😀", ""),
        ("ß", "ss"),
    ],
)
def test_folding(written: str, folded: str) -> None:
    assert fold(written) == folded


def test_letters_typed_for_lack_of_a_key() -> None:
    assert skeleton(fold("børn")) == skeleton("born") == skeleton("boern")
    assert skeleton(fold("småbørn")) == skeleton("smaborn")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("High:five", {"highfive"}),
        ("SSP-konsulent", {"sspkonsulent"}),
        ("Tale-høre-træning", {"talehoere", "hoeretraening", "talehoeretraening"}),
        ("get 2 sport", set()),
        ("2019-26", set()),
        ("1-3-årige", {"3aarige"}),
        ("far og mor", set()),
    ],
)
def test_words_with_a_joiner_are_also_one_word(text: str, expected: set[str]) -> None:
    assert {word for word, _ in joined_words(text, cut(text))} == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("de 1.000 dage", ("de", "1000", "dage")), ("4.500 kr.", ("4500", "kr")),
        ("1.000-dages", ("1000", "dages")), ("den 2.5.2023", ("den", "2", "5", "2023")),
    ],
)  # fmt: skip
def test_a_number_is_one_word_however_it_is_written(text: str, expected: tuple[str, ...]) -> None:
    assert words(text) == expected


def test_tokens_know_where_they_stand() -> None:
    text = "Én café – i Århus."
    assert [text[token.start : token.end] for token in tokens(text)] == ["Én", "café", "i", "Århus"]
    assert words("  ") == ()
