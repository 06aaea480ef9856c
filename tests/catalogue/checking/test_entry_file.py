"""Each rule a file can break: told at the right line, in the right words, with a near match."""

from dataclasses import dataclass
from unicodedata import normalize

import pytest

from catalogue.model.rules import RULES
from tests.support.small_folder import ENTRY, TODAY, VOCABULARIES, Catalogue, line_of


@dataclass(frozen=True)
class Case:
    """A file that breaks a rule.

    Attributes:
        code: the rule.
        text: the file.
        at: a part of the line that the fault points to; "" for the first line.
        says: what the message, the hint or the remedy says.
    """

    code: str
    text: str | bytes
    at: str = ""
    says: str = ""
    note: str = ""


def changed(old: str, new: str) -> str:
    assert old in ENTRY
    return ENTRY.replace(old, new, 1)


def without(line: str) -> str:
    return changed(line + "\n", "")


def with_text(body: str) -> str:
    return ENTRY[: ENTRY.index("## Hvad")] + body


def with_price(**wrong: str) -> str:
    price = {"beloeb": "12000", "enhed": "pr-deltager", "kilde": "k1"} | wrong
    lines = "\n".join(f"  {key}: {value}" for key, value in price.items())
    return changed("kommune:", f"pris:\n{lines}\nkommune:")


def unread(told: str) -> str:
    """An evaluation of which `told` is all there is."""
    return changed("40 fædre var med det første år.", told).replace(
        "talslags: deltagertal", "talslags: evaluering"
    )


def with_direction(direction: str) -> str:
    return changed("    kilde: k1\n", f"    retning: {direction}\n    kilde: k1\n")


def measured_by(site: str, direction: str = "gavnlig") -> str:
    """A measured effect told at eksempel.dk, of somebody whose own site is `site`."""
    text = with_direction(direction).replace(
        "talslags: deltagertal", "talslags: effekt-lodtraekning"
    )
    text = text.replace("dokumentation: deltagertal", "dokumentation: lodtraekningsforsoeg")
    return text.replace("kommune:", f"ansvarlig:\n  navn: Fædre\n  url: {site}\nkommune:")


def with_grade(term: str, grade: str) -> str:
    return changed("kommune:", f"udfordring:\n  {term}: {grade}\nkommune:")


BROKEN_YAML = [
    # What an editor types, the line it is told at, and what is said.
    ("titel: Fædre: en indsats", "titel:", "indeholder et kolon"),
    ("titel Fædre", "titel Fædre", "mangler et kolon efter feltets navn"),
    ("titel = Fædre", "titel =", "mangler et kolon efter feltets navn"),
    ("titel:Fædre", "titel:Fædre", "mangler et mellemrum efter kolonet"),
    ('titel: "Fædre', "titel:", "anførselstegn bliver åbnet, men ikke lukket"),
    ("titel: 'Fædre", "titel:", "anførselstegn bliver åbnet, men ikke lukket"),
    ('titel: "Fædre" på vej', "titel:", "noget efter det afsluttende anførselstegn"),
    ("titel: 'Far's dag'", "titel:", "noget efter det afsluttende anførselstegn"),
    ("titel: [Fædre] på vej", "titel:", "sæt hele teksten i"),
    ("titel: {Fædre} på vej", "titel:", "sæt hele teksten i"),
    ("andre_navne: [Far, Fædre", "andre_navne:", "kantet parentes bliver åbnet, men ikke lukket"),
    ("andre_navne: [", "andre_navne:", "parentes bliver åbnet, men ikke lukket"),
    ("andre_navne: [Far]]", "andre_navne:", "afsluttende parentes for meget"),
    ("ansvarlig: {navn: Aarhus", "ansvarlig:", "tuborgparentes bliver åbnet, men ikke lukket"),
    ("titel: **Fædre**", "titel:", "begynder med *"),
    ("titel: &Fædre nu", "titel:", "begynder med &"),
    ("titel: @faedre", "titel:", "begynder med @"),
    ("titel: %20", "titel:", "begynder med %"),
    ("titel: `Fædre`", "titel:", "begynder med `"),
    ("titel: !Fædre nu", "titel:", "begynder med !"),
    ("titel: !vigtig Fædre", "titel:", "begynder med !"),
    ("titel: | Fædre", "titel:", "begynder med |"),
    ("titel: > Fædre", "titel:", "begynder med >"),
    ("titel: ? Fædre", "titel:", "begynder med ?"),
    ("titel: - Fædre", "titel:", "på sin egen linje"),
    ("titel: a\n  periode: b", "periode:", "rykket ind, men feltet over har allerede et indhold"),
    ("- titel: a\nperiode: b", "periode:", "indrykningen passer ikke"),
    ("periode: b\n- titel: a", "- titel", "bindestreg, hvor der skulle stå et felt"),
    ("faldgruber:\n  - et\n - to", " - to", "indrykningen passer ikke"),
    ("faldgruber:\n  - et\n  to", "  to", "fortsættelse, der skal rykkes to mellemrum ind"),
    ("periode: fra 2019\nog frem", "og frem", "fortsættelse, der skal rykkes to mellemrum ind"),
    ('periode: "C:\\Users"', "periode:", "omvendt skråstreg"),
    ("titel: “Far: klub”", "titel:", 'det lige tegn "'),
    ("andre_navne: [Klub #1, Mor]", "andre_navne:", "alt efter # regnes for en kommentar"),
    ("titel: a\n...", "...", "tre punktummer"),
    (" titel: a", " titel", "det første felt er rykket ind"),
    ("%titel: a", "%titel", "begynder med %"),
]

