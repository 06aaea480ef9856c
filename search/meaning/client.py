"""Asking the model's process, with a deadline: what does not answer in time answers nothing.

A question and its answer are one short exchange over a socket in the file system. Whatever
goes wrong on the other side (no process, a crash, a hang, too many at once) costs this one
question its vector and takes no longer than the deadline.
"""

import socket
import struct
from dataclasses import dataclass, field
from functools import lru_cache
from threading import Lock
from typing import Any

import numpy as np
from cachetools import TTLCache

from search.meaning.model import MAX_LETTERS, SIZE
from search.meaning.vectors import Vectors

DEADLINE = 0.15  # seconds; a sentence of 17 words takes a third of it
KEPT = 512  # vectors that a worker keeps
REFUSED = 1.0  # seconds in which nobody asks again for what was not answered: one page asks thrice
LENGTH = struct.Struct("!I")
_BYTES = 4 * SIZE
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
    _ask: Any = field(init=False, repr=False, compare=False)
    _refused: TTLCache[str, None] = field(
        default_factory=lambda: TTLCache(KEPT, REFUSED), init=False, repr=False, compare=False
    )
    _lock: Lock = field(default_factory=Lock, init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_ask", lru_cache(maxsize=KEPT)(self._asked))

    def query(self, text: str) -> Vectors | None:
        """The vector of a question; None when it could not be had in time."""
        text = text[:MAX_LETTERS]
        with self._lock:
            if text in self._refused:
                return None
        try:
            found: Vectors = self._ask(text)
        except OSError:  # kept for a moment only: the next one who asks may be luckier
            with self._lock:
                self._refused[text] = None
            return None
        return found

    def _asked(self, text: str) -> Vectors:
        """Ask the process.

        Raises:
            OSError: it is not there, has too much to do, or is late.
        """
        data = text.encode("utf-8", "replace")
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as line:
            line.settimeout(self.deadline)
            line.connect(self.path)
            line.sendall(LENGTH.pack(len(data)) + data)
            answer = received(line, _BYTES)
        vector = np.frombuffer(answer, dtype=np.float32)
        vector.flags.writeable = False
        return vector


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
