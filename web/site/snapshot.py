"""What the pages stand on: the published generation and its engine, swapped when a new one comes.

A server's worker looks at the pointer twice a second in a thread of its own, so no visitor
waits for a generation to be opened and an idle worker follows too. Where nothing watches
(tests, an odd server), the request that finds the last look a second old looks itself, while
the others go on with the old. A generation that can't be opened is told in the log and the
old one stays; it is tried again when the pointer is written anew.
"""

import gc
import logging
import time
from collections.abc import Callable
from dataclasses import dataclass
from threading import Event, Lock, Thread

from flask import current_app

from catalogue.generations.publish import code_version
from catalogue.generations.reader import (
    POINTER,
    SEARCH,
    Generation,
    GenerationError,
    current_name,
    open_current,
)
from catalogue.model.vocabulary import Vocabularies
from search.engine import Engine, open_engine
from search.language.word_lists import read_words
from web.site.config import Config

LOOK_EVERY = 1.0  # seconds between looks at the pointer
_WATCH_EVERY = LOOK_EVERY / 2
log = logging.getLogger("indsatskataloget")


@dataclass(frozen=True, slots=True)
class Snapshot:
    """One generation with its engine; a request holds on to one from start to end."""

    generation: Generation
    engine: Engine

    @property
    def vocabularies(self) -> Vocabularies:
        return self.generation.vocabularies


class Site:
    """The settings, and the generation that is shown now."""

    def __init__(self, config: Config) -> None:
        """Open the published generation.

        Raises:
            GenerationError: there is none, or another code version made it.
        """
        self.config = config
        self.code = code_version()
        self.settings = repr(config)  # what of a page's tag never changes, made once
        self._seen = self._pointer()
        self._snapshot = self._open()
        self._looked = time.monotonic()
        self._lock = Lock()

    def current(self) -> Snapshot:
        """The generation to answer from."""
        if time.monotonic() - self._looked >= LOOK_EVERY and self._lock.acquire(blocking=False):
            try:
                self._follow()
            finally:
                self._lock.release()
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
            return
        self._seen = seen
        name, old = current_name(self.config.index), self._snapshot.generation.name
        if name is None:
            log.warning("no published generation to be seen; %s is kept", old)
        elif name != old:
            try:
                self._snapshot = self._open()
            except GenerationError as error:
                log.warning("generation %s not opened (%s); %s is kept", name, error, old)
            else:
                log.info("generation %s opened", name)

    def _pointer(self) -> tuple[int, int] | None:
        """What tells one writing of the pointer from another, without reading it."""
        try:
            found = (self.config.index / POINTER).stat()
        except OSError:
            return None
        return found.st_ino, found.st_mtime_ns

    def _open(self) -> Snapshot:
        """Open what the pointer names, and keep the collector from it.

        What is opened stays: looking for rubbish in it again and again took tens of milliseconds
        from a visitor now and then, and a third of the time that opening takes.
        """
        gc.disable()
        try:
            snapshot = self._opened()
        finally:
            gc.enable()
        if gc.get_freeze_count():  # what the generation before left behind
            gc.unfreeze()
            gc.collect()
        gc.freeze()
        return snapshot

    def _opened(self) -> Snapshot:
        generation = open_current(self.config.index, self.code)
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
