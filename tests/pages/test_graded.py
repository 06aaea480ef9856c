"""A graded facet: a field of its own kind, a facet like the others."""

from pathlib import Path

import pytest

from catalogue.checking.drafts import check_draft
from catalogue.checking.entry_file import Standard
from tests.conftest import CheckedClient

PROBLEM = """
noegle: udfordring
navn: Udfordring
forklaring: Det, indsatsen kan hjælpe med.
facet: true
graderet: ja
raekkefoelge: 0
nul: skjul
termer:
  - {noegle: uro, navn: Uro i opgange, forklaring: Larm på trapperne.}
  - {noegle: ensomhed, navn: Ensomhed, forklaring: At være alene.}
"""


def add_problem(catalogue: Path) -> None:
    (catalogue / "vocabularies" / "udfordring.yaml").write_text(PROBLEM, encoding="utf-8")
    for name, grades in (("fars-tid", "{uro: 1, ensomhed: 3}"), ("ungejob", "{uro: 3}")):
        entry = catalogue / "entries" / f"{name}.md"
        text = entry.read_text(encoding="utf-8")
        text = text.replace("\ntitel:", f"\nudfordring: {grades}\ntitel:", 1)
        entry.write_text(text, encoding="utf-8")


@pytest.fixture(scope="module")
def client(make_clients) -> CheckedClient:
    found: CheckedClient = make_clients(add_problem)
    return found


def test_it_filters_and_counts_like_the_others(client: CheckedClient):
    found = client.get("/api/v1/indsatser?udfordring=uro").get_json()
    assert {one["slug"] for one in found["resultater"]} == {"fars-tid", "ungejob"}
    choices = found["facetter"][0]["valg"]
    assert [(one["noegle"], one["antal"]) for one in choices] == [("uro", 2), ("ensomhed", 1)]


def test_the_api_tells_the_grades(client: CheckedClient):
    entry = client.get("/api/v1/indsatser/fars-tid").get_json()
    assert entry["facetter"]["udfordring"] == ["uro", "ensomhed"]
    assert entry["grader"] == {"udfordring": {"uro": 1, "ensomhed": 3}}
    lists = client.get("/api/v1/ordforraad").get_json()["ordlister"]
    assert [one["noegle"] for one in lists if one["graderet"]] == ["udfordring"]


def test_the_page_shows_what_fits_best_first(client: CheckedClient):
    rows = client.page("/indsats/fars-tid").xpath("//dt[normalize-space()='Udfordring']/..")
    assert [link.text for link in rows[0].iter("a")] == ["Ensomhed", "Uro i opgange"]


def test_the_form_asks_for_a_grade_of_each_term(client: CheckedClient):
    page = client.page("/ny")
    values = page.xpath("//select[@name='udfordring-uro']/option/@value")
    assert values == ["", "3", "2", "1"]
    sent = {"titel": "Ny", "udfordring-ensomhed": "2", "udfordring-uro": "", "handling": "hent"}
    text = client.post("/ny", data=sent).text
    assert "\nudfordring:\n  ensomhed: 2\n" in text
    again = client.post("/ny", data={**sent, "handling": "vis"}).text
    assert '<option value="2" selected>' in again
    snapshot = client.application.extensions["site"].current()
    standard = Standard.of(snapshot.vocabularies, snapshot.generation.record("ungejob").changed)
    faults = check_draft(text, "ny", standard, ()).faults
    assert not [fault for fault in faults if fault.field.startswith("udfordring")]


def test_a_grade_that_there_is_not_is_told_at_its_question(client: CheckedClient):
    answer = client.post("/ny", data={"titel": "Ny", "udfordring-uro": "9", "handling": "vis"})
    assert "felt-udfordring-fejl" in answer.text
