"""A catalogue of the tests' own, small enough to count by hand."""

from dataclasses import dataclass
from pathlib import Path

VOCABULARIES = {
    "maalgruppe": """
noegle: maalgruppe
navn: Målgruppe
forklaring: Dem, indsatsen er for.
facet: true
paakraevet: true
raekkefoelge: 1
nul: vis
aaben: true
spoergsmaal: Hvem drejer det sig om?
rolle: [matrix, fakta]
i_saetning: "for {lille}"
termer:
  - {noegle: gravide, navn: Gravide, forklaring: Venter barn., synonymer: [vordende]}
  - {noegle: boern-0-2, navn: Børn 0-2 år, alder: [0, 2], forklaring: De yngste.}
  - {noegle: unge-18-29, navn: Unge 18-29 år, alder: [18, 29], forklaring: Unge voksne.}
  - {noegle: faedre, navn: Fædre, forklaring: Mænd med børn.}
  - {noegle: aeldre, navn: Ældre, forklaring: De ældste.}
""",
    "forebyggelse": """
noegle: forebyggelse
navn: Tidlig forebyggelse
forklaring: Hvor den foregår.
facet: true
raekkefoelge: 2
nul: vis
aaben: true
rolle: [matrix, arenaer]
i_saetning: "med forebyggelse gennem {lille}"
termer:
  - {noegle: sundhedspleje, navn: Sundhedspleje, forklaring: Sundhedsplejersker., arena: true}
  - {noegle: dagtilbud, navn: Dagtilbud, forklaring: Børnehaver., arena: true}
  - {noegle: skole, navn: Skole, forklaring: Skoler., arena: true}
  - {noegle: bibliotek, navn: Bibliotek, forklaring: Biblioteker.}
""",
    "tema": """
noegle: tema
navn: Tema
forklaring: Hvad der skal ændres.
facet: true
paakraevet: true
raekkefoelge: 3
nul: vis
spoergsmaal: Hvad vil I gøre noget ved?
rolle: [matrix, emne]
i_saetning: "om {lille}"
termer:
  - {noegle: trivsel, navn: Trivsel, forklaring: At have det godt.}
  - {noegle: sprog, navn: Læring og sprog, forklaring: "At tale, læse og lære."}
  - {noegle: job, navn: Arbejde, forklaring: At få et job.}
""",
    "kommune": """
noegle: kommune
navn: Kommune
forklaring: Hvor indsatsen er gennemført.
facet: true
raekkefoelge: 5
nul: skjul
filterfelt: true
rolle: [fakta, kort]
spoergsmaal: Hvor er I?
i_saetning: "i {navn}"
termer:
""",
    "type": """
noegle: type
navn: Type
forklaring: Hvad for en slags ting.
facet: true
flere: false
paakraevet: true
raekkefoelge: 9
rolle: [slags]
i_saetning: "af typen {lille}"
termer:
  - {noegle: projekt, navn: Projekt, forklaring: Et afgrænset forløb.}
  - {noegle: metode, navn: Metode, forklaring: En beskrevet fremgangsmåde.}
""",
    "dokumentation": """
noegle: dokumentation
navn: Dokumentation
forklaring: Hvad viden hviler på.
facet: true
flere: false
paakraevet: true
raekkefoelge: 7
nul: vis
ordnet: true
spoergsmaal: Hvor sikker?
rolle: [matrix, viden]
termer:
  - noegle: effekt
    navn: Effektmåling
    forklaring: Virkningen er målt.
    kort: Effekt
    styrke: 4
  - {noegle: evaluering, navn: Evaluering, forklaring: Andre har undersøgt den., styrke: 3}
  - {noegle: ingen, navn: Ingen fundet, forklaring: Der er ikke fundet noget., styrke: 1}
""",
    "indsatsomraade": """
noegle: indsatsomraade
navn: Indsatsområde
forklaring: Fire områder.
facet: true
rolle: [mappe]
raekkefoelge: 4
termer:
  - {noegle: uddannelse, navn: Uddannelse og livschancer}
  - {noegle: arbejde, navn: Beskæftigelse}
""",
    "talslags": """
noegle: talslags
navn: Slags tal
forklaring: Hvad et tal er.
flere: false
raekkefoelge: 20
termer:
  - noegle: maalt
    navn: Målt effekt
    forklaring: En forskel til andre.
    baerer: effekt
    effekt: true
  - noegle: fund
    navn: Fund i en evaluering
    forklaring: Nogen har undersøgt det.
    baerer: evaluering
""",
}
PLACES = (
    "Hele landet", "Aarhus", "Odense", "Køge", "Randers", "Vejle", "Esbjerg", "Hvidovre",
    "Aalborg", "Fredericia", "Slagelse", "Ballerup",
)  # fmt: skip
_FOLDED = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", " ": "-"})