CASES = [
    Case("ikke-utf8", ENTRY.encode("windows-1252"), "titel:", "UTF-8"),
    Case("ikke-tekst", b"PK\x03\x04" + b"\x00\x01" * 40, "", "Word"),
    Case("for-stor", ENTRY + "a" * 1_000_000, "", "200 kB"),
    Case("styretegn", changed("hver uge", "hver\0uge"), "resume:", "U+0000", "null byte"),
    Case("styretegn", changed("hver uge", "hver\u202euge"), "resume:", "U+202E", "bidi"),
    Case("styretegn", changed("hver uge", "hver\u2028uge"), "resume:", "U+2028", "separator"),
    Case("uden-felter", "Bare en tekst.\n", "", "---"),
    Case("uden-felter", "", "", "---", "an empty file"),
    Case("uafsluttede-felter", "---\ntitel: Fædre\n", "", "slutter aldrig"),
    Case("tabulator", changed("    talslags", "\ttalslags"), "\ttalslags", "mellemrum"),
    Case("tabulator", changed("  - tekst", "  -\ttekst"), "  -\ttekst", "efter bindestregen"),
    Case("haardt-mellemrum", changed("    talslags", "\xa0 talslags"), "\xa0 tals", "hårdt"),
    Case("haardt-mellemrum", changed("titel: ", "titel:\xa0"), "titel:", "efter kolonet"),
    Case("haardt-mellemrum", changed("  - id", "  -\xa0id"), "  -\xa0id", "efter bindestregen"),
    *(
        Case("yaml", changed("titel: Fædre på vej", typed), at, says, typed)
        for typed, at, says in BROKEN_YAML
    ),
    Case("yaml-alias", changed("titel: Fædre på vej", "titel: &a Far\nperiode: *a"), "titel:", "&"),
    Case("yaml-dybt", changed("titel: Fædre på vej", "titel: [[[[[[[x]]]]]]]"), "titel:", "6"),
    Case("dobbelt-felt", changed("kommune:", "titel: To\nkommune:"), "titel: To", "gang i linje 2"),
    Case("for-mange-felter", changed("kommune", "a: x\n" * 4001 + "kommune"), "", "2000"),
    Case("ikke-felter", "---\n- titel\n---\n\nTekst.\n", "- titel", "«titel: …»"),
    Case("ikke-felter", "---\ntitel:Fædre\n---\n\nTekst.\n", "titel:Fædre", "mellemrum", "tight"),
    Case("ukendt-felt", changed("maalgruppe:", "malgruppe:"), "malgruppe:", "Mente du maalgruppe?"),
    Case(
        "ukendt-felt", changed("    udgiver:", "    forlag:"), "forlag:", "udgiver", "of a source"
    ),
    Case("mangler", without("titel: Fædre på vej"), "", "Indsatsens navn"),
    Case("mangler", without("maalgruppe: [faedre, gravide]"), "", "maalgruppe", "a vocabulary"),
    Case("mangler-sted", without("kommune: [aarhus]"), "", "hele-landet"),
    Case("tomt", changed("kommune:", "oekonomi:\nkommune:"), "oekonomi:", "ikke oplyst"),
    Case("tomt", changed("[aarhus]", "[]"), "kommune:", "tomt", "an empty list"),
    Case("tomt", changed("[aarhus]", "~"), "kommune:", "tomt", "a null"),
    Case("skal-vaere-tekst", changed("titel: Fædre på vej", "titel: [a, b]"), "titel:", "én tekst"),
    Case("skal-vaere-liste", changed("[faedre, gravide]", "faedre"), "maalgruppe:", "liste"),
    Case(
        "ikke-rykket-ind", changed("kommune:", "kontakt:\nnavn: Far\nkommune:"), "navn:", "kontakt"
    ),
    Case("skal-vaere-gruppeliste", changed("  - tekst", "    tekst"), "resultater:", "- tekst"),
    *(
        Case(
            "punkttegn",
            changed("kommune:", f"faldgruber:\n  {sign}et\n  {sign}to\nkommune:"),
            f"  {sign}et",
            "«  - et»",
            sign,
        )
        for sign in ("-", "* ", "• ", "•\t", "– ", "— ", "· ", "+ ")
    ),
    Case("punkttegn", changed("  - id: k1", "  -id: k1"), "  -id", "«  - id: k1»", "of a group"),
    Case(
        "punkttegn",
        changed("kommune:", "faldgruber:\n  - et\n  • to\nkommune:"),
        "  • to",
        "",
        "the second",
    ),
    *(
        Case("kolon-i-punkt", changed("kommune:", f"{line}\nkommune:"), at, '"Svært: få kom"', line)
        for line, at in (
            ("faldgruber:\n  - Godt\n  - Svært: få kom", "  - Svært"),
            ("andre_navne: [Svært: få kom]", "andre_navne:"),
            ("periode:\n  Svært: få kom", "periode:"),
        )
    ),
    Case("skal-vaere-tekst", changed("Fædre på vej", "{Fædre}"), "titel:", "{", "braces"),
    Case("yaml", changed("Fædre på vej", "{{ titel }}"), "titel:", "begynder med {"),
    Case("uflettet", changed("kommune:", "<<<<<<< HEAD\nkommune:"), "<<<<<<<", "HEAD"),
    Case("uflettet", changed("kommune:", "=======\nkommune:"), "=======", "", "of fields"),
    Case("uflettet", ENTRY + "\n>>>>>>> gren\n", ">>>>>>>", "slet linjerne"),
    Case("uflettet", ENTRY + "\n=======\n\nMere.\n", "=======", "", "in the text"),
    *(
        Case("brudte-bogstaver", changed("hver uge", f"i {word}"), "resume:", says, word)
        for word, says in (
            ("gÃ¥rden", "Mente du gården?"),
            ("g√•rden", "Mente du gården?"),
            ("g├Ñrden", "Mente du gården?"),
            ("f\ufffdlleshus", "UTF-8"),
            ("CafÃ©en Â»KernenÂ«", "Mente du Caféen »Kernen«?"),
            ("2019â€“2023", "Mente du 2019–2023?"),
        )
    ),
    Case("ikke-utf8", ENTRY.encode("utf-16"), "", "UTF-8", "two bytes a letter"),
    Case("uafsluttede-felter", without("---\n\n## Hvad går indsatsen ud på?"), "", "slutter"),
    Case(
        "uafsluttede-felter",
        changed("---\n\n## Hvad", "\n## Hvad") + "\n---\n\nMere.\n",
        "## Hvad",
        "efter det sidste felt",
        "a rule in the text",
    ),
    *(
        Case("filnavn-form", changed("kommune", f"{field}: [{name}]\nkommune"), field, says, name)
        for field, name, says in (
            ("relateret", "faedre.md", "fx faedre."),
            ("eksempel_paa", "Fædre på vej", "fx faedre-paa-vej."),
            ("tidligere", "entries/Gammel.md", "fx gammel."),
        )
    ),
    Case("adresse-for-lang", changed("dk/faedre", "dk/" + "a" * 2000), "    url:", "2000"),
    Case(
        "skal-vaere-gruppe", changed("kommune:", "ansvarlig: Aarhus\nkommune:"), "ansvarlig:", "url"
    ),
    Case("for-lang", changed("titel: Fædre på vej", "titel: " + "a" * 201), "titel:", "højst"),
    Case(
        "for-mange",
        changed("kommune:", f"andre_navne: [{', '.join('abcdefghijklmnopqrstuvwxyz')}]\nkommune:"),
        "andre_navne:",
        "26 punkter",
    ),
    Case("for-faa", changed("kommune:", "spoergsmaal: [Hvad nu?]\nkommune:"), "spoergsmaal:", "3"),
    Case(
        "dobbelt-punkt",
        changed("kommune:", "soegeord: [farmand, far, farmand]\nkommune:"),
        "soegeord:",
        "»farmand« står to gange",
    ),
    Case("retning-uden-effekt", with_direction("gavnlig"), "retning:", "effekt-lodtraekning"),
    Case("ukendt-term", with_direction("god"), "retning:", "gavnlig", "of a result"),
    *(
        Case("kontakt-form", changed("kommune:", f"kontakt:\n  navn: {name}\nkommune:"), "  navn:")
        for name in ("post@eksempel.dk", "Ring 12 34 56 78", "Tlf. 12345678")
    ),
    *(
        Case("beloeb", with_price(beloeb=amount), "  beloeb:", "hele kroner", amount)
        for amount in ("12.000", "12000 kr.", "0", "5000-4000", "1-2-3", "ca. 500", "-5")
    ),
    *(
        Case("skal-vaere-grader", changed("kommune:", f"{line}\nkommune:"), line, "3 (det er")
        for line in ("udfordring: [uro]", "udfordring: uro")
    ),
    *(
        Case("grad", with_grade("uro", grade), "  uro:", "berører", grade)
        for grade in ("4", "0", "høj", "2.5")
    ),
    Case("ukendt-term", with_grade("Uroo", "3"), "  Uroo:", "uro", "graded"),
    Case("navn-for-term", with_grade("Uro i opgange", "3"), "  Uro", "uro", "graded"),
    Case("tomt", changed("kommune:", "udfordring: {}\nkommune:"), "udfordring:", "", "no grades"),
    Case(
        "skal-vaere-liste", changed("[faedre, gravide]", "{faedre: 3}"), "maalgruppe:", "", "plain"
    ),
    Case("enhed", with_price(enhed="pr. barn"), "  enhed:", "pr-deltager"),
    Case("ukendt-kilde", with_price(kilde="k9"), "  kilde: k9", "k1", "of the price"),
    Case("dato", changed("2026-11-20", "2026-02-30"), "gennemgaaet:", "år-måned-dag"),
    *(
        Case(
            "dato-form", changed("2026-11-20", typed), "gennemgaaet:", "Mente du 2026-11-20?", typed
        )
        for typed in (
            "20. november 2026",
            "20 nov. 2026",
            "den 20. november 2026",
            "20-11-2026",
            "20.11.2026",
            "20/11 2026",
            "2026-11-20T12:00:00+01:00",
            "2026/11/20",
            "20261120",
        )
    ),
    Case("dato-form", changed("2026-11-20", "i går"), "gennemgaaet:", "2026-03-12", "no date"),
    Case(
        "tidspunkt",
        changed("kommune:", "status_pr: maj 2023\nkommune:"),
        "status_pr:",
        "Mente du 2023-05?",
        "a month",
    ),
    Case("fremtid", changed("2026-11-20", "2062-11-20"), "gennemgaaet:", "fremtiden"),
    Case("aar", changed("    url", "    aar: i fjor\n    url"), "aar:", "fire cifre"),
    Case("tidspunkt", changed("kommune:", "status_pr: i fjor\nkommune:"), "status_pr:", "måned"),
    Case("sandt-falsk", changed("    url", "    kopi: måske\n    url"), "kopi:", "true"),
    Case("adresse", changed("https://eksempel", "www.eksempel"), "url:", "http"),
    Case("adresse", changed("https://eksempel.dk", "javascript:alert(1).x"), "url:", "", "script"),
    Case("ukendt-term", changed("[faedre, g", "[faedra, g"), "maalgruppe:", "Mente du faedre?"),
    Case("navn-for-term", changed("faedre, g", "Børn 0-2 år, g"), "maalgruppe:", "boern-0-2"),
    Case("navn-for-term", changed("faedre, g", "vordende mødre, g"), "maalgruppe:", "gravide"),
    Case(
        "kun-en-term",
        changed("dokumentation: deltagertal", "dokumentation: [deltagertal, evaluering]"),
        "dokumentation:",
        "én værdi",
    ),
    Case("dobbelt-term", changed("faedre, gravide", "faedre, faedre"), "maalgruppe:", "to gange"),
    Case("kilde-uden-udgiver", without("    udgiver: Aarhus Kommune"), "  - id: k1", "ikke oplyst"),
    Case(
        "dobbelt-kilde",
        changed("gennemgaaet", "  - id: k1\n    titel: To\n    udgiver: X\ngennemgaaet"),
        "  - id: k1\n    titel: To",
        "k2",
    ),
    Case(
        "ukendt-kilde", changed("    kilde: k1", "    kilde: Min K"), "kilde: Min", "Mente du k1?"
    ),
    Case("id-form", changed("id: k1", "id: Min Kilde"), "id: Min", "bindestreg"),
    Case("resultat-uden-kilde", without("    kilde: k1"), "  - tekst", "k1"),
    Case("resultat-uden-slags", without("    talslags: deltagertal"), "  - tekst", "deltagertal"),
    Case("ukendt-kilde", changed("    kilde: k1", "    kilde: k9"), "kilde: k9", "k1"),
    Case(
        "for-staerk",
        changed("dokumentation: deltagertal", "dokumentation: evaluering"),
        "dokumentation:",
        "bærer højst deltagertal",
    ),
    Case("ukendt-indsats", changed("kommune", "relateret: [faedra]\nkommune"), "relat", "Mente"),
    Case("sig-selv", changed("kommune", "eksempel_paa: [ny]\nkommune"), "eksempel_paa", "ny"),
    Case(
        "tidligere-i-brug", changed("kommune", "tidligere: [faedre]\nkommune"), "tidlig", "faedre"
    ),
    Case("for-meget-tekst", with_text("a " * 16_000), "a a", "30000"),
    Case("dybt-indlejret", with_text("> " * 9 + "a\n"), "> >", "6"),
    Case(
        "for-mange-dele",
        with_text("- a\n" * 2666 + "- her\n" + "- b\n" * 99),
        "- her",
        "tabel",
    ),
    Case(
        "felter-i-teksten",
        changed("kommune: [aarhus]", "---\nkommune: [aarhus]"),
        "kommune:",
        "---",
    ),
    # Warnings
    Case("kommentar", changed("på vej\nresume", "på vej #1\nresume"), "titel:", "#1"),
    Case("link-uden-adresse", with_text("Se [her](www.x.dk).\n"), "Se [her]", "https://"),
    Case("langt-resume", changed("resume: ", "resume: " + "lang " * 70), "resume:", "320"),
    Case("ikke-gennemgaaet", changed("2026-11-20", "2021-01-01"), "gennemgaaet:", "dagens dato"),
    Case("ukendt-link", with_text("Se [far](faedra).\n"), "Se [far]", "Mente du faedre?"),
    Case("ukendt-link", with_text("Se [far](/indsats/nej).\n"), "Se [far]", "nej", "an address"),
    Case("uden-udfald", unread("Resultaterne er ikke oplyst i kilderne."), "  - tekst", "anden-"),
    Case("uden-udfald", unread("Hvad udfaldet blev, er ikke kendt."), "  - tekst", "»Evaluering«"),
    Case("kun-egne-kilder", measured_by("https://www.eksempel.dk"), "dokumentation", "»Lodtr"),
    Case("tal-uden-resultat", with_text("Det steg med 30 procent.\n"), "Det steg", "30 procent"),
    Case("tal-uden-resultat", with_text("Det kostede 2,5 mio. kr.\n"), "Det", "2,5 mio. kr", "kr"),
    Case("ukendt-afsnit", with_text("## Saadan gør man\n\nSådan.\n"), "## Sa", "Mente du Sådan"),
    Case("tom-tekst", with_text(""), "", "Hvad går"),
    Case("dobbelt-afsnit", ENTRY + "\n## Sådan gør man\n\nSådan.\n", "", "", "twice"),
    Case("overskrift-form", with_text("Et.\n\n# Hvem er den for?\n"), "# Hvem", "## foran"),
    Case("understreget", with_text("Et.\n\nAfsnit\n---\n"), "Afsnit", "## foran"),
    Case("kodeboks", with_text("Et.\n\n    Mere.\n"), "    Mere", "»Mere.«"),
    Case("billede-fjernet", with_text("Se\n![x](a.jpg)\n"), "![x]", "a.jpg"),
    Case("linjer-loeber-sammen", with_text("Et.\n\nA: b\nC: d\n"), "A: b", "»A: b«"),
    Case("anden-skrivemaade", with_text("Et.\n\nTo[^1].\n"), "To[", "noten"),
    Case(
        "punkt-for-hvert-felt",
        changed(
            "    titel: Fædre på vej\n    udgiver: Aarhus Kommune\n",
            "  - titel: Far\n  - udgiver: X\n  - aar: 2020\n",
        ).replace("    url: https://eksempel.dk/faedre\n", ""),
        "  - titel: Far",
        "titel, udgiver, aar",
    ),
    Case("kodehegn", with_text("Et.\n\n```\nTo.\n"), "```", "```"),
    Case("tabel", with_text("a|b\n-|-\n1|2|3\n"), "1|2|3", "1|2|3"),
    Case("ukendt-sted", with_text("[a](#afsnit-x)\n"), "[a]", "#afsnit-x"),
    Case("kontakt-i-teksten", with_text("Ring 12345678.\n"), "Ring", "12345678"),
    Case("krumme-anfoerselstegn", changed("Fædre på vej", "”Far”"), "titel", "”Far”"),
    Case("html-fjernet", with_text("Se <b>her</b>.\n"), "Se <b>", "<b>"),
]


