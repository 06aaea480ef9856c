"""Addresses out of newsletters, mails and old systems lead where they were meant to."""

from urllib.parse import quote, unquote

import pytest

from web.addresses.forgiving import tidy_path, tidy_query, words_of

MARKS = (
    "fbclid=IwAR123", "utm_source=nyhedsbrev&utm_medium=email", "gclid=x", "msclkid=x",
    "mc_cid=1&mc_eid=2", "_hsenc=p2&_hsmi=7", "UTM_Source=Mail", "gbraid=1",
    "gad_source=1&gad_campaignid=2", "mibextid=x", "ref_src=twsrc", "_gac=1&elqTrackId=2",
    "s_cid=1",
)  # fmt: skip
PAGES = (
    "/overblik", "/kort", "/situation", "/mappe", "/sammenlign", "/ordliste", "/nyt",
    "/feed.atom", "/eksport.csv", "/eksport.json", "/api/v1/indsatser",
)  # fmt: skip


@pytest.mark.parametrize("mark", MARKS)
def test_a_senders_mark_on_the_front_page_is_the_front_page(client, mark):
    """The same page, under the same tag: no notice, no canonical but "/", kept once."""
    plain, marked = client.get("/"), client.get(f"/?{mark}")
    assert marked.status_code == 200
    assert marked.text == plain.text
    assert marked.headers["ETag"] == plain.headers["ETag"]


@pytest.mark.parametrize("address", PAGES)
def test_marks_are_passed_over_everywhere(client, address):
    plain, marked = client.get(address), client.get(f"{address}?utm_source=x&fbclid=y")
    assert (marked.status_code, marked.headers.get("ETag")) == (200, plain.headers.get("ETag"))
    joined = client.get(f"{address}?utm_source=x&tema=sprog").status_code
    assert joined == client.get(f"{address}?tema=sprog").status_code


def test_a_mark_is_no_word_of_the_question(client):
    assert tidy_query("q=far&fbclid=1&maalgruppe=faedre") == ("q=far&maalgruppe=faedre", False)
    page = client.get("/?q=sprog&fbclid=1").text
    assert "fbclid" not in page
    assert page == client.get("/?q=sprog").text


@pytest.mark.parametrize(
    ("came", "text"),
    [
        ("q=m%F8dregruppe", "mødregruppe"),  # latin-1
        ("q=m%25C3%25B8dregruppe", "mødregruppe"),  # encoded twice
        ("q=m%C3%83%C2%B8dregruppe", "mødregruppe"),  # read in the wrong encoding
        ("q=unge%2520uden%2520job", "unge uden job"),
        ("Q=far", "far"),
        ("amp;q=far", "far"),
        ("?q=far", "far"),
        ("q[]=far", "far"),
        ("q%5B0%5D=far", "far"),
        ("q=far?utm_source=x", "far"),  # a newsletter's program, which knows one question mark
        ("q=far%3Ffbclid%3Dx%26gclid=y", "far"),
        ("q=far%26amp%3Butm_medium%3Dx", "far"),
    ],
)
def test_text_is_read_as_it_was_meant(client, came, text):
    """And the address says so too, so that it can be sent on."""
    response = client.get(f"/?{came}")
    assert response.status_code == 308
    assert unquote(response.headers["Location"].replace("+", " ")) == f"/?q={text}"
    assert f"»{text}«" in client.get(response.headers["Location"]).text


@pytest.mark.parametrize(
    ("came", "meant"),
    [
        ("maalgruppe=FAEDRE", "maalgruppe=faedre"), ("side=2.", "side=2"),
        ("q=Far.&tema=sprog%29", "q=Far.&tema=sprog"), ("tema=sprog%E2%80%8B", "tema=sprog"),
        ("indsats=sprogstart&indsats=Bogglad%3E", "indsats=sprogstart&indsats=bogglad"),
        ("tema[]=sprog&tema[1]=job", "tema=sprog&tema=job"),
    ],
)  # fmt: skip
def test_keys_are_read_as_they_were_meant(came, meant):
    """What a sentence left behind an address is no part of its last choice."""
    assert tidy_query(came) == (meant, True)


@pytest.mark.parametrize(
    "query",
    ["q=m%C3%B8dre", "q=100%25", "q=50%25+rabat", "q=a%2Bb", "q=%C3%86ldre+i+%C3%98rsted", "q=%26",
     "q=5+%25+af+50", "q", "q=", "&&", "q=Ama", "q=%F0%9F%98%80", "q=%22to+ord%22",
     "q=hvad+virker%3F", "q=Far.", "side=-1", "side=1.5", "kommune=Aarhus+Kommune",
     "tema=lyst%C3%A5"],
)  # fmt: skip
def test_what_is_right_is_left_alone(query):
    assert tidy_query(query) == (query, False)


