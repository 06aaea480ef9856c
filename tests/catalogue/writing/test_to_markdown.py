"""What is written is read back the same: the file writer, the command `new`, the docs."""

import datetime as dt
import json
import re
import shlex
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue.checking.drafts import check_draft, render_draft, slug_of
from catalogue.checking.entry_file import Standard
from catalogue.files.front_matter import decode, parse
from catalogue.files.vocabulary_files import load_vocabularies
from catalogue.model.fields import BY_KEY, of_entries
from catalogue.model.rules import RULES
from catalogue.model.vocabulary import Vocabularies
from catalogue.writing.interview import (
    as_command,
    ask_address,
    ask_for,
    compose,
    read_options,
    read_terms,
    unanswered,
)
from catalogue.writing.reference import json_schema, replace_tables
from catalogue.writing.to_markdown import Draft, Value, scalar, to_markdown
from cli.catalogue import main
from tests.support.small_folder import ENTRY, TODAY, Catalogue

ROOT = Path(__file__).parents[3]
ANSWERS = {
    "resume": 'Fædre mødes: "ofte" # her',
    "tekst": "Fædrene mødes.",
    "maalgruppe": ("faedre",),
    "kommune": ("aarhus",),
    "kilde_titel": "#1: Rapport",
    "kilde_udgiver": "VIVE",
}

texts = st.text(st.characters(exclude_categories=("Cc", "Cs", "Cn", "Co", "Cf", "Zl", "Zp")))
words = texts.map(lambda text: " ".join(text.split())).filter(bool)


@pytest.fixture
def vocabularies(catalogue: Catalogue) -> Vocabularies:
    found, _ = load_vocabularies(catalogue.folder / "vocabularies")
    assert found is not None
    return found


def normal(text: str) -> str:
    decoded, _ = decode(text.encode(), "")
    assert decoded is not None
    return " ".join(decoded.split())


@given(words)
def test_any_text_survives_as_a_value(text: str):
    """Whatever signs it holds: quotes, colons, #, brackets, emoji."""
    decoded, _ = decode(f"---\ntitel: {scalar(text)}\n---\n\nx\n".encode(), "")
    assert decoded is not None
    parsed, faults = parse(decoded, "")
    assert faults == ()
    assert parsed is not None
    assert parsed.fields["titel"].value == normal(text)


@given(st.lists(words, min_size=1, max_size=5))
def test_any_texts_survive_as_a_list(items: list[str]):
    text = to_markdown(Draft({"andre_navne": items}, {}), Vocabularies(()))
    decoded, _ = decode(text.encode(), "")
    assert decoded is not None
    parsed, faults = parse(decoded, "")
    assert faults == ()
    assert parsed is not None
    assert [node.value for node in parsed.fields["andre_navne"].items] == list(map(normal, items))


def test_a_new_entry_is_valid_and_guides(catalogue: Catalogue, vocabularies: Vocabularies):
    text = compose({"titel": "Fædre: en klub", **ANSWERS}, vocabularies, TODAY)
    checked = check_draft(text, "ny", Standard.of(vocabularies, TODAY), ["faedre"])
    assert checked.faults == ()
    assert checked.entry is not None
    assert checked.entry.title == "Fædre: en klub"
    assert checked.entry.terms["dokumentation"] == ("ingen-fundet",), "what no results can carry"
    assert "# Linjer, der begynder med #" in text


def test_the_guiding_lines_work_as_they_stand(catalogue: Catalogue, vocabularies: Vocabularies):
    """Taking the # away from the five lines gives a result."""
    text = compose({"titel": "Ny", **ANSWERS}, vocabularies, TODAY)
    opened = re.sub(r"(?m)^#(?=resultater:|  - tekst|    (?:talslags|kilde|aar):)", "", text)
    assert opened.count("#") == text.count("#") - 5
    checked = check_draft(opened, "ny", Standard.of(vocabularies, TODAY), [])
    assert checked.faults == ()
    assert checked.entry is not None
    assert len(checked.entry.results) == 1