def names(case: object) -> str | None:
    return f"{case.code} {case.note}".strip() if isinstance(case, Case) else None


@pytest.mark.parametrize("case", CASES, ids=names)
def test_a_broken_rule_is_told_where_and_how(case: Case, catalogue: Catalogue):
    """With the rule's code, the right line, and words that help; only a fault stops its entry."""
    catalogue.write("ny", case.text)
    loaded = catalogue.load()
    told = [fault for fault in loaded.faults if fault.file == "entries/ny.md"]
    found = [fault for fault in told if fault.code == case.code]
    assert found, [fault.code for fault in told]
    fault = found[0]
    text = case.text if isinstance(case.text, str) else case.text.decode("windows-1252")
    if case.code not in ("tom-tekst", "for-mange-felter", "dobbelt-afsnit"):  # no line of their own
        assert fault.line == (line_of(text, case.at) if case.at else 1)
    assert case.says in f"{fault.message} {fault.hint} {fault.remedy}"
    assert fault.is_warning == RULES[case.code].warning
    entries = {item.slug: item.entry for item in loaded.checked}
    assert entries["faedre"] is not None
    assert (entries["ny"] is None) == any(not one.is_warning for one in told)


FILE_NAMES = [
    # The file's name, the rules it breaks, and what is said.
    ("Fædre på Amager.md", {"filnavn"}, "faedre-paa-amager.md"),
    (normalize("NFD", "Fædre på Amager.md"), {"filnavn"}, "faedre-paa-amager.md"),  # from a Mac
    ("ny_indsats.md", {"filnavn"}, "ny-indsats.md"),
    ("ny.MD", {"filnavn"}, "ny.md"),
    ("---.md", {"filnavn"}, "indsatsens-navn.md"),
    ("a" * 90 + ".md", {"filnavn"}, "a" * 80),
    ("aux.md", {"filnavn-windows"}, "aux-indsats.md"),
    ("Com1.md", {"filnavn-windows"}, "com1-indsats.md"),
    ("Faedre.md", {"samme-adresse"}, "faedre.md"),
    ("Fædre.md", {"samme-adresse"}, "faedre.md"),
]


