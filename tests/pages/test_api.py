"""The API: the same answers as the pages, and a refusal where a page would only drop something."""

import pytest

from tests.conftest import CheckedClient


def test_a_list_has_every_part_of_the_contract(client: CheckedClient) -> None:
    """The shape is whole from the start; what is not known is null or empty."""
    answer = client.get("/api/v1/indsatser?q=sprog&maalgruppe=boern-0-2").get_json()
    assert list(answer) == [
        "antal_fundet", "antal_godt", "side", "sider", "forespoergsel", "mente_du", "rettet_til",
        "resultater", "facetter",
    ]  # fmt: skip
    assert answer["forespoergsel"] == {"q": "sprog", "maalgruppe": ["boern-0-2"]}
    assert set(answer["resultater"][0]) == {
        "slug", "titel", "resume", "url", "score", "facetter", "uddrag", "passer",
        "passer_fordi",
    }  # fmt: skip
    assert set(answer["facetter"][0]["valg"][0]) == {"noegle", "navn", "antal", "valgt"}


def test_without_words_nothing_has_a_score(client: CheckedClient) -> None:
    """A score answers how well words fit; a tick fits or does not."""
    hits = client.get("/api/v1/indsatser").get_json()["resultater"]
    assert hits
    assert all(hit["score"] is None for hit in hits)


@pytest.mark.parametrize(
    "query",
    [
        "maalgruppe=findes-ikke",
        "ukendt=1",
        "side=0",
        "side=to",
        "sortering=tilfældig",
        "antal=0",
        "antal=101",
        "antal=-1",
        "antal=1&antal=2",
        "antal=²",
    ],
)
def test_what_cannot_be_used_is_refused(client: CheckedClient, query: str) -> None:
    """A program is told; a silently dropped filter would answer another question."""
    response = client.get(f"/api/v1/indsatser?{query}")
    assert response.status_code == 400
    assert response.mimetype == "application/problem+json"
    problem = response.get_json()
    assert problem["status"] == 400
    assert problem["fejl"][0]["parameter"] == query.split("=", maxsplit=1)[0]


def test_an_unknown_entry_is_a_problem_document(client: CheckedClient) -> None:
    """An address that names nothing answers 404 in the API's own form."""
    response = client.get("/api/v1/indsatser/findes-ikke")
    assert (response.status_code, response.mimetype) == (404, "application/problem+json")


def test_any_site_may_read_the_api(client: CheckedClient) -> None:
    """The data are open; a script on another site may fetch them."""
    assert client.get("/api/v1/ordforraad").headers["Access-Control-Allow-Origin"] == "*"


def test_an_unchanged_answer_is_not_sent_again(client: CheckedClient) -> None:
    """The tag of an answer stands for it until the catalogue changes."""
    first = client.get("/api/v1/indsatser?q=sprog")
    again = client.get(
        "/api/v1/indsatser?q=sprog", headers={"If-None-Match": first.headers["ETag"]}
    )
    assert (again.status_code, again.data) == (304, b"")


def test_past_the_last_page_there_is_nothing(client: CheckedClient) -> None:
    """A loop that asks until it gets no more ends, and gets everything once."""
    seen: list[str] = []
    page = "/api/v1/indsatser?antal=3&side={}"
    number, answer = 1, client.get(page.format(1)).get_json()
    while answer["resultater"]:
        assert answer["side"] == number < 100
        seen += [one["slug"] for one in answer["resultater"]]
        number += 1
        answer = client.get(page.format(number)).get_json()
    assert number == answer["sider"] + 1
    assert len(seen) == len(set(seen)) == answer["antal_fundet"]
