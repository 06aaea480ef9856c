"""The catalogue that the project carries: whole, honest, and its counts those of a brute force."""

import datetime as dt
import html
import random
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import frontmatter
import lxml.html
import pytest
import yaml
from flask.testing import FlaskClient

from app import create_app
from catalogue.checking.folder import load
from search.understanding.reading import read_question
from search.values.query import Query
from web.site.config import Config

ROOT = Path(__file__).parents[1]
CATALOGUE = ROOT / "catalogue"
ARENAS = {"sundhedspleje", "dagtilbud", "skole", "foreningsliv", "boligsocial-indsats"}


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> FlaskClient:
    index = tmp_path_factory.mktemp("index")
    return create_app(Config(catalogue=CATALOGUE, index=index)).test_client()


@pytest.fixture(scope="module")
def fields() -> dict[str, dict[str, list[str]]]:
    """Each entry's terms, read from the files without any of our own code."""
    facets = [
        words["noegle"]
        for path in sorted((CATALOGUE / "vocabularies").glob("*.yaml"))
        if (words := yaml.safe_load(path.read_text("utf-8"))).get("facet")
    ]
    prices = yaml.safe_load((CATALOGUE / "vocabularies" / "prisniveau.yaml").read_text("utf-8"))
    standards = {
        path.stem: yaml.safe_load(path.read_text("utf-8")).get("standard")
        for path in (CATALOGUE / "vocabularies").glob("*.yaml")
    }
    found = {}
    for path in (CATALOGUE / "entries").glob("*.md"):
        matter = frontmatter.load(str(path)).metadata
        found[path.stem] = {
            facet: _as_list(matter.get(facet) or _of_results(matter, facet) or standards[facet])
            for facet in facets
        } | {prices["noegle"]: _of_price(matter.get("pris"), prices["termer"])}
    return found


def _of_price(price: object, bands: list[dict[str, Any]]) -> list[str]:
    """The bands that a price in kroner, or one from and to, touches in its own unit."""
    if not isinstance(price, dict):
        return []
    low, *high = (int(part) for part in str(price["beloeb"]).split("-"))
    return [
        band["noegle"]
        for band in bands
        if band["enhed"] == price["enhed"]
        if band["beloeb"][0] <= max([low, *high]) and low < band["beloeb"][1]
    ]


def _of_results(matter: dict[str, object], facet: str) -> list[str]:
    """What its results say, once each: a facet may stand at them instead of at the entry."""
    results = matter.get("resultater") or []
    assert isinstance(results, list)
    return sorted({result[facet] for result in results if facet in result})


def _as_list(value: object) -> list[str]:
    if value is None:
        return []
    # Graded terms are keys, each with its grade.
    return [str(item) for item in value] if isinstance(value, (list, dict)) else [str(value)]