@pytest.mark.parametrize(("name", "codes", "says"), FILE_NAMES)
def test_a_file_name_that_is_no_address_keeps_its_entry_out(name, codes, says, catalogue):
    """A bad name is a fault like any other; the rightly named file keeps the address."""
    catalogue.write(name)
    loaded = catalogue.load()
    found = [fault for fault in loaded.faults if fault.file == f"entries/{name}"]
    assert {fault.code for fault in found} == codes
    assert any(says in f"{fault.message} {fault.remedy}" for fault in found)
    assert [item.slug for item in loaded.checked if item.entry] == ["faedre"]


def test_a_folder_or_a_dead_link_is_no_entry(catalogue: Catalogue):
    """What is no file is told, and not read: a pipe would never end."""
    entries = catalogue.folder / "entries"
    (entries / "mappe.md").mkdir()
    (entries / "doed.md").symlink_to("findes-ikke")
    (entries / "endeloes.md").symlink_to("/dev/zero")
    told = {fault.file: fault.code for fault in catalogue.faults()}
    assert told == dict.fromkeys(
        ["entries/mappe.md", "entries/doed.md", "entries/endeloes.md"], "kan-ikke-laeses"
    )


def test_hidden_files_are_not_entries(catalogue: Catalogue):
    """What a Mac or an editor leaves beside a file is none of ours."""
    catalogue.write("._faedre.md", b"\0\1")
    assert catalogue.faults() == ()


