"""Each remedy followed to the letter makes the file right.

A case is a file that breaks a rule and the same file after somebody did what the message says.
`says` is what the hint or the remedy says of it, so a reworded remedy is tried anew.
"""

import re
from dataclasses import dataclass

import pytest

from catalogue.checking.drafts import check_draft
from catalogue.checking.entry_file import Standard
from catalogue.model.rules import RULES
from catalogue.model.slugs import slugify
from tests.support.small_folder import ENTRY, TODAY, VOCABULARIES, Catalogue


@dataclass(frozen=True)
class Followed:
    """A part of the good entry, what is wrongly written there, and what the remedy makes of it."""

    code: str
    good: str
    wrong: str
    mended: str
    says: str


FIELD = "kommune: [aarhus]\n"  # a place for a field more
TEXT = "- Sæt kaffe over.\n"  # a place for more text


def field(code: str, wrong: str, mended: str, says: str) -> Followed:
    """A field more; both without the line's end, an empty one is deleted."""
    wrong, mended = f"{wrong}\n", f"{mended}\n" if mended else ""
    return Followed(code, FIELD, FIELD + wrong, FIELD + mended, says)


def text(code: str, wrong: str, mended: str, says: str) -> Followed:
    return Followed(code, TEXT, f"{TEXT}\n{wrong}\n", f"{TEXT}\n{mended}\n", says)


SOURCE = "    url: https://eksempel.dk/faedre\n"
SECOND = "  - id: {}\n    titel: To\n    udgiver: X\n"
PRICE = "pris:\n  beloeb: {}\n  enhed: {}\n  kilde: {}"
LONG = "ord " * 200
RESULTS = ENTRY[ENTRY.index("resultater:") : ENTRY.index("gennemgaaet:")]
OWN_EFFECT = "ansvarlig:\n  navn: Far\n  url: https://eksempel.dk\n" + RESULTS.replace(
    "talslags: deltagertal", "talslags: effekt-lodtraekning\n    retning: gavnlig"
).replace("dokumentation: deltagertal", "dokumentation: lodtraekningsforsoeg")

