"""Open data: a description true to the routes, answers true to it, and all of it at once."""

import datetime as dt
import re

import jsonschema
import pytest

from catalogue.generations.reader import Contents
from catalogue.model.vocabulary import Vocabularies
from web.opendata import dcat
from web.opendata.openapi import OPERATIONS
from web.site.citation import citation, version_text
from web.site.config import Config


def api_routes(app) -> set[str]:
    known = {"/api/", "/eksport", "/feed"}
    rules = (re.sub(r"<(\w+)>", r"{\1}", rule.rule) for rule in app.url_map.iter_rules())
    return {rule for rule in rules if rule.startswith(tuple(known))}


def test_every_route_is_described_and_nothing_else(app):
    assert {one.path for one in OPERATIONS} == api_routes(app)


@pytest.mark.parametrize(
    ("path", "address"),
    [
        ("/api/v1/indsatser", "/api/v1/indsatser?q=sprog&antal=5"),
        ("/api/v1/indsatser", "/api/v1/indsatser?maalgruppe=faedre"),
        ("/api/v1/indsatser", "/api/v1/indsatser?q=sporgstart"),
        ("/api/v1/indsatser/{slug}", "/api/v1/indsatser/sprogstart"),
        ("/api/v1/indsatser/{slug}", "/api/v1/indsatser/ond"),
        ("/api/v1/ordforraad", "/api/v1/ordforraad"),
        ("/api/v1/forslag", "/api/v1/forslag?q=spr"),
        ("/api/v1/dump.json", "/api/v1/dump.json"),
        ("/eksport.json", "/eksport.json?tema=sprog"),
    ],
)
def test_answers_are_as_described(client, path, address):
    description = client.get("/api/v1/openapi.json").get_json()
    content = description["paths"][path]["get"]["responses"]["200"]["content"]
    schema = content["application/json"]["schema"] | {"components": description["components"]}
    jsonschema.validate(client.get(address).get_json(), schema)


def test_the_parameters_are_the_vocabularies(client):
    """Every facet is a parameter with the terms it has now."""
    description = client.get("/api/v1/openapi.json").get_json()
    found = {
        one["name"]: one for one in description["paths"]["/api/v1/indsatser"]["get"]["parameters"]
    }
    assert {"q", "sortering", "side", "antal", "maalgruppe", "tema", "kommune"} <= set(found)
    assert found["tema"]["schema"]["items"]["enum"] == ["trivsel", "sprog", "job"]
    assert description["openapi"] == "3.1.0"
    assert description["servers"] == [{"url": "https://katalog.example"}]
    assert description["info"]["license"]["name"] == "CC BY 4.0"


@pytest.mark.parametrize(
    "address",
    [
        "/api/v1/indsatser?x=1", "/api/v1/indsatser?tema=", "/api/v1/indsatser?antal=0",
        "/api/v1/indsatser?side=0", "/api/v1/forslag?x=1", "/api/v1/forslag?q=a&q=b",
        "/api/v1/ordforraad?x=1", "/api/v1/dump.json?q=x", "/api/v1/indsatser/ond?x=1",
    ],
)  # fmt: skip
def test_what_is_not_described_is_refused(client, address):
    answer = client.get(address)
    assert (answer.status_code, answer.mimetype) == (400, "application/problem+json")


def test_the_dump_is_everything(client):
    dump = client.get("/api/v1/dump.json").get_json()
    listed = client.get("/api/v1/indsatser?antal=100").get_json()
    assert {one["slug"] for one in dump["indsatser"]} == {
        one["slug"] for one in listed["resultater"]
    }
    assert dump["ordlister"] == client.get("/api/v1/ordforraad").get_json()["ordlister"]
    assert dump["licens"].startswith("https://creativecommons.org/licenses/by/4.0/")


@pytest.mark.parametrize("path", ["/api/v1/dump.json", "/api/v1/openapi.json", "/api/v1/indsatser"])
def test_any_site_may_read_and_nothing_is_sent_twice(client, path):
    answer = client.get(path)
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    again = client.get(path, headers={"If-None-Match": answer.headers["ETag"]})
    assert again.status_code == 304