VOCABULARY_FAULTS = [
    # What is written instead of the list of target groups, the line, and what is said.
    ("navn: Målgruppe", "navn: ''", 2, "navn mangler"),
    ("noegle: maalgruppe", "noegle: malgruppe", 1, "skal være filens navn"),
    ("noegle: maalgruppe", "noegle: maal-gruppe", 1, "i a-z og _"),
    ("facet: true", "facet: måske", 4, "ja eller nej"),
    ("raekkefoelge: 1", "raekkefoelge: først", 6, "helt tal"),
    ("  - noegle: faedre\n", "  - noegle: gravide\n", 13, "to gange"),
    ("  - noegle: faedre\n", "  - noegle: Fædre\n", 13, "a-z"),
    ("  - noegle: faedre\n    navn: Fædre\n", "  - faedre\n", 13, "noegle og navn"),
    ("synonymer: [vordende mødre]", "synonymer: vordende", 10, "kantede"),
    ("facet: true", "standard: voksne", 4, "ikke en af termerne"),
]


@pytest.mark.parametrize(("old", "new", "line", "says"), VOCABULARY_FAULTS)
def test_a_broken_vocabulary_is_told_and_blocks(old, new, line, says, catalogue: Catalogue):
    """A vocabulary decides for every entry, so half of one publishes nothing."""
    catalogue.vocabulary("maalgruppe", VOCABULARIES["maalgruppe"].replace(old, new, 1))
    loaded = catalogue.load()
    assert loaded.vocabularies is None
    fault = next(fault for fault in loaded.faults if fault.code == "ordliste")
    assert (fault.file, fault.line) == ("vocabularies/maalgruppe.yaml", line)
    assert says in fault.message