@pytest.mark.parametrize(
    ("came", "meant"),
    [
        ("/overblik/", "/overblik"), ("/Kort", "/kort"),
        ("/indsats/SPROGSTART", "/indsats/sprogstart"),
        ("/indsats/sprogstart.", "/indsats/sprogstart"),
        ("/indsats/sprogstart)", "/indsats/sprogstart"),
        ("/indsats/sprogstart%20", "/indsats/sprogstart"),
        ("/indsats/sprogstart%23kilder", "/indsats/sprogstart"),
        ("/indsats/sprogstart%2523kilder", "/indsats/sprogstart"),
        ("/indsats/sprogstart/", "/indsats/sprogstart"),
        ("/indsats/sprogstart%3Futm_source=x", "/indsats/sprogstart"),
        ("/indsats/sprogstart&utm_source=x", "/indsats/sprogstart"),
        ("/%3Fq=far", "/?q=far"), ("/indsatser/sprogstart", "/indsats/sprogstart"),
        ("/indsats/f%C3%A6drehus", "/indsats/faedrehus"),
        ("/indsats", "/?q="), ("/indsatser", "/?q="), ("/indsats/", "/?q="),
        ("/feed", "/feed.atom"), ("/rss", "/feed.atom"), ("/index.html", "/"),
        ("/indsats/sprogstart&amp;utm_source=x", "/indsats/sprogstart"),
        ("/indsats/sprogst%25C3%25A4rt", "/indsats/sprogstaert"),  # encoded twice, as the next too
        ("/indsats/sprogst%C3%83%C2%A6rt", "/indsats/sprogstaert"),
        ("/indsats/sprogstart%2520", "/indsats/sprogstart"),
        ("/indsats/sprogstart%E2%80%A6", "/indsats/sprogstart"),
        ("/indsats/sprogstart%E2%80%8B", "/indsats/sprogstart"),
        ("/indsats/sprogstart%C2%A0", "/indsats/sprogstart"),
        ("/indsats/sprogstart%0D%0A", "/indsats/sprogstart"),
        ("/indsats/sprogstart%00", "/indsats/sprogstart"),
        ("/indsats/sprogstart%7C", "/indsats/sprogstart"),
        ("/indsats/sprogstart.html", "/indsats/sprogstart"),
        ("/indsats/Far_i+odense", "/indsats/far-i-odense"),
        ("/overblik/index.php", "/overblik"), ("/overblik%253Fq%253Dsprog", "/overblik?q=sprog"),
        ("/search?q=sprog", "/?q=sprog"), ("/kontakt", "/om"), ("/sitemap", "/sitemap.xml"),
    ],
)  # fmt: skip
def test_paths_lead_on(client, came, meant):
    response = client.get(came)
    if meant in ("/indsats/faedrehus", "/indsats/sprogstaert"):  # there is none of that name
        assert tidy_path(unquote(came)) == meant
        assert response.status_code == 404
        return
    assert (response.status_code, response.headers["Location"]) == (308, meant)
    assert client.get(meant).status_code == 200


@pytest.mark.parametrize("address", ["/eksport.csv", "/feed.atom", "/api/v1/indsatser"])
def test_data_is_answered_at_once(client, address):
    """As it was meant, and refused where that is nothing: the API's description knows no detour."""
    assert client.get(f"{address}?amp;Q=sprog&utm_source=x").status_code == 200
    assert client.get(f"{address}?sortering=AAA").status_code == 400


def test_what_a_question_asks_comes_along(client):
    response = client.get("/overblik/?q=sprog")
    assert response.headers["Location"] == "/overblik?q=sprog"


def test_a_lost_page_searches_for_its_words(client):
    """The field holds them, and what they find is offered."""
    page = client.page("/indsats/sprogstart-i-aarhus-2019", 404)
    assert page.find(".//main//input[@name='q']").get("value") == "sprogstart i aarhus 2019"
    assert "/indsats/sprogstart" in [a.get("href") for a in page.iterfind(".//main//a")]
    assert words_of("/wp-login.php") == "wp login"


@pytest.mark.parametrize(
    "path", ["//evil.example/", "/\\evil.example/", "//evil.example/?Q=1", "/%5Cevil.example/?Q=1"]
)
def test_nobody_is_led_to_another_site(client, path):
    response = client.get(path)
    target = response.headers.get("Location", "/")
    assert target.startswith("/")
    assert not target.startswith(("//", "/\\"))


def test_anything_gets_an_answer():
    """Nonsense, half encodings and long lines are bounded and never an error."""
    for nasty in ("%", "%%%", "%G1", "q=%", "q=" + "%25" * 3000, "&" * 8000, "=", "amp;" * 2000,
                  "q=" + quote("Ã" * 900), "q=%ED%A0%80", "q=%00", "%FF=%FE", "?" * 8000,
                  "q=" + "?utm_x" * 2000, "tema=" + "." * 8000):  # fmt: skip
        tidied, _ = tidy_query(nasty)
        assert tidied.isascii()
        assert tidy_path(nasty)
