"""The server's reading of HTTP: whole requests only, to the letter, in bounded time and size."""

import contextlib
import select
import socket
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest

from web.server import http

POST = b"POST /ny HTTP/1.1\r\nHost: x\r\n"
CHUNKED = POST + b"Transfer-Encoding: chunked\r\n"


@dataclass
class Served:
    """A server in this process, which tells what it was asked."""

    port: int
    asked: list[dict[str, Any]]

    def open(self) -> socket.socket:
        return socket.create_connection(("127.0.0.1", self.port), timeout=10)

    def say(self, raw: bytes) -> bytes:
        """All that is answered to some bytes on a connection that is then closed."""
        with self.open() as sock:
            with contextlib.suppress(OSError):  # refused before all was sent
                sock.sendall(raw)
                sock.shutdown(socket.SHUT_WR)
            return told(sock)


def told(sock: socket.socket) -> bytes:
    answer = b""
    try:
        while piece := sock.recv(65_536):
            answer += piece
    except ConnectionResetError:
        pass
    return answer


@pytest.fixture
def served(monkeypatch: pytest.MonkeyPatch) -> Iterator[Served]:
    asked: list[dict[str, Any]] = []

    def app(environ: dict[str, Any], start: Any) -> list[bytes]:
        asked.append(environ | {"body": environ["wsgi.input"].read()})
        body = b"a" * (40_000 if environ["PATH_INFO"] == "/stor" else 40)
        start("200 OK", [("Content-Length", str(len(body)))])
        return [body]

    monkeypatch.setattr(http.Request, "bodies", {"/ny": 50_000})
    monkeypatch.setattr(http.Request, "last", False)
    monkeypatch.setattr(http, "BEGUN_WITHIN", 1.5)
    monkeypatch.setattr(http, "LINGER", 0.1)
    stop = threading.Event()
    with socket.create_server(("127.0.0.1", 0)) as sock:
        thread = threading.Thread(target=http.answer, args=(app, sock, 2, stop.is_set))
        thread.start()
        yield Served(sock.getsockname()[1], asked)
        stop.set()
        with contextlib.suppress(OSError):  # what wakes it, or it would look up in half a second
            socket.create_connection(sock.getsockname()).close()
        thread.join(10)


