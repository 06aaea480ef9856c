"""The process that holds the model: answers questions, and embeds what a generation says.

    python -m search.meaning.process SOCKET INDEX-FOLDER

One for all workers. At most as many texts are embedded at once as there are cores; a question
that would wait longer than whoever asked is let go. Between questions it embeds the texts of the
published generation that the store does not have, a few at a time. A text that takes the
engine longer than any can is taken for a hang, and the process ends itself to be started anew.
"""

import logging
import os
import socketserver
import sys
import time
from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import partial
from itertools import islice
from pathlib import Path
from threading import BoundedSemaphore, Lock, Thread, get_native_id

from catalogue.generations.reader import SEARCH, current_name
from search.meaning.client import DEADLINE, LENGTH, received
from search.meaning.keeper import NOT_HERE, log_as_the_server
from search.meaning.model import MAX_LETTERS, NAME, SIZE, Model
from search.meaning.passages import read_texts
from search.meaning.space import make_space, write_space
from search.meaning.store import VectorStore, key_of, space_path, sweep
from search.meaning.vectors import Vectors, stacked

HANGS = 20.0  # seconds that no text takes
# A question that waits longer for its turn would come too late for whoever asked, and make the next
# one late too: it is let go at once, and answered by words.
_WAITS = DEADLINE / 3
_KEPT = 4096  # vectors of questions, for all workers; six megabytes
_LOOK_EVERY = 0.5  # seconds between looks at the pointer
_NICE = 10  # how far the texts of a generation stand back
_AT_A_TIME = 16  # texts embedded before they are written
_TELL_EVERY = 10.0  # seconds between lines of progress
log = logging.getLogger("indsatskataloget.meaning")


class Answerer:
    """Embeds questions: bounded at once, kept, watched. Safe for threads."""

    def __init__(self, embed: Callable[[str], Vectors], at_once: int) -> None:
        """An answerer.

        Args:
            embed: makes a question's vector.
            at_once: how many at a time.
        """
        self._embed = embed
        self._places = BoundedSemaphore(at_once)
        self._lock = Lock()
        self._kept: OrderedDict[str, bytes] = OrderedDict()
        self._running: dict[int, float] = {}

    def answer(self, text: str) -> bytes | None:
        """A question's vector as bytes; None when it would have to wait too long."""
        with self._lock:
            if text in self._kept:
                self._kept.move_to_end(text)
                return self._kept[text]
        if not self._places.acquire(timeout=_WAITS):
            return None
        number = time.monotonic_ns()
        try:
            with self._lock:
                self._running[number] = time.monotonic()
            found = self._embed(text).tobytes()
        finally:
            with self._lock:
                del self._running[number]
            self._places.release()
        with self._lock:
            self._kept[text] = found
            while len(self._kept) > _KEPT:
                self._kept.popitem(last=False)
        return found

    @property
    def busy(self) -> bool:
        """Whether a question is being answered just now."""
        return bool(self._running)

    def hangs(self, now: float) -> bool:
        """Something has been embedded for longer than anything takes."""
        with self._lock:
            return any(now - since > HANGS for since in self._running.values())


class _Connection(socketserver.BaseRequestHandler):
    """One question and its answer; an odd question is told nothing."""

    def handle(self) -> None:
        server = self.server
        assert isinstance(server, Server)  # noqa: S101  # told to the type checker
        self.request.settimeout(1.0)
        with suppress(OSError):
            (length,) = LENGTH.unpack(received(self.request, LENGTH.size))
            if length > 4 * MAX_LETTERS:
                return
            text = received(self.request, length).decode("utf-8", "replace")
            answer = server.answerer.answer(text)
            if answer is not None:
                self.request.sendall(answer)


class Server(socketserver.ThreadingMixIn, socketserver.UnixStreamServer):
    """Listens on the socket. Only who may enter its folder can ask."""

    daemon_threads = True
    request_queue_size = 64

    def __init__(self, path: str, answerer: Answerer) -> None:
        self.answerer = answerer
        super().__init__(path, _Connection)


