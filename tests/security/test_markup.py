"""Nothing that a visitor types or an editor writes runs in anybody's browser."""

from pathlib import Path

import pytest
import yaml
from flask import Flask
from flask.testing import FlaskClient

from app import create_app
from tests.support.markup import PAYLOADS, dangers
from tests.support.small_catalogue import write
from web.site.config import Config

PARAMETERS = ("q", "maalgruppe", "kommune", "sortering", "side", "indsats", "antal", "fund", "<x>")


def test_the_collector_notices_what_it_is_for() -> None:
    for payload in PAYLOADS[:4] + PAYLOADS[9:11]:
        assert dangers(f'<p title="">{payload}</p>'), payload
    assert dangers('<input value="" autofocus onfocus=alert(1) x="">')


ASKED = ("/", "/overblik", "/kort", "/situation", "/mappe", "/mappe/udskrift", "/sammenlign")


@pytest.mark.parametrize("payload", PAYLOADS)
def test_reflected(client: FlaskClient, payload: str) -> None:
    """In every parameter of the pages that take any."""
    for path in ASKED:
        answer = client.get(
            path,
            query_string={**dict.fromkeys(PARAMETERS, payload), payload: payload},
            follow_redirects=True,  # what was encoded twice is read, at an address that says so
        )
        assert answer.status_code in (200, 400, 404), path
        assert dangers(answer.text) == [], path


def test_reflected_by_the_rest(client: FlaskClient, paths: list[str]) -> None:
    """By every other page, and by answers that a browser could take for pages."""
    for path in paths:
        answer = client.get(path, query_string=dict.fromkeys(PARAMETERS, PAYLOADS[1]))
        assert answer.status_code < 500, path
        assert answer.headers["X-Content-Type-Options"] == "nosniff", path
        if answer.mimetype == "text/html":
            assert dangers(answer.text) == [], path


def test_a_template_in_a_question_is_only_text(client: FlaskClient) -> None:
    assert "{{ 7 * 191 }}" in client.get("/", query_string={"q": "{{ 7 * 191 }}"}).text
    assert "1337" not in client.get("/", query_string={"q": "{{ 7 * 191 }}"}).text


@pytest.mark.parametrize("payload", PAYLOADS)
def test_reflected_in_addresses(client: FlaskClient, payload: str) -> None:
    from urllib.parse import quote

    for path in (
        f"/{quote(payload)}",
        f"/indsats/{quote(payload, safe='')}",
        f"/api/v1/{quote(payload)}",
    ):
        answer = client.get(path)
        assert answer.status_code in (301, 308, 400, 404), path
        if answer.mimetype == "text/html" and answer.status_code == 404:
            assert dangers(answer.text) == [], path


def hostile_entry(payload: str) -> str:
    """An entry whose every text is a payload, the body's Markdown too."""
    shown = payload.replace("\x00", "")
    head = {
        "titel": shown or "x", "resume": shown, "type": "projekt", "maalgruppe": ["aeldre"],
        "tema": ["trivsel"], "kommune": ["aarhus"], "dokumentation": "ingen",
        "sted_note": shown, "oekonomi": shown, "periode": shown, "andre_navne": [shown],
        "ansvarlig": {"navn": shown}, "boligomraade": [shown], "faldgruber": [shown],
        "kilder": [{"titel": shown, "udgiver": shown}], "gennemgaaet": "2026-01-02",
    }  # fmt: skip
    body = f"## Hvad går indsatsen ud på?\n\n{shown}\n\n[{shown}]({shown})\n\n![{shown}]({shown})\n"
    return f"---\n{yaml.safe_dump(head, allow_unicode=True)}---\n\n{body}"


@pytest.fixture(scope="module")
def stored(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    """A site in which every payload is an entry, as far as the checker lets it through."""
    folder = tmp_path_factory.mktemp("stored")
    catalogue = write(folder / "catalogue")
    for number, payload in enumerate(PAYLOADS):
        path = Path(catalogue / "entries" / f"ond-{number}.md")
        path.write_text(hostile_entry(payload), encoding="utf-8")
    return create_app(Config(catalogue, folder / "index"))


def test_stored(stored: Flask) -> None:
    client = stored.test_client()
    slugs = [slug for slug in stored.extensions["site"].current().generation.slugs if "ond" in slug]
    assert len(slugs) > 10, "too few of the hostile entries were accepted to show anything"
    chosen = "&".join(f"indsats={slug}" for slug in slugs[:4])
    pages = [f"/indsats/{slug}" for slug in slugs]
    pages += ["/?q=alert", "/?q=script&maalgruppe=aeldre", "/?q=", "/overblik", "/kort", "/status"]
    pages += [f"/sammenlign?{chosen}", f"/mappe?{chosen}", f"/mappe/udskrift?{chosen}"]
    for path in pages:
        answer = client.get(path)
        assert answer.status_code in (200, 404), path
        assert dangers(answer.text) == [], path
    for path in ("/feed.atom", "/api/v1/indsatser?q=alert", "/sitemap.xml", "/eksport.json"):
        answer = client.get(path)
        assert answer.status_code == 200, path
        assert "html" not in (answer.mimetype or ""), path
