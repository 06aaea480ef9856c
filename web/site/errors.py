"""Answers when something is not as asked: pages in Danish, and problem documents for the API."""

import logging
from typing import Any

from flask import Flask, Response, current_app, json, render_template, request
from werkzeug.exceptions import HTTPException

from web.site.page import Page

RETRY_AFTER = 5  # seconds
log = logging.getLogger("indsatskataloget")
_TEXTS = {
    400: ("Adressen kan ikke bruges", "Der er noget galt med adressen eller det, der blev sendt."),
    403: ("Det er ikke tilladt", "Kaldet er ikke underskrevet, som det skal være."),
    404: (
        "Siden findes ikke",
        "Siden er flyttet eller slettet, eller adressen er skrevet forkert.",
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
    if error.response is not None:  # a redirect that was raised
        return current_app.make_response(error.get_response())
    return answer(error.code or 500, error)


def unexpected(error: Exception) -> Response:
    log.error("error at %s", request.path, exc_info=error)
    return answer(500, None)


def answer(status: int, error: HTTPException | None) -> Response:
    title, text = _TEXTS.get(status, _TEXTS[400] if status < 500 else _TEXTS[500])
    if request.path.startswith("/api/"):
        response = problem(status, title, text)
    else:
        page = Page(title, request.path, text, indexed=False)
        html = render_template("pages/error.html", page=page, status=status, title=title, text=text)
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