def test_questions_are_asked_until_they_are_answered(vocabularies: Vocabularies):
    answers = iter(
        ["", "Et resume", "Teksten", "Rapporten", "VIVE", "9", "1, fædre", "jylland", "2", ""]
    )
    told: list[str] = []
    found = ask_for({}, vocabularies, lambda _: next(answers), told.append)
    assert found["maalgruppe"] == ("gravide", "faedre")
    assert found["kommune"] == ("aarhus",)
    assert unanswered(found, vocabularies) == ()
    assert any("Ikke på listen: jylland" in line for line in told)


@pytest.mark.parametrize(
    ("answers", "address", "told"),
    [
        (["ingen fundet", ""], "", "ingen fundet er ikke en netadresse"),
        (["eksempel.dk/a", "https://eksempel.dk/a"], "https://eksempel.dk/a", "Mente du https://"),
        (["https://eksempel.dk"], "https://eksempel.dk", ""),
    ],
)
def test_only_a_web_address_is_taken_for_one(answers, address, told):
    given, said = iter(answers), list[str]()
    assert ask_address(lambda _: next(given), said.append) == address
    assert told in "".join(said)


def test_what_was_answered_before_a_stop_is_not_lost(vocabularies: Vocabularies):
    """The command that is printed gives the same answers."""
    answers: dict[str, Value] = {}
    typed = iter(['Et "godt" resume', "Teksten"])
    with pytest.raises(StopIteration):
        ask_for(answers, vocabularies, lambda _: next(typed), lambda _: None)
    command = shlex.split(as_command("Far's klub", answers))
    assert command[:4] == ["python", "katalog.py", "new", "Far's klub"]
    assert read_options(command[5::2], vocabularies) == (answers, ())


TERMS = [
    ("1", ("gravide",), ()),
    ("3, 1", ("gravide", "faedre"), ()),
    ("Fædre", ("faedre",), ()),
    ("vordende mødre,UNGE", ("gravide", "unge"), ()),
    ("0, 5, mænd", (), ("0", "5", "mænd")),
    ("", (), ()),
]


@pytest.mark.parametrize(("answer", "keys", "unknown"), TERMS)
def test_terms_by_number_key_name_or_synonym(answer, keys, unknown, vocabularies):
    assert read_terms(answer, vocabularies["maalgruppe"]) == (keys, unknown)


def new(catalogue: Catalogue, title: str, *fields: str) -> int:
    """The command's exit code, where nobody can be asked."""
    options = [part for field in fields for part in ("--felt", field)]
    return main(["new", title, "--folder", str(catalogue.folder), *options])


GIVEN = (
    "resume=Et resume", "tekst=Teksten", "maalgruppe=fædre", "kommune=Aarhus",
    "kilde_titel=Rapport", "kilde_udgiver=VIVE",
)  # fmt: skip


def test_the_command_writes_a_file_once(catalogue: Catalogue, capsys):
    assert new(catalogue, "Caféen på Øen", *GIVEN) == 0
    path = catalogue.folder / "entries" / "cafeen-paa-oeen.md"
    # The command asks the clock for the day of review.
    assert catalogue.faults("cafeen-paa-oeen", dt.datetime.now(dt.UTC).date()) == ()
    written = path.read_text()
    assert new(catalogue, "Caféen på Øen", *GIVEN) == 2
    assert "findes allerede" in capsys.readouterr().out
    assert path.read_text() == written


def test_the_command_says_what_is_missing_or_unknown(catalogue: Catalogue, capsys):
    assert new(catalogue, "Caféen", "maalgrupe=1", "kommune=Jylland") == 2
    told = capsys.readouterr().out
    assert "Mente du maalgruppe?" in told
    assert "Jylland findes ikke i listen Kommune" in told
    assert "--felt resume=…" in told
    assert not (catalogue.folder / "entries" / "cafeen.md").exists()