CASES = [
    Followed("styretegn", "hver uge", "hver\0uge", "hver uge", "Slet tegnet"),
    Followed("uflettet", FIELD, f"<<<<<<< HEAD\n{FIELD}=======\nkommune: [odense]\n>>>>>>> b\n",
             FIELD, "Behold den ene"),
    text("uflettet", "<<<<<<< HEAD\nEt.\n=======\nTo.\n>>>>>>> gren", "To.", "slet linjerne"),
    Followed("brudte-bogstaver", "Fædre mødes", "FÃ¦dre mÃ¸des", "Fædre mødes", "Fædre mødes?"),
    Followed("uden-felter", "---\ntitel", "titel", "---\ntitel", "Skriv --- alene på første linje"),
    Followed("uden-felter", "---\ntitel", "—\ntitel", "---\ntitel", "i stedet for «—»"),
    Followed("uden-felter", "---\ntitel", "```yaml\ntitel", "---\ntitel", "i stedet for «```yaml»"),
    Followed("uden-felter", "---\ntitel", " ---\ntitel", "---\ntitel", "Slet mellemrummene"),
    Followed("uden-felter", "---\ntitel", "# Far\n\n---\ntitel", "---\ntitel", "eller slet det"),
    Followed("uafsluttede-felter", "20\n---\n", "20\n", "20\n---\n", "efter det sidste felt"),
    Followed("uafsluttede-felter", "20\n---\n", "20\n…\n".replace("…", "..."), "20\n---\n",
             "i stedet for «...»"),
    Followed("tabulator", "    kilde: k1", "\tkilde: k1", "    kilde: k1", "ryk ind med"),
    Followed("haardt-mellemrum", "titel: F", "titel:\xa0F", "titel: F", "mellemrumstasten"),
    Followed("haardt-mellemrum", "  - id", "  -\xa0id", "  - id", "ét almindeligt mellemrum"),
    field("punkttegn", "faldgruber:\n  • et", "faldgruber:\n  - et", "«  - et»"),
    field("punkttegn", "faldgruber:\n  -et\n  * to", "faldgruber:\n  - et\n  - to", "«  - et»"),
    Followed("yaml", "på vej\nr", ": en vej\nr", "på vej\nr", "linjen"),
    Followed("yaml", "Fædre på vej\nr", "Far: x\nr", '"Far: x"\nr', '"anførselstegn"'),
    Followed("yaml", "på vej\nr", "@ vej: x\nr", 'på vej\nr', "linjen"),
    field("yaml", "andre_navne: [Klub #1, Mor]", 'andre_navne: ["Klub #1", Mor]', "anførselstegn"),
    Followed("yaml-alias", "Fædre på vej\nr", "&a Far\nperiode: *a\nr",
             "Far\nperiode: Far\nr", "Skriv indholdet"),
    Followed("yaml", "[faedre, gravide]", "[faedre,, gravide]", "[faedre, gravide]", "linjen"),
    field("yaml", "udfordring:\n  uro: 3, larm: 2", "udfordring:\n  uro: 3\n  larm: 2", "linjen"),
    field("yaml", "ansvarlig: navn: Far", "ansvarlig:\n  navn: Far", "linjen"),
    field("yaml", "**periode**: 2020", "periode: 2020", "linjen"),
    field("yaml", "faldgruber:\n - Svært\n  - Dyrt", "faldgruber:\n - Svært\n - Dyrt", "linjen"),
    field("yaml", "| a | b |", "", "linjen"),
    field("yaml", "<!-- husk -->", "# husk", "linjen"),
    field("punkttegn", "spoergsmaal:\n  1. Hvad?\n  2. Hvem?\n  3. Hvor?",
          "spoergsmaal:\n  - Hvad?\n  - Hvem?\n  - Hvor?", "«  - Hvad?»"),
    field("ikke-rykket-ind", "ansvarlig:\nnavn: Far", "ansvarlig:\n  navn: Far", "«  navn: …»"),
    field("ikke-rykket-ind", "materialer:\nurl: https://x.dk",
          "materialer:\n  - url: https://x.dk\n    titel: Bog", "«  - url: …»"),
    field("yaml-dybt", "periode: [[[[[[[x]]]]]]]", "periode: x", "Ryk felterne ud"),
    field("dobbelt-felt", "titel: To", "", "Behold det ene"),
    Followed("ikke-felter", "titel: Fædre på vej\nr", "titel: Fædre på vej\n? [x]\nr",
             "titel: Fædre på vej\nr", "navn, kolon, mellemrum, indhold"),
    Followed("ukendt-felt", "maalgruppe:", "Målgrupper:", "maalgruppe:", "Mente du maalgruppe?"),
    Followed("ukendt-felt", "kilder:", "KILDER:", "kilder:", "Mente du kilder?"),
    Followed("ukendt-felt", "    url:", "    link:", "    url:", "Mente du url?"),
    Followed("ukendt-felt", "    udgiver:", "    forfatter:", "    udgiver:", "Mente du udgiver?"),
    Followed("ukendt-felt", "gennemgaaet:", "dato:", "gennemgaaet:", "Mente du gennemgaaet?"),
    Followed("mangler", "resume: Fædre", "periode: 2020\n# Fædre", "resume: Fædre",
             "hvem gør hvad, for hvem?"),
    Followed("mangler-sted", FIELD, "", "sted_note: Aarhus\n", "sted_note"),
    Followed("mangler-sted", FIELD, "", "kommune: [hele-landet]\n", "brug hele-landet"),
    field("tomt", "oekonomi:", "", "slet linjen"),
    Followed("skal-vaere-tekst", "Fædre på vej\nr", "\n  - Fædre på vej\nr", "Fædre på vej\nr",
             "uden bindestreg"),
    Followed("skal-vaere-tekst", "Fædre på vej\nr", "{Fædre}\nr", '"{Fædre}"\nr',
             '{, så sæt den i "anførselstegn"'),
    Followed("skal-vaere-tekst", "    kilde: k1", "    kilde: [k1]", "    kilde: k1", "«k1»"),
    field("kolon-i-punkt", "faldgruber:\n  - Svært: få kom", 'faldgruber:\n  - "Svært: få kom"',
          '"Svært: få kom"'),
    field("kolon-i-punkt", "andre_navne: [Far: klub]", 'andre_navne: ["Far: klub"]', '"Far: klub"'),
    Followed("skal-vaere-liste", "[faedre, gravide]", "faedre", "[faedre]", "maalgruppe: [faedre]"),
    Followed("skal-vaere-liste", "[faedre, gravide]", "faedre og gravide", "[faedre, gravide]",
             "maalgruppe: [faedre, gravide]"),
    Followed("ukendt-term", "[faedre, gravide]", "[faedre gravide]", "[faedre, gravide]",
             "Mente du faedre, gravide?"),
    Followed("yaml", "maalgruppe: [", "maalgruppe:[", "maalgruppe: [", "linjen"),
    Followed("yaml", "maalgruppe: [", "maalgruppe: [, ", "maalgruppe: [", "linjen"),
    Followed("yaml", "kommune:", "* kommune:", "kommune:", "linjen"),
    Followed("ukendt-felt", "titel: Fædre på vej\nr", "1. titel: Fædre på vej\nr",
             "titel: Fædre på vej\nr", "Mente du titel?"),
    Followed("skal-vaere-liste", "[faedre, gravide]", "\n  faedre\n  gravide", "[faedre, gravide]",
             "maalgruppe: [faedre, gravide]"),
    Followed("skal-vaere-tekst", "[faedre, gravide]", "\n  - faedre: ja", "\n  - faedre",
             "som én tekst, uden parenteser og kolon: «faedre»"),
    Followed("skal-vaere-tekst", "[faedre, gravide]", "[[faedre], gravide]", "[faedre, gravide]",
             "som én tekst, uden parenteser og kolon: «faedre»"),
    Followed("yaml", "[faedre, gravide]", "[faedre] og gravide", "[faedre, gravide]", "linjen"),
    Followed("kommentar", "[faedre, gravide]", "[faedre] # gravide", "[faedre]", "slet ellers"),
    Followed("krumme-anfoerselstegn", "Fædre på vej\nr", "“Fædre på vej”\nr", "Fædre på vej\nr",
             "Slet dem"),
    Followed("krumme-anfoerselstegn", "Fædre på vej\nr", "”Fædre på vej”\nr", '"Fædre på vej"\nr',
             '"anførselstegn"'),
    Followed("anden-skrivemaade", "Fædre på vej\nr", "Fædre **på** vej\nr", "Fædre på vej\nr",
             "Skriv kun ordene"),
    Followed("skal-vaere-liste", "[faedre, gravide]", "faedre, gravide", "[faedre, gravide]",
             "maalgruppe: [faedre, gravide]"),
    field("skal-vaere-liste", "faldgruber: Det var svært, og få kom.",
          'faldgruber: ["Det var svært, og få kom."]', '["Det var svært, og få kom."]'),
    Followed("punkt-for-hvert-felt", "    titel: Fædre på vej\n    udgiver",
             "  - titel: Fædre på vej\n  - udgiver", "    titel: Fædre på vej\n    udgiver",
             "Slet bindestregen foran titel, udgiver"),
    Followed("yaml", "id: k1\n    titel: Fædre på vej\n", "id: k1, titel: Fædre på vej\n",
             "id: k1\n    titel: Fædre på vej\n", "linjen"),
    Followed("skal-vaere-gruppeliste", "  - tekst:", "    tekst:", "  - tekst:", "«  - tekst: …»"),
    Followed("skal-vaere-gruppeliste", RESULTS[RESULTS.index("kilder:"):], "kilder: Rapport\n",
             "kilder:\n  - titel: Rapport\n    id: k1\n    udgiver: X\n", "«  - titel: …»"),
    field("skal-vaere-grader", "udfordring: [uro]", "udfordring:\n  uro: 3", "egen linje"),
    field("skal-vaere-grader", "udfordring:\n  - uro: 3", "udfordring:\n  uro: 3",
          "uden bindestreg"),
    field("yaml", "udfordring:\n  uro:3", "udfordring:\n  uro: 3", "linjen"),
    field("grad", "udfordring:\n  uro: 5", "udfordring:\n  uro: 3", "Skriv 3"),
    field("skal-vaere-gruppe", "ansvarlig: Aarhus", "ansvarlig:\n  navn: Aarhus",
          "«  navn: Aarhus»"),
    field("skal-vaere-gruppe", "materialer: [Håndbog]",
          "materialer:\n  - titel: Håndbog\n    url: https://x.dk", "«  - titel: Håndbog»"),
    Followed("for-lang", "på vej\nr", "på vej" * 60 + "\nr", "på vej\nr", "Kort det ned"),
    field("for-mange", f"andre_navne: [{', '.join('abcdefghijklmnopqrstuvwxyz')}]",
          "andre_navne: [a, b]", "Behold de vigtigste"),
    field("for-faa", "spoergsmaal: [Hvad?]", "spoergsmaal: [Hvad?, Hvem?, Hvor?]", "Skriv flere"),
    field("dobbelt-punkt", "soegeord: [far, far]", "soegeord: [far]", "Slet det ene"),
    field("beloeb", PRICE.format("12.000 kr.", "i-alt", "k1"), PRICE.format("12000", "i-alt", "k1"),
          "Mente du 12000?"),
    field("enhed", PRICE.format("12000", "i alt", "k1"), PRICE.format("12000", "i-alt", "k1"),
          "Mente du i-alt?"),
    field("kontakt-form", "kontakt:\n  navn: Ring 12 34 56 78",
          "kontakt:\n  navn: Sundhedsplejen\n  url: https://eksempel.dk/kontakt",
          "Skriv organisationen eller funktionen"),
    Followed("dato", "2026-11-20", "2026-02-30", "2026-02-28", "år-måned-dag"),
    Followed("dato-form", "2026-11-20", "20. november 2026", "2026-11-20", "Mente du 2026-11-20?"),
    Followed("fremtid", "2026-11-20", "2062-11-20", "2026-11-20", "Skriv den dag"),
    Followed("aar", SOURCE, SOURCE + "    aar: i fjor\n", SOURCE, "slet linjen"),
    Followed("aar", SOURCE, SOURCE + "    aar: 2019/20\n", SOURCE + "    aar: 2019-2020\n",
             "Mente du 2019-2020?"),
    field("tidspunkt", "status_pr: maj 2023", "status_pr: 2023-05", "Mente du 2023-05?"),
    Followed("sandt-falsk", SOURCE, SOURCE + "    kopi: måske\n", SOURCE + "    kopi: true\n",
             "Skriv true"),
    Followed("adresse", "https://eksempel", "www.eksempel", "https://www.eksempel",
             "Mente du https://www.eksempel"),
    Followed("adresse", SOURCE, "    url: findes ikke\n", "", "slet linjen"),
    Followed("yaml", SOURCE, "    url: [A](https://a.dk)\n", "    url: https://a.dk\n", "linjen"),
    Followed("yaml", "40 fædre var med", '"40 fædre" var med', "»40 fædre« var med", "linjen"),
    Followed("yaml", "  - tekst:", "  tekst:", "  - tekst:", "på den lige over"),
    Followed("adresse-for-lang", SOURCE, SOURCE[:-1] + "a" * 2000 + "\n", "", "slet linjen"),
    Followed("ukendt-term", "[faedre, g", "[faedra, g", "[faedre, g", "Mente du faedre?"),
    Followed("ukendt-term", "[faedre, gravide]", "[faedre og gravide]", "[faedre, gravide]",
             "Mente du faedre, gravide?"),
    Followed("ukendt-term", "dokumentation: deltagertal", "dokumentation: ingen",
             "dokumentation: ingen-fundet", "Mente du ingen-fundet?"),
    Followed("navn-for-term", "[faedre, g", "[Fædre, g", "[faedre, g", "Skriv faedre"),
    Followed("kun-en-term", "dokumentation: deltagertal", "dokumentation: [deltagertal]",
             "dokumentation: deltagertal", "dokumentation: deltagertal"),
    Followed("kun-en-term", "dokumentation: deltagertal", "dokumentation: deltagertal, evaluering",
             "dokumentation: deltagertal", "Behold den, der passer bedst"),
    Followed("dobbelt-term", "[faedre, gravide]", "[faedre, faedre]", "[faedre]", "Slet den ene"),
    Followed("kilde-uden-udgiver", "    udgiver: Aarhus Kommune\n", "",
             "    udgiver: ikke oplyst\n", "skriv ikke oplyst i det"),
    Followed("dobbelt-kilde", SOURCE, SOURCE + SECOND.format("k1"), SOURCE + SECOND.format("k2"),
             "k2"),
    Followed("id-form", "id: k1\n", "id: K1\n", "id: k1\n", "Mente du k1?"),
    Followed("resultat-uden-kilde", "    kilde: k1\n", "", "    kilde: k1\n", "k1"),
    Followed("resultat-uden-slags", "    talslags: deltagertal\n", "",
             "    talslags: deltagertal\n", "deltagertal"),
    Followed("retning-uden-effekt", "    kilde: k1\n", "    kilde: k1\n    retning: gavnlig\n",
             "    kilde: k1\n", "Slet retning"),
    Followed("ukendt-kilde", "kilde: k1", "kilde: 1", "kilde: k1", "Mente du k1?"),
    Followed("for-staerk", "dokumentation: deltagertal", "dokumentation: evaluering",
             "dokumentation: deltagertal", "Sæt dokumentation til deltagertal"),
    field("ukendt-indsats", "relateret: [faedra]", "relateret: [faedre]", "Mente du faedre?"),
    field("filnavn-form", "relateret: [Faedre.md]", "relateret: [faedre]", "fx faedre"),
    field("sig-selv", "relateret: [faedre, ny]", "relateret: [faedre]", "Slet ny fra relateret"),
    field("tidligere-i-brug", "tidligere: [faedre]", "", "Slet den fra tidligere"),
    text("for-meget-tekst", "ord " * 8000, "ord", "Kort den ned"),
    text("dybt-indlejret", "> " * 9 + "a", "> " * 6 + "a", "højst 6 niveauer"),
    text("for-mange-dele", "- a\n" * 3000, "- a\n" * 30, "Kort den ned"),
    Followed("felter-i-teksten", FIELD, "---\n" + FIELD, FIELD, "Slet den linje med ---"),
    # Warnings
    Followed("kommentar", "på vej\nr", "nr. #1\nr", "nr.\nr", "slet ellers kommentaren"),
    Followed("kommentar", "Fædre på vej\nr", "Klub #1\nr", '"Klub #1"\nr', '"anførselstegn"'),
    Followed("langt-resume", "Fædre mødes", LONG[:400] + "mødes", "Fædre mødes", "Kort det ned"),
    Followed("ikke-gennemgaaet", "2026-11-20", "2021-01-01", TODAY.isoformat(), "dagens dato"),
    text("ukendt-link", "Se [far](faedra).", "Se [far](faedre).", "Mente du faedre?"),
    text("link-uden-adresse", "Se [far](www.x.dk).", "Se [far](https://www.x.dk).", "https://"),
    text("ukendt-sted", "[a](faedre#afsnit-saadan)", "[a](faedre)", "Slet #afsnit-saadan"),
    text("ukendt-sted", "[a](#afsnit-saadan-goer)", "[a](#afsnit-saadan-goer-man)",
         "Mente du #afsnit-saadan-goer-man?"),
    text("kontakt-i-teksten", "Ring 12 34 56 78.", "Ring til os.", "Slet det"),
    text("kodehegn", "```\nTekst", "Tekst", "Slet linjen"),
    text("kodehegn", "```\nTekst", "```\nTekst\n```", "hvor boksen skal slutte"),
    text("tabel", "a|b\n-|-\n1|2|3", "a|b\n-|-\n1|2", "slet dem, der er for mange"),
    text("tabel", "a|b\n-|-\n1|2\nTekst", "a|b\n-|-\n1|2\n\nTekst", "Sæt en tom linje over"),
    Followed("uden-udfald", "40 fædre var med det første år.\n    talslags: deltagertal",
             "Resultaterne er ikke oplyst.\n    talslags: evaluering",
             "40 fædre var med.\n    talslags: evaluering", "Skriv, hvad der kom ud af det"),
    Followed("kun-egne-kilder", RESULTS, OWN_EFFECT,
             OWN_EFFECT.replace(SOURCE, "    url: https://maaler.dk/far\n"), "den, der har målt"),
    Followed("kun-egne-kilder", RESULTS, OWN_EFFECT, OWN_EFFECT.replace("gavnlig", "ingen"),
             "resultater uden forskel"),
    text("tal-uden-resultat", "Det steg med 30 procent.", "Det steg.", "tag det ud af teksten"),
    text("ukendt-afsnit", "## Hvem er den for\n\nAlle.", "## Hvem er den for?\n\nAlle.",
         "»Hvem er den for?«"),
    text("dobbelt-afsnit", "## Sådan gør man\n\nSådan.", "Sådan.", "Saml de to afsnit"),
    text("overskrift-form", "# Hvem er den for?\n\nAlle.", "## Hvem er den for?\n\nAlle.", "##"),
    text("overskrift-form", "**Hvem er den for?**\n\nAlle.", "## Hvem er den for?\n\nAlle.",
         "på en linje for sig med ##"),
    text("understreget", "Hvem er den for?\n---\nAlle.", "## Hvem er den for?\nAlle.", "## foran"),
    text("understreget", "Alle er med.\n---\nAlle.", "Alle er med.\n\n---\nAlle.",
         "tom linje imellem"),
    text("understreget", "Alle er med.\n---", "Alle er med.", "Slet linjen"),
    text("kodeboks", "## Hvem er den for?\n\n    Alle.", "## Hvem er den for?\n\nAlle.",
         "Slet mellemrummene"),
    text("billede-fjernet", "![x](a.jpg)", "En tegning af huset.", "Beskriv med ord"),
    text("linjer-loeber-sammen", "Mandag: kaffe\nTirsdag: te", "Mandag: kaffe\n\nTirsdag: te",
         "tom linje"),
    text("linjer-loeber-sammen", "Mandag: kaffe\nTirsdag: te", "- Mandag: kaffe\n- Tirsdag: te",
         "«- » foran hver"),
    text("anden-skrivemaade", "En note[^1].", "En note.", "Skriv noten ind i teksten"),
    text("anden-skrivemaade", "Se [[faedre]].", "Se [far](faedre).", "[navn](filnavn)"),
    text("anden-skrivemaade", "Se [far] (faedre).", "Se [far](faedre).", "uden mellemrum imellem"),
    text("anden-skrivemaade", "Det er **fed **her.", "Det er **fed** her.", "helt tæt på ordene"),
    text("anden-skrivemaade", "~~Nej~~", "Nej", "Slet stregerne"),
    text("anden-skrivemaade", "a) et\nb) to", "- et\n- to", "«- » foran hvert punkt"),
    text("anden-skrivemaade", "| a | b |\n| 1 | 2 |", "| a | b |\n|---|---|\n| 1 | 2 |",
         "|---|---|"),
    text("anden-skrivemaade", "- [ ] Ring", "- Ring", "Slet de kantede"),
    Followed("tom-tekst", ENTRY[ENTRY.index("## Hvad"):], "",
             "## Hvad går indsatsen ud på?\n\nDe mødes.\n", "Hvad går indsatsen ud på?"),
    text("html-fjernet", "Se <b>her</b>.", "Se **her**.", "Slet det"),
]  # fmt: skip

