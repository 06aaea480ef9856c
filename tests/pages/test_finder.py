"""The finder: facets, chips, sentence, offers, help after nothing, odd addresses, API alike."""

import html
from urllib.parse import parse_qsl, quote, urlencode

import pytest

from tests.support.page_text import number_in, text
from tests.support.small_catalogue import ENTRIES


def titles(page) -> list[str]:
    return [
        text(one)
        for one in page.iterfind(".//ol//article//a[@href]")
        if "data-folder-add" not in one.attrib
    ]


def counts(page) -> dict[tuple[str, str], int]:
    found = {}
    for box in page.iterfind(".//input[@type='checkbox']"):
        label = page.find(f".//label[@for='{box.get('id')}']")
        found[box.get("name"), box.get("value")] = number_in(text(label), r"\((\d+)\)")
    return found


def test_the_front_page_leads_in(client):
    """One sentence, a field, the arenas with their counts, the best documented, the matrix."""
    page = client.page("/")
    words = text(page)
    assert f"{len(ENTRIES) + 1} boligsociale indsatser" in words
    assert page.find(".//input[@name='q']") is not None
    arenas = {text(one) for one in page.iterfind(".//li[@class='arena']/h3")}
    assert arenas == {"Sundhedspleje", "Dagtilbud", "Skole"}
    best = page.find(".//section[@aria-labelledby='bedst']")
    assert [text(one) for one in best.iterfind(".//h3")][:2] == ["Bogglad", "Skolestart"]
    assert page.find(".//a[@href='/overblik']") is not None


def grouped_problems(folder):
    words = (
        "noegle: behov\nnavn: Behov\nfacet: true\ngraderet: true\nfilterfelt: true\n"
        "rolle: [emne]\nspoergsmaal: Hvad er problemet?\nraekkefoelge: 0\ntermer:\n"
        "  - {noegle: ro, navn: Ro, gruppe: Hjemme}\n"
        "  - {noegle: mad, navn: Mad, gruppe: Hjemme}\n"
        "  - {noegle: leg, navn: Leg, gruppe: Hjemme}\n"
        "  - {noegle: venner, navn: Venner, gruppe: Ude}\n"
    )
    (folder / "vocabularies/behov.yaml").write_text(words, "utf-8")
    marked = {"bogglad": "ro: 3, mad: 1", "ungejob": "leg: 3, mad: 2", "fars-tid": "mad: 1"}
    for slug, grades in (marked | {"sprogstart": "venner: 3, leg: 3"}).items():
        file = folder / f"entries/{slug}.md"
        text = file.read_text("utf-8").replace("type:", f"behov: {{{grades}}}\ntype:", 1)
        file.write_text(text, "utf-8")


def test_the_front_page_has_a_door_for_who_has_no_words_yet(make_client):
    """The most common problems of each group, and the way to all of them."""
    door = make_client(grouped_problems).page("/").find(".//nav[@aria-labelledby='udfordringer']")
    assert [text(one) for one in door.iterfind(".//dt")] == ["Hjemme", "Ude"]
    assert [one.get("href") for one in door.iterfind(".//dd/a")] == [
        "/emne/behov/mad", "/emne/behov/leg", "/emne/behov/venner",
    ]  # fmt: skip
    assert "Se alle 4" in text(door)


def test_min_situation_begins_with_the_problems_in_groups(make_client):
    """A long list stands under headings, and what an entry only touches is no answer."""
    client = make_client(grouped_problems)
    first = client.page("/situation").find(".//select")
    assert first.get("name") == "behov"
    assert [one.get("label") for one in first.iterfind("optgroup")] == ["Hjemme", "Ude"]
    page = client.page("/situation?behov=mad")
    assert [text(one) for one in page.iterfind(".//section[@id='resultater']//h3")] == ["Ungejob"]


def test_a_long_description_is_offered_the_questions(client):
    long = client.page("/?q=vi+har+nogle+fædre+som+ikke+kommer&kommune=odense")
    assert long.find(".//main//a[@href='/situation?kommune=odense']") is not None
    assert client.page("/?q=far").find(".//main//a[@href='/situation']") is None


def test_every_page_but_the_search_itself_has_a_small_field(client):
    assert client.page("/om").find(".//header//input[@name='q']") is not None
    for address in ("/", "/?q=far"):
        assert client.page(address).find(".//header//input") is None


