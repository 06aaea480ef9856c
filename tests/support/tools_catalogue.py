"""The small catalogue with what the tools ask for: areas, ages, questions, places on a map."""

from pathlib import Path

from tests.support import small_catalogue

FORMULA = '=HYPERLINK("http://evil.example","klik")'
AREAS = """\
noegle: indsatsomraade
navn: Indsatsområde
forklaring: Fire områder.
facet: true
rolle: [mappe]
raekkefoelge: 4
termer:
  - {noegle: uddannelse, navn: Uddannelse og livschancer}
  - {noegle: arbejde, navn: Beskæftigelse}
"""
# What is put in place of what in the small catalogue's vocabularies.
ADDED = {
    "maalgruppe": (
        ("aaben: true", "aaben: true\nspoergsmaal: Hvem drejer det sig om?"),
        ("navn: Børn 0-2 år,", "navn: Børn 0-2 år, alder: [0, 2],"),
        ("navn: Unge 18-29 år,", "navn: Unge 18-29 år, alder: [18, 29],"),
    ),
    "tema": (("nul: vis", "nul: vis\nspoergsmaal: Hvad vil I gøre noget ved?"),),
    "dokumentation": (("ordnet: true", "ordnet: true\nspoergsmaal: Hvor sikker?"),),
    "kommune": (("rolle: [fakta, kort]", "rolle: [fakta, kort]\nspoergsmaal: Hvor er I?"),),
}


def write(folder: Path) -> None:
    small_catalogue.write(folder)
    for name, changes in ADDED.items():
        change(folder / "vocabularies" / f"{name}.yaml", *changes)
    (folder / "vocabularies" / "indsatsomraade.yaml").write_text(AREAS, encoding="utf-8")
    for slug, area in (
        ("ungejob", "arbejde"),
        ("sprogstart", "uddannelse"),
        ("bogglad", "uddannelse"),
    ):
        file = folder / "entries" / f"{slug}.md"
        change(file, ("gennemgaaet:", f"indsatsomraade: [{area}]\ngennemgaaet:"))
    file = folder / "entries" / "gaardliv.md"
    change(file, ("titel: Gårdliv", f"titel: '{FORMULA}'"))


def change(file: Path, *changes: tuple[str, str]) -> None:
    text = file.read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text, (file.name, old)
        text = text.replace(old, new, 1)
    file.write_text(text, encoding="utf-8")
