"""What holds on every page. The client itself checks structure, labels, ids and addresses."""

import datetime as dt
import re
import xml.etree.ElementTree as ET
from collections import deque

import lxml.html
import pytest

KINDS = (
    "/", "/?q=", "/?q=sprog", "/?q=sporgstart", "/?q=xyzzyq", "/?maalgruppe=gravide&kommune=odense",
    "/?q=sprog&sortering=titel&side=2", "/indsats/sprogstart", "/indsats/ungejob", "/indsats/ond",
    "/overblik", "/overblik?raekker=tema&soejler=dokumentation&q=sprog", "/ordliste", "/om",
    "/tilgaengelighed", "/status",
    "/kort", "/kort?q=sprog&maalgruppe=gravide", "/situation",
    "/situation?tema=trivsel&kommune=odense",
    "/foelg", "/foelg?q=sprog&maalgruppe=gravide&xx=1",
    "/mappe", "/mappe?indsats=sprogstart&indsats=bogglad&q=sprog&indsats=nix", "/data",
    "/mappe/udskrift?indsats=sprogstart&indsats=bogglad", "/sammenlign",
    "/sammenlign?indsats=sprogstart&indsats=bogglad&indsats=ond",
)  # fmt: skip


@pytest.mark.parametrize("address", KINDS)
def test_each_kind_of_page_holds_the_invariants(client, address):
    """Status 200, and all that the client checks: valid HTML, labels, ids, nothing foreign."""
    client.page(address)


