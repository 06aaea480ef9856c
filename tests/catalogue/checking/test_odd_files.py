"""Files as people write them who are no programmers: what is told of each, and nothing beside it.

The remedies themselves are followed in test_remedies; here it is that each habit is known.
"""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from catalogue.checking.drafts import check_draft
from catalogue.checking.entry_file import Standard
from catalogue.files.vocabulary_files import load_vocabularies
from tests.support.small_folder import ENTRY, TODAY, Catalogue, make

TITLE = "titel: Fædre på vej"
URL = "    url: https://eksempel.dk/faedre"
PLACE = "kommune: [aarhus]"

OF_FIELDS = [
    *(
        (TITLE, f"titel: {a}Fædre på vej{b}", ["krumme-anfoerselstegn"])
        for a, b in ("“”", "””", "„“", "»«", "«»", "‘’")
    ),
    (TITLE, "titel: Fædre **på** vej", ["anden-skrivemaade"]),
    (TITLE, "titel: <b>Fædre</b> på vej", ["anden-skrivemaade"]),
    (TITLE, "titel: Fædre &amp; børn", ["anden-skrivemaade"]),
    (TITLE, "titel: Fædre, ring 12345678", ["kontakt-i-teksten"]),
    (TITLE, "titel: Fædre 2019-2023", []),
    (TITLE, "titel: »Fædre« på vej", []),
    (TITLE, "titel: ☕ Fædre 🎉", []),
    (TITLE, "titel: Fæd\u200ere\u00ad på vej", []),
    (TITLE, "titel: 40 % kom igen", []),
    (TITLE, "titel : Fædre på vej", []),
    (TITLE, "titel: |\n  Fædre\n  på vej", []),
    (TITLE, "titel: %fædre", ["yaml"]),
    (TITLE, "titel: @fædre", ["yaml"]),
    (TITLE, "titel: - Fædre", ["yaml"]),
    (TITLE, "titel: 'Fædre på vej", ["yaml"]),
    (TITLE, "titel:Fædre på vej", ["yaml"]),
    (TITLE, "titel Fædre på vej", ["yaml"]),
    (TITLE, "  titel: Fædre på vej", ["yaml"]),
    (TITLE, "titel: Fædre\npå vej", ["yaml"]),
    (TITLE, "titel: &f Fædre", ["yaml-alias"]),
    (TITLE, "<<: *f\ntitel: Fædre", ["yaml-alias"]),
    (TITLE, "titel: \u202ereb", ["styretegn"]),
    (TITLE, "titel: null", ["tomt"]),
    (TITLE, "titel: #1 Fædre", ["tomt", "kommentar"]),
    (TITLE, "titel:\n  dansk: Fædre", ["kolon-i-punkt"]),
    (TITLE, "title: Fædre på vej", ["ukendt-felt"]),
    (TITLE, "Overskrift: Fædre på vej", ["ukendt-felt"]),
    (PLACE, "kommune: [Aarhus Kommune]", ["ukendt-term"]),
    (PLACE, "kommune: [Aarhus]", ["navn-for-term"]),
    (PLACE, "kommune: Aarhus", ["navn-for-term", "skal-vaere-liste"]),
    (PLACE, "kommune: aarhus, odense", ["skal-vaere-liste"]),
    (PLACE, "kommune:\n  aarhus: ja", ["skal-vaere-liste"]),
    (PLACE, "kommune:\n- aarhus\n- odense", []),
    (PLACE, "kommune: [aarhus; odense]", ["ukendt-term"]),
    (PLACE, "kommune: [[aarhus]]", ["skal-vaere-tekst"]),
    (PLACE, "kommune: [aarhus odense]", ["ukendt-term"]),
    *(
        (PLACE, f"kommune: {odd}", ["kommentar"])
        for odd in ("[aarhus] # og omegn", "[aarhus]# og", "[aarhus, # og\n  odense]",
                    "# husk\n  - aarhus", "['aarhus'] # x", "\n  - aarhus # x")
    ),
    (PLACE, f"{PLACE}\n# en linje for sig\nperiode: |\n  C# og # 2\n", []),
    (PLACE, f"{PLACE}\nfaldgruber:\n - Svært\n  - Dyrt", ["yaml"]),
    (PLACE, "kommune: aarhus\n  - odense", ["yaml"]),
    (PLACE, f"{PLACE}\noekonomi: |\n  Et:\n  - to", []),
    (URL, "    kopi: yes", []),
    (URL, "    kopi: NEJ", []),
    (PLACE, f"{PLACE}  # x\nfaldgruber: [Hvem? Ingen]", ["kommentar"]),  # one parser refuses
    (PLACE, f"{PLACE}\nansvarlig:\n  navn: Far 2019-2023", []),
    *((PLACE, f"kommune: [aarhus] {odd}", ["yaml"]) for odd in ("og odense", "(midt)", "// x")),
    (PLACE, "kommuner: [aarhus]", ["ukendt-felt"]),
    (PLACE, "by: [aarhus]", ["ukendt-felt"]),
    (PLACE, f"{PLACE}\nansvarlig:\nnavn: Far\nurl: https://x.dk", ["ikke-rykket-ind"] * 2),
    (PLACE, f"{PLACE}\nperiode:\n  1. januar 2020 til 2. maj 2021", []),
    (PLACE, f"{PLACE}\nfaldgruber:\n  1) Svært\n  2) Dyrt", ["punkttegn"] * 2),
    (PLACE, f"{PLACE}\n// husk", ["yaml"]),
    (URL, "    url: info@eksempel.dk", ["adresse"]),
    (URL, "    url: mailto:info@eksempel.dk", ["adresse"]),
    (URL, "    url: C:\\rapport.pdf", ["adresse"]),
    (URL, "    url: [Rapport](https://eksempel.dk)", ["yaml"]),
    (URL, "    aar: 2019 til 2023", ["aar"]),
    (URL, "    aar: 2023-2019", ["aar"]),
    (URL, "    aar: [2019, 2020]", ["skal-vaere-tekst"]),
    (URL, "    år: 2019", ["ukendt-felt"]),
    (URL, "    kopi: nej", []),
    ("    kilde: k1", "    kilde: Årsrapport", ["ukendt-kilde"]),
    ("    kilde: k1", "   kilde: k1", ["yaml"]),
    ("  - id: k1", "  -id: k1", ["punkttegn"]),
    ("gennemgaaet: 2026-11-20", "gennemgaaet: i dag", ["dato-form"]),
    ("gennemgaaet: 2026-11-20", "gennemgaaet: 20-11-26", ["dato-form"]),
    ("gennemgaaet: 2026-11-20", "gennemgaaet: fredag den 20. november 2026", ["dato-form"]),
]  # fmt: skip


