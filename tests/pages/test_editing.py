"""/ny: from an empty form to a file that the checker takes, without script and without a trace."""

import datetime as dt
import html
import re

import pytest
from lxml.etree import _Element as Element

from catalogue.checking.drafts import check_draft
from catalogue.checking.entry_file import Standard
from catalogue.model.faults import make
from catalogue.model.fields import of_entries
from web.editing.form import make_form
from web.editing.sent import MOST_ROWS
from web.editing.telling import tell_fault

Form = dict[str, str | list[str]]

FILLED: Form = {
    "titel": "Morgencafé: mad & snak",
    "resume": 'Forældre spiser morgenmad sammen og taler om "det svære".',
    "andre_navne": "Caféen\nMorgenmaden, lørdag",
    "maalgruppe": ["foraeldre"],
    "kommune": ["aarhus"],
    "afsnit-1": "Man spiser.\r\n\r\n- brød\r\n- ost",
    "kilder-1-titel": "#1: Årsrapport",
    "kilder-1-udgiver": "Aarhus Kommune",
    "kilder-1-url": "https://eksempel.dk/rapport",
}


@pytest.fixture
def filled(client) -> Form:
    """A form filled in with the small catalogue's own required words."""
    snapshot = client.application.extensions["site"].current()
    form: Form = {**FILLED, "gennemgaaet": dt.datetime.now(dt.UTC).date().isoformat()}
    for vocabulary in snapshot.vocabularies:
        if vocabulary.required and vocabulary.key not in form:
            form[vocabulary.key] = [vocabulary.terms[-1].key]
        elif vocabulary.key in form:
            form[vocabulary.key] = [vocabulary.terms[0].key]
    return form


def text_of(page: Element) -> str:
    return " ".join("".join(page.itertext()).split())


def send(client, form: Form, action: str = "vis"):
    return client.post("/ny", data={**form, "handling": action})


def test_the_form_asks_for_every_field_and_vocabulary(client):
    page = client.page("/ny")
    names = {element.get("name") for element in page.iter("input", "select", "textarea")}
    snapshot = client.application.extensions["site"].current()
    words = {v.key for v in of_entries(snapshot.vocabularies)}
    assert names >= {"titel", "resume", "sted_note", "oekonomi", "gennemgaaet", *words}
    assert names >= {"afsnit-1", "afsnit-6", "kilder-1-titel", "resultater-1-tekst"}
    assert dt.datetime.now(dt.UTC).date().isoformat() in client.get("/ny").text


def test_a_filled_form_gives_a_file_without_faults(client, filled):
    """What is downloaded passes the same check as the files."""
    response = send(client, filled, "hent")
    assert response.mimetype == "text/markdown"
    assert response.headers["Content-Disposition"] == (
        'attachment; filename="morgencafe-mad-snak.md"'
    )
    snapshot = client.application.extensions["site"].current()
    standard = Standard.of(snapshot.vocabularies, dt.datetime.now(dt.UTC).date())
    checked = check_draft(response.text, "morgencafe-mad-snak", standard, snapshot.generation.slugs)
    assert checked.faults == ()
    entry = checked.entry
    assert entry is not None
    assert entry.title == "Morgencafé: mad & snak"
    assert entry.names == ("Caféen", "Morgenmaden, lørdag")
    assert entry.sources[0].title == "#1: Årsrapport"
    assert "<li>ost</li>" in entry.sections[0].html


