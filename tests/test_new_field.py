"""A new optional field is one row: added to a copy of the program, it is everywhere at once."""

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.support import small_catalogue

ROOT = Path(__file__).parents[1]
PROGRAM = ("app.py", "catalogue", "cli", "search", "web", "static", "templates")
ROW = """
    Field(
        "aabningstid", "Åbningstid", "Hvornår man kan komme.", kinds.LINE,
        changed="åbningstiden", place=Placement.BOX, told_missing=True, column=20,
        searched="resultater",
    ),
"""
ASK = """
import json, sys
from pathlib import Path
from app import create_app
from catalogue.files.front_matter import parse
from catalogue.files.vocabulary_files import load_vocabularies
from catalogue.git.changes import describe_change
from catalogue.writing.reference import fields_table, json_schema
from web.server.build import build_now
from web.site.config import Config

folder = Path(sys.argv[1])
config = Config(folder / "catalogue", folder / "index", site_url="https://katalog.example")
built = build_now(config)
client = create_app(config).test_client()
text = (folder / "catalogue/entries/fars-tid.md").read_text("utf-8")
without = text.replace("aabningstid: Hver onsdag aften\\n", "")
words, _ = load_vocabularies(folder / "catalogue/vocabularies")
form = {"titel": "Ny", "aabningstid": "Om natten", "handling": "hent"}
found = {
    "built": built.outcome,
    "page": client.get("/indsats/fars-tid").text,
    "another": client.get("/indsats/ungejob").text,
    "comparison": client.get("/sammenlign?indsats=fars-tid&indsats=ungejob").text,
    "api": client.get("/api/v1/indsatser/fars-tid").json["aabningstid"],
    "missing": client.get("/api/v1/indsatser/ungejob").json["aabningstid"],
    "described": client.get("/api/v1/openapi.json").json["components"]["schemas"],
    "data": client.get("/data").text,
    "csv": client.get("/eksport.csv").text,
    "found": client.get("/api/v1/indsatser?q=onsdag").json["resultater"],
    "form": client.get("/ny").text,
    "file": client.post("/ny", data=form).text,
    "history": describe_change(parse(without, "")[0], parse(text, "")[0], words),
    "schema": json_schema(words)["properties"]["aabningstid"],
    "docs": list(fields_table(words)),
}
print(json.dumps(found))
"""


@pytest.fixture(scope="module")
def answers(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What a program with one row more says of an entry with the new field."""
    folder = tmp_path_factory.mktemp("program")
    for name in PROGRAM:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, folder / name)
        else:
            shutil.copy(source, folder)
    declared = folder / "catalogue/model/fields.py"
    text = declared.read_text("utf-8")
    before = text.index('    Field(\n        "oekonomi"')
    declared.write_text(text[:before] + ROW.lstrip("\n") + text[before:], "utf-8")
    data = folder / "data"
    small_catalogue.write(data / "catalogue")
    entry = data / "catalogue/entries/fars-tid.md"
    line = "\naabningstid: Hver onsdag aften"
    entry.write_text(entry.read_text("utf-8").replace("\ntitel:", f"{line}\ntitel:", 1), "utf-8")
    run = subprocess.run(
        [sys.executable, "-c", ASK, str(data)],
        cwd=folder, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert run.returncode == 0, run.stderr[-2000:]
    found: dict[str, Any] = json.loads(run.stdout)
    return found


def test_it_is_read_and_shown(answers: dict[str, Any]):
    assert answers["built"] == "ok"
    assert "Åbningstid" in answers["page"]
    assert "Hver onsdag aften" in answers["page"]
    assert "<li>Åbningstid</li>" in answers["another"]  # "Ikke oplyst"
    assert "Åbningstid" in answers["comparison"]


def test_it_is_open_data(answers: dict[str, Any]):
    assert answers["api"] == "Hver onsdag aften"
    assert answers["missing"] is None
    described = answers["described"]["EntryShape"]["properties"]["aabningstid"]
    assert described["description"] == "Hvornår man kan komme."
    assert "<code>aabningstid</code>" in answers["data"]
    head, *rows = answers["csv"].splitlines()
    assert "Åbningstid" in head.split(";")
    assert any("Hver onsdag aften" in row for row in rows)


def test_it_is_found(answers: dict[str, Any]):
    assert answers["found"][0]["slug"] == "fars-tid"


def test_it_is_asked_for_and_written(answers: dict[str, Any]):
    assert 'name="aabningstid"' in answers["form"]
    assert "\naabningstid: Om natten\n" in answers["file"]
    assert answers["schema"]["title"] == "Åbningstid"
    assert "| `aabningstid` | kan, tekst | Hvornår man kan komme. |" in answers["docs"]


def test_its_changes_are_told(answers: dict[str, Any]):
    assert answers["history"] == ["åbningstiden tilføjet"]