def test_ticks_are_ticked_and_said(client):
    """Chosen terms are ticked, stand as chips that take them away, and are said in the sentence."""
    page = client.page("/?q=far&maalgruppe=faedre&kommune=aarhus&kommune=odense")
    ticked = {(b.get("name"), b.get("value")) for b in page.iterfind(".//input[@checked]")}
    assert ticked == {("maalgruppe", "faedre"), ("kommune", "aarhus"), ("kommune", "odense")}
    seen, heard = page.find(".//*[@id='antal']")  # the field shows the words to those who see it
    assert text(seen) == "2 indsatser for fædre, i Aarhus eller Odense"
    assert seen.get("aria-hidden") == "true"
    assert text(heard) == "2 indsatser, der matcher »far«, for fædre, i Aarhus eller Odense"
    assert page.find(".//*[@role='status']//*[@id='antal']") is not None
    chips = {text(a): a.get("href") for a in page.iterfind(".//ul[@aria-label]//a")}
    assert chips["Fjern Kommune: Odense"] == "/?q=far&maalgruppe=faedre&kommune=aarhus"
    assert not any("far" in name for name in chips)


def test_counts_are_those_of_the_entries(client):
    """Each count is what a tick would give, and ignores its own facet's choices."""
    page = client.page("/?maalgruppe=faedre")
    shown = counts(page)
    groups = {slug: entry.groups for slug, entry in ENTRIES.items()}
    for key in ("gravide", "boern-0-2", "unge-18-29", "faedre"):
        assert shown["maalgruppe", key] == sum(key in one for one in groups.values())
    themes = [entry.themes for slug, entry in ENTRIES.items() if "faedre" in groups[slug]]
    assert shown["tema", "trivsel"] == sum("trivsel" in one for one in themes)
    assert shown["tema", "sprog"] == 0  # this vocabulary shows its zeros
    assert ("kommune", "randers") not in shown  # and this hides them


def test_long_lists_fold_but_never_hide_a_tick(client):
    """Beyond eight choices the rest fold away, open when one of them is ticked."""
    fold = ".//details[@data-rest='kommune']"
    assert client.page("/?q=").find(fold).get("open") is None
    assert client.page("/?kommune=slagelse").find(fold).get("open") is not None


@pytest.mark.parametrize(
    "address",
    ["/?q=sprog", "/?maalgruppe=faedre&maalgruppe=gravide", "/?q=far&kommune=aarhus", "/?q="],
)
def test_page_and_api_agree(client, address):
    """The same hits in the same order and the same counts."""
    answer = client.get("/api/v1" + address.replace("/?", "/indsatser?")).get_json()
    page = client.page(address)
    assert [one["titel"] for one in answer["resultater"]][:10] == titles(page)[:10]
    shown = counts(page)
    for facet in answer["facetter"]:
        for choice in facet["valg"]:
            assert shown[facet["noegle"], choice["noegle"]] == choice["antal"]


def test_why_stands_on_the_card(client):
    card = client.page("/?q=sprog&maalgruppe=gravide").find(".//article")
    words = text(card)
    assert "Passer, fordi" in words
    assert "»Gravide«" in words
    assert card.find(".//mark") is not None


def test_nothing_found_says_what_to_take_away(client):
    """Zero results name each tick with what leaving it would give, and lead on."""
    page = client.page("/?q=far&kommune=aarhus&type=metode")
    assert text(page.find(".//*[@id='antal']")).startswith("Ingen indsatser")
    ways = {
        text(li): li.find("a").get("href") for li in page.iterfind(".//div[@data-nothing]/ul/li")
    }
    assert ways
    for said, address in ways.items():
        number = number_in(said, r": (\d+) indsats")
        api = client.get("/api/v1/indsatser?" + address.partition("?")[2]).get_json()
        assert api["antal_fundet"] == number > 0
    assert page.find(".//a[@href='/?q=']") is not None


def test_what_holds_everywhere_is_offered_where_a_place_is_chosen(client):
    """Ticking a municipality leaves nationwide entries out; one link takes them in."""
    page = client.page("/?maalgruppe=gravide&kommune=vejle")
    way = page.find(".//p[@data-wider]/a")
    assert text(way) == "tag »Hele landet« med (1)"
    assert way.get("href") == "/?maalgruppe=gravide&kommune=hele-landet&kommune=vejle"
    assert client.page("/?maalgruppe=gravide").find(".//p[@data-wider]") is None


def test_what_was_asked_for_is_not_among_the_others(client):
    """A card that cuts a long list of facts keeps what was asked for."""
    card = client.page("/?q=hele+vejen&kommune=hele-landet").find(".//article")
    assert "Hele landet" in text(card.find(".//ul[@class='kort-linje nobullet-list no-max-width']"))