def test_prices_contacts_and_lists_are_asked_for(client, filled):
    """Groups question by question; names with their addresses one on each line."""
    more = {
        "pris-beloeb": "10000-15000",
        "pris-enhed": "pr-deltager",
        "pris-kilde": "k1",
        "kontakt-navn": "Sekretariatet",
        "materialer": "Håndbog, https://eksempel.dk/bog\nFilm https://eksempel.dk/film",
        "lovgrundlag": "Serviceloven § 11",
        "spoergsmaal": "Hvem kan hjælpe?\nHvad koster det?\nVi mangler fædrene",
    }
    response = send(client, {**filled, **more}, "hent")
    snapshot = client.application.extensions["site"].current()
    standard = Standard.of(snapshot.vocabularies, dt.datetime.now(dt.UTC).date())
    checked = check_draft(response.text, "morgencafe-mad-snak", standard, snapshot.generation.slugs)
    assert checked.faults == ()
    assert checked.entry is not None
    values = checked.entry.values
    assert values["pris"]["beloeb"] == "10000-15000"
    assert values["kontakt"] == {"navn": "Sekretariatet", "url": None}
    assert [one["titel"] for one in values["materialer"]] == ["Håndbog", "Film"]
    assert values["materialer"][1]["url"] == "https://eksempel.dk/film"
    assert values["lovgrundlag"][0] == {"navn": "Serviceloven § 11", "url": None}
    assert len(values["spoergsmaal"]) == 3
    page = client.page("/ny")
    units = page.xpath("//select[@name='pris-enhed']/option/@value")
    assert units == ["", "pr-deltager", "pr-aar", "i-alt"]


def test_the_page_shows_the_preview_and_the_file(client, filled):
    response = send(client, filled)
    assert response.status_code == 200
    assert "Filen kan bruges" in response.text
    assert "Sådan bliver siden" in response.text
    assert "<li>ost</li>" in response.text
    assert "morgencafe-mad-snak.md" in response.text


def test_faults_stand_at_their_fields(client, filled):
    """Each at its question, tied to it for a screen reader; rows keep their numbers."""
    wrong = {
        **filled,
        "kilder-1-titel": "",
        "kilder-1-udgiver": "",
        "kilder-1-url": "",
        "kilder-2-titel": "To",
        "kilder-2-url": "www.eksempel.dk",
        "gennemgaaet": "i går",
        "titel": "",
    }
    response = send(client, wrong)
    page = client.application.extensions and response
    assert page.status_code == 200
    for name in ("titel", "kilder-2-url", "kilder-2-udgiver", "gennemgaaet"):
        assert f'id="felt-{name}-fejl"' in response.text, name
        assert f"felt-{name}-fejl" in response.text.split(f'name="{name}"')[1].split(">")[0]


def test_what_was_sent_comes_back(client, filled):
    response = send(client, {**filled, "titel": "<script>alert(1)</script>"})
    assert "<script>alert" not in response.text
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in response.text
    assert "Morgenmaden, lørdag" in response.text


def test_a_title_that_is_taken_is_told(client, filled):
    snapshot = client.application.extensions["site"].current()
    taken = snapshot.generation.record(snapshot.generation.slugs[0]).entry
    slug = snapshot.generation.slugs[0]
    response = send(client, {**filled, "titel": slug.replace("-", " ")})
    assert taken is not None
    assert "Der er allerede en indsats med adressen" in response.text


def test_a_result_chooses_among_the_sources_sent(client, filled):
    response = send(client, {**filled, "resultater-1-tekst": "40 var med."})
    assert "Kilde 1: #1: Årsrapport" in response.text
    assert 'id="felt-resultater-1-talslags-fejl"' in response.text


def test_nothing_is_kept_and_nothing_is_indexed(client, filled):
    for response in (client.get("/ny"), send(client, filled), send(client, filled, "hent")):
        assert response.headers["Cache-Control"] == "no-store"
        assert response.headers["X-Robots-Tag"] == "noindex"
        assert "ETag" not in response.headers
        assert "Set-Cookie" not in response.headers


@pytest.mark.parametrize(
    ("contact", "told"),
    [
        ("mailto:katalog@eksempel.dk", "katalog@eksempel.dk?subject=Ny%20indsats%3A%20morgencafe"),
        ("", "Giv den til dem, der driver kataloget"),
    ],
)
def test_without_a_forge_a_new_entry_goes_to_who_runs_it(make_client, filled, contact, told):
    page = html.unescape(send(make_client(contact=contact), filled).text)
    assert told in page
    assert ("mailto:" in page) == bool(contact)


