"""HTTP over waitress: one thread reads for all visitors, the others only see whole requests.

waitress reads heads, bodies and slow readers' rests beside its threads, so a slow or silent
visitor holds none. Here that gets limits: how long a request may take to arrive, how much may be
sent where, and HTTP's letter in what proxies read differently. What is refused is told in plain
Danish, and nothing of it is written down.
"""

import logging
import re
import socket
import sys
import time
import traceback
from collections.abc import Callable, Mapping
from typing import Any

from waitress import wasyncore
from waitress.channel import HTTPChannel
from waitress.parser import HTTPRequestParser, ParsingError
from waitress.server import TcpWSGIServer
from waitress.utilities import Error

LONGEST_LINE = 8190  # bytes of a request's first line
LONGEST_HEAD = 16_384  # bytes
BEGUN_WITHIN = 10.0  # seconds for a request to arrive, and for each step of an answer
SLOWEST = 10_000  # bytes a second that a body arrives with, after that
LINGER = 1.0  # seconds in which a stopping server still takes requests of those it knows
GRACE = 10.0  # seconds in which it ends what was begun
log = logging.getLogger("indsatskataloget")
_TOGETHER = (
    65_536  # bytes that wait for each other: a head alone would bind nginx to a killed server
)
_COURTESY, _LONGEST_COURTESY = 0.0003, 0.002  # seconds, for each connection held
_TRANSFER = re.compile(rb"\r\ntransfer-encoding[ \t]*:", re.IGNORECASE)
_CHUNKED = re.compile(rb"\r\ntransfer-encoding:[ \t]*chunked[ \t]*\r\n", re.IGNORECASE)
_BEYOND_ASCII = re.compile(rb"[\x80-\xff]")
_TOLD = {
    400: ("Bad Request", "Forespørgslen kan ikke læses."),
    413: ("Content Too Large", "Det, der blev sendt, er større, end siden kan tage imod."),
    414: ("URI Too Long", "Adressen er for lang. Kort den ned, og prøv igen."),
    431: ("Request Header Fields Too Large", "Forespørgslens hoved er for langt."),
    501: ("Not Implemented", "Forespørgslen er sendt på en måde, som siden ikke kender."),
}


class RefusedError(Error):  # type: ignore[misc]  # waitress carries no types
    """An answer to what is no request, or too much of one."""

    def __init__(self, code: int) -> None:
        self.code = code if code in _TOLD else 400
        self.reason, self.body = _TOLD[self.code]

    def to_response(self, ident: str | None = None) -> tuple[str, list[tuple[str, str]], bytes]:  # noqa: ARG002
        """The answer as waitress sends it: status line, headers, body."""
        headers = [
            ("Content-Type", "text/html; charset=utf-8"),
            ("Content-Security-Policy", "default-src 'none'"),
            ("X-Content-Type-Options", "nosniff"),
            ("Cache-Control", "no-store"),
        ]
        page = (
            '<!doctype html><html lang="da"><meta charset="utf-8"><title>Indsatskataloget</title>'
            f"<h1>{self.code}</h1><p>{self.body}</p>"
            '<p><a href="/">Gå til forsiden</a></p></html>\n'
        )
        return f"{self.code} {self.reason}", headers, page.encode()


class Request(HTTPRequestParser):  # type: ignore[misc]
    """A request as it arrives.

    Attributes:
        bodies: how many bytes may be sent to which path; everywhere else, none. A part of a path
            in <angle brackets> stands for any.
        last: the answer is the connection's last: the server stops.
    """

    bodies: Mapping[str, int] = {}
    last = False
    path: str

    def __init__(self, adj: Any) -> None:
        super().__init__(adj)
        self.began = time.monotonic()
        self._refusal = 0
        self._most = 0

    def received(self, data: bytes) -> int:
        """Take in what has come; how many bytes of it were this request's."""
        consumed = int(super().received(data))
        error: Any = getattr(self, "error", None)
        if self.body_bytes_received > self._most:  # chunks tell no length beforehand
            self._refusal, self.completed = 413, True
        elif len(self._between_chunks()) > LONGEST_HEAD:
            self._refusal, self.completed = 400, True
        if self._refusal or (error is not None and not isinstance(error, RefusedError)):
            self.version = "1.1"  # it may not have been read
            self.error = RefusedError(self._refusal or error.code)
        return consumed

    def parse_header(self, header_plus: bytes) -> None:
        """Read the head; bytes of a first line that are no ASCII count as if they were escaped."""
        line, end, rest = header_plus.partition(b"\r\n")
        if len(line) > LONGEST_LINE:
            self._refuse(414)
        if b"\r\n " in rest or b"\r\n\t" in rest or rest[:1] in (b" ", b"\t"):
            self._refuse(400)  # a folded line is read in two ways
        try:
            super().parse_header(escaped(line) + end + rest)
        except ValueError:  # half an IPv6 address; a length of more digits than Python reads
            self._refuse(400)
        if self.proxy_netloc and not self.path:
            self.path = "/"
        if self._is_read_in_two_ways(end + rest):
            self._refuse(400)
        self._most = most_of(self.bodies, self.path) if self.command == "POST" else 0
        if self.content_length > self._most or (self.chunked and not self._most):
            self._refuse(413)
        if self.body_rcv is None:
            self.expect_continue = False  # nothing is to come; waitress would wait for it
        if Request.last:
            self.headers["CONNECTION"] = "close"

    def _between_chunks(self) -> bytes:
        """What has come of a chunk's first line, or of what follows the last one."""
        body = self.body_rcv
        return body.control_line + body.trailer if self.chunked and body is not None else b""

    def _is_read_in_two_ways(self, headers: bytes) -> bool:
        """Whether a proxy may see another host, another path or another end of it."""
        host = self.headers.get("HOST", "" if self.version == "1.0" else ",")
        transfers = len(_TRANSFER.findall(headers))
        length_is_clear = not transfers or (
            transfers == 1
            and self.chunked
            and _CHUNKED.search(headers + b"\r\n")
            and "CONTENT_LENGTH" not in self.headers
        )
        known = self.version in ("1.0", "1.1") and self.path.startswith("/") and "," not in host
        return not (known and length_is_clear)

    def is_late(self, now: float) -> bool:
        """It has taken longer than a body of this size may take."""
        return bool(now - self.began > BEGUN_WITHIN + self.body_bytes_received / SLOWEST)

    def _refuse(self, code: int) -> None:
        self._refusal = code
        raise ParsingError(_TOLD[code][0])


