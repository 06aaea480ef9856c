"""Asking the model's process, with a deadline: what does not answer in time answers nothing.

A question and its answer are one short exchange over a socket in the file system; whoever asks
reads the question while the model does. Whatever goes wrong on the other side (no process, a
crash, a hang, too many at once) costs this one question its vector and takes no longer than the
deadline.
"""

import socket
import struct
import time
from dataclasses import dataclass, field
from functools import partial
from threading import Lock

import numpy as np
from cachetools import LRUCache, TTLCache

from search.meaning.model import MAX_LETTERS, SIZE
from search.meaning.vectors import Pending, Vectors

DEADLINE = 0.15  # seconds; a sentence of 17 words takes a third of it
KEPT = 512  # vectors that a worker keeps
REFUSED = 1.0  # seconds in which nobody asks again for what was not answered: one page asks thrice
LENGTH = struct.Struct("!I")
_BYTES = 4 * SIZE
_AT_LEAST = 0.001  # seconds: what is there already is read, however late
CAN_ASK = hasattr(socket, "AF_UNIX")


@dataclass(frozen=True, slots=True)
class Client:
    """The model as a worker sees it. Safe for threads.

    Attributes:
        path: the socket that the process listens on.
        deadline: seconds that a question may wait.
    """

    path: str
    deadline: float = DEADLINE
    _kept: LRUCache[str, Vectors] = field(
        default_factory=lambda: LRUCache(KEPT), init=False, repr=False, compare=False
    )
    _refused: TTLCache[str, None] = field(
        default_factory=lambda: TTLCache(KEPT, REFUSED), init=False, repr=False, compare=False
    )
    _lock: Lock = field(default_factory=Lock, init=False, repr=False, compare=False)

    def begin(self, text: str) -> Pending:
        """Ask for the vector of a question, and go on without waiting.

        Returns:
            What waits for the vector: None when it could not be had in time.
        """
        text = text[:MAX_LETTERS]
        until = time.monotonic() + self.deadline
        with self._lock:
            kept = self._kept.get(text)
            if kept is not None or text in self._refused:
                return lambda: kept
        try:
            line = self._send(text)
        except OSError:
            self._refuse(text)
            return lambda: None
        return partial(self._collect, text, line, until)

    def _send(self, text: str) -> socket.socket:
        """A question on its way.

        Raises:
            OSError: the process is not there, or has too much to do.
        """
        data = text.encode("utf-8", "replace")
        line = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        try:
            line.settimeout(self.deadline)
            line.connect(self.path)
            line.sendall(LENGTH.pack(len(data)) + data)
        except OSError:
            line.close()
            raise
        return line

    def _collect(self, text: str, line: socket.socket, until: float) -> Vectors | None:
        """The answer to what was sent, kept; None when it is late or there is none."""
        try:
            with line:
                line.settimeout(max(until - time.monotonic(), _AT_LEAST))
                answer = received(line, _BYTES)
        except OSError:
            self._refuse(text)
            return None
        vector = np.frombuffer(answer, dtype=np.float32)
        vector.flags.writeable = False
        with self._lock:
            self._kept[text] = vector
        return vector

    def _refuse(self, text: str) -> None:
        """Remember it for a moment only: the next one who asks may be luckier."""
        with self._lock:
            self._refused[text] = None


def received(line: socket.socket, size: int) -> bytes:
    """Exactly so many bytes.

    Raises:
        OSError: the other side said less.
    """
    found = b""
    while len(found) < size:
        piece = line.recv(size - len(found))
        if not piece:
            raise ConnectionError("the other side said too little")
        found += piece
    return found
