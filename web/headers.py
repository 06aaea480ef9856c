"""Headers of every answer, in one place: security, and conditional requests.

The tag of a page is made of what the page is made of (generation, code, settings, day and
address), so it is known before the page is: an unchanged page is answered 304 unrendered.
"""

import datetime as dt
import hashlib

from flask import Flask, Response, g, request

from web.site import site

CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'none'",
        "style-src 'self'",
        "script-src 'self'",
        "img-src 'self'",
        "font-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
_ALWAYS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), browsing-topics=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
_UNTAGGED = ("/static/", "/healthz", "/metrics", "/status")


def install(app: Flask) -> None:
    """Put the headers on every answer of the app."""
    app.before_request(answer_unchanged)
    app.after_request(dress)


def answer_unchanged() -> Response | None:
    """304 for a page that the visitor already has."""
    if request.method not in ("GET", "HEAD") or request.path.startswith(_UNTAGGED):
        return None
    g.tag = page_tag()
    if request.if_none_match.contains_weak(g.tag):
        response = Response(status=304)
        response.set_etag(g.tag, weak=True)
        return response
    return None


def page_tag() -> str:
    here = site()
    parts = (
        here.current().generation.name,
        here.code,
        repr(here.config),
        dt.datetime.now(dt.UTC).date().isoformat(),
        request.full_path,
    )
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:24]


def dress(response: Response) -> Response:
    """The headers that every answer carries."""
    for name, value in _ALWAYS.items():
        response.headers.setdefault(name, value)
    if site().config.site_url.startswith("https://"):
        response.headers.setdefault("Strict-Transport-Security", "max-age=63072000")
    if response.status_code in (200, 304) and "tag" in g and "Cache-Control" not in response.headers:
        response.set_etag(g.tag, weak=True)
        response.headers["Cache-Control"] = "no-cache"  # kept, but asked about each time
    elif "Cache-Control" not in response.headers:
        response.headers["Cache-Control"] = "no-store"
    return response