READ = {
    "raw UTF-8": ("GET /indsats/mødre?q=mødregruppe HTTP/1.1\r\nHost: x\r\n\r\n".encode(), "ø"),
    "raw Latin-1": ("GET /?q=søn HTTP/1.1\r\nHost: x\r\n\r\n".encode("latin-1"), "%F8"),
    "escaped": (b"GET /?q=m%C3%B8dre HTTP/1.1\r\nHost: x\r\n\r\n", "ø"),
    "a body": (POST + b"Content-Length: 3\r\n\r\nabc", "abc"),
    "chunks": (CHUNKED + b"\r\n3\r\nabc\r\n0\r\n\r\n", "abc"),
    "a whole address": (b"GET http://evil/x HTTP/1.1\r\nHost: x\r\n\r\n", "/x"),
    "a host and no path": (b"GET http://evil?q=x HTTP/1.1\r\nHost: x\r\n\r\n", "/q=x"),
    "a body announced that never comes": (
        b"GET /x HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\n\r\n", "/x",
    ),
    "an old client": (b"GET /x HTTP/1.0\r\n\r\n", "/x"),
    "a head only": (b"HEAD /x HTTP/1.1\r\nHost: x\r\n\r\n", "/x"),
    "names that belong to the server": (
        b"GET /x HTTP/1.1\r\nHost: x\r\nSCRIPT_NAME: /evil\r\nPATH_INFO: /evil\r\n\r\n", "/x",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("raw", "part"), READ.values(), ids=READ.keys())
def test_what_is_asked_is_what_the_application_hears(served: Served, raw: bytes, part: str):
    from urllib.parse import unquote

    assert served.say(raw).startswith(b"HTTP/1."), raw
    [asked] = served.asked
    heard = (
        asked["PATH_INFO"].encode("latin-1").decode()
        + asked["QUERY_STRING"]
        + unquote(asked["QUERY_STRING"])
        + asked["body"].decode()
    )
    assert part in heard
    assert asked["SCRIPT_NAME"] == ""
    assert "evil" not in heard


REFUSED = {
    "a chunk size that is none": (CHUNKED + b"\r\nzz\r\n", 400),
    "a chunk without its end": (CHUNKED + b"\r\n3\r\nabcdef\r\n", 400),
    "a negative chunk": (CHUNKED + b"\r\n-3\r\nabc\r\n0\r\n\r\n", 400),
    "chunks beyond the limit": (CHUNKED + b"\r\n" + b"4000\r\n" + b"a" * 0x4000 + b"\r\n", 0),
    "a chunk's line without end": (CHUNKED + b"\r\n1;a=" + b"b" * 40_000, 400),
    "headers without end after chunks": (CHUNKED + b"\r\n0\r\n" + b"A: b\r\n" * 7000, 400),
    "a body beyond the limit": (POST + b"Content-Length: 50001\r\n\r\nabc", 413),
    "a body where none is taken": (
        b"POST /om HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\nabc", 413,
    ),
    "chunks where none are taken": (
        b"POST /om HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 413,
    ),
    "a body to a question": (b"GET /ny HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\nabc", 413),
    "length and chunks": (CHUNKED + b"Content-Length: 5\r\n\r\n0\r\n\r\n", 400),
    "two lengths": (POST + b"Content-Length: 5\r\nContent-Length: 6\r\n\r\nabcdef", 400),
    "a length with a sign": (POST + b"Content-Length: +5\r\n\r\nabcde", 400),
    "a length with a line": (POST + b"Content-Length: 1_0\r\n\r\nabcdeabcde", 400),
    "a length of 5,000 digits": (POST + b"Content-Length: " + b"9" * 5000 + b"\r\n\r\n", 400),
    "half an address of IPv6": (b"GET http://[Hemmelig/ HTTP/1.1\r\nHost: x\r\n\r\n", 400),
    "brackets without one": (b"GET http://[Hemmelig]/ HTTP/1.1\r\nHost: x\r\n\r\n", 400),
    "a star for a path": (b"GET * HTTP/1.1\r\nHost: x\r\n\r\n", 400),
    "a path from nowhere": (b"GET om HTTP/1.1\r\nHost: x\r\n\r\n", 400),
    "a question alone": (b"GET ?q=a HTTP/1.1\r\nHost: x\r\n\r\n", 400),
    "another server's name": (b"CONNECT x:443 HTTP/1.1\r\nHost: x\r\n\r\n", 400),
    "chunks in an old version": (
        b"POST /ny HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400,
    ),
    "chunks of another kind": (POST + b"Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n", 501),
    "chunks in chunks": (POST + b"Transfer-Encoding: chunked, chunked\r\n\r\n0\r\n\r\n", 400),
    "chunks told twice": (CHUNKED + b"Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400),
    "chunks with an odd space": (POST + b"Transfer-Encoding:\x0bchunked\r\n\r\n0\r\n\r\n", 400),
    "a name with a space": (b"GET / HTTP/1.1\r\nHost : x\r\n\r\n", 400),
    "a folded header": (b"GET / HTTP/1.1\r\nHost: x\r\nX: a\r\n b\r\n\r\n", 400),
    "half a line's end": (b"GET / HTTP/1.1\r\nHost: x\r\nA: b\nC: d\r\n\r\n", 400),
    "a null byte in a header": (b"GET / HTTP/1.1\r\nHost: x\r\nA: b\0c\r\n\r\n", 400),
    "no host": (b"GET / HTTP/1.1\r\n\r\n", 400),
    "two hosts": (b"GET / HTTP/1.1\r\nHost: x\r\nHost: y\r\n\r\n", 400),
    "a version to come": (b"GET / HTTP/2.0\r\nHost: x\r\n\r\n", 400),
    "no version": (b"GET /?q=nabo Hans HTTP/1.1\r\nHost: x\r\n\r\n", 400),
    "a small method": (b"get / HTTP/1.1\r\nHost: x\r\n\r\n", 400),
    "no request": (b"User-Agent Mozilla Hemmelig\r\n\r\n", 400),
    "a proxy's line": (b"PROXY TCP4 1.2.3.4 5.6.7.8 1 2\r\nGET / HTTP/1.1\r\nHost: x\r\n\r\n", 400),
    "a long address": (b"GET /?q=" + b"a" * 9000 + b" HTTP/1.1\r\nHost: x\r\n\r\n", 414),
    "a long head": (b"GET / HTTP/1.1\r\nHost: x\r\nX: " + b"a" * 40_000 + b"\r\n\r\n", 431),
}  # fmt: skip


@pytest.mark.parametrize(("raw", "status"), REFUSED.values(), ids=REFUSED.keys())
def test_what_can_be_read_in_two_ways_is_refused(
    served: Served, raw: bytes, status: int, caplog: pytest.LogCaptureFixture
):
    """In plain Danish, on a connection that is closed, and without a word in the log."""
    more = b"4000\r\n" + b"a" * 0x4000 + b"\r\n"
    answer = served.say(raw if status else raw + more * 4)
    assert answer.split(b" ", 2)[1] == str(status or 413).encode(), answer
    assert b"\r\nConnection: close\r\n" in answer
    assert b"charset=utf-8" in answer
    assert b"waitress" not in answer.lower()
    assert answer.count(b"HTTP/1.") == 1
    assert not served.asked
    assert "Hemmelig" not in caplog.text
    assert "1.2.3.4" not in caplog.text
    assert "ERROR" not in caplog.text


def test_slow_visitors_hold_no_thread_and_are_let_go(served: Served):
    """More of them than there are threads: in the head, in a body, and of those who are silent."""
    kinds = (b"", b"GET / HTTP/1.1\r\nHost", POST + b"Content-Length: 40000\r\n\r\nabc")
    slow = [served.open() for _ in range(9)]
    try:
        for number, sock in enumerate(slow):
            sock.sendall(kinds[number % 3])
        assert served.say(b"GET /x HTTP/1.1\r\nHost: x\r\n\r\n").startswith(b"HTTP/1.1 200")
        assert not select.select(slow, [], [], 0)[0], "none of them was let go before"
        assert [told(sock) for sock in slow] == [b""] * 9
    finally:
        for sock in slow:
            sock.close()
    assert len(served.asked) == 1


def test_a_body_a_byte_at_a_time_is_let_go(served: Served):
    """Each byte is a sign of life, and yet the whole has to arrive in time."""
    with served.open() as sock:
        sock.sendall(POST + b"Content-Length: 40000\r\n\r\n")
        began = time.monotonic()
        with contextlib.suppress(BrokenPipeError, ConnectionResetError):
            while time.monotonic() - began < 10:
                sock.sendall(b"a")
                threading.Event().wait(0.05)
    assert time.monotonic() - began < 5


def test_head_and_body_leave_together(served: Served):
    """So that a proxy can ask another server when this one is killed in between."""
    first = []
    for _ in range(20):
        with served.open() as sock:
            sock.sendall(b"GET /stor HTTP/1.1\r\nHost: x\r\n\r\n")
            first.append(len(sock.recv(1_000_000)))
    assert min(first) > 1_000, "more than a head, though the system may hand it over in pieces"


def test_a_server_that_stops_ends_what_it_began(served: Served):
    """And tells a known connection that the next answer is its last."""
    with served.open() as sock:
        sock.sendall(b"GET /x HTTP/1.1\r\nHost: x\r\n\r\n")
        assert b"Connection: close" not in sock.recv(65_536)
        http.Request.last = True
        sock.sendall(b"GET /x HTTP/1.1\r\nHost: x\r\n\r\n")
        assert b"Connection: close" in told(sock)


def test_a_rule_takes_what_fits_it_and_nothing_else() -> None:
    """A body may be sent to each entry's form, and to no other page of an entry."""
    bodies = {"/ny": 10, "/indsats/<slug>/ret": 20}
    wanted = {
        "/ny": 10, "/indsats/far/ret": 20, "/indsats/far": 0, "/indsats/far/historik": 0,
        "/indsats/a/b/ret": 0, "/": 0, "": 0, "/ny/": 0,
    }  # fmt: skip
    assert {path: http.most_of(bodies, path) for path in wanted} == wanted
