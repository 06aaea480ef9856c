"""Much work shared out among the machine's cores: what a whole build does with every file.

A copy of this process has all that it needs in its memory already, so only answers are sent, as
bytes. Where copies can't be made, or there is too little to do, the work is done here.
"""

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from functools import partial
from multiprocessing import get_all_start_methods, get_context
from typing import TypeVar

_T = TypeVar("_T")
_jobs: list[Callable[[], object]] = []  # of a copy, from the moment that it was made


def shared_out(
    work: Callable[[Sequence[_T]], bytes], things: Sequence[_T], at_once: int
) -> Iterator[bytes]:
    """What the work gives of each run of things, in order.

    Args:
        work: does some of them.
        things: all of them.
        at_once: how many make a run; more than one run is worth another process.
    """
    runs = [things[at : at + at_once] for at in range(0, len(things), at_once)]
    if len(runs) < 2 or not _several():
        yield from map(work, runs)
        return
    jobs = [partial(work, run) for run in runs]
    with ProcessPoolExecutor(os.cpu_count(), get_context("fork"), _jobs.extend, (jobs,)) as pool:
        for done in pool.map(_do, range(len(runs))):
            assert isinstance(done, bytes)  # noqa: S101  # told to the type checker
            yield done


@contextmanager
def beside(work: Callable[[], None], *, worth: bool) -> Iterator[None]:
    """Do something in a copy of this process while this one goes on; both are done at the end.

    Args:
        work: leaves files, and nothing in memory.
        worth: there is so much to do that a copy pays.
    Raises:
        Exception: what the work raised.
    """
    if not worth or not _several():
        work()
        yield
        return
    with ProcessPoolExecutor(1, get_context("fork"), _jobs.append, (work,)) as pool:
        done = pool.submit(_do, 0)
        yield
        done.result()


def _several() -> bool:
    """There are cores for it. macOS can copy a process too, but its libraries may not live on."""
    forks = "fork" in get_all_start_methods() and sys.platform != "darwin"
    return forks and (os.cpu_count() or 1) > 1


def _do(number: int) -> object:
    return _jobs[number]()