def test_the_best_known_come_first_when_asked_for(client):
    """Measured effects, then evaluations, then nothing found; titles where the same is known."""
    page = client.page("/?q=&sortering=bedst-dokumenteret")
    titles = [text(one) for one in page.iterfind(".//article//h3")]
    assert titles[:4] == ["Bogglad", "Skolestart", "Familiehus", "Fars tid"]


def test_the_panels_button_says_how_many_it_shows(client):
    page = client.page("/?q=far")
    shown = text(page.find(".//span[@data-show]"))
    assert shown.startswith("Vis ")
    assert shown.endswith("indsatser")


def test_a_correction_is_said_and_can_be_undone(client):
    page = client.page("/?q=sprogstrat")
    notice = text(page.find(".//div[@class='alert alert-info alert--paragraph']"))
    assert "»sprogstrat«" in notice
    assert "i stedet" in notice
    assert page.find(".//input[@name='q']").get("value") == "sprogstrat"


def test_what_is_dropped_is_said(client):
    """No parameter is lost in silence."""
    page = client.page("/?q=sprog&kommune=atlantis&farve=blaa&side=abc&sortering=x&side=2")
    notice = text(page.find(".//div[@class='alert alert-warning alert--paragraph']"))
    for part in ("»Kommune«: »atlantis«", "farve=blaa", "side=abc", "sortering=x"):
        assert part in notice
    beyond = client.page("/?q=&side=99")
    assert "Der er ikke en side 99" in text(beyond)


def test_a_filter_that_is_no_more_names_itself_and_the_nearest(client):
    """The filter by its label, and the terms whose names are most alike."""
    for odd, near in (
        ("boern-0-3", "Børn 0-2 år"),
        ("Fædre", "Fædre"),
        ("unge-18-24", "Unge 18-29"),
    ):
        page = client.page(f"/?maalgruppe={quote(odd)}")
        notice = text(page.find(".//div[@class='alert alert-warning alert--paragraph']"))
        assert f"Filteret »Målgruppe«: »{odd}« findes ikke (længere)." in notice
        assert near in notice.partition("Det nærmeste er")[2]


def test_one_word_without_hits_is_not_all_at_once(client):
    assert "på én gang" not in client.get("/?q=xqzw").text
    assert "på én gang" in client.get("/?q=xqzw&maalgruppe=faedre").text
    assert "»»" not in client.get("/?q=%C2%BBsprog%C2%AB").text


NASTY = (
    "<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "' OR 1=1 --", "\x00\x01",
    "\u202e\u200b", "{{ 7*7 }}", "%s%n", "../../etc/passwd", "æ" * 5000, "(" * 500, '"', "-", "*",
    "a AND OR NOT b", "titel:sprog", "\ud83d\ude00", "--" * 100, '"a" -"b" -c',
)  # fmt: skip


@pytest.mark.parametrize("nasty", NASTY)
@pytest.mark.parametrize("name", ["q", "maalgruppe", "sortering", "side", "ukendt"])
def test_a_hostile_address_is_a_plain_page(client, name, nasty):
    """Nothing that is typed becomes markup or an error; every page is checked by the client."""
    raw = nasty.encode("utf-8", "surrogatepass")
    answer = client.get("/?" + urlencode({name: raw}), follow_redirects=True)
    assert answer.status_code == 200
    assert "<script>alert" not in answer.text
    assert "<img src=x" not in answer.text


def test_paging_holds_the_question(client):
    page = client.page("/?q=&sortering=titel")
    links = [a.get("href") for a in page.iterfind(".//nav[@class='pagination']//a")]
    assert links
    for link in links:
        query, _, fragment = link.partition("?")[2].partition("#")
        assert ("sortering", "titel") in parse_qsl(query)
        assert fragment == "resultater"
    found = titles(page) + titles(client.page("/?sortering=titel&side=2"))
    assert len(found) == len(set(found)) == len(ENTRIES) + 1
    assert html.unescape(found[0])


def test_words_past_the_limit_are_said(client):
    """A long question is answered by its first words, and the page says so."""
    long = "+".join(["far", "og", "sprog", "i"] * 9)
    assert "de første 32 ord" in text(client.page(f"/?q={long}"))
    assert "de første 32 ord" not in text(client.page("/?q=far+og+sprog"))


def test_what_may_be_relevant_stands_below_what_fits(client):
    """The API says of each hit whether it fits well; the page draws the line where the API does."""
    found = client.get("/api/v1/indsatser?q=sprog").get_json()
    fits = [hit["passer"] for hit in found["resultater"]]
    assert fits == sorted(fits), "godt comes first"
    assert found["antal_godt"] == fits.count("godt")
    page = client.page("/?q=sprog")
    assert len(page.findall(".//ol[@class='kort-liste nobullet-list no-max-width']/li")) >= len(
        fits
    )