def place_key(name: str) -> str:
    return name.lower().translate(_FOLDED)


@dataclass(frozen=True)
class EntryRow:
    """An entry in short: terms by their keys, places by their names."""

    title: str
    summary: str
    groups: tuple[str, ...]
    themes: tuple[str, ...]
    places: tuple[str, ...]
    kind: str
    knowledge: str
    text: str
    arenas: tuple[str, ...] = ()
    area: str = ""


FORMULA = '=HYPERLINK("http://ond.example","klik")'  # a title that a spreadsheet might run
ENTRIES = {
    "sprogstart": EntryRow(
        title="Sprogstart", summary="Sprogstimulering hjemme hos familien.",
        groups=("gravide", "boern-0-2"), themes=("sprog",),
        places=("Aarhus",), arenas=("sundhedspleje",), area="uddannelse",
        kind="projekt", knowledge="evaluering",
        text="En sundhedsplejerske leger med sprog sammen med barnet.",
    ),
    "bogglad": EntryRow(
        title="Bogglad", summary="Bøger til de mindste.",
        groups=("boern-0-2",), themes=("sprog",),
        places=("Aarhus", "Odense"), arenas=("bibliotek", "dagtilbud"), area="uddannelse",
        kind="metode", knowledge="effekt", text="Biblioteket giver bøger og læser højt.",
    ),
    "fars-tid": EntryRow(
        title="Fars tid", summary="En gruppe for fædre.",
        groups=("faedre", "boern-0-2"), themes=("trivsel",),
        places=("Aarhus",), arenas=("sundhedspleje",),
        kind="projekt", knowledge="evaluering", text="Fædre mødes hver uge og taler om børn.",
    ),
    "far-i-odense": EntryRow(
        title="Far i Odense", summary="Fædre går i gruppe.",
        groups=("faedre",), themes=("trivsel",),
        places=("Odense",), arenas=("dagtilbud",),
        kind="projekt", knowledge="ingen", text="En fædregruppe i børnehaven.",
    ),
    "ungejob": EntryRow(
        title="Ungejob", summary="Unge får fritidsjob.",
        groups=("unge-18-29",), themes=("job",),
        places=("Køge",), area="arbejde",
        kind="projekt", knowledge="ingen", text="Unge får job hos en virksomhed.",
    ),
    "lektiehjaelp": EntryRow(
        title="Lektiehjælp", summary="Hjælp efter skole.",
        groups=("unge-18-29",), themes=("sprog",),
        places=("Randers",), arenas=("skole",),
        kind="projekt", knowledge="ingen", text="Frivillige hjælper med lektier.",
    ),
    "moedested": EntryRow(
        title="Mødested", summary="Et sted at mødes.",
        groups=("gravide",), themes=("trivsel",),
        places=("Vejle",), arenas=("sundhedspleje",),
        kind="projekt", knowledge="ingen", text="Gravide mødes med en jordemoder.",
    ),
    "familiehus": EntryRow(
        title="Familiehus", summary="Et hus for familier.",
        groups=("boern-0-2", "faedre"), themes=("trivsel",),
        places=("Esbjerg",), arenas=("sundhedspleje", "dagtilbud"),
        kind="metode", knowledge="evaluering", text="Familien får støtte i huset.",
    ),
    "jobvejen": EntryRow(
        title="Jobvejen", summary="Vejen til arbejde.",
        groups=("unge-18-29", "faedre"), themes=("job",),
        places=("Hvidovre", "Aalborg"),
        kind="projekt", knowledge="ingen", text="Rådgivning om arbejde.",
    ),
    "skolestart": EntryRow(
        title="Skolestart", summary="En god start i skolen.",
        groups=("boern-0-2",), themes=("sprog",),
        places=("Fredericia",), arenas=("dagtilbud", "skole"),
        kind="metode", knowledge="effekt", text="Børnehave og skole arbejder sammen om sprog.",
    ),
    "gaardliv": EntryRow(
        title=FORMULA, summary="Liv i gården.",
        groups=("unge-18-29",), themes=("trivsel",),
        places=("Slagelse", "Ballerup"),
        kind="projekt", knowledge="ingen", text="Beboere mødes i gården.",
    ),
    "hele-vejen": EntryRow(
        title="Hele vejen", summary="Støtte fra graviditet til skole.",
        groups=("gravide", "boern-0-2"), themes=("trivsel", "sprog"),
        places=("Hele landet",), arenas=("sundhedspleje", "skole"),
        kind="metode", knowledge="evaluering", text="En fast person følger familien hele vejen.",
    ),
}  # fmt: skip
LONG = """
## Hvad går indsatsen ud på?

{text} Se også [Bogglad](bogglad).

## Hvem er den for?

Familier i området.

## Sådan gør man

- Først mødes man.
- Så taler man.

## Samarbejde og organisering

Kommunen og en forening.

## Hvad kræver det?

Tid og et lokale.
"""
MORE = """\
andre_navne: [Sprog fra start, SFS]
ansvarlig: {navn: Aarhus Kommune, url: "https://example.org/aarhus"}
periode: 2019-2021
oekonomi: Fondsmidler.
sted_note: I to boligområder.
boligomraade: [Gellerup]
faldgruber: [Det tager tid.]
dokumentation_begrundelse: En evaluering fra 2020 bygger på samtaler.
relateret: [fars-tid]
eksempel_paa: [hele-vejen]
tidligere: [sprog-fra-start]
"""
HOSTILE = """\
---
titel: "<script>alert(1)</script> & \\"citat\\""
resume: "<img src=x onerror=alert(1)> </script><b>fed</b>"
type: projekt
maalgruppe: [aeldre]
tema: [trivsel]
kommune: [aarhus]
dokumentation: ingen
kilder:
  - {titel: "<i>Kilde</i>", udgiver: "</li>Udgiver", url: "https://example.org/?a=1&b=\u00b4"}
gennemgaaet: 2026-01-02
---

## Hvad går indsatsen ud på?

<script>alert(2)</script> Tekst <span onclick="x()" style="color:red">her</span>.

[klik](javascript:alert(3)) og [data](data:text/html,x) og ![billede](https://example.org/x.png)
"""


