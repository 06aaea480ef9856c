"""CATALOGUE_PATH: another municipality's folder, with words of its own and none of ours."""

import pytest

from tests.conftest import SITE, CheckedClient, client_of
from tests.support.small_folder import ENTRY, make
from web.site.config import Config

WEATHER = """\
noegle: vejr
navn: Vejr
bestemt: vejret
forklaring: Hvilket vejr indsatsen tåler.
facet: true
raekkefoelge: 4
termer:
  - noegle: regn
    navn: Regn
    forklaring: Det regner.
  - noegle: sol
    navn: Sol
    forklaring: Solen skinner.
"""
PAGES = (
    "/", "/?q=", "/?q=far", "/?vejr=regn", "/?vejr=sol", "/indsats/faedre", "/situation",
    "/mappe?indsats=faedre&indsats=regnklub", "/sammenlign?indsats=faedre&indsats=regnklub",
    "/ordliste", "/kort", "/ny", "/data", "/om", "/tilgaengelighed", "/status",
)  # fmt: skip


@pytest.fixture(scope="module")
def client(tmp_path_factory) -> CheckedClient:
    catalogue = make(tmp_path_factory.mktemp("anden-kommune"))
    catalogue.vocabulary("vejr", WEATHER)
    regn = ENTRY.replace("titel: Fædre på vej", "titel: Regnklubben").replace(
        "kommune: [aarhus]", "kommune: [odense]\nvejr: [regn]"
    )
    catalogue.write("regnklub", regn)
    return client_of(Config(catalogue.folder, catalogue.index, site_url=SITE))


@pytest.mark.parametrize("address", PAGES)
def test_every_page_stands_on_other_words(client, address):
    client.page(address)


@pytest.mark.parametrize("address", ["/overblik"])
def test_a_page_without_words_to_stand_on_is_not_there(client, address):
    """No vocabulary says that it may be a side of the matrix."""
    client.page(address, status=404)


def test_a_facet_nobody_knows_is_searched_by(client):
    found = client.get("/api/v1/indsatser?vejr=regn").get_json()
    assert [one["slug"] for one in found["resultater"]] == ["regnklub"]
    facets = {facet["noegle"]: facet["valg"] for facet in found["facetter"]}
    assert {one["noegle"]: one["antal"] for one in facets["vejr"]}["regn"] == 1
    assert "tema" not in facets


def test_the_form_asks_for_it(client):
    assert 'name="vejr"' in client.get("/ny").text
