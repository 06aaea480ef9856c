"""The preview of `make serve`: what is saved is built beside the server.

Only with PREVIEW=1. The page of the entry reads its own file (`web.site.saved_files`); search
and lists follow when this builder, a process of its own that looks twice a second, has published.
"""

import atexit
import logging
import os
import sys
import time
from collections.abc import Callable

from catalogue.generations.watch import signature
from web.middleware import logs
from web.server.build import build_now, in_own_process
from web.site.config import Config, Environment

LOOK_EVERY = 0.5  # seconds
log = logging.getLogger("indsatskataloget")


def start_builder() -> None:
    """Start the process that builds what is saved; it ends with this one."""
    builder = in_own_process("web.server.preview_builder", str(os.getpid()))
    owner = os.getpid()

    def stop() -> None:
        if os.getpid() == owner:  # not in a worker, which is a copy of the server
            builder.terminate()

    atexit.register(stop)


def build_what_is_saved(
    config: Config,
    build: Callable[[Config], object],
    alive: Callable[[], bool],
    look_every: float = LOOK_EVERY,
) -> None:
    """Build each time a file is saved, for as long as the server lives."""
    built = ""  # something may have been saved since the server built
    while alive():
        time.sleep(look_every)
        seen = signature(config.catalogue)
        if seen == built:
            continue
        built = seen
        try:
            build(config)
        except OSError as error:
            log.warning("not built: %s", error)


def main(server: int) -> None:
    """Build what is saved for as long as the server lives."""
    logs.to_stderr()
    build_what_is_saved(Environment().config(), build_now, lambda: os.getppid() == server)


if __name__ == "__main__":
    main(int(sys.argv[1]))
