"""The registry of addresses: it has every one, and what it says of each is so."""

import pytest

from catalogue.model.fields import BY_KEY
from cli.catalogue import main
from tests.conftest import CheckedClient
from tests.support.invariants import parse
from tests.support.small_folder import VOCABULARIES, Catalogue, make
from web.addresses.registry import ENDPOINTS, FOOTER, MAIN, TAKEN, Family

ONE_PAGE = [one for one in ENDPOINTS if one.is_one_page and one.address not in ("/krog", "/was")]
PAGES = [one for one in ONE_PAGE if one.family in (Family.PAGE, Family.SEARCH)]


def test_every_address_has_a_row_and_every_row_an_address(app) -> None:
    served = {rule.rule for rule in app.url_map.iter_rules()}
    assert sorted(one.address for one in ENDPOINTS) == sorted(served)


@pytest.mark.parametrize("one", ONE_PAGE, ids=lambda one: one.address)
def test_search_engines_and_caches_are_told_what_the_row_says(one, client: CheckedClient) -> None:
    response = client.get(one.address)
    assert (response.headers.get("X-Robots-Tag") == "noindex") is not one.indexed
    if response.mimetype == "text/html":
        assert ('content="noindex' in response.text) is not one.indexed
    if response.status_code == 200:
        own = "public, max-age=86400" if one.family is Family.STATIC else "no-store"
        kept = "no-cache" if one.kept else own
        assert response.headers["Cache-Control"] == kept


def test_menus_lead_to_pages(client: CheckedClient) -> None:
    for link in (*MAIN, *FOOTER):
        assert link.text
        client.page(link.url)


def test_the_sitemap_has_the_pages_that_may_be_indexed(client: CheckedClient) -> None:
    listed = client.get("/sitemap.xml").text
    for one in ONE_PAGE:
        assert (f"<loc>https://katalog.example{one.address}</loc>" in listed) is one.indexed


@pytest.mark.parametrize("one", PAGES, ids=lambda one: one.address)
def test_what_a_page_sends_is_no_name_for_a_facet(one, client: CheckedClient) -> None:
    """Its fields are a facet's, a field of an entry, or taken; the form's own have a hyphen."""
    response = client.get(one.address)
    if response.mimetype != "text/html":
        return
    found = parse(response.text).xpath("//form//*[@name]/@name")
    facets = client.get("/api/v1/ordforraad").get_json()["ordlister"]
    known = {*TAKEN, *BY_KEY, *(facet["noegle"] for facet in facets)}
    assert {name for name in found if "-" not in name} <= known


@pytest.mark.parametrize("name", sorted(TAKEN))
def test_no_facet_has_a_name_that_is_taken(name: str, tmp_path, capsys) -> None:
    catalogue: Catalogue = make(tmp_path)
    text = VOCABULARIES["maalgruppe"].replace("noegle: maalgruppe", f"noegle: {name}")
    catalogue.vocabulary(name, text.replace("paakraevet: true", "paakraevet: false"))
    assert main(["check", "--folder", str(catalogue.folder)]) == 1
    assert f"Navnet {name} er optaget" in capsys.readouterr().out
    arguments = ["build", "--folder", str(catalogue.folder), "--index", str(catalogue.index)]
    assert main(arguments) == 1
    assert not list(catalogue.index.glob("gen-*"))
