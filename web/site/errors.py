"""Answers when something is not as asked: pages in Danish, and problem documents for the API."""

import logging
import traceback
from typing import Any
from urllib.parse import quote

from flask import Flask, Response, current_app, json, redirect, render_template, request
from werkzeug.exceptions import HTTPException

from search.values.query import Query, clean_text
from web.addresses.forgiving import tidy_path, words_of
from web.addresses.urls import entry_url
from web.site.page import Page
from web.site.snapshot import site

RETRY_AFTER = 5  # seconds
log = logging.getLogger("indsatskataloget")
_SHORTEST, _OFFERED = 3, 5  # letters worth a search, entries offered
_TEXTS = {
    400: ("Adressen kan ikke bruges", "Der er noget galt med adressen eller det, der blev sendt."),
    403: ("Det er ikke tilladt", "Kaldet er ikke underskrevet, som det skal være."),
    404: (
        "Siden findes ikke",
        "Siden er flyttet eller slettet, eller adressen er skrevet forkert.",
    ),
    410: (
        "Indsatsen er taget ud af kataloget",
        "Der har været en indsats på denne adresse. Den er slettet, ikke flyttet.",
    ),
    405: ("Det kan man ikke her", "Siden kan kun vises, ikke ændres."),
    413: ("Det er for meget", "Det, der blev sendt, er større, end siden kan tage imod."),
    414: ("Adressen er for lang", "Kort den ned, og prøv igen."),
    503: (
        "Kataloget kan ikke vises lige nu",
        "Siden har for travlt, eller indholdet er ved at blive gjort klar. Prøv igen om lidt.",
    ),
    500: ("Der skete en fejl hos os", "Prøv igen om lidt. Fejlen er skrevet i driftens log."),
}


def install(app: Flask) -> None:
    """Every error answers with a page of its own, or a problem document under /api."""
    app.register_error_handler(HTTPException, http_error)
    app.register_error_handler(Exception, unexpected)


def http_error(error: HTTPException) -> Response:
    """The page or problem document of an error, or the way to what was meant."""
    if error.response is not None:  # a redirect that was raised
        return current_app.make_response(error.get_response())
    if error.code == 404 and (address := meant_address()):
        return current_app.make_response(redirect(address, 308))
    return error_response(error.code or 500, error)


def unexpected(error: Exception) -> Response:
    """Log an error of ours; the visitor is told that it is ours."""
    # Where, and what kind: what was asked for stands in neither.
    rule = request.url_rule.rule if request.url_rule else "-"
    places = "".join(traceback.format_tb(error.__traceback__))
    log.error("error at %s: %s\n%s", rule, type(error).__name__, places)
    return error_response(500, None)


def meant_address() -> str:
    """The address that the one asked for was meant to be; "" when it leads nowhere either."""
    meant = tidy_path(request.path)
    same = meant == request.path and "?" not in meant
    if same or request.method not in ("GET", "HEAD"):
        return ""
    path, _, query = meant.partition("?")
    try:
        _, values = current_app.url_map.bind("localhost").match(path, "GET")
    except HTTPException:
        return ""
    generation = site().current().generation
    slug = values.get("slug")
    if slug is not None and slug not in generation and slug not in generation.contents.former:
        return ""
    query = query or request.query_string.decode("ascii", "replace")
    return f"{quote(path)}?{query}".rstrip("?")


def suggested(text: str) -> tuple[tuple[str, str], ...]:
    """Titles and addresses of entries that the words of a lost address find."""
    if len(text) < _SHORTEST:
        return ()
    engine = site().current().engine
    hits = engine.search(Query(clean_text(text)), per_page=_OFFERED, rescue=False).hits
    return tuple((hit.title, entry_url(hit.slug)) for hit in hits)


def error_response(status: int, error: HTTPException | None) -> Response:
    """A problem document for programs, a page for people."""
    title, text = _TEXTS.get(status, _TEXTS[400] if status < 500 else _TEXTS[500])
    if request.path.startswith("/api/"):
        response = problem(status, title, text)
    else:
        page = Page(title, quote(request.path), text, indexed=False)
        words = words_of(request.path) if status in (404, 410) else ""
        html = render_template(
            "site/error.html", page=page, status=status, title=title, text=text, words=words,
            found=suggested(words),
        )  # fmt: skip
        response = Response(html, status, mimetype="text/html")
    if error is not None and error.code == 405 and hasattr(error, "valid_methods"):
        response.headers["Allow"] = ", ".join(sorted(error.valid_methods or ()))
    if status == 503:
        response.headers["Retry-After"] = str(RETRY_AFTER)
    return response


def problem(status: int, title: str, detail: str, **more: Any) -> Response:
    """A problem document (RFC 9457)."""
    body = {"type": "about:blank", "title": title, "status": status, "detail": detail, **more}
    return Response(json.dumps(body), status, mimetype="application/problem+json")