@pytest.mark.parametrize(("good", "odd", "codes"), OF_FIELDS)
def test_each_habit_in_the_fields_is_told_as_itself(
    good: str, odd: str, codes: list[str], catalogue: Catalogue
) -> None:
    assert ENTRY.count(good)
    catalogue.write("ny", ENTRY.replace(good, odd, 1))
    found = catalogue.faults("ny")
    assert [fault.code for fault in found] == codes
    first = ENTRY[: ENTRY.index(good)].count("\n") + 1
    assert all(first <= fault.line <= first + odd.count("\n") + 1 for fault in found)


OF_THE_TEXT = [
    ("24. december 2024 holdt man jul.", []),
    ("##Overskrift uden mellemrum", ["ukendt-afsnit"]),
    ("## HVEM ER DEN FOR?\n\nAlle.", ["ukendt-afsnit"]),
    ("### Hvem er den for?\n\nAlle.", ["overskrift-form"]),
    ("- Uge 1\n    - besøg", []),
    ("•\tet\n•\tto", []),
    ("År\tAntal\n2023\tfyrre", ["linjer-loeber-sammen"]),
    ("[a](www.eksempel.dk)", ["link-uden-adresse"]),
    ("[a](eksempel.dk/side)", ["link-uden-adresse"]),
    ("[a](rapport.pdf)", ["link-uden-adresse"]),
    ("[a](javascript:alert(1))", ["link-uden-adresse"]),
    ("[a](Fædre.md)", []),
    ("[a](#afsnit-saadan-goer-man), [b](#tal-1), [c](faedre#afsnit-saadan-goer-man)", []),
    ("[a](faedre.md#kilder)", []),
    ("[a](#afsnit-findes-ikke)", ["ukendt-sted"]),
    ("[a](faedre#afsnit-findes-ikke)", ["ukendt-sted"]),
    ("[a](/indsats/faedre#Resultater)", ["ukendt-sted"]),
    ("Ring til os på 12 34 56 78.", ["kontakt-i-teksten"]),
    ("Ring: +45 12345678", ["kontakt-i-teksten"]),
    ("Skriv til far@eksempel.dk, så svarer vi.", ["kontakt-i-teksten"]),
    ("Skriv til [os](mailto:far@eksempel.dk).", ["kontakt-i-teksten"]),
    ("Fra 2019-2023, 20261123 og i 2019 2020; https://a.dk/12345678 i 2012.", []),
    ("Et lån på 12.345.678 eller nr. 123456789.", []),
    ("![a](billede.jpg)", ["billede-fjernet"]),
    ("Se https://eksempel.dk/side.", []),
    ("a<br>b", []),
    ("<!-- husk -->\n\nTekst.", ["html-fjernet"]),
    ("a\n=======\nb", ["understreget"]),
    ("{{< ref x >}}", ["anden-skrivemaade"]),
]  # fmt: skip


