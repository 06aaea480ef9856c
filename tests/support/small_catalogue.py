"""A catalogue of the tests' own, small enough to count by hand."""

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
rolle: [matrix, fakta]
i_saetning: "for {lille}"
termer:
  - {noegle: gravide, navn: Gravide, forklaring: Venter barn., synonymer: [vordende]}
  - {noegle: boern-0-2, navn: Børn 0-2 år, forklaring: De yngste.}
  - {noegle: unge-18-29, navn: Unge 18-29 år, forklaring: Unge voksne.}
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
rolle: [matrix]
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


# Each slug with: title, summary, groups, arenas, themes, places, kind, knowledge, text.
ENTRIES = {
    "sprogstart": (
        "Sprogstart",
        "Sprogstimulering hjemme hos familien.",
        "gravide boern-0-2",
        "sundhedspleje",
        "sprog",
        "Aarhus",
        "projekt",
        "evaluering",
        "En sundhedsplejerske leger med sprog sammen med barnet.",
    ),
    "bogglad": (
        "Bogglad",
        "Bøger til de mindste.",
        "boern-0-2",
        "bibliotek dagtilbud",
        "sprog",
        "Aarhus Odense",
        "metode",
        "effekt",
        "Biblioteket giver bøger og læser højt.",
    ),
    "fars-tid": (
        "Fars tid",
        "En gruppe for fædre.",
        "faedre boern-0-2",
        "sundhedspleje",
        "trivsel",
        "Aarhus",
        "projekt",
        "evaluering",
        "Fædre mødes hver uge og taler om børn.",
    ),
    "far-i-odense": (
        "Far i Odense",
        "Fædre går i gruppe.",
        "faedre",
        "dagtilbud",
        "trivsel",
        "Odense",
        "projekt",
        "ingen",
        "En fædregruppe i børnehaven.",
    ),
    "ungejob": (
        "Ungejob",
        "Unge får fritidsjob.",
        "unge-18-29",
        "",
        "job",
        "Køge",
        "projekt",
        "ingen",
        "Unge får job hos en virksomhed.",
    ),
    "lektiehjaelp": (
        "Lektiehjælp",
        "Hjælp efter skole.",
        "unge-18-29",
        "skole",
        "sprog",
        "Randers",
        "projekt",
        "ingen",
        "Frivillige hjælper med lektier.",
    ),
    "moedested": (
        "Mødested",
        "Et sted at mødes.",
        "gravide",
        "sundhedspleje",
        "trivsel",
        "Vejle",
        "projekt",
        "ingen",
        "Gravide mødes med en jordemoder.",
    ),
    "familiehus": (
        "Familiehus",
        "Et hus for familier.",
        "boern-0-2 faedre",
        "sundhedspleje dagtilbud",
        "trivsel",
        "Esbjerg",
        "metode",
        "evaluering",
        "Familien får støtte i huset.",
    ),
    "jobvejen": (
        "Jobvejen",
        "Vejen til arbejde.",
        "unge-18-29 faedre",
        "",
        "job",
        "Hvidovre Aalborg",
        "projekt",
        "ingen",
        "Rådgivning om arbejde.",
    ),
    "skolestart": (
        "Skolestart",
        "En god start i skolen.",
        "boern-0-2",
        "dagtilbud skole",
        "sprog",
        "Fredericia",
        "metode",
        "effekt",
        "Børnehave og skole arbejder sammen om sprog.",
    ),
    "gaardliv": (
        "Gårdliv",
        "Liv i gården.",
        "unge-18-29",
        "",
        "trivsel",
        "Slagelse Ballerup",
        "projekt",
        "ingen",
        "Beboere mødes i gården.",
    ),
    "hele-vejen": (
        "Hele vejen",
        "Støtte fra graviditet til skole.",
        "gravide boern-0-2",
        "sundhedspleje skole",
        "trivsel sprog",
        "Hele landet",
        "metode",
        "evaluering",
        "En fast person følger familien hele vejen.",
    ),
}
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
    title, summary, groups, arenas, themes, places, kind, knowledge, text = ENTRIES[slug]
    figure = {"effekt": "maalt", "evaluering": "fund"}.get(knowledge)
    lines = [
        f"titel: {title}",
        f"resume: {summary}",
        f"type: {kind}",
        f"maalgruppe: [{', '.join(groups.split())}]",
        f"tema: [{', '.join(themes.split())}]",
        f"kommune: [{', '.join(place_key(name) for name in places_of(places))}]",
        f"dokumentation: {knowledge}",
    ]
    if arenas:
        lines.append(f"forebyggelse: [{', '.join(arenas.split())}]")
    if figure:
        lines.append(f"resultater: [{{tekst: Det gik godt., talslags: {figure}, kilde: k1}}]")
    lines.append(
        'kilder: [{id: k1, titel: En rapport, udgiver: Et center, url: "https://example.org/r"}, '
        "{titel: En folder, udgiver: En forening, kopi: true}]"
    )
    lines.append("gennemgaaet: 2026-01-02")
    long = slug == "sprogstart"
    body = LONG.format(text=text) if long else f"\n## Hvad går indsatsen ud på?\n\n{text}\n"
    return "---\n" + "\n".join(lines) + "\n" + (MORE if long else "") + "---\n" + body


def place_term(name: str) -> str:
    everywhere = ", landsdaekkende: true" if name == "Hele landet" else ""
    return f"  - {{noegle: {place_key(name)}, navn: {name}{everywhere}}}\n"


def places_of(text: str) -> list[str]:
    return [name for name in PLACES if name in text]


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