def entry_text(slug: str) -> str:
    """An entry's file. The first is long, with everything an entry may carry."""
    row = ENTRIES[slug]
    figure = {"effekt": "maalt", "evaluering": "fund"}.get(row.knowledge)
    lines = [
        f"titel: {row.title!r}" if row.title == FORMULA else f"titel: {row.title}",
        f"resume: {row.summary}",
        f"type: {row.kind}",
        f"maalgruppe: [{', '.join(row.groups)}]",
        f"tema: [{', '.join(row.themes)}]",
        f"kommune: [{', '.join(map(place_key, row.places))}]",
        f"dokumentation: {row.knowledge}",
    ]
    if row.area:
        lines.append(f"indsatsomraade: [{row.area}]")
    if row.arenas:
        lines.append(f"forebyggelse: [{', '.join(row.arenas)}]")
    if figure:
        lines.append(f"resultater: [{{tekst: Det gik godt., talslags: {figure}, kilde: k1}}]")
    lines.append(
        'kilder: [{id: k1, titel: En rapport, udgiver: Et center, url: "https://example.org/r"}, '
        "{titel: En folder, udgiver: En forening, kopi: true}]"
    )
    lines.append("gennemgaaet: 2026-01-02")
    long = slug == "sprogstart"
    body = LONG.format(text=row.text) if long else f"\n## Hvad går indsatsen ud på?\n\n{row.text}\n"
    return "---\n" + "\n".join(lines) + "\n" + (MORE if long else "") + "---\n" + body


def place_term(name: str) -> str:
    everywhere = ", landsdaekkende: true" if name == "Hele landet" else ""
    return f"  - {{noegle: {place_key(name)}, navn: {name}{everywhere}}}\n"


def write(folder: Path, *, hostile: bool = True) -> Path:
    """The catalogue as files in a folder."""
    (folder / "entries").mkdir(parents=True)
    (folder / "vocabularies").mkdir()
    for key, text in VOCABULARIES.items():
        places = "".join(place_term(name) for name in PLACES)
        whole = text.lstrip() + (places if key == "kommune" else "")
        (folder / "vocabularies" / f"{key}.yaml").write_text(whole, encoding="utf-8")
    for slug in ENTRIES:
        (folder / "entries" / f"{slug}.md").write_text(entry_text(slug), encoding="utf-8")
    if hostile:
        (folder / "entries" / "ond.md").write_text(HOSTILE, encoding="utf-8")
    return folder


def change(file: Path, *changes: tuple[str, str]) -> None:
    """Put texts in the place of others, which must be there."""
    text = file.read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text, (file.name, old)
        text = text.replace(old, new, 1)
    file.write_text(text, encoding="utf-8")