def escaped(line: bytes) -> bytes:
    """A first line whose address may hold raw bytes, as programs send them that escape nothing."""
    return _BEYOND_ASCII.sub(lambda found: b"%%%02X" % found[0][0], line)


class TellsNobody:
    """Tells an error of ours by its kind and place: neither whose connection, nor what was read."""

    handle_close: Callable[[], None]

    def handle_error(self) -> None:
        """Write the error being handled down, and let the connection go."""
        kind, _, at = sys.exc_info()
        places = "".join(traceback.format_tb(at))
        log.error("error while reading: %s\n%s", kind.__name__ if kind else "", places)
        self.handle_close()


class Channel(TellsNobody, HTTPChannel):  # type: ignore[misc]
    """A connection."""

    parser_class = Request

    def is_late(self, now: float) -> bool:
        """Its request does not arrive, or its reader does not read."""
        waits = self.total_outbufs_len and time.time() - self.last_activity > BEGUN_WITHIN
        return bool(waits or (self.request is not None and self.request.is_late(now)))

    @property
    def is_at_work(self) -> bool:
        """Whether a request is being answered or an answer being sent."""
        return bool(self.requests or self.total_outbufs_len)


class Listener(TellsNobody, TcpWSGIServer):  # type: ignore[misc]
    """What takes connections from a socket that other processes take from too."""

    channel_class = Channel
    alone = False  # no other process takes from the socket

    def handle_accept(self) -> None:
        """Take a connection; who holds many gives the others a moment to take it first."""
        if self.active_channels and not self.alone:
            time.sleep(min(len(self.active_channels) * _COURTESY, _LONGEST_COURTESY))
        super().handle_accept()

    def maintenance(self, now: float) -> None:
        """Let go of those who are late, once a second."""
        super().maintenance(now)
        moment = time.monotonic()
        for channel in tuple(self.active_channels.values()):
            if channel.is_late(moment):
                channel.will_close = True


def answer(
    application: Callable[..., Any],
    sock: socket.socket,
    threads: int,
    stopping: Callable[[], bool],
    tick: Callable[[], None] = lambda: None,
    *,
    alone: bool = False,
) -> None:
    """Answer what comes in on a socket until told to stop; then end what was begun.

    Args:
        application: the WSGI application.
        sock: listens already.
        threads: requests answered at once.
        stopping: asked twice a second.
        tick: called as often.
        alone: no other process takes from the socket.
    """
    channels: dict[int, Any] = {}
    server = Listener(
        application, channels, _sock=sock, bind_socket=False, threads=threads,
        sockinfo=(sock.family, sock.type, sock.proto, sock.getsockname()),
        ident=None, connection_limit=4000, channel_timeout=int(BEGUN_WITHIN), cleanup_interval=1,
        max_request_header_size=LONGEST_HEAD, log_socket_errors=False,
    )  # fmt: skip

    server.alone = alone

    server.adj.send_bytes = _TOGETHER

    def turn(wait: float) -> None:
        wasyncore.loop(timeout=wait, use_poll=True, map=channels, count=1)

    while not stopping():
        turn(0.5)
        tick()
    server.accepting, Request.last = False, True
    begun = time.monotonic()
    while (spent := time.monotonic() - begun) < GRACE:
        open_ones = tuple(server.active_channels.values())
        if spent > LINGER:
            for channel in open_ones:
                channel.will_close |= not channel.is_at_work
        if not open_ones:
            break
        turn(0.05)
    server.task_dispatcher.shutdown(timeout=1)
    server.close()
    wasyncore.close_all(channels)


def most_of(bodies: Mapping[str, int], path: str) -> int:
    """How many bytes may be sent to a path, by the rules of an application; 0 for none."""
    if path in bodies:
        return bodies[path]
    parts = path.split("/")
    rules = ((rule.split("/"), most) for rule, most in bodies.items() if "<" in rule)
    fits = (
        most
        for rule, most in rules
        if len(rule) == len(parts)
        and all(one == part or one[:1] == "<" for one, part in zip(rule, parts, strict=True))
    )
    return next(fits, 0)


def bodies_of(application: Any, largest: int) -> dict[str, int]:
    """Where a Flask application takes a POST, and how much of one."""
    return {
        rule.rule: largest for rule in application.url_map.iter_rules() if "POST" in rule.methods
    }
