"""A gunicorn worker that slow and idle visitors cannot wear out.

gunicorn's threaded worker gives a thread to a new connection before it has said anything, and
lets it keep the thread for as long as it takes to say it: eight visitors who send a byte a
second, or a thousand who send nothing, take all threads. Here a connection waits with the
others, without a thread, until the head of its request is there, and for so long only; and a
thread waits for a visitor who does not read for so long only.

An answer leaves in one piece, head and body together: a proxy in front asks another instance when
this one is killed, unless it has passed a head on already.
"""

import errno
import socket
import struct
import sys
import time
from functools import partial
from selectors import EVENT_READ
from typing import Any

from gunicorn.workers.gthread import TConn, ThreadWorker

HEAD_WITHIN = 10.0  # seconds for a request's head to arrive
STEP_WITHIN = 10  # seconds for each further step: a piece of a body, or room for more answer
_LONGEST_HEAD = 32_768  # the server refuses longer ones itself
_AGAIN = 0.25  # seconds between looks at a head that has not all come
_COURTESY, _LONGEST_COURTESY = 0.0003, 0.002  # seconds, for each connection held
_PASSING = (errno.EAGAIN, errno.ECONNABORTED, errno.EWOULDBLOCK, errno.EMFILE, errno.ENFILE)


class PatientWorker(ThreadWorker):  # type: ignore[misc]  # gunicorn carries no types
    """A threaded worker whose threads only ever work on whole requests."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._partly: list[TConn] = []  # said something, not all; looked at again in a moment
        self._look_again = 0.0

    def accept(self, listener: socket.socket) -> None:
        """Let a new connection wait for its first words beside the kept ones.

        All workers are told of it. Who holds many gives the others a moment to take it: without,
        one worker may hold every kept connection and leave the other cores idle.
        """
        if self.nr_conns:
            time.sleep(min(self.nr_conns * _COURTESY, _LONGEST_COURTESY))
        try:
            sock, address = listener.accept()
        except OSError as error:
            if error.errno not in _PASSING:
                raise
            return
        limit_steps(sock)
        self.nr_conns += 1
        conn = TConn(self.cfg, sock, address, listener.getsockname())
        conn.timeout = time.monotonic() + HEAD_WITHIN
        if has_head(sock):
            self._work_on(conn)
        else:
            self._wait(conn)

    def on_pending_socket_readable(self, conn: TConn, client: socket.socket) -> None:
        """Work on a connection whose request's head is there; else look again in a moment."""
        self.poller.unregister(client)
        self.pending_conns.remove(conn)
        if has_head(conn.sock):
            self._work_on(conn)
        else:
            self._partly.append(conn)

    def on_client_socket_readable(self, conn: TConn, client: socket.socket) -> None:
        """The next request on a kept connection."""
        if has_head(client):
            super().on_client_socket_readable(conn, client)
            return
        self.poller.unregister(client)
        self.keepalived_conns.remove(conn)
        conn.timeout = time.monotonic() + HEAD_WITHIN
        self._partly.append(conn)

    def wait_for_and_dispatch_events(self, timeout: float) -> None:
        """One round, in which heads that were not whole are looked at again."""
        super().wait_for_and_dispatch_events(min(timeout, _AGAIN) if self._partly else timeout)
        now = time.monotonic()
        if not self._partly or now < self._look_again:
            return
        self._look_again = now + _AGAIN
        waiting, self._partly = self._partly, []
        for conn in waiting:
            if has_head(conn.sock):
                self._work_on(conn)
            elif conn.timeout > now and self.alive:  # a stopping worker waits for nobody's rest
                self._partly.append(conn)
            else:
                self.nr_conns -= 1
                conn.close()

    def murder_pending(self) -> None:
        """Let go of connections that said nothing in time."""
        # A stopping worker owes a silent connection nothing.
        if not self.alive:
            for conn in self.pending_conns:
                conn.timeout = 0.0
        super().murder_pending()

    def handle_request(self, req: Any, conn: TConn) -> bool:
        """Answer a request; what is sent leaves with its head."""
        sock = conn.sock
        conn.sock = WholeAnswer(sock)
        try:
            more: bool = super().handle_request(req, conn)
            conn.sock.flush()
        finally:
            conn.sock = sock
        return more

    def _work_on(self, conn: TConn) -> None:
        conn.data_ready = True
        self.enqueue_req(conn)

    def _wait(self, conn: TConn) -> None:
        conn.sock.setblocking(False)  # noqa: FBT003  # the name is the standard library's
        self.pending_conns.append(conn)
        self.poller.register(conn.sock, EVENT_READ, partial(self.on_pending_socket_readable, conn))


class WholeAnswer:
    """A socket that keeps the first piece it is to send, an answer's head, for the second."""

    def __init__(self, sock: socket.socket) -> None:
        self._sock = sock
        self._kept: bytes | None = b""  # None once something was sent

    def sendall(self, data: bytes) -> None:
        if self._kept == b"":
            self._kept = bytes(data)
            return
        kept, self._kept = self._kept, None
        self._sock.sendall(kept + data if kept else data)

    def flush(self) -> None:
        """Send what is kept: an answer may have no body."""
        kept, self._kept = self._kept, None
        if kept:
            self._sock.sendall(kept)

    def sendfile(self, *arguments: Any, **named: Any) -> int:
        self.flush()
        return self._sock.sendfile(*arguments, **named)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._sock, name)


def has_head(sock: socket.socket) -> bool:
    """A request's whole head can be read, or too much of one, or the visitor has left."""
    sock.setblocking(False)  # noqa: FBT003  # the name is the standard library's
    try:
        said = sock.recv(_LONGEST_HEAD, socket.MSG_PEEK)
    except (BlockingIOError, InterruptedError):
        return False
    except OSError:
        return True  # the thread that reads it is told the same, and closes it
    return not said or len(said) == _LONGEST_HEAD or b"\r\n\r\n" in said or b"\n\n" in said


def limit_steps(sock: socket.socket) -> None:
    """Let no single wait for this visitor take a thread for long."""
    if sys.platform != "win32":
        limit = struct.pack("ll", STEP_WITHIN, 0)
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVTIMEO, limit)
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_SNDTIMEO, limit)