WORDS = VOCABULARIES["maalgruppe"]
TOPICS = {"vocabularies/maalgruppe.yaml": WORDS.replace("facet: true", "facet: ja\nrolle: [emne]")}
ABOVE = "emner/maalgruppe-faedre.md"
Files = dict[str, str | bytes | None]  # what stands in each file of the catalogue; None for no file

# The same for rules of whole files: those that break one, what then stands there, what is said.
FOLDERS: list[tuple[str, Files, Files, str]] = [
    ("ikke-utf8", {"entries/ny.md": ENTRY.encode("cp1252")}, {"entries/ny.md": ENTRY},
     "med tegnsættet UTF-8"),
    ("ikke-tekst", {"entries/ny.md": b"PK\3\4" + b"\0\1" * 99}, {"entries/ny.md": ENTRY},
     "Kopiér ordene ud"),
    ("for-stor", {"entries/ny.md": ENTRY + "ord " * 60_000}, {"entries/ny.md": ENTRY}, "Kort"),
    ("for-mange-felter", {"entries/ny.md": "---\n" + "x: [" + "a, " * 5_000 + "b]\n---\nTekst."},
     {"entries/ny.md": ENTRY}, "Behold de vigtigste"),
    ("samme-adresse", {"entries/Faedre.md": ENTRY},
     {"entries/Faedre.md": None, "entries/far.md": ENTRY}, "et andet navn"),
    ("ordliste", {"vocabularies/maalgruppe.yaml": WORDS.replace("noegle: faedre", "noegle: Fædre")},
     {"vocabularies/maalgruppe.yaml": WORDS}, "Ret filen"),
    ("ukendt-indstilling", {"vocabularies/maalgruppe.yaml": WORDS.replace("facet", "facett")},
     {"vocabularies/maalgruppe.yaml": WORDS}, "Mente du facet?"),
    ("ukendt-rolle", {"vocabularies/maalgruppe.yaml": f"rolle: [emner]\n{WORDS}"},
     {"vocabularies/maalgruppe.yaml": f"rolle: [emne]\n{WORDS}"}, "Mente du emne?"),
    ("optaget-navn", {"vocabularies/titel.yaml": WORDS.replace("maalgruppe", "titel", 1)},
     {"vocabularies/titel.yaml": None,
      "vocabularies/overskrift.yaml": WORDS.replace("maalgruppe", "overskrift", 1).replace(
          "paakraevet: true\n", "")}, "et andet navn"),
    ("emne-ukendt", {**TOPICS, "emner/faedre.md": "Tekst."},
     {"emner/faedre.md": None, ABOVE: "Tekst."}, "en bindestreg og termens nøgle"),
    ("emne-tomt", {**TOPICS, ABOVE: "\n"}, {ABOVE: None}, "eller slet den"),
    ("emne-tomt", {**TOPICS, ABOVE: "\n"}, {ABOVE: "Tekst."}, "Skriv løbende tekst"),
    ("emne-overskrift", {**TOPICS, ABOVE: "## Far\n\nTekst."}, {ABOVE: "Tekst."}, "Slet overskr"),
    ("emne-overskrift", {**TOPICS, ABOVE: "**Sådan gør man**\n\nTekst."}, {ABOVE: "Tekst."},
     "Slet overskriften"),
]  # fmt: skip

