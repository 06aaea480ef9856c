"""What a server says to requests that never reach the app, and what it writes down."""

import contextlib
import socket
from collections.abc import Iterator

import pytest

from tests.support.running import Running, running
from tests.support.small_catalogue import write

RAW = {
    "an address beyond every limit": b"GET /?q=" + b"a" * 20_000 + b" HTTP/1.1\r\nHost: x\r\n\r\n",
    "a header beyond every limit": b"GET / HTTP/1.1\r\nHost: x\r\nX: "
    + b"a" * 20_000
    + b"\r\n\r\n",
    "no HTTP at all": b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n",
    "markup for a method": b"<script>alert(1)</script> / HTTP/1.1\r\nHost: x\r\n\r\n",
    "two lengths": b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nx",
    "length and chunks": b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\n"
    b"Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    "a folded header": b"GET / HTTP/1.1\r\nHost: x\r\nX: a\r\n b\r\n\r\n",
    "a name with a space": b"GET / HTTP/1.1\r\nHost : x\r\n\r\n",
}


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    folder = tmp_path_factory.mktemp("site")
    catalogue = write(folder / "catalogue", hostile=False)
    with running(catalogue, folder / "index", folder / "log", WORKERS="1") as found:
        yield found


def test_broken_requests(server: Running) -> None:
    for kind, raw in RAW.items():
        with socket.create_connection(("127.0.0.1", server.port), timeout=10) as sock:
            sock.sendall(raw)
            answer = b""
            with contextlib.suppress(ConnectionResetError):  # it does not read the rest
                while piece := sock.recv(65_536):
                    answer += piece
        assert answer.split(b" ", 2)[1][:1] == b"4", (kind, answer[:200])
        assert b"<script>alert" not in answer, kind
        assert b"Traceback" not in answer
    status, _, headers = server.get("/", Referer="http://127.0.0.1/x", **{"User-Agent": "Spor-1"})
    assert status == 200
    assert "Server" not in headers
    server.get("/findes-ikke?q=hemmeligt-ord")
    lines = server.log.splitlines()
    told = "\n".join(line for line in lines if "http://127.0.0.1:" not in line)
    assert "127.0.0.1" not in told
    assert "Spor-1" not in told
    assert "hemmeligt-ord" not in told


def test_letters_as_old_programs_send_them(server: Running) -> None:
    """æøå straight in the address, in UTF-8 or as Windows writes them; and a refusal in Danish."""

    def ask(target: bytes) -> bytes:
        request = b"GET %s HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n" % target
        with socket.create_connection(("127.0.0.1", server.port), timeout=10) as sock:
            sock.sendall(request)
            answer = b""
            while piece := sock.recv(65_536):
                answer += piece
        return answer

    for letters in ("utf-8", "latin-1"):
        told = ask("/api/v1/indsatser?q=fædre".encode(letters))
        assert told.startswith(b"HTTP/1.1 200 ")
        assert '"fædre"'.encode() in told
    led = ask("/?q=fædre".encode("latin-1"))
    assert led.startswith(b"HTTP/1.1 308 ")
    assert b"/?q=f%c3%a6dre" in led.lower()
    too_long = ask(b"/?q=" + b"x" * 9000)
    assert too_long.startswith(b"HTTP/1.1 414 ")
    assert b"Adressen er for lang" in too_long