def test_a_draft_is_held_against_the_catalogue(vocabularies: Vocabularies):
    standard = Standard.of(vocabularies, TODAY)
    text = ENTRY.replace("kommune", "relateret: [anden, nix]\nkommune", 1)
    checked = check_draft(text, "faedre", standard, ["faedre", "anden"])
    assert [fault.code for fault in checked.faults] == ["adresse-optaget", "ukendt-indsats"]
    assert checked.entry is None
    assert "Fædrene mødes" in render_draft(text, checked)[0].html, "shown as far as it goes"


DRAFTS = ["", "---", "\0", "\ud800", "---\n---\n", "æ" * 300_000]


@pytest.mark.parametrize("text", DRAFTS, ids=range(len(DRAFTS)))
def test_any_draft_is_told_what_is_wrong(text: str, vocabularies: Vocabularies):
    checked = check_draft(text, slug_of(text), Standard.of(vocabularies, TODAY), [])
    assert checked.entry is None
    assert checked.faults
    render_draft(text, checked)


def test_the_schema_holds_every_field_and_word(vocabularies: Vocabularies):
    schema = json_schema(vocabularies)
    asked = {vocabulary.key for vocabulary in of_entries(vocabularies)}
    assert set(schema["properties"]) == {*BY_KEY, *asked}
    assert schema["additionalProperties"] is False
    assert schema["properties"]["maalgruppe"]["items"]["enum"] == [
        "gravide", "boern-0-2", "faedre", "unge",
    ]  # fmt: skip


def test_the_editors_page_is_true(capsys):
    """Its tables are what the definitions say: python -m catalogue docs writes them."""
    vocabularies, _ = load_vocabularies(ROOT / "catalogue" / "vocabularies")
    assert vocabularies is not None
    page = (ROOT / "docs" / "editors.md").read_text("utf-8")
    assert replace_tables(page, vocabularies) == page
    tables = (
        "felter", "ordlister", "afsnit", "indstillinger", "termindstillinger", "roller", "fejl",
        "advarsler",
    )  # fmt: skip
    for name in tables:
        assert f"<!-- {name}: begynd -->" in page
    rows = [line for line in page.splitlines() if line.startswith("| ")]
    for rule in RULES.values():
        start = re.split(r"[{.]", rule.message)[0].replace("|", "\\|")
        assert any(start in row for row in rows), rule.code


def test_the_smallest_file_of_the_editors_page_is_valid():
    page = (ROOT / "docs" / "editors.md").read_text("utf-8")
    example = re.search(r"```\n(---\n.*?)```", page, re.DOTALL)
    assert example is not None
    vocabularies, _ = load_vocabularies(ROOT / "catalogue" / "vocabularies")
    assert vocabularies is not None
    standard = Standard.of(vocabularies, dt.date(2026, 11, 23))
    assert check_draft(example.group(1), "ny", standard, []).faults == ()


def test_the_check_tells_the_forge_where(catalogue: Catalogue, monkeypatch, capsys):
    """Annotations name the file from where the command runs, and percent signs are kept whole."""
    catalogue.write("ny", ENTRY.replace("kommune: [aarhus]", "kommune: [aarhus%]"))
    monkeypatch.chdir(catalogue.folder)
    assert main(["check", "--folder", ".", "--format", "github"]) == 1
    line, told = capsys.readouterr().out.splitlines()
    assert "1 fejl" in told
    assert line.startswith("::error file=entries/ny.md,line=5,title=kommune::")
    assert "aarhus%25" in line


def test_the_check_ends_with_1_for_faults_and_0_for_warnings(catalogue: Catalogue, capsys):
    arguments = ["check", "--folder", str(catalogue.folder)]
    assert main(arguments) == 0
    catalogue.write("faedre", ENTRY.replace("## Sådan gør man", "## Sådan"))
    assert main(arguments) == 0
    assert "0 fejl, 1 advarsel" in capsys.readouterr().out
    catalogue.write("faedre", "")
    assert main(arguments) == 1


def test_the_schema_is_json(catalogue: Catalogue, capsys):
    assert main(["schema", "--folder", str(catalogue.folder)]) == 0
    assert json.loads(capsys.readouterr().out)["title"] == "FrontMatter"
