"""One setting of a term means the same to the result page, the map and the situation."""

import pytest

from tests.conftest import CheckedClient
from tests.support.small_catalogue import change

NATIONAL = "landsdaekkende: true"


@pytest.mark.parametrize(("written", "everywhere"), [("ja", True), ("nej", False)])
def test_what_holds_everywhere_does_so_on_every_page(written, everywhere, make_client) -> None:
    def prepare(folder) -> None:
        change(folder / "vocabularies/kommune.yaml", (NATIONAL, f"landsdaekkende: {written}"))

    client: CheckedClient = make_client(prepare)
    offered = client.page("/?kommune=aarhus").xpath("//a[contains(., 'Hele landet')]")
    assert bool(offered) is everywhere
    place = client.page("/kort").xpath("//ul[contains(@class, 'stedliste')]//a[.='Hele landet']")
    assert bool(place) is not everywhere
    situation = client.page("/situation?kommune=aarhus")
    assert bool(situation.xpath("//a[contains(., 'Hele vejen')]")) is everywhere