@pytest.mark.parametrize("address", KINDS)
def test_each_page_says_what_it_may_load(client, address):
    """The policy allows no inline code and no other host; the other headers are there too."""
    headers = client.get(address).headers
    policy = headers["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert "http" not in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert "Set-Cookie" not in headers


@pytest.mark.parametrize("address", ["/nej", "/indsats/findes-ikke", "/indsats/../x"])
def test_what_is_not_there_is_a_danish_page(client, address):
    page = client.page(address, status=404)
    assert page.find(".//h1").text == "Siden findes ikke"
    assert page.find(".//meta[@name='robots']").get("content").startswith("noindex")


def test_an_error_of_ours_is_a_danish_page(make_client):
    """An unexpected error answers 500 with a page, and with a problem document under /api."""

    def broken():
        raise RuntimeError("broken on purpose")

    client = make_client()
    client.application.add_url_rule("/gaar-galt", view_func=broken)
    client.application.add_url_rule("/api/v1/gaar-galt", "api", view_func=broken)
    answer = client.unchecked("/gaar-galt")
    assert answer.status_code == 500
    assert "Der skete en fejl hos os" in answer.text
    assert "broken on purpose" not in answer.text
    assert client.unchecked("/api/v1/gaar-galt").mimetype == "application/problem+json"


# One for each entry or cell, all of a kind; their own tests follow them.
MANY = ("/overblik?", "/mappe?", "/eksport", "/sammenlign?", "/situation?", "/kort?")


def test_every_link_leads_somewhere(client):
    """All internal links of the site are followed; so are their fragments."""
    seen: dict[str, set[str]] = {}
    queue = deque(["/", "/?q=", "/overblik", "/ordliste", "/om", "/status", "/tilgaengelighed"])
    fragments = set()
    while queue:
        address = queue.popleft()
        if address in seen:
            continue
        response = client.unchecked(address)
        assert response.status_code in (200, 302), address
        page = response.mimetype == "text/html"
        seen[address] = set(re.findall(r' id="([^"]+)"', response.text)) if page else set()
        if not page or ("?" in address and address != "/?q="):
            continue
        for link in lxml.html.fromstring(response.text).iterfind(".//a[@href]"):
            target, _, fragment = link.get("href").partition("#")
            if target.startswith("/") and not target.startswith(MANY):
                queue.append(target)
                fragments.add((target, fragment))
    wrong = [pair for pair in fragments if pair[1] and pair[1] not in seen[pair[0]]]
    assert not wrong
    assert len(seen) > 40


def test_result_pages_are_kept_from_search_engines(client):
    """Combinations are a crawler's trap; the front page and the entries are for finding."""
    assert client.page("/?q=sprog").find(".//meta[@name='robots']") is not None
    assert client.page("/overblik?raekker=tema").find(".//meta[@name='robots']") is not None
    for address in ("/", "/indsats/sprogstart", "/overblik", "/om"):
        assert client.page(address).find(".//meta[@name='robots']") is None


def test_a_page_names_its_one_address(client):
    """Whatever order and doublets the address had, canonical is the question's one address."""
    page = client.page("/?kommune=odense&maalgruppe=faedre&maalgruppe=faedre&q=far&side=1")
    link = page.find(".//link[@rel='canonical']").get("href")
    assert link == "https://katalog.example/?q=far&maalgruppe=faedre&kommune=odense"


def test_small_files_for_machines(client):
    assert client.get("/healthz").text.startswith("ok gen-")
    robots = client.get("/robots.txt").text
    assert "Sitemap: https://katalog.example/sitemap.xml" in robots
    places = [one.text for one in ET.fromstring(client.get("/sitemap.xml").text).iter() if one.text]
    assert "https://katalog.example/indsats/sprogstart" in places
    search = client.get("/opensearch.xml")
    assert search.mimetype == "application/opensearchdescription+xml"
    assert "https://katalog.example/?q={searchTerms}" in search.text
    ET.fromstring(search.text)


def test_a_browser_can_search_and_complete_from_its_address_bar(client):
    """Link and description have one name, as browsers want, and suggestions in their form."""
    tree = ET.fromstring(client.get("/opensearch.xml").text)
    names = {one.tag.partition("}")[2]: one.text for one in tree}
    link = client.page("/").find(".//link[@rel='search']")
    assert names["ShortName"] == link.get("title")
    assert len(names["ShortName"] or "") <= 16
    assert 'type="application/x-suggestions+json"' in client.get("/opensearch.xml").text
    answer = client.get("/opensearch/forslag?q=spro")
    text, words, kinds, addresses = answer.get_json(force=True)
    assert answer.mimetype == "application/x-suggestions+json"
    assert text == "spro"
    assert "Sprogstart" in words
    assert len(words) == len(kinds) == len(addresses)
    assert all(one.startswith("https://katalog.example/") for one in addresses)
    assert client.get("/opensearch/forslag").get_json(force=True) == ["", [], [], []]


def test_a_reader_that_is_given_any_page_finds_the_feed(client):
    for address in ("/", "/nyt", "/?q=sprog", "/indsats/sprogstart", "/om", "/findes-ikke"):
        page = lxml.html.fromstring(client.get(address).text)
        feeds = [one.get("href") for one in page.iterfind(".//link[@type='application/atom+xml']")]
        assert feeds[0] == "/feed.atom", address
        assert feeds[1:] == (["/feed.atom?q=sprog"] if "?" in address else []), address


def test_icons_are_where_browsers_and_phones_look(client):
    for address, kind in (("/favicon.ico", "image/x-icon"), ("/apple-touch-icon.png", "image/png")):
        answer = client.get(address)
        assert (answer.status_code, answer.mimetype) == (200, kind)
        assert "max-age" in answer.headers["Cache-Control"]
    page = client.page("/")
    card = page.find(".//meta[@property='og:image']").get("content")
    assert client.get(card.removeprefix("https://katalog.example")).mimetype == "image/png"
    touch = page.find(".//link[@rel='apple-touch-icon']").get("href")
    assert client.get(touch).data == client.get("/apple-touch-icon.png").data


def test_whom_to_tell_of_a_hole(client, make_client):
    """RFC 9116, from the settings; no file where nobody is named."""
    assert client.get("/.well-known/security.txt").status_code == 404
    told = make_client(security_contact="mailto:sikkerhed@katalog.example")
    lines = told.get("/.well-known/security.txt").text.splitlines()
    assert "Contact: mailto:sikkerhed@katalog.example" in lines
    ends = next(one for one in lines if one.startswith("Expires: ")).removeprefix("Expires: ")
    assert dt.datetime.fromisoformat(ends) > dt.datetime.now(dt.UTC)


def test_whom_to_write_to_is_told_or_nobody_is_sent_anywhere(client, make_client):
    """One setting stands in every footer, on the pages about the site, and for holes too."""
    pages = ("/", "/om", "/tilgaengelighed")
    for address in (*pages, "/status"):
        assert "mailto:" not in client.get(address).text
        assert "Skriv til den, der driver" not in client.get(address).text
        assert "Ingen kontakt" not in client.get(address).text
    who = {"contact": "mailto:katalog@kommune.example", "contact_name": "Øby <Kommune>"}
    told = make_client(**who)
    for address in pages:
        links = told.page(address).findall(".//a[@href='mailto:katalog@kommune.example']")
        assert [one.text for one in links] == ["Øby <Kommune>"] * (1 if address == "/" else 2)
    assert "Contact: mailto:katalog@k" in told.get("/.well-known/security.txt").text


def test_who_serves_the_public_without_a_contact_is_asked_for_one(make_client):
    assert "Ingen kontakt" in make_client(public=True).get("/status").text


def test_the_statement_is_the_hosts(client, make_client):
    """/was leads to the host's accessibility statement, and is no page without one."""
    answer = client.get("/was")
    assert (answer.status_code, answer.location) == (302, "https://was.example/erklaering")
    assert client.page("/").find(".//a[@href='/was']") is not None
    bare = make_client()
    assert bare.get("/was").status_code == 404
    assert bare.page("/").find(".//a[@href='/was']") is None


def test_static_files_are_kept_for_good_and_pages_asked_about(client):
    """Static addresses hold a hash and never change; a page is answered 304 when unchanged."""
    html = client.get("/").text
    for address in set(re.findall(r'(/static/[^"#]+)', html)):
        answer = client.get(address, headers={"Accept-Encoding": "br"})
        assert answer.status_code == 200
        assert "immutable" in answer.headers["Cache-Control"]
    first = client.get("/?q=sprog")
    again = client.get("/?q=sprog", headers={"If-None-Match": first.headers["ETag"]})
    assert again.status_code == 304


def test_a_page_is_small_over_the_wire(client):
    """A result page of ten cards is at most 10 KB in brotli."""
    answer = client.get("/?q=", headers={"Accept-Encoding": "br"})
    assert answer.headers["Content-Encoding"] == "br"
    assert len(answer.data) <= 10_000


def test_an_address_of_any_signs_stands_on_its_page_as_an_address(client):
    [link] = client.page("/%00<b>æ", 404).xpath("//link[@rel='canonical']")
    assert link.get("href") == "https://katalog.example/%00%3Cb%3E%C3%A6"