def test_a_vocabulary_may_not_take_a_name_that_is_taken(catalogue: Catalogue):
    """Names of an entry's own fields; those in addresses: tests/web/addresses/test_registry.py."""
    for key in ("titel", "kilder"):
        text = VOCABULARIES["maalgruppe"].replace("noegle: maalgruppe", f"noegle: {key}")
        catalogue.vocabulary(key, text)
    assert {(fault.code, fault.file) for fault in catalogue.faults()} == {
        ("optaget-navn", f"vocabularies/{key}.yaml") for key in ("titel", "kilder")
    }


def test_a_broken_merge_of_words_is_told_as_that(catalogue: Catalogue):
    catalogue.vocabulary("kommune", "<<<<<<< HEAD\n" + VOCABULARIES["kommune"])
    assert [fault.code for fault in catalogue.faults()] == ["uflettet"]


def test_missing_folders_are_told(catalogue: Catalogue):
    (catalogue.folder / "entries").rename(catalogue.folder / "indsatser")
    assert [fault.code for fault in catalogue.faults()] == ["kan-ikke-laeses"]
    (catalogue.folder / "vocabularies").rename(catalogue.folder / "ordlister")
    assert [fault.code for fault in catalogue.faults()] == ["kan-ikke-laeses"]


ELSEWHERE = {
    "emne-ukendt": "test_introductions",
    "emne-tomt": "test_introductions",
    "emne-overskrift": "test_introductions",
    "filnavn-windows": "the file names above",
    "laeses-ikke": "test_strays",
    "filnavn": "the file names above",
    "ingen-indsatser": "test_building, since it takes an earlier build",
    "samme-adresse": "the file names above",
    "kan-ikke-laeses": "a folder or a dead link",
    "ordliste": "the vocabularies above",
    "ukendt-indstilling": "test_vocabulary_settings",
    "ukendt-rolle": "test_vocabulary_settings",
    "optaget-navn": "a vocabulary may not take a name",
    "ordrelation": "tests/search, with the words",
    "adresse-optaget": "test_to_markdown",
    "git-dato": "test_pushed, since it takes a clone",
    "kan-ikke-vises": "test_hostile, since it takes a parser that fails",
}


