"""What the pages stand on: the published generation and its engine, swapped when a new one comes.

Looks at the pointer at most once a second. The request that finds a new name opens it while
the others go on with the old; a generation that can't be opened is told in the log and the
old one stays.
"""

import logging
import time
from dataclasses import dataclass
from threading import Lock

from flask import current_app

from catalogue.generation import SEARCH, Generation, GenerationError, current_name, open_current
from catalogue.publishing import code_version
from catalogue.vocabulary import Vocabularies
from search.engine import Engine, open_engine
from search.indexer import read_words
from web.config import Config

LOOK_EVERY = 1.0  # seconds between looks at the pointer
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
        self._snapshot = self._open()
        self._failed: str | None = None
        self._looked = time.monotonic()
        self._lock = Lock()

    def current(self) -> Snapshot:
        """The generation to answer from."""
        if time.monotonic() - self._looked >= LOOK_EVERY and self._lock.acquire(blocking=False):
            try:
                self._looked = time.monotonic()
                self._follow()
            finally:
                self._lock.release()
        return self._snapshot

    def _follow(self) -> None:
        name = current_name(self.config.index)
        if name in (None, self._snapshot.generation.name, self._failed):
            return
        try:
            self._snapshot = self._open()
        except GenerationError as error:
            self._failed = name
            log.warning("generation %s not opened (%s); the old one is kept", name, error)
        else:
            self._failed = None
            log.info("generation %s opened", name)

    def _open(self) -> Snapshot:
        generation = open_current(self.config.index, self.code)
        folder = generation.folder / SEARCH
        words = read_words(folder)
        return Snapshot(generation, open_engine(folder, generation.vocabularies, words))


def site() -> Site:
    """The site of the request at hand."""
    found = current_app.extensions["site"]
    assert isinstance(found, Site)  # noqa: S101  # told to the type checker; create_app set it
    return found
