"""A facet is a file: no line of code is written to add one."""

from pathlib import Path

from tests.conftest import CheckedClient

SEASON = """
noegle: aarstid
navn: Årstid
forklaring: Hvornår på året indsatsen foregår.
facet: true
raekkefoelge: 1
nul: vis
aaben: true
rolle: [matrix]
termer:
  - {noegle: sommer, navn: Sommer, forklaring: Juni til august., synonymer: [sommerferie]}
  - {noegle: vinter, navn: Vinter, forklaring: December til februar.}
"""


def add_season(catalogue: Path) -> None:
    (catalogue / "vocabularies" / "aarstid.yaml").write_text(SEASON, encoding="utf-8")
    entry = sorted((catalogue / "entries").glob("*.md"))[0]
    text = entry.read_text(encoding="utf-8")
    entry.write_text(text.replace("\ntitel:", "\naarstid: [sommer]\ntitel:", 1), encoding="utf-8")


def test_a_new_vocabulary_file_is_a_new_facet_everywhere(make_client) -> None:
    """Field, filter, counts, text, matrix, glossary and API know a facet that no code names."""
    client: CheckedClient = make_client(add_season)
    found = client.get("/api/v1/indsatser?aarstid=sommer").get_json()
    assert found["antal_fundet"] == 1
    facet = found["facetter"][0]
    assert (facet["noegle"], facet["navn"]) == ("aarstid", "Årstid")
    assert [(c["noegle"], c["antal"], c["valgt"]) for c in facet["valg"]] == [
        ("sommer", 1, True),
        ("vinter", 0, False),
    ]
    assert found["resultater"][0]["facetter"]["aarstid"] == ["sommer"]
    assert client.get("/api/v1/indsatser?q=sommerferien").get_json()["antal_fundet"] == 1
    page = client.page("/?aarstid=sommer")
    assert page.xpath("//input[@name='aarstid' and @value='sommer' and @checked]")
    assert "Årstid" in client.get("/overblik?raekker=aarstid&soejler=tema").text
    assert "December til februar." in client.get("/ordliste").text
