"""The headers of every answer, graded by the rules of the Mozilla HTTP Observatory.

The rules and points are those of its scoring table (github.com/mdn/mdn-http-observatory,
`grade-calculator` and the tests' modifiers), as far as they concern a site without cookies.
"""

import re

import pytest
from flask.testing import FlaskClient

HSTS_HALF_A_YEAR = 15_768_000


def policy(text: str) -> dict[str, list[str]]:
    parts = [part.split() for part in text.split(";") if part.strip()]
    return {part[0]: part[1:] for part in parts}


def grade(  # noqa: C901, PLR0912  # a table of rules reads best as one
    headers: dict[str, str], page: str
) -> tuple[int, list[str]]:
    """Points from 100, and what was taken off or added for what."""
    points, notes = 100, []

    def note(change: int, reason: str) -> None:
        nonlocal points
        points += change
        notes.append(f"{change:+} {reason}")

    csp = policy(headers.get("Content-Security-Policy", ""))
    default = csp.get("default-src", [])
    scripts, styles = csp.get("script-src", default), csp.get("style-src", default)
    if not csp:
        note(-25, "no policy")
    elif "'unsafe-inline'" in scripts or "data:" in scripts or "https:" in scripts or not scripts:
        note(-20, "policy lets scripts in")
    elif "'unsafe-eval'" in scripts:
        note(-10, "unsafe-eval")
    elif "'unsafe-inline'" in styles:
        note(0, "unsafe-inline in styles")
    elif default == ["'none'"]:
        note(+10, "default-src 'none'")
    else:
        note(+5, "no unsafe sources")
    if "Set-Cookie" in headers:
        note(-20, "a cookie")
    if (
        headers.get("Access-Control-Allow-Origin") == "*"
        and "Access-Control-Allow-Credentials" in headers
    ):
        note(-50, "anybody may read with credentials")
    age = re.search(r"max-age=(\d+)", headers.get("Strict-Transport-Security", ""))
    if not age:
        note(-20, "no HSTS")
    elif int(age[1]) < HSTS_HALF_A_YEAR:
        note(-10, "HSTS too short")
    referrer = headers.get("Referrer-Policy", "")
    if referrer in (
        "no-referrer",
        "same-origin",
        "strict-origin",
        "strict-origin-when-cross-origin",
    ):
        note(+5, "referrer kept private")
    elif referrer in ("unsafe-url", "origin-when-cross-origin", "origin"):
        note(-5, "referrer told")
    foreign = re.findall(
        r'<(?:script|link rel="stylesheet")[^>]*(?:src|href)="(?:https?:)?//', page
    )
    if foreign:
        note(-5, "files from other hosts without integrity")
    if headers.get("X-Content-Type-Options") != "nosniff":
        note(-5, "sniffing")
    if csp.get("frame-ancestors") in (["'none'"], ["'self'"]):
        note(+5, "frame-ancestors")
    elif headers.get("X-Frame-Options", "").upper() not in ("DENY", "SAMEORIGIN"):
        note(-20, "may be framed")
    if headers.get("Cross-Origin-Resource-Policy") in ("same-origin", "same-site"):
        note(+10, "resources for this site")
    return points, notes


def letter(points: int) -> str:
    steps = ((100, "A+"), (90, "A"), (85, "A-"), (80, "B+"), (70, "B"), (50, "C"), (20, "D"))
    return next((name for least, name in steps if points >= least), "F")


def test_the_grade_knows_a_bare_page() -> None:
    assert letter(grade({}, "")[0]) in ("D", "F")


def test_every_page_is_graded_a_plus(client: FlaskClient, paths: list[str]) -> None:
    for path in (*paths, "/?q=far", "/findes-ikke", "/static/x/findes-ikke"):
        answer = client.get(path)
        points, notes = grade(
            dict(answer.headers), answer.text if answer.mimetype == "text/html" else ""
        )
        assert letter(points) == "A+", (path, notes)
        if answer.headers.get("Access-Control-Allow-Origin") is None:  # the open data is for all
            assert points >= (120 if path == "/data" else 130), (path, notes)


@pytest.mark.parametrize("path", ["/", "/?q=far", "/findes-ikke", "/api/v1/indsatser", "/status"])
def test_more_than_the_observatory_asks(client: FlaskClient, path: str) -> None:
    headers = client.get(path).headers
    csp = policy(headers["Content-Security-Policy"])
    assert csp["base-uri"] == ["'none'"]
    assert csp["form-action"] == ["'self'"]
    assert "'unsafe-inline'" not in headers["Content-Security-Policy"]
    assert "geolocation=()" in headers["Permissions-Policy"]
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert headers["X-Frame-Options"] == "DENY"
    assert "Python" not in headers.get("Server", "")
    assert not re.search(r"\d", headers.get("Server", ""))