# Rules that are mended by another act than writing, or in another test.
ELSEWHERE = {
    "kan-ikke-laeses": "the rights of a file",
    "ingen-indsatser": "takes an earlier build: test_build",
    "filnavn": "test_a_bad_name_is_mended_by_the_name_it_is_told",
    "filnavn-windows": "test_a_bad_name_is_mended_by_the_name_it_is_told",
    "laeses-ikke": "followed in test_strays",
    "kan-ikke-vises": "takes a parser that fails",
    "adresse-optaget": "test_a_taken_address_is_mended_by_another_title",
    "ordrelation": "a list of words, which the search reads: tests/search/language",
    "git-dato": "a computer's clock",
}


@pytest.mark.parametrize(
    ("code", "wrong", "mended", "says"), FOLDERS, ids=lambda one: str(one)[:30]
)
def test_a_remedy_of_whole_files_mends(
    code: str, wrong: Files, mended: Files, says: str, catalogue: Catalogue
) -> None:
    put(catalogue, wrong)
    found = [fault for fault in catalogue.faults() if fault.code == code]
    assert found, catalogue.faults()
    assert any(says in f"{fault.hint} {fault.remedy}" for fault in found), found[0].remedy
    put(catalogue, mended)
    assert [(fault.code, fault.message) for fault in catalogue.faults()] == []