def test_no_rule_is_untested():
    """Every rule of rules.yaml is broken by a case here, or named with where it is."""
    assert set(RULES) == {case.code for case in CASES} | set(ELSEWHERE)


def test_all_faults_come_at_once(catalogue: Catalogue):
    """A file with many faults tells them all, in the order of its lines."""
    text = (
        ENTRY.replace("titel: Fædre på vej\n", "titl: Fædre på vej\n", 1)
        .replace("[faedre, gravide]", "[faedra]")
        .replace("[aarhus]", "[aarhus]\nrelateret: [findes-ikke]")
        .replace("talslags: deltagertal", "talslags: gæt")
        .replace("2026-11-20", "2026-02-30")
        .replace("## Sådan gør man", "## Sådan")
    )
    catalogue.write("ny", text)
    found = catalogue.faults("ny")
    assert [fault.code for fault in found] == [
        "ukendt-felt", "ukendt-term", "ukendt-indsats", "ukendt-term", "dato", "ukendt-afsnit",
    ]  # fmt: skip
    assert [fault.line for fault in found] == sorted(fault.line for fault in found)


def test_ten_broken_entries_leave_the_good_ones_published(catalogue: Catalogue):
    """Broken in ten ways at once: each is told, and what is whole is published."""
    wrong: dict[str, str | bytes] = {
        "mangler": without("titel: Fædre på vej"),
        "ukendt-felt": changed("kommune", "farve: rød\nkommune"),
        "ukendt-term": changed("[faedre, gravide]", "[maend]"),
        "dobbelt-felt": changed("kommune", "titel: Igen\nkommune"),
        "dato": changed("2026-11-20", "2026-13-01"),
        "yaml": changed("titel: Fædre", "titel: Fædre:"),
        "ikke-utf8": ENTRY.encode("windows-1252"),
        "tabulator": changed("    kilde", "\tkilde"),
        "samme-adresse": ENTRY,
        "resultat-uden-kilde": without("    kilde: k1"),
    }
    for number, (code, text) in enumerate(wrong.items()):
        catalogue.write("FÆDRE.md" if code == "samme-adresse" else f"vej-{number}.md", text)
    catalogue.write("god")
    built = catalogue.build()
    assert built.outcome == "faults"
    assert not built.good
    assert {fault.code for fault in built.faults} >= set(wrong)
    assert catalogue.open().slugs == ("faedre", "god")