def test_the_forge_gets_the_text_where_the_address_can_hold_it(client, filled):
    short = send(client, filled).text
    assert "https://forge.example/katalog/new/main/catalogue/entries?filename=morgencafe" in short
    assert "&amp;value=---" in short
    long = send(client, {**filled, "afsnit-2": "ord " * 3000}).text
    assert "&amp;value=" not in long
    assert "Sæt den kopierede tekst ind" in long


HOSTILE = [
    {"titel": "\0" * 100},
    {"titel": "\ud800".encode("utf-8", "surrogatepass")},
    {"titel": "[" * 5000, "afsnit-1": "[" * 20_000},
    {"afsnit-1": "> " * 9 + "x"},
    {"afsnit-1": "---\ntitel: to\n---"},
    {"titel": "a\n---\nb", "resume": "x\ny: z"},
    {"maalgruppe": ["findes-ikke"] * 500, "kommune": ["' OR 1=1"]},
    {f"kilder-{n}-titel": "x" for n in range(200)},
    {"kilder-1-titel": "a: b # c", "resultater-1-tekst": '"', "resultater-1-kilde": "k99"},
    {"handling": "noget-andet"},
    {},
]


@pytest.mark.parametrize("form", HOSTILE, ids=range(len(HOSTILE)))
def test_whatever_is_sent_gets_a_page(form, client):
    response = client.post("/ny", data={"handling": "vis", **form})
    assert response.status_code == 200
    assert "Filen kan bruges" not in response.text


def test_too_much_is_refused(client):
    response = client.post("/ny", data={"afsnit-1": "x" * 3_000_000})
    assert response.status_code == 413


def test_the_rows_have_an_end(client):
    snapshot = client.application.extensions["site"].current()
    sent = {f"kilder-{n}-titel": ["x"] for n in range(1, 60)}
    form = make_form(sent, snapshot.vocabularies, (), "2026-11-23")
    assert len(form.steps[3].rows) == MOST_ROWS


def test_the_meter_counts_what_is_filled(client, filled):
    page = client.page("/ny")
    meter = page.find(".//meter")
    assert meter is not None
    before = int(meter.get("value", "0"))
    after = send(client, filled).text
    assert before == 1, "the day of review is there from the start"
    assert f'value="{before}"' not in after.split("<meter")[1].split(">")[0]


def test_the_list_of_faults_says_each_name_once(client):
    page = client.post("/ny", data={"handling": "vis"}).text
    assert ">Resumé</a> mangler." in page
    assert "Kommune</a>: Der står ikke, hvor" in page
    assert " resultat" in re.findall(r"Endnu ikke udfyldt: ([^.]*)", page)[0].split(",")


# What can be wrong with what a form sends; the rest is of files and of their YAML.
IN_A_FORM = [
    "mangler", "mangler-sted", "tomt", "krumme-anfoerselstegn", "resultat-uden-kilde", "for-staerk",
    "resultat-uden-slags", "retning-uden-effekt", "tal-uden-resultat", "ikke-gennemgaaet",
    "punkt-for-hvert-felt", "uden-udfald", "kilde-uden-udgiver", "kontakt-i-teksten",
    "ukendt-sted", "dobbelt-punkt",
]  # fmt: skip


@pytest.mark.parametrize("code", IN_A_FORM)
def test_a_fault_is_told_without_the_files_keys(code: str) -> None:
    words = ("value", "field", "carries", "allowed", "limit", "length", "what", "first", "rest")
    fault = make(code, "", 1, "resultater[1].tekst", **dict.fromkeys(words, "{…}"))
    told = tell_fault(fault, "Tekst, resultat 1", "felt").text
    assert not re.search(r"oekonomi|talslags|gennemgaaet|maalgruppe|linje|nøgle|\bid\b", told), told
    assert not re.search(r"Feltet [a-z]+\[|anførselstegn\"", told), told
