"""A facet is a file: no line of code is written to add one."""

import ast
import re
from pathlib import Path

from tests.conftest import CheckedClient
from tests.support.page_text import text

ROOT = Path(__file__).parents[1]
VOCABULARIES = {path.stem for path in (ROOT / "catalogue" / "vocabularies").glob("*.yaml")}
# Words that are other things as well: of HTTP, JSON and pydantic.
COMMON = {"type", "status"}
NAMED = {
    "catalogue/model/fields.py": {"talslags", "retning"},  # a result's fields, declared there
    "web/opendata/serialize.py": {"talslags", "retning"},  # the same, as the API has them
    "templates/map/map.html": {"kommune"},  # counts places, whose page it is
}

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
    assert text(page.find(".//*[@id='antal']")) == "1 indsats, hvor årstid er sommer"
    slug = found["resultater"][0]["slug"]
    assert "Årstid" in map(text, client.page(f"/indsats/{slug}").iterfind(".//dt"))
    assert "Årstid" in client.get("/overblik?raekker=aarstid&soejler=tema").text
    assert "December til februar." in client.get("/ordliste").text


def texts(path: Path) -> set[str]:
    """The strings of a module; all that stands in quotes in a template or a script."""
    source = path.read_text(encoding="utf-8")
    if path.suffix != ".py":
        return set(re.findall(r"""["']([a-z_]+)["']""", source))
    nodes = ast.walk(ast.parse(source))
    return {n.value for n in nodes if isinstance(n, ast.Constant) and isinstance(n.value, str)}


def test_no_code_names_a_vocabulary() -> None:
    """What code does with a vocabulary follows from its settings and roles, not from its key."""
    folders = ("catalogue", "search", "web", "cli", "templates", "static/site")
    files = [
        path
        for folder in folders
        for suffix in ("*.py", "*.html", "*.js")
        for path in sorted((ROOT / folder).rglob(suffix))
    ]
    assert len(files) > 100
    naming = {path.relative_to(ROOT).as_posix(): texts(path) & VOCABULARIES for path in files}
    found = {name: keys - COMMON for name, keys in naming.items() if keys - COMMON}
    assert found == NAMED