def test_the_data_dictionary_names_every_field_and_list(client):
    page = client.page("/data")
    told = {one.text for one in page.iterfind(".//td/code")}
    entry = client.get("/api/v1/indsatser/sprogstart").get_json()
    lists = client.get("/api/v1/ordforraad").get_json()["ordlister"]
    assert set(entry) <= told
    assert {one["noegle"] for one in lists} <= told
    rows = page.findall(".//table")[1].findall(".//tbody/tr")
    assert all("".join(row.findall("td")[2].itertext()).strip() for row in rows)
    assert "CC BY 4.0" in "".join(page.itertext())


def test_a_citation_names_the_version(app):
    here = app.extensions["site"]
    record = here.current().generation.record("bogglad")
    contents = Contents(Vocabularies(()), {}, {}, (), (), "a1b2c3d4e5", "2026-11-22")
    assert version_text(contents) == "version a1b2c3d, 22.11.2026"
    assert citation(record, contents, here.config) == (
        "»Bogglad«. Indsatskataloget, version a1b2c3d, 22.11.2026. "
        "https://katalog.example/indsats/bogglad"
    )
    outside = Contents(Vocabularies(()), {}, {}, (), ())
    assert record.changed == dt.date(2026, 1, 2)
    assert "ændret 02.01.2026" in citation(record, outside, here.config)


MANDATORY = {
    "dcat:Catalog": {"dct:title", "dct:description", "dct:publisher", "dcat:dataset"},
    "dcat:Dataset": {"dct:title", "dct:description"},
    "dcat:Distribution": {"dcat:accessURL"},
    "dcat:DataService": {"dct:title", "dcat:endpointURL"},
    "foaf:Agent": {"foaf:name"},
    "skos:Concept": {"skos:prefLabel"},
}  # by DCAT-AP-DK 2.0.2


def things(value):
    """Every described thing in a JSON-LD document."""
    if isinstance(value, dict):
        if "@type" in value and "@id" in value:
            yield value
        for inner in value.values():
            yield from things(inner)
    if isinstance(value, list):
        for inner in value:
            yield from things(inner)


def test_portals_are_told_what_they_must_know(client):
    """Every class has its mandatory properties; every file that is named can be had."""
    link = client.page("/data").find(".//link[@type='application/ld+json']")
    answer = client.get(link.get("href"))
    assert answer.mimetype == "application/ld+json"
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    found = list(things(answer.get_json(force=True)))
    assert {one["@type"] for one in found} >= set(MANDATORY)
    for one in found:
        assert MANDATORY.get(one["@type"], set()) <= set(one), one["@id"]
        if one["@type"] == "dcat:Distribution":
            address = one["dcat:accessURL"]["@id"].removeprefix("https://katalog.example")
            mimetype = one.get("dcat:mediaType", {"@id": "application/json"})["@id"]
            assert mimetype.endswith(client.get(address).mimetype)


def test_publisher_and_contact_are_the_settings_own(tmp_path):
    """With the day of the content; without settings the site itself and its page about itself."""
    contents = Contents(Vocabularies(()), {}, {}, (), (), "a1b2c3d4e5", "2026-11-25")
    named = Config(
        tmp_path, tmp_path, contact="mailto:data@kommune.example", contact_name="Øby Kommune"
    )
    dataset = dcat.describe(named, contents)["dcat:dataset"]
    assert dataset["dct:publisher"]["foaf:name"]["@value"] == "Øby Kommune"
    assert dataset["dcat:contactPoint"]["vcard:hasEmail"]["@id"] == "mailto:data@kommune.example"
    assert dataset["dct:modified"]["@value"] == "2026-11-25"
    nobody = dcat.describe(Config(tmp_path, tmp_path), contents)["dcat:dataset"]
    assert nobody["dcat:contactPoint"]["vcard:hasURL"]["@id"].endswith("/om")
