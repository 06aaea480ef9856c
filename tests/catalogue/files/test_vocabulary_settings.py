"""A vocabulary's settings: each read once, into one type, and a misspelt one told."""

from dataclasses import fields

import pytest

from catalogue.files.vocabulary_settings import ABOUT_ROLES, TERM, VOCABULARY
from catalogue.model.vocabulary import Role, Term, TermSettings, Vocabulary
from tests.support.small_folder import VOCABULARIES, Catalogue, line_of

GROUPS, FIRST = VOCABULARIES["maalgruppe"], "    navn: Gravide\n"


def with_term(line: str) -> str:
    return GROUPS.replace(FIRST, f"{FIRST}    {line}\n", 1)


@pytest.mark.parametrize(
    ("written", "read"),
    [("ja", True), ("Ja", True), ("true", True), ("nej", False), ("false", False), ("", False)],
)
def test_yes_and_no_are_read_alike_for_list_and_term(written, read, catalogue: Catalogue):
    catalogue.vocabulary(
        "maalgruppe",
        with_term(f"landsdaekkende: {written}").replace("termer:", f"aaben: {written}\ntermer:"),
    )
    vocabularies = catalogue.load().vocabularies
    assert vocabularies is not None
    groups = vocabularies["maalgruppe"]
    assert groups.open is read
    assert groups.terms[0].settings.nationwide is read


def test_each_setting_has_its_type(catalogue: Catalogue):
    lines = (
        "alder: [0, 2]", "styrke: 3", "eksempler: [hun venter sig]", "gruppe: Børn", "region: Fyn",
        'kode: "0461"', "kort: Grav.", "i_saetning: gravide", "tom: ja", "effekt: ja", "arena: ja",
        "baerer: evaluering", "beloeb: [0, 1000]", "enhed: i-alt",
    )  # fmt: skip
    catalogue.vocabulary("maalgruppe", with_term("\n    ".join(lines)))
    vocabularies = catalogue.load().vocabularies
    assert vocabularies is not None
    assert vocabularies["maalgruppe"].terms[0].settings == TermSettings(
        short="Grav.", in_sentence="gravide", strength=3, carries="evaluering", effect=True,
        ages=(0, 2), arena=True, region="Fyn", code="0461", group="Børn",
        examples=("hun venter sig",), empty=True, amounts=(0, 1000), unit="i-alt",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("text", "bad", "code", "near"),
    [
        (with_term("landsdaekende: ja"), "landsdaekende", "ukendt-indstilling", "landsdaekkende"),
        (with_term("synonymr: [mor]"), "synonymr", "ukendt-indstilling", "synonymer"),
        (GROUPS.replace("facet:", "facett:"), "facett", "ukendt-indstilling", "facet"),
        (GROUPS.replace("facet: true", "farve: rød"), "farve", "ukendt-indstilling", ""),
        (GROUPS.replace("termer:", "rolle: [matrx]\ntermer:"), "matrx", "ukendt-rolle", "matrix"),
    ],
)
def test_a_misspelt_setting_is_told_with_what_was_meant(
    text, bad, code, near, catalogue: Catalogue
):
    catalogue.vocabulary("maalgruppe", text)
    loaded = catalogue.load()
    assert loaded.vocabularies is None
    [fault] = loaded.faults
    assert (fault.code, fault.line) == (code, line_of(text, bad))
    assert bad in fault.message
    assert fault.hint == (f"Mente du {near}?" if near else "")


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("styrke: 9", "styrke skal være et tal fra 1 til 4"),
        ("styrke: stærk", "styrke skal være et tal fra 1 til 4"),
        ("alder: 3", "alder skal være to hele år"),
        ("alder: [5, 3]", "alder skal være to hele år"),
        ("alder: [0, 999]", "alder skal være to hele år"),
        ("landsdaekkende: måske", "landsdaekkende skal være ja eller nej"),
        ("arena: [ja]", "arena skal være en tekst"),
        ("eksempler: mor", "eksempler skal være en liste"),
    ],
)
def test_a_value_of_the_wrong_form_is_told(line, says, catalogue: Catalogue):
    text = with_term(line)
    catalogue.vocabulary("maalgruppe", text)
    [fault] = catalogue.load().faults
    assert (fault.code, fault.line) == ("ordliste", line_of(text, line))
    assert says in fault.message


def test_all_faults_of_a_vocabulary_come_at_once(catalogue: Catalogue):
    text = with_term("styrke: 9").replace("facet: true", "facet: måske\nfarve: rød")
    catalogue.vocabulary("maalgruppe", text.replace("navn: Målgruppe", "navn: ''"))
    assert [fault.line for fault in catalogue.load().faults] == [2, 4, 5, 11]


def test_a_figure_carries_knowledge_that_there_is(catalogue: Catalogue):
    text = VOCABULARIES["talslags"].replace("baerer: evaluering", "baerer: evalueering")
    catalogue.vocabulary("talslags", text)
    [fault] = catalogue.load().faults
    assert (fault.code, fault.line) == ("ukendt-term", line_of(text, "evalueering"))
    assert fault.hint == "Mente du evaluering?"


def test_a_part_for_one_is_played_by_one(catalogue: Catalogue):
    """Two lists of knowledge would leave it to chance which one results are held against."""
    catalogue.vocabulary("maalgruppe", GROUPS.replace("termer:", "rolle: [viden]\ntermer:"))
    [fault] = catalogue.load().faults
    assert fault.file == "vocabularies/maalgruppe.yaml"
    assert "dokumentation" in fault.message


def test_a_graded_list_takes_many(catalogue: Catalogue):
    catalogue.vocabulary("maalgruppe", GROUPS.replace("facet: true", "graderet: ja\nflere: nej"))
    [fault] = catalogue.load().faults
    assert "flere: ja" in fault.message


def test_every_attribute_has_one_setting_and_every_role_is_told():
    """What code may read, a file may say, and the editors' page explains."""
    assert sorted(one.attribute for one in VOCABULARY.values()) == sorted(
        one.name for one in fields(Vocabulary) if one.name != "terms"
    )
    assert sorted(one.attribute for one in TERM.values()) == sorted(
        one.name for kind in (Term, TermSettings) for one in fields(kind) if one.name != "settings"
    )
    assert tuple(ABOUT_ROLES) == tuple(Role)


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)", "data:text/html,x", "//ond.example", "www.eksempel.dk",
        "https://a b.dk", r"https:\\ond.example/x", "https://a.dk/<script>",
    ],
)  # fmt: skip
def test_an_address_that_runs_or_hides_blocks(address, catalogue: Catalogue):
    """The same check as entries' addresses; a vocabulary's stand as links on /ordliste."""
    catalogue.vocabulary("maalgruppe", with_term(f"kilde_url: '{address}'"))
    [fault] = catalogue.load().faults
    assert "netadresse" in fault.message
    catalogue.vocabulary("maalgruppe", with_term("kilde_url: https://eksempel.dk/x"))
    assert catalogue.load().vocabularies is not None
