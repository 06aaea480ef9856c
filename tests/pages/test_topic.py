"""What is known about a term: counted and quoted from the entries, never written by hand."""

import pytest

from tests.support.page_text import text


@pytest.fixture(scope="module")
def topical(make_clients):
    """The small catalogue with pages for its themes and arenas."""

    def prepare(folder):
        file = folder / "vocabularies/forebyggelse.yaml"
        words = file.read_text("utf-8").replace("rolle: [matrix", "rolle: [emne, matrix")
        file.write_text(words, "utf-8")

    return make_clients(prepare)


def part(page, name: str) -> str:
    return text(page.find(f".//section[@aria-labelledby='{name}']"))


def test_a_topic_counts_its_entries_together(topical):
    page = topical.page("/emne/tema/sprog")
    assert text(page.find(".//h1")) == "Læring og sprog"
    assert "5 indsatser i kataloget." in text(page.find(".//p[@class='emne-antal']"))
    best = [text(one) for one in page.iterfind(".//section[@aria-labelledby='bedst']//h3")]
    assert best == ["Bogglad", "Skolestart", "Hele vejen", "Sprogstart", "Lektiehjælp"]
    known = part(page, "sikkert")
    for said in ("Effektmåling 2 indsatser", "Evaluering 2 indsatser", "Ingen fundet 1 indsats"):
        assert said in known
    assert "målt effekt (2), fund i en evaluering (2)" in known
    assert "Aarhus (2)" in part(page, "steder")
    assert "Det tager tid. (Sprogstart)" in part(page, "faldgruber")
    assert "Pris oplyst for 0 af 5" in part(page, "kraever")


def test_what_lacks_is_told(topical):
    """A leader asks what nobody has tried, and what nobody has measured."""
    gaps = part(topical.page("/emne/tema/job"), "huller")
    assert "Ingen af dem er målt mod nogen, der ikke fik indsatsen." in gaps
    assert "2 indsatser står med »ingen fundet«." in gaps
    assert "Prisen er ikke oplyst for 2 af 2." in gaps
    assert "Ingen af dem foregår under sundhedspleje, dagtilbud og skole." in gaps


def test_the_numbers_lead_to_the_lists_they_count(topical):
    page = topical.page("/emne/tema/sprog")
    address = page.find(".//section[@aria-labelledby='sikkert']//a").get("href")
    assert address == "/?tema=sprog&dokumentation=effekt"
    assert len(topical.page(address).findall(".//article")) == 2


@pytest.mark.parametrize(
    "address",
    ["/emne/tema/nix", "/emne/nix/sprog", "/emne/maalgruppe/faedre", "/emne/talslags/fund"],
)
def test_only_terms_of_topical_lists_have_a_page(topical, address):
    topical.page(address, 404)


def test_a_topic_without_entries_says_so(make_client):
    def prepare(folder):
        file = folder / "vocabularies/tema.yaml"
        words = file.read_text("utf-8")
        file.write_text(f"{words}  - {{noegle: natur, navn: Natur}}\n", "utf-8")

    page = make_client(prepare).page("/emne/tema/natur")
    assert "Ingen indsatser i kataloget handler om det." in text(page.find(".//article"))
    assert page.find(".//meta[@name='robots']").get("content") == "noindex, follow"


def test_every_topic_is_on_the_list_and_in_the_sitemap(topical):
    links = {one.get("href") for one in topical.page("/emne").iterfind(".//main//li/a")}
    assert {"/emne/tema/sprog", "/emne/forebyggelse/skole"} <= links
    assert "/emne/tema/sprog" in topical.get("/sitemap.xml").text
    for address in sorted(one for one in links if one.startswith("/emne/")):
        topical.page(address)


def test_the_way_to_a_topic(topical):
    """From the word list, from an entry, from a list of hits, and from the matrix."""
    for address in ("/ordliste", "/indsats/sprogstart", "/?tema=sprog", "/overblik?raekker=tema"):
        page = topical.page(address)
        assert page.find(".//main//a[@href='/emne/tema/sprog']") is not None, address


def test_a_graded_topic_begins_with_what_is_made_for_it(make_client):
    def prepare(folder):
        words = (
            "noegle: behov\nnavn: Behov\nfacet: true\ngraderet: true\nrolle: [emne]\ntermer:\n"
            "  - {noegle: ro, navn: Ro og søvn, forklaring: Ingen sover.}\n"
        )
        (folder / "vocabularies/behov.yaml").write_text(words, "utf-8")
        for slug, grade in (("bogglad", 1), ("far-i-odense", 3), ("sprogstart", 2)):
            file = folder / f"entries/{slug}.md"
            changed = file.read_text("utf-8").replace("type:", f"behov: {{ro: {grade}}}\ntype:", 1)
            file.write_text(changed, "utf-8")

    page = make_client(prepare).page("/emne/behov/ro")
    told = text(page.find(".//p[@class='emne-antal']"))
    assert (
        "3 indsatser i kataloget: 1 lavet til netop det, 1 hjælper tydeligt, 1 strejfer det."
        in told
    )
    best = [text(one) for one in page.iterfind(".//section[@aria-labelledby='bedst']//h3")]
    assert best == ["Far i Odense", "Sprogstart", "Bogglad"]


def test_a_list_that_is_a_subject_has_a_page_of_all_its_topics(topical):
    """What a chief asks for: early prevention as a whole, on one sheet, with the ways into it."""
    page = topical.page("/emne/forebyggelse")
    assert text(page.find(".//h1")) == "Tidlig forebyggelse"
    assert "9 indsatser i kataloget." in text(page.find(".//p[@class='emne-antal']"))
    assert (
        page.find(".//section[@aria-labelledby='naer']//a[@href='/emne/forebyggelse/skole']")
        is not None
    )
    assert topical.page("/").find(".//a[@href='/emne/forebyggelse']") is not None
    cut_short = topical.page("/emne/tema")  # of a list that is none: where to choose one
    assert text(cut_short.find(".//h1")) == "Emner"
