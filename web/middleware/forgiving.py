"""Addresses are put right before anything reads them, so that no page needs to know of it."""

from collections.abc import Callable, Iterable
from typing import Any
from urllib.parse import quote

from flask import Flask, Response, redirect, request

from web.addresses import registry
from web.addresses.forgiving import tidy_query
from web.addresses.registry import Family

_MEANT = "indsatskataloget.meant"
Environ = dict[str, Any]
Answer = Callable[[Environ, Callable[..., Any]], Iterable[bytes]]


def install(app: Flask) -> None:
    """Read every request's address kindly; to be installed before what answers from it."""
    inner: Answer = app.wsgi_app

    def forgiving(environ: Environ, start: Callable[..., Any]) -> Iterable[bytes]:
        came = environ.get("QUERY_STRING", "")
        if came:
            environ["QUERY_STRING"], environ[_MEANT] = tidy_query(ascii_only(came))
        environ["PATH_INFO"] = readable(environ.get("PATH_INFO", ""))
        return inner(environ, start)

    app.wsgi_app = forgiving  # type: ignore[assignment,method-assign]
    app.before_request(lead_on)


def ascii_only(query: str) -> str:
    """A query in WSGI's own dress, with what no address may hold percent-encoded."""
    if query.isascii():
        return query
    return "".join(chr(one) if one < 0x80 else f"%{one:02X}" for one in query.encode("latin-1"))


def readable(path: str) -> str:
    """A path in WSGI's own dress, its letters in UTF-8 whatever they came in."""
    if path.isascii():
        return path
    data = path.encode("latin-1")
    try:
        data.decode()
    except UnicodeDecodeError:
        data = data.decode("cp1252", "replace").encode()
    return data.decode("latin-1")


def lead_on() -> Response | None:
    """To the address as it was meant, so that it can be copied and sent on.

    A program that asks for data is answered at once, as the description of the API promises.
    """
    if request.method not in ("GET", "HEAD") or not request.environ.get(_MEANT):
        return None
    row = registry.of_rule(request.url_rule.rule if request.url_rule else None)
    if row is not None and row.family in (Family.API, Family.EXPORT):
        return None
    query = request.query_string.decode("ascii", "replace")
    address = f"{quote(request.path)}?{query}".rstrip("?")
    response = redirect(address, 308, Response)
    assert isinstance(response, Response)  # noqa: S101  # told to the type checker
    return response