def test_dates_are_held_against_the_day_of_the_build(catalogue: Catalogue):
    """Tomorrow is let through, for who is in another time zone; the day after is not."""
    for days, wanted in ((1, ()), (2, ("fremtid",))):
        day = TODAY.replace(day=TODAY.day + days).isoformat()
        catalogue.write("faedre", changed("2026-11-20", day))
        assert tuple(fault.code for fault in catalogue.faults()) == wanted


@pytest.mark.parametrize(
    "told",
    [
        "Resultaterne var lovende, men ikke statistisk sikre.",
        "Fædrene blev mere tålmodige; hvor mange der var med, er ikke oplyst.",
        "Der var ingen forskel. Resultatet er målt på postnumre.",
    ],
)
def test_an_outcome_that_is_told_is_no_fault(told: str, catalogue: Catalogue) -> None:
    """Also when it is small, unsure, or lacks its figures."""
    catalogue.write("ny", unread(told))
    assert "uden-udfald" not in [fault.code for fault in catalogue.faults("ny")]


@pytest.mark.parametrize(
    "text",
    [
        measured_by("https://andre.dk/om"),
        measured_by("https://eksempel.dk", "ingen"),
        measured_by("https://eksempel.dk").replace("  url: https://eksempel.dk\n", "", 1),
        measured_by("https://eksempel.dk").replace("effekt-lodtraekning", "evaluering"),
    ],
    ids=["another's site", "no difference found", "no site of its own", "nothing measured"],
)
def test_what_others_tell_or_what_did_not_work_is_not_one_sided(
    text: str, catalogue: Catalogue
) -> None:
    """Only good effects that stand at the responsible one's own site are warned of."""
    catalogue.write("ny", text)
    assert "kun-egne-kilder" not in [fault.code for fault in catalogue.faults("ny")]