class Filler:
    """Embeds the texts of the published generation that are not kept yet."""

    def __init__(
        self, index: Path, store: VectorStore, embed: Callable[[str, bool], Vectors]
    ) -> None:
        """A filler.

        Args:
            index: the folder of generations.
            store: where vectors are kept.
            embed: makes a text's vector; of one that is said as a question is, when True.
        """
        self._index = index
        self._store = store
        self._embed = embed
        self._done = ""
        self._told = 1
        self._threads = ThreadPoolExecutor(os.cpu_count() or 1, "fill", _step_back)

    def fill(self, pause: Callable[[], None] = lambda: None) -> int:
        """Embed what is missing now.

        Args:
            pause: called before each text; returns when nobody asks anything.

        Returns:
            How many texts were embedded.
        """
        name = current_name(self._index)
        if name is None or name == self._done:
            return 0
        texts = tuple(read_texts(self._index / name / SEARCH).all())
        keys = [key_of(text, said=said) for text, said in texts]
        kept = dict(self._store.read(keys))
        missing = {key: text for key, text in zip(keys, texts, strict=True) if key not in kept}
        began, done = time.monotonic(), 0
        rest = iter(missing.items())
        while some := tuple(islice(rest, _AT_A_TIME)):
            vectors = self._threads.map(partial(self._one, pause), (text for _, text in some))
            found = dict(zip((key for key, _ in some), vectors, strict=True))
            self._store.add(found)
            kept |= found
            done += len(found)
            if current_name(self._index) != name:
                return done
            if time.monotonic() - began > _TELL_EVERY * self._told:
                self._told += 1
                log.info("meaning: %d of %d new texts embedded", done, len(missing))
        space = make_space(stacked([kept[key] for key in keys], SIZE))
        write_space(space_path(self._index, name), space)
        sweep(self._index)
        self._done = name
        log.info("meaning of %s whole: %d texts, %d of them new", name, len(texts), done)
        return done

    def _one(self, pause: Callable[[], None], text: tuple[str, bool]) -> Vectors:
        pause()
        return self._embed(*text)


def _step_back() -> None:
    """Let whoever answers visitors go before this thread, where the system can."""
    if hasattr(os, "setpriority"):
        os.setpriority(os.PRIO_PROCESS, get_native_id(), _NICE)


def serve(path: str, index: Path, model: Model, alive: Callable[[], bool]) -> None:
    """Answer and embed until the owner has ended."""
    answerer = Answerer(model.query, os.cpu_count() or 1)
    Path(path).unlink(missing_ok=True)
    with Server(path, answerer) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        Thread(target=_watch, args=(answerer, alive), daemon=True).start()

        def embed(text: str, said: bool) -> Vectors:  # noqa: FBT001  # one of two ways
            return model.query(text) if said else model.passage(text)

        filler = Filler(index, VectorStore(index, NAME, SIZE), embed)

        def pause() -> None:
            while answerer.busy:
                time.sleep(0.005)

        while True:
            try:
                filler.fill(pause)
            except (OSError, ValueError, KeyError) as error:  # a generation that is swept away
                log.warning("texts not embedded: %s", error)
            time.sleep(_LOOK_EVERY)


def _watch(answerer: Answerer, alive: Callable[[], bool]) -> None:
    """End the process at once when its owner has ended or the engine hangs."""
    while alive():
        if answerer.hangs(time.monotonic()):
            log.error("the model hangs on a text: the process ends itself")
            os._exit(70)
        time.sleep(_LOOK_EVERY)
    os._exit(0)


def main(path: str, index: str) -> int:
    """Answer questions on a socket until the owner has ended; the exit code."""
    log_as_the_server()
    owner = os.getppid()
    try:
        model = Model()
    except (ImportError, OSError, RuntimeError) as error:
        log.warning("no model on this machine (%s): words and the word table answer", error)
        return NOT_HERE
    serve(path, Path(index), model, lambda: os.getppid() == owner)
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:3]))