@pytest.mark.parametrize(("odd", "codes"), OF_THE_TEXT)
def test_each_habit_in_the_text_is_told_as_itself(
    odd: str, codes: list[str], catalogue: Catalogue
) -> None:
    catalogue.write("ny", f"{ENTRY}\n{odd}\n")
    assert [fault.code for fault in catalogue.faults("ny")] == codes


OF_THE_FILE = [
    (b"", "uden-felter"),
    (b"\n \n", "uden-felter"),
    (b'{"titel": "x"}', "uden-felter"),
    (ENTRY.encode("utf-16"), "ikke-utf8"),
    (ENTRY.encode("latin-1", "replace"), "ikke-utf8"),
    (b"---\n---\n\nTekst.\n", "mangler"),
]


@pytest.mark.parametrize(("data", "code"), OF_THE_FILE)
def test_a_file_that_is_something_else_is_told_so(
    data: bytes, code: str, catalogue: Catalogue
) -> None:
    catalogue.write("ny", data)
    assert catalogue.faults("ny")[0].code == code


@pytest.mark.parametrize("ends", ["\r\n", "\r"])
def test_line_ends_and_marks_of_other_systems_are_no_fault(ends: str, catalogue: Catalogue) -> None:
    catalogue.write("ny", b"\xef\xbb\xbf" + ENTRY.replace("\n", ends).encode())
    assert catalogue.faults("ny") == ()


@pytest.fixture(scope="module")
def standard(tmp_path_factory: pytest.TempPathFactory) -> Standard:
    folder = make(tmp_path_factory.mktemp("words")).folder
    vocabularies, _ = load_vocabularies(folder / "vocabularies")
    assert vocabularies is not None
    return Standard.of(vocabularies, TODAY)


HEAD, _, BODY = ENTRY.removeprefix("---\n").partition("\n---\n")
ODD = st.sampled_from(
    ["zzqx", "zzqx: a", "- zzqx", "    zzqx", " # zzqx", "zzqx #", '"zzqx"', "[zzqx]", "{zzqx}",
     ", zzqx", "; zzqx", "- - zzqx", "? zzqx", "| zzqx", "> zzqx",
     "-zzqx", ": zzqx", "--- zzqx", "\tzzqx"]
)  # fmt: skip


@settings(max_examples=200, deadline=None)
@given(
    odd=ODD, line=st.integers(0, HEAD.count("\n")), column=st.integers(0, 60), alone=st.booleans()
)
def test_no_word_of_the_fields_goes_in_silence(
    odd: str, line: int, column: int, alone: bool, standard: Standard
) -> None:
    """Wherever a word is put in, it is in the entry, or told; but for a comment on its own line."""
    lines = HEAD.split("\n")
    if alone:
        lines.insert(line, odd)
    else:
        lines[line] = lines[line][:column] + odd + lines[line][column:]
    checked = check_draft(f"---\n{chr(10).join(lines)}\n---\n{BODY}", "ny", standard, ["faedre"])
    comment = any(one.lstrip().startswith("# zzqx") for one in lines)
    told = any("zzqx" in fault.message for fault in checked.faults)
    assert checked.entry is None or comment or told or "zzqx" in str(checked.entry), lines