def put(catalogue: Catalogue, files: Files) -> None:
    for name, content in files.items():
        path = catalogue.folder / name
        path.parent.mkdir(exist_ok=True)
        if content is None:
            path.unlink()
        else:
            path.write_bytes(content.encode() if isinstance(content, str) else content)


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.code} {case.says}")
def test_a_remedy_that_is_followed_mends(case: Followed, catalogue: Catalogue) -> None:
    """The rule is told, says what was done, and then nothing is told any more."""
    assert ENTRY.count(case.good)
    catalogue.write("ny", ENTRY.replace(case.good, case.wrong, 1))
    told = catalogue.faults("ny")
    found = [fault for fault in told if fault.code == case.code]
    assert found, told
    assert any(case.says in f"{fault.hint} {fault.remedy}" for fault in found), found[0].remedy
    catalogue.write("ny", ENTRY.replace(case.good, case.mended, 1))
    assert [(fault.code, fault.message) for fault in catalogue.faults("ny")] == []


def test_every_remedy_is_followed() -> None:
    tried = {case.code for case in CASES} | {code for code, *_ in FOLDERS}
    assert set(RULES) == tried | set(ELSEWHERE)
    assert not tried & set(ELSEWHERE)


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ("Målgruppe: [faedre, gravide]", "ukendt-felt"),
        ("maalgruppe: faedre, gravide", "skal-vaere-liste"),
        ("maalgruppe: [faedre og gravide]", "ukendt-term"),
    ],
)
def test_a_mistake_is_told_once(wrong: str, code: str, catalogue: Catalogue) -> None:
    """Without what follows from it: a missing field that is there, terms of a list that is none."""
    catalogue.write("ny", ENTRY.replace("maalgruppe: [faedre, gravide]", wrong, 1))
    assert [fault.code for fault in catalogue.faults("ny")] == [code]


