"""What the pages stand on: the published generation and its engine, swapped when a new one comes.

A server's worker looks at the pointer five times a second in a thread of its own, so no visitor
waits for a generation to be opened and an idle worker follows too. Where nothing watches
(tests, an odd server), the request that finds the last look a second old looks itself, while
the others go on with the old. A generation that can't be opened is told in the log and the
old one stays; it is tried again when the pointer is written anew.
"""

import gc
import logging
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from threading import Event, Lock, Thread

from flask import current_app
from werkzeug.exceptions import ServiceUnavailable

from catalogue.generations.publish import code_version
from catalogue.generations.reader import (
    POINTER,
    SEARCH,
    Generation,
    GenerationError,
    current_name,
    earlier_names,
    open_current,
    open_folder,
    read_manifest,
)
from catalogue.model.vocabulary import Vocabularies
from search.engine import Engine, open_engine
from search.language.word_lists import read_words
from search.meaning.client import CAN_ASK, Client
from search.meaning.store import space_path
from web.site.config import Config
from web.site.version import map_version, program_version

LOOK_EVERY = 0.2  # seconds between looks at the pointer, one `stat` each
_WATCH_EVERY = LOOK_EVERY / 2
log = logging.getLogger("indsatskataloget")


@dataclass(frozen=True, slots=True)
class Snapshot:
    """One generation with its engine; a request holds on to one from start to end."""

    generation: Generation
    engine: Engine

    @property
    def vocabularies(self) -> Vocabularies:
        """The generation's vocabularies."""
        return self.generation.vocabularies

    @property
    def mark(self) -> str:
        """Changes with all that is shown: the generation, and the model's part of its meaning."""
        return f"{self.generation.name}{'+' if self.engine.meaning.model is not None else ''}"


class NothingToShowError(ServiceUnavailable):
    """No generation could be opened yet; one is built, or soon published."""


class Site:
    """The settings, and the generation that is shown now."""

    def __init__(self, config: Config) -> None:
        """Open the published generation, or the best there is; without any, it is waited for."""
        self.config = config
        self.code = code_version()
        # What of a page's tag never changes, made once: settings, and all that pages are made of.
        self.settings = f"{config!r} {program_version()} {map_version(config.catalogue)}"
        self._client = Client(config.model_socket) if config.model_socket and CAN_ASK else None
        self._seen = self._pointer()
        self._snapshot: Snapshot | None = None
        self._snapshot = self._best()
        self._take_model()
        self._looked = time.monotonic()
        self._lock = Lock()

    @property
    def is_empty(self) -> bool:
        """There is nothing to show yet."""
        return self._snapshot is None

    def current(self) -> Snapshot:
        """The generation to answer from.

        Raises:
            NothingToShowError: none could be opened yet.
        """
        if time.monotonic() - self._looked >= LOOK_EVERY and self._lock.acquire(blocking=False):
            try:
                self._follow()
            finally:
                self._lock.release()
        if self._snapshot is None:
            raise NothingToShowError
        return self._snapshot

    def look(self) -> None:
        """Look at the pointer now, and open what it names if that is new."""
        with self._lock:
            self._follow()

    def watch(self, stop: Event, tick: Callable[[], None] = lambda: None) -> Thread:
        """Follow the pointer in a thread of its own until `stop` is set.

        Args:
            stop: ends the thread.
            tick: called after each look.
        """

        def follow() -> None:
            while not stop.wait(_WATCH_EVERY):
                self.look()
                tick()

        thread = Thread(target=follow, name="watch", daemon=True)
        thread.start()
        return thread

    def _follow(self) -> None:
        self._looked = time.monotonic()
        seen = self._pointer()
        if seen == self._seen:
            self._take_model()
            return
        self._seen = seen
        if self._snapshot is None:
            self._snapshot = self._best()
            return
        name, old = current_name(self.config.index), self._snapshot.generation.name
        if name is None:
            log.warning("no published generation to be seen; %s is kept", old)
        elif name != old:
            try:
                self._snapshot = self._open(self._published())
            except GenerationError as error:
                log.warning("generation %s not opened (%s); %s is kept", name, error, old)
            else:
                log.info("generation %s opened", name)

    def _take_model(self) -> None:
        """Take the model's part of the meaning once it is whole."""
        if self._snapshot is None:
            return
        generation, engine = self._snapshot.generation, self._snapshot.engine
        path = space_path(self.config.index, generation.name)
        if self._client is None or engine.meaning.model is not None or not path.exists():
            return
        try:
            meaning = engine.meaning.with_model(path, self._client)
        except (OSError, ValueError) as error:
            log.warning("meaning of %s not opened (%s): the word table answers", path.name, error)
            path.unlink(missing_ok=True)
        else:
            self._snapshot = Snapshot(generation, replace(engine, meaning=meaning))
            log.info("meaning of %s opened", generation.name)

    def _pointer(self) -> tuple[int, int] | None:
        """What tells one writing of the pointer from another, without reading it."""
        try:
            found = (self.config.index / POINTER).stat()
        except OSError:
            return None
        return found.st_ino, found.st_mtime_ns

    def _best(self) -> Snapshot | None:
        """What a start can show: what is published, whichever version of the program made it, else
        the newest of what was published before.
        """
        published = current_name(self.config.index)
        names = (published, *earlier_names(self.config.index))
        for name in dict.fromkeys(name for name in names if name):
            try:
                snapshot = self._open(open_folder(self.config.index / name))
            except GenerationError as error:
                log.warning("generation %s not opened (%s)", name, error)
                continue
            if read_manifest(snapshot.generation.folder).get("code") != self.code:
                log.warning("generation %s is another version's: shown until a new one", name)
            elif name != published:
                log.warning("generation %s is shown: what is published can't be opened", name)
            return snapshot
        log.error("there is nothing to show: no generation can be opened")
        return None

    def _published(self) -> Generation:
        return open_current(self.config.index, self.code)

    def _open(self, generation: Generation) -> Snapshot:
        """Open a generation's engine, and keep the collector from it.

        What is opened stays: looking for rubbish in it again and again took tens of milliseconds
        from a visitor now and then, and a third of the time that opening takes.
        """
        gc.disable()
        try:
            snapshot = self._opened(generation)
        finally:
            gc.enable()
        if self._snapshot is not None:  # what the generation before that left behind
            gc.unfreeze()
            gc.collect()
        gc.freeze()
        return snapshot

    def _opened(self, generation: Generation) -> Snapshot:
        folder = generation.folder / SEARCH
        try:
            return Snapshot(
                generation, open_engine(folder, generation.vocabularies, read_words(folder))
            )
        except (OSError, ValueError, KeyError) as error:  # swept away while being opened
            generation.close()
            raise GenerationError(f"søgeindekset kan ikke åbnes: {error}") from error


def site() -> Site:
    """The site of the request at hand."""
    found = current_app.extensions["site"]
    assert isinstance(found, Site)  # noqa: S101  # told to the type checker; create_app set it
    return found
