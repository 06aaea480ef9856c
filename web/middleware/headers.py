"""Headers of every answer, in one place: security, conditional requests, pages kept.

The tag of a page is made of what the page is made of (generation, code, settings, day and
address), so it is known before the page is: an unchanged page is answered 304 unrendered, and
one that another visitor just got is sent again as it was.
"""

import hashlib

from flask import Flask, Response, current_app, g, request

from catalogue.model.dates import today
from web.addresses import registry
from web.addresses.registry import Endpoint
from web.middleware import dear
from web.middleware.live import LIVE, is_typing
from web.middleware.page_cache import Kept, KeptPages
from web.site import saved_files
from web.site.snapshot import site

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
_OWN_VARY = frozenset({"", "accept-encoding", "x-live"})


def install(app: Flask) -> None:
    """Put the headers on every answer of the app.

    To be installed before anything else that changes answers: what is asked for first
    among the functions after a request is run last, and sees the answer as it is sent.
    """
    app.extensions["kept"] = KeptPages()
    app.before_request(settle_encoding)
    app.before_request(answer_at_once)
    app.after_request(dress)


def settle_encoding() -> None:
    """Leave in the request the one encoding that its answer will have.

    Browsers spell the same wish in many ways, and each spelling would be a kept page of its own;
    and `gzip;q=0` is a no.
    """
    brotli, gzip = (request.accept_encodings.quality(name) for name in ("br", "gzip"))
    best = "br" if brotli and brotli >= gzip else "gzip" if gzip else ""
    request.environ["HTTP_ACCEPT_ENCODING"] = best


def answer_at_once() -> Response | None:
    """304 for a page that the visitor already has; the page itself where it is kept."""
    row = asked_for()
    if request.method not in ("GET", "HEAD") or row is None or not (row.kept or row.dear):
        return None
    g.generation = site().current().mark
    g.answer_tag = page_tag(g.generation)
    if not row.kept:
        return None
    g.tag = g.answer_tag
    asked = request.if_none_match
    if asked.contains_weak(g.tag) and not asked.star_tag:  # "*" means what exists, not yet known
        response = Response(status=304)
        response.set_etag(g.tag, weak=True)
        return response
    page = None if asked.star_tag else kept_pages().get(g.tag, encodings())
    if page is None:
        return None
    g.from_kept = True
    return Response(page.body, headers=list(page.headers))


def asked_for() -> Endpoint | None:
    """The row of what is asked for; None for an address that nothing answers at."""
    return registry.of_rule(request.url_rule.rule if request.url_rule else None)


def page_tag(generation: str) -> str:
    """The tag of everything that the page is made of: generation, code, settings and address."""
    here = site()
    parts = (
        generation,
        here.code,
        here.settings,
        saved_files.mark(here.config),
        today().isoformat(),
        request.path,
        str(is_typing()),
    )
    sealed = hashlib.sha256("\0".join(parts).encode())
    sealed.update(b"\0" + request.query_string)  # apart, so that "?" in a path is no query
    return sealed.hexdigest()[:24]


def dress(response: Response) -> Response:
    """The headers that every answer carries."""
    if "from_kept" in g:
        return response
    for name, value in _ALWAYS.items():
        response.headers.setdefault(name, value)
    row = asked_for()
    if row is not None and not row.indexed:
        response.headers["X-Robots-Tag"] = "noindex"
    if site().config.site_url.startswith("https://"):
        response.headers.setdefault("Strict-Transport-Security", "max-age=63072000")
    if (
        response.status_code in (200, 304)
        and is_tagged()
        and "Cache-Control" not in response.headers
    ):
        response.set_etag(g.tag, weak=True)
        response.headers["Cache-Control"] = "no-cache"  # kept, but asked about each time
        if request.path == "/":
            response.vary.add(LIVE)
        keep_page(response)
        if request.if_none_match.star_tag:
            response.status_code = 304
    elif "Cache-Control" not in response.headers:
        response.headers["Cache-Control"] = "no-store"
    dear.keep_answer(response)
    return response


def is_tagged() -> bool:
    """The answer is what its tag says; not when a new generation came while it was made."""
    return "tag" in g and site().current().mark == str(g.generation)


def keep_page(response: Response) -> None:
    """Keep a page that is the same for everybody who asks for it."""
    if (
        request.method != "GET"
        or response.status_code != 200
        or response.is_streamed
        or response.direct_passthrough
        or "apart" in g
        or "Set-Cookie" in response.headers
        or not {name.strip().casefold() for name in response.headers.get("Vary", "").split(",")}
        <= _OWN_VARY
    ):
        return
    kept_pages().keep(g.tag, encodings(), Kept(response.get_data(), tuple(response.headers)))


def keep_apart() -> None:
    """Let the page at hand be made anew each time it is asked for."""
    g.apart = True


def keep_unmarked() -> None:
    """Let nobody keep the page at hand: asked in a calm hour, the same has a better answer."""
    g.pop("tag", None)


def encodings() -> str:
    """What the visitor's program can unpack, as it says itself."""
    return request.headers.get("Accept-Encoding", "")


def kept_pages() -> KeptPages:
    """The pages that this process keeps."""
    found = current_app.extensions["kept"]
    assert isinstance(found, KeptPages)  # noqa: S101  # told to the type checker; install set it
    return found
