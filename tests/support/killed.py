"""Builds that are killed: at every touch of the generations' folder, one build each.

    python -m tests.support.killed <catalogue> <index>

Forks a build that kills itself (SIGKILL, as a power cut would) at its second touch of the
file system below the index, then one at its fourth, until one gets through. After each it
says on a line of its own whether what is published can be opened, and by what name.
"""

import os
import signal
import sys
from pathlib import Path

from catalogue.generations.build import Job, build
from catalogue.generations.reader import GenerationError, open_current
from tests.support.small_folder import TODAY, ListIndexer

_EVENTS = ("open", "os.", "shutil.", "tempfile.")


def killed_build(job: Job, at: int) -> bool:
    """Build in a child that dies at its nth touch; True when it got through alive."""
    child = os.fork()
    if child == 0:
        left = at

        def count(event: str, arguments: tuple[object, ...]) -> None:
            nonlocal left
            if event.startswith(_EVENTS) and any(str(job.index) in str(a) for a in arguments):
                left -= 1
                if left == 0:
                    os.kill(os.getpid(), signal.SIGKILL)

        sys.addaudithook(count)
        build(job)
        os._exit(0)
    _, status = os.waitpid(child, 0)
    return os.WIFEXITED(status)


def main(folder: Path, index: Path) -> None:
    job = Job(folder, index, ListIndexer(), TODAY)
    at = 0
    alive = False
    while not alive:
        at += 2
        alive = killed_build(job, at)
        try:
            generation = open_current(index)
            print(at, "whole", generation.name, " ".join(generation.slugs), flush=True)
            generation.close()
        except GenerationError as error:
            print(at, "broken", error, flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