@pytest.mark.parametrize(
    "wrong", ["resultater: 40 kom\n", "resultat:\n", "resultater:\n  - 40 kom\n"]
)
def test_evidence_is_not_held_against_results_that_can_not_be_read(
    wrong: str, catalogue: Catalogue
) -> None:
    rest = RESULTS[RESULTS.index("dokumentation:") :] if wrong != "resultat:\n" else ""
    new = wrong + (rest or RESULTS.removeprefix("resultater:\n"))
    catalogue.write("ny", ENTRY.replace(RESULTS, new, 1))
    assert "for-staerk" not in {fault.code for fault in catalogue.faults("ny")}


@pytest.mark.parametrize(
    "begins", [b"PK\x03\x04", b"%PDF-1.7", b"{\\rtf1", b"\xd0\xcf\x11\xe0\xa1\xb1"]
)
def test_documents_of_other_programs_are_told_as_such(begins: bytes, catalogue: Catalogue) -> None:
    catalogue.write("ny", begins + b"\0\1\2" * 40)
    assert [fault.code for fault in catalogue.faults("ny")] == ["ikke-tekst"]


@pytest.mark.parametrize(
    "name",
    [
        "Fædre på Amager.md",
        "ny_indsats.md",
        "ny.MD",
        "aux.md",
        "ny.md.md",
        "Kopi af ny (2).md",
        "barn–voksen.md",
    ],
)
def test_a_bad_name_is_mended_by_the_name_it_is_told(name: str, catalogue: Catalogue) -> None:
    path = catalogue.write(name)
    [fault] = catalogue.faults()
    path.rename(path.with_name(fault.remedy.split("fx ")[1].rstrip(".")))
    assert catalogue.faults() == ()


def test_dashes_part_the_words_of_a_name() -> None:
    assert slugify("Barn–voksen 2019—2023") == "barn-voksen-2019-2023"


def test_a_taken_address_is_mended_by_another_title(catalogue: Catalogue) -> None:
    """Also at /ny, where no file is named yet."""
    vocabularies = catalogue.load().vocabularies
    assert vocabularies is not None
    standard = Standard.of(vocabularies, TODAY)
    [fault] = check_draft(ENTRY, "faedre", standard, ["faedre"]).faults
    assert "med kommunen bagefter" in fault.remedy
    assert check_draft(ENTRY, "faedre-i-aarhus", standard, ["faedre"]).faults == ()


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES.keys())
def test_a_remedy_is_whole_sentences(rule) -> None:
    """Nothing in rules.yaml was cut off by a # or a missing quotation mark."""
    assert re.search(r"[.?!]$|\{what\}$", rule.remedy), rule.remedy
    assert re.search(r"[.?!)]$|\}$", rule.message), rule.message
    assert rule.message.count('"') % 2 == rule.remedy.count('"') % 2 == 0
    assert rule.example
