"""An answer's head waits for its body, so that a killed worker leaves no half of it."""

import socket
from collections.abc import Iterator

import pytest

pytest.importorskip("gunicorn")
from web.server.patient_worker import WholeAnswer


@pytest.fixture
def ends() -> Iterator[tuple[WholeAnswer, socket.socket]]:
    ours, theirs = socket.socketpair()
    theirs.setblocking(False)
    with ours, theirs:
        yield WholeAnswer(ours), theirs


def arrived(sock: socket.socket) -> bytes:
    try:
        return sock.recv(1000)
    except BlockingIOError:
        return b""


def test_nothing_is_sent_before_the_body_is_there(
    ends: tuple[WholeAnswer, socket.socket],
) -> None:
    answer, visitor = ends
    answer.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
    assert arrived(visitor) == b""
    answer.sendall(b"far")
    assert arrived(visitor) == b"HTTP/1.1 200 OK\r\n\r\nfar"
    answer.sendall(b"mor")
    assert arrived(visitor) == b"mor"
    answer.flush()
    assert arrived(visitor) == b""


def test_a_head_without_a_body_is_sent_at_the_end(
    ends: tuple[WholeAnswer, socket.socket],
) -> None:
    answer, visitor = ends
    answer.sendall(b"HTTP/1.1 304 Not Modified\r\n\r\n")
    answer.flush()
    answer.flush()
    assert arrived(visitor) == b"HTTP/1.1 304 Not Modified\r\n\r\n"


def test_the_rest_is_the_sockets_own(ends: tuple[WholeAnswer, socket.socket]) -> None:
    answer, _ = ends
    assert answer.fileno() > 0