def ask(client: FlaskClient, pairs: list[tuple[str, str]]) -> dict[str, Any]:
    """Everything that a query finds, over all pages of the API."""

    def page(number: int) -> dict[str, Any]:
        query = urlencode([*pairs, ("antal", "100"), ("side", str(number))])
        answer: dict[str, Any] = client.get("/api/v1/indsatser?" + query).get_json()
        return answer

    first = page(1)
    hits = first["resultater"]
    while len(hits) < first["antal_fundet"]:
        more = page(len(hits) // 100 + 1)["resultater"]
        assert more, "a page within the count is empty"
        hits = hits + more
    return {**first, "resultater": hits}


def test_the_catalogue_has_no_fault_and_no_warning() -> None:
    """The carried catalogue passes its own checker."""
    loaded = load(CATALOGUE, dt.datetime.now(dt.UTC).date())
    assert [f"{f.file}:{f.line} {f.message}" for f in loaded.faults if not f.is_warning] == []


def test_the_selection_covers_the_field(fields: dict[str, dict[str, list[str]]]) -> None:
    """All five arenas of early prevention are there, with the areas that the mission names."""
    early = [terms for terms in fields.values() if terms["forebyggelse"]]
    assert len(fields) >= 77
    assert len(early) >= 12
    assert {arena for terms in early for arena in terms["forebyggelse"]} >= ARENAS
    assert "boligsocial-helhedsplan-vollsmose" in fields
    assert "center-for-samskabelse-aalborg-oest" in fields


def test_every_entry_can_be_placed(fields: dict[str, dict[str, list[str]]]) -> None:
    """Target group, theme and evidence everywhere; actor and place for nine in ten."""
    assert all(f["maalgruppe"] and f["tema"] and f["dokumentation"] for f in fields.values())
    assert sum(bool(f["aktoer"]) for f in fields.values()) >= 0.9 * len(fields)
    assert sum(bool(f["kommune"]) for f in fields.values()) >= 0.9 * len(fields)


def random_choices(
    fields: dict[str, dict[str, list[str]]], count: int
) -> Iterator[dict[str, set[str]]]:
    dice = random.Random(20261123)
    used = {
        facet: sorted({term for terms in fields.values() for term in terms[facet]})
        for facet in next(iter(fields.values()))
    }
    filled = [facet for facet, terms in used.items() if terms]
    for _ in range(count):
        facets = dice.sample(filled, dice.choice((1, 1, 2, 2, 3)))
        yield {
            facet: set(dice.sample(used[facet], min(len(used[facet]), dice.choice((1, 1, 2, 3)))))
            for facet in facets
        }


def matches(terms: dict[str, list[str]], choices: dict[str, set[str]]) -> bool:
    return all(chosen & set(terms[facet]) for facet, chosen in choices.items())


def test_counts_are_those_of_a_brute_force_count(
    client: FlaskClient, fields: dict[str, dict[str, list[str]]]
) -> None:
    """OR within a facet, AND across; each facet's counts ignore its own choices: 200 queries."""
    dice = random.Random(7)
    texts = ("", "", "børn", "sundhedsplejerske", "unge job", "familier i Aarhus", "skole")
    found_by_text = {
        text: {hit["slug"] for hit in ask(client, [("q", text)] if text else [])["resultater"]}
        for text in set(texts)
    }
    for choices in random_choices(fields, 200):
        text = dice.choice(texts)
        pairs = [("q", text)] if text else []
        pairs += [(facet, term) for facet, terms in choices.items() for term in sorted(terms)]
        answer = ask(client, pairs)
        expected = {slug for slug in found_by_text[text] if matches(fields[slug], choices)}
        assert {hit["slug"] for hit in answer["resultater"]} == expected, pairs
        for facet in answer["facetter"]:
            others = {key: terms for key, terms in choices.items() if key != facet["noegle"]}
            counts = Counter(
                term
                for slug in found_by_text[text]
                if matches(fields[slug], others)
                for term in fields[slug][facet["noegle"]]
            )
            shown = {choice["noegle"]: choice["antal"] for choice in facet["valg"]}
            assert all(shown[term] == counts[term] for term in shown), (pairs, facet["noegle"])
            assert all(term in shown for term, count in counts.items() if count), pairs


def test_everyday_words_are_never_replaced_unasked(client: FlaskClient) -> None:
    """A right word that the catalogue lacks may be asked about; another is never searched for."""
    engine = client.application.extensions["site"].current().engine
    words = (ROOT / "tests/search/everyday-words.txt").read_text("utf-8").split()
    assert len(set(words)) == 300
    assert engine.search(Query(text="integraton")).corrected_to == "integration"
    for word in words:
        reading = read_question(word, engine.words)
        assert engine.expander.settled(reading) == reading, word
        assert engine.search(Query(text=word)).corrected_to is None, word


@pytest.mark.parametrize(
    ("asked", "first"),
    [
        ("3-i-1", "bydelsprojekt-3i1-esbjerg"), ("3 i 1", "bydelsprojekt-3i1-esbjerg"),
        ("de første 1000 dage", "sundhedsplejebesoeg-1000-dage"),
        ("haver", "bogro-faelleshaver-helsingoer"),  # not what says "at have"
        ("bandekriminalitet", "exit-rockere-og-bander"), ("rocker", "exit-rockere-og-bander"),
        ("tryghedsvandring", "tryghedsvandringer"), ("tandsundhed", "tandsundhed-guldborgsund"),
        ("naboer larmer", "nabokonfliktmaegling"), ("over 65 år", "besoegstjenester-til-aeldre"),
    ],
)  # fmt: skip
def test_who_asks_so_finds_it_first(client: FlaskClient, asked: str, first: str) -> None:
    engine = client.application.extensions["site"].current().engine
    assert engine.search(Query(text=asked)).hits[0].slug == first


@pytest.mark.parametrize("age", ["femtenårige", "de 13-årige", "15-17-årige"])
def test_who_asks_for_an_age_finds_those_for_only_that_age_first(
    client: FlaskClient, fields: dict[str, dict[str, list[str]]], age: str
) -> None:
    """Not what says "1-3-årige", nor only what says the very years; all for that age fit well."""
    engine = client.application.extensions["site"].current().engine
    page = engine.search(Query(text=age), per_page=10)
    assert all("unge-13-17" in fields[hit.slug]["maalgruppe"] for hit in page.hits)
    assert page.fitting == sum("unge-13-17" in one["maalgruppe"] for one in fields.values())


def test_what_a_text_is_not_about_is_shown_and_kept(client: FlaskClient) -> None:
    """A problem taken away can be taken back, and the next tick does not bring it back unasked."""
    address = "/?q=uro+i+opgangen&ikke=uro-i-opgangen"
    page = lxml.html.fromstring(client.get(address).text)
    (chip,) = page.xpath("//a[contains(., 'Ikke »Uro i opgange og kældre«')]")
    assert chip.get("href") == "/?q=uro+i+opgangen"
    (sent,) = page.xpath("//input[@name='ikke']")
    assert (sent.get("value"), sent.get("form")) == ("uro-i-opgangen", "soeg")
    for other in ("/kort", "/overblik"):
        assert "Ikke »Uro i opgange" in html.unescape(client.get(other + address[1:]).text)


@pytest.mark.parametrize(
    ("typed", "problem"),
    [
        ("skolev", "Skolefravær og skolevægring"), ("hash", "Unge med hash og rusmidler"),
        ("ensom", "Voksne, der er alene"), ("uro", "Uro i opgange og kældre"),
    ],
)  # fmt: skip
def test_a_problem_is_suggested_by_any_of_its_words(
    client: FlaskClient, typed: str, problem: str
) -> None:
    told = client.get(f"/api/v1/forslag?q={typed}").get_json()["forslag"]
    assert problem in [one["tekst"] for one in told]
    assert any(one["slags"] == "ord" for one in told), "words are left room"


def test_no_word_of_the_field_is_a_dead_end(client: FlaskClient) -> None:
    """And none is taken for a word that only looks like it."""
    engine = client.application.extensions["site"].current().engine
    for word in ("uro på trapperne", "trappeopgang", "støj", "hash", "hashhandel", "eneforsørger",
                 "EUD", "rusmidler", "tryghedsskabende", "65+", "far AND mor", "partnervold",
                 "skolefravær", "enlige mødre", "amme"):  # fmt: skip
        assert engine.search(Query(text=word)).hits, word
    found = {word: engine.search(Query(text=word)).total for word in ("unge", "yngste", "yngre")}
    assert max(found["yngste"], found["yngre"]) < found["unge"] / 2
    for word in ("bil", "hund", "port", "bøn", "våben"):
        assert not engine.search(Query(text=word)).hits, word


def test_the_page_of_all_entries_is_light(client: FlaskClient) -> None:
    """Every choice there is, 14 KB over the wire; what comes with it is in test_weight.py."""
    for address in ("/?q=", "/?q=uro+i+opgangen"):
        sent = client.get(address, headers={"Accept-Encoding": "br"})
        assert sent.headers["Content-Encoding"] == "br"
        assert 8_000 < len(sent.data) <= 14_000


def test_the_parts_of_the_country_are_made_of_municipalities() -> None:
    """Each place is one of the vocabulary's, and every municipality lies in one region."""
    places = yaml.safe_load((CATALOGUE / "vocabularies" / "kommune.yaml").read_text("utf-8"))
    known = {term["navn"] for term in places["termer"] if "landsdaekkende" not in term}
    areas = yaml.safe_load((CATALOGUE / "words" / "steder.yaml").read_text("utf-8"))["egne"]
    assert {place for named in areas.values() for place in named} <= known
    regions = [
        place for area, named in areas.items() if area.startswith("Region") for place in named
    ]
    assert sorted(regions) == sorted(known)
