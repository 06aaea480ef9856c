"""Static files under an address that holds their hash, so a browser never asks twice.

One hash for the whole folder, in front of the path: the design system's style sheet names
its own fonts and pictures by relative addresses, which then keep working. Compressed once a
process, at the first request for each file.
"""

import gzip
import hashlib
import mimetypes
from functools import lru_cache
from pathlib import Path

import brotli
from flask import Blueprint, Response, abort, request

FOLDER = Path(__file__).parents[2] / "static"
_COMPRESSIBLE = (".css", ".js", ".svg", ".txt", ".json")
_DAY = 24 * 3600
_YEAR = 365 * _DAY
blueprint = Blueprint("static_files", __name__)
mimetypes.add_type("font/woff2", ".woff2")
mimetypes.add_type("image/x-icon", ".ico")
mimetypes.add_type("text/javascript", ".js")


@lru_cache(maxsize=1)
def files() -> dict[str, bytes]:
    """All static files by their path; a path that is not here is not served."""
    paths = sorted(path for path in FOLDER.rglob("*") if path.is_file())
    return {path.relative_to(FOLDER).as_posix(): path.read_bytes() for path in paths}


@lru_cache(maxsize=1)
def version() -> str:
    """Twelve hexadecimal digits that change with any file: part of every file's address."""
    sealed = hashlib.sha256()
    for name, data in files().items():
        sealed.update(name.encode() + b"\0" + data + b"\0")
    return sealed.hexdigest()[:12]


def static_url(name: str) -> str:
    """The address of a static file.

    Raises:
        KeyError: there is no such file, which is a mistake in a template.
    """
    if name not in files():
        raise KeyError(name)
    return f"/static/{version()}/{name}"


@lru_cache(maxsize=256)
def encoded(name: str, encoding: str) -> bytes:
    """A file's bytes, packed with `br` or `gzip`, or as they are."""
    data = files()[name]
    if encoding == "br":
        return bytes(brotli.compress(data))
    return gzip.compress(data, mtime=0) if encoding == "gzip" else data


@blueprint.get("/favicon.ico")
def favicon() -> Response:
    """Where browsers and bookmarks look without being told."""
    return at_the_root("site/favicon.ico")


@blueprint.get("/apple-touch-icon.png")
@blueprint.get("/apple-touch-icon-precomposed.png")
def touch_icon() -> Response:
    """Where a phone looks for the picture on its home screen."""
    return at_the_root("site/apple-touch-icon.png")


def at_the_root(name: str) -> Response:
    """A file at an address that cannot hold its hash, so it is kept for a day only."""
    response = Response(files()[name], mimetype=mimetypes.guess_type(name)[0])
    response.headers["Cache-Control"] = f"public, max-age={_DAY}"
    response.set_etag(version())
    response.make_conditional(request)
    return response


@blueprint.get("/static/<tag>/<path:name>")
def static_file(tag: str, name: str) -> Response:
    """A static file; an address from an older version still answers, without being kept."""
    if name not in files():
        abort(404)
    best = "identity"
    if name.endswith(_COMPRESSIBLE):
        best = request.accept_encodings.best_match(("br", "gzip", "identity"), "identity")
    mime = mimetypes.guess_type(name)[0] or "application/octet-stream"
    response = Response(encoded(name, best), mimetype=mime)
    if best != "identity":
        response.headers["Content-Encoding"] = best
    if name.endswith(_COMPRESSIBLE):
        response.headers["Vary"] = "Accept-Encoding"
    response.set_etag(f"{version()}-{best}")
    if tag == version():
        response.headers["Cache-Control"] = f"public, max-age={_YEAR}, immutable"
    else:
        response.headers["Cache-Control"] = "no-cache"
    response.make_conditional(request)
    return response
