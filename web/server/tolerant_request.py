"""Requests whose address has letters that no address may have, as scripts and old programs send.

`GET /?q=mødregruppe` is against the standard, and gunicorn refuses it with an English page; here
each such byte is percent-encoded before the request is read, as a browser would have done.
"""

import re
from typing import Any

from gunicorn.http.errors import LimitRequestHeaders, LimitRequestLine, ParseException
from gunicorn.http.message import Request
from gunicorn.http.parser import RequestParser
from gunicorn.util import write_nonblock

_BEYOND_ASCII = re.compile(rb"[\x80-\xff]")
_REFUSALS = {
    LimitRequestLine: (414, "URI Too Long", "Adressen er for lang. Kort den ned, og prøv igen."),
    LimitRequestHeaders: (
        431,
        "Request Header Fields Too Large",
        "Browseren sendte mere med, end siden kan tage imod.",
    ),
}
_REFUSED = (400, "Bad Request", "Adressen eller det, der blev sendt, kan ikke læses.")


class TolerantRequest(Request):  # type: ignore[misc]  # gunicorn carries no types
    """A request whose first line may hold any bytes in its address."""

    def parse_request_line(self, line_bytes: bytes) -> None:
        line = _BEYOND_ASCII.sub(lambda found: b"%%%02X" % found[0][0], bytes(line_bytes))
        super().parse_request_line(line)


def install() -> None:
    """Let gunicorn read requests so, in this process."""
    RequestParser.mesg_class = TolerantRequest


def refuse(client: Any, error: Exception) -> bool:
    """Answer in Danish that a request can't be read; false when the fault is another."""
    if not isinstance(error, ParseException):
        return False
    status, reason, text = next(
        (found for kind, found in _REFUSALS.items() if isinstance(error, kind)), _REFUSED
    )
    page = (
        '<!doctype html><html lang="da"><meta charset="utf-8"><title>Indsatskataloget</title>'
        f"<h1>{status}</h1><p>{text}</p>"
        '<p><a href="/">Gå til forsiden</a></p></html>'
    ).encode()
    head = (
        f"HTTP/1.1 {status} {reason}\r\nConnection: close\r\n"
        "Content-Type: text/html; charset=utf-8\r\nContent-Security-Policy: default-src 'none'\r\n"
        f"X-Content-Type-Options: nosniff\r\nContent-Length: {len(page)}\r\n\r\n"
    ).encode()
    write_nonblock(client, head + page)
    return True
