"""Keeps the model's process running: starts it anew when it ends, and ends with the server.

    python -m search.meaning.keeper SOCKET INDEX-FOLDER

A small process of its own, so that neither the server nor a worker ever waits for it.
"""

import logging
import os
import subprocess
import sys
import time

NOT_HERE = 3  # exit code of a command that can never run on this machine

_LOOK_EVERY = 0.5  # seconds
_SHORTEST, _LONGEST = 1.0, 60.0  # seconds before it is started anew
_TRIES = 6  # with the waits between them some two minutes
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
            tries -= 1  # it may be being installed beside the server
            if not tries:
                return NOT_HERE
        wait = shortest if time.monotonic() - began > _LONGEST else min(2 * wait, _LONGEST)
        log.warning("the model's process ended (%s): anew in %.0f s", child.returncode, wait)
        time.sleep(wait)
    return 0


def log_as_the_server() -> None:
    """Write to stderr, in the form that docs/operating.md promises of the whole log."""
    form = "%(asctime)s %(levelname)s %(process)d %(message)s"
    logging.basicConfig(level=logging.INFO, format=form, datefmt="%Y-%m-%dT%H:%M:%S%z")


def main(path: str, index: str) -> int:
    """Keep the model's process running for as long as whoever started us lives; the exit code."""
    log_as_the_server()
    command = [sys.executable, "-m", "search.meaning.process", path, index]
    return keep(command, os.getppid())


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:3]))
