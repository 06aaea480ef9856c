"""Answers that take long: made once for each question and generation, one at a time in a worker.

What was made is kept on disk beside the generations, under the tag of all that it is made of, so
the next who asks gets the file. Who asks while another such answer is being made waits for a
moment, and is told to come again when it is not his turn by then: the other threads stay with
the visitors who ask for pages.
"""

import json
import logging
import os
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from threading import BoundedSemaphore
from typing import IO

from flask import Flask, Response, current_app, g, request
from werkzeug.exceptions import ServiceUnavailable
from werkzeug.wsgi import wrap_file

from web.addresses import registry
from web.site.snapshot import site

FOLDER = "answers"  # in the index folder
MOST_BYTES = 256 * 2**20
MOST_FILES = 400
WAIT = 2.0  # seconds for one's turn; one visitor in a worker may wait, the next is told at once
_LONGEST_HEAD = 16_384
_IN_MEMORY = 2**20  # bytes
log = logging.getLogger("indsatskataloget")
Headers = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class KeptAnswers:
    """A folder of answers, each a line of headers and then the body, bounded in bytes and number.

    For several processes at once: an answer comes by one rename, and what is opened stays.
    """

    folder: Path
    most_bytes: int = MOST_BYTES
    most_files: int = MOST_FILES

    def open(self, key: str) -> tuple[Headers, IO[bytes]] | None:
        """An answer's headers and the file at its body, None when it is not kept whole."""
        try:
            handle = (self.folder / key).open("rb")
        except OSError:
            return None
        try:
            length, headers = json.loads(handle.readline(_LONGEST_HEAD))
            whole = os.fstat(handle.fileno()).st_size - handle.tell() == length
            found = tuple((str(name), str(value)) for name, value in headers)
            os.utime(handle.fileno())  # asked for lately
        except (OSError, ValueError, TypeError):
            whole, found = False, ()
        if whole:
            return found, handle
        handle.close()
        return None

    def keep(self, key: str, headers: Headers, body: bytes) -> None:
        """Keep an answer, and let go of those that nobody has asked for the longest."""
        if len(body) > self.most_bytes // 4:
            return
        beside = self.folder / f"{key}.{os.getpid()}"
        try:
            self.folder.mkdir(exist_ok=True)
            with beside.open("wb") as handle:
                handle.write(json.dumps([len(body), headers]).encode() + b"\n" + body)
            beside.replace(self.folder / key)
            self._let_go()
        except OSError as error:  # a disk that is full or closed: the answer is made again
            log.warning("an answer was not kept: %s", error.strerror)
            with suppress(OSError):
                beside.unlink(missing_ok=True)

    def _let_go(self) -> None:
        found = []
        for path in self.folder.iterdir():
            with suppress(OSError):  # another process let go of it
                stat = path.stat()
                found.append((stat.st_mtime, stat.st_size, path))
        size = 0
        for number, (_, bytes_, path) in enumerate(sorted(found, reverse=True), 1):
            size += bytes_
            if number > self.most_files or size > self.most_bytes:
                path.unlink(missing_ok=True)


class Turns:
    """One at a time, and one who waits."""

    def __init__(self) -> None:
        self._turn, self._waiting = BoundedSemaphore(1), BoundedSemaphore(1)

    def take(self, wait: float) -> bool:
        """Take the turn, waiting for it if nobody else does."""
        if self._turn.acquire(blocking=False):
            return True
        if not self._waiting.acquire(blocking=False):
            return False
        try:
            return self._turn.acquire(timeout=wait)
        finally:
            self._waiting.release()

    def give_back(self) -> None:
        """Let the next one in."""
        self._turn.release()


class BusyError(ServiceUnavailable):
    """Another answer that takes long is being made."""


def install(app: Flask) -> None:
    """Let dear answers wait for their turn; to be installed after what settles a request's tag."""
    app.extensions["turns"] = Turns()
    app.before_request(answer_or_take_turn)
    app.teardown_request(give_back)


def answer_or_take_turn() -> Response | None:
    """The answer from the disk, or the turn to make it.

    Raises:
        BusyError: somebody else's is being made.
    """
    if not is_dear():
        return None
    key = kept_key()
    found = answers().open(key) if key else None
    if found is not None:
        g.from_kept = True
        return sent(*found)
    if not turns().take(WAIT):
        raise BusyError
    g.turn = True
    return None


def sent(headers: Headers, handle: IO[bytes]) -> Response:
    """An answer from the disk: read whole, or piece by piece by the server where it is large."""
    length = int(dict(headers).get("Content-Length", "0"))
    if request.method == "HEAD" or length <= _IN_MEMORY:
        with handle:
            body = () if request.method == "HEAD" else (handle.read(),)
            return Response(body, headers=list(headers))
    return Response(
        wrap_file(request.environ, handle), headers=list(headers), direct_passthrough=True
    )


def give_back(_error: BaseException | None) -> None:
    """Give the request's turn back, if it took one."""
    if g.pop("turn", False):
        turns().give_back()


def keep_answer(response: Response) -> None:
    """Keep a dear answer as it is sent, when it is the same for everybody who asks for it."""
    key = kept_key() if g.get("turn") and response.status_code == 200 else ""
    if key and request.method == "GET" and not response.is_streamed:
        response.headers["Content-Length"] = str(len(response.get_data()))
        answers().keep(key, tuple(response.headers), response.get_data())


def is_dear() -> bool:
    """Whether the request asks for something that takes long to make."""
    row = registry.of_rule(request.url_rule.rule if request.url_rule else None)
    method = "GET" if request.method == "HEAD" else request.method
    return row is not None and method in row.dear


def kept_key() -> str:
    """What an answer is known by on the disk; "" for what somebody sent, which nobody keeps."""
    if request.method not in ("GET", "HEAD") or "answer_tag" not in g:
        return ""
    if site().current().mark != g.generation:
        return ""
    return f"{g.answer_tag}-{request.headers.get('Accept-Encoding') or 'plain'}"


def answers() -> KeptAnswers:
    """The dear answers that are kept on disk, shared by all workers."""
    return KeptAnswers(site().config.index / FOLDER)


def turns() -> Turns:
    """The turns of this process."""
    found = current_app.extensions["turns"]
    assert isinstance(found, Turns)  # noqa: S101  # told to the type checker; install set it
    return found
