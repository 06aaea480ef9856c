"""Building the configured catalogue when a server starts.

Only a builder knows Whoosh: a server builds in a process of its own, and imports the builder
only where no generation is there at all.
"""

import atexit
import logging
import os
import subprocess
import sys
from collections.abc import Callable

from catalogue.files.settings import ROOT
from catalogue.generations.build import Built, Job, build
from catalogue.model.dates import today
from web.addresses.registry import TAKEN
from web.site.config import Config

log = logging.getLogger("indsatskataloget")


def in_own_process(*arguments: str) -> "subprocess.Popen[bytes]":
    """One of the program's own modules started with `-m`, wherever the server was started.

    It hears no Ctrl-C in the server's terminal: it ends when the server has.
    """
    paths = os.pathsep.join(filter(None, (str(ROOT), os.environ.get("PYTHONPATH"))))
    command = [sys.executable, "-m", *arguments]
    environment = {**os.environ, "PYTHONPATH": paths}
    return subprocess.Popen(command, env=environment, process_group=0)  # noqa: S603  # ourselves


def start_builder() -> Callable[[], None]:
    """Start the builder that stays loaded (`cli/builder.py`), which builds what lies here at once.

    Returns:
        What ends it again.
    """
    builder = in_own_process("cli.builder", str(os.getpid()))
    owner = os.getpid()

    def stop() -> None:
        if os.getpid() == owner:  # not in a worker, which is a copy of the server
            builder.terminate()
            builder.wait()  # what takes this one's place would not know of it

    atexit.register(stop)
    return stop


def build_first() -> None:
    """Build and tell on the screen what was found, as `python -m catalogue build` does."""
    in_own_process("catalogue", "build").wait()


def build_now(config: Config) -> Built:
    """Build and publish a generation of the configured catalogue, in this process."""
    from search.index.indexer import WhooshIndexer  # noqa: PLC0415  # no worker needs Whoosh

    job = Job(
        config.catalogue,
        config.index,
        WhooshIndexer(),
        today(),
        config.review_after_days,
        taken=TAKEN,
    )
    built = build(job)
    told = next((fault for fault in built.faults if not fault.is_warning), None)
    if told is not None:
        log.warning("built: %s; %s, line %s: %s", built.outcome, told.file, told.line, told.message)
    return built
