"""A builder that stays loaded: the server keeps it, `scripts/publish` asks it for a build.

    python -m cli.builder SERVER        SERVER is the process id that it lives as long as

Starting a program and reading what hardly ever changes is most of what a small build costs. So
this one has loaded everything, remembers what it built last, and waits at a socket in the index
folder. It builds nothing but the configured catalogue, and only as the version of the program
that lies on the disk: after an upgrade it declines until the server has been renewed, and
whoever asked builds with a program of his own, as he does where nobody answers.
"""

import io
import logging
import os
import select
import socket
import sys
import time
from collections.abc import Callable
from contextlib import redirect_stdout, suppress
from dataclasses import replace
from functools import partial
from pathlib import Path

from catalogue.generations.memory import Memory
from catalogue.generations.publish import code_version
from cli.catalogue import build_and_tell
from search.index.indexer import WhooshIndexer
from web.middleware import logs
from web.site.config import Config, Environment

SOCKET = "builder"
_LOOK_EVERY = 0.5  # seconds between looks at whether the server lives
_LONGEST = 10_000  # bytes of a question: two paths
_SHORT = 1.0  # a builder that ends sooner is not started again at once
_PATIENCE = 5.0  # seconds for somebody to ask, and to take the answer
log = logging.getLogger("indsatskataloget")
Build = Callable[[], int]


def keep(work: Callable[[], None], alive: Callable[[], bool]) -> None:
    """Work in a copy of this process, in another one when that ends, for as long as it is wanted.

    So a builder that is killed, for its memory or by hand, costs the next one nothing but what
    it remembered.
    """
    while alive():
        began = time.monotonic()
        pid = os.fork()
        if not pid:
            code = 1
            try:
                work()
                code = 0
            except BaseException:  # a copy must never go on as the one that keeps it
                log.exception("the builder ended by an error")
            finally:
                os._exit(code)
        os.waitpid(pid, 0)
        if alive():
            log.warning("the builder ended; a new one begins")
            time.sleep(max(0.0, _SHORT - (time.monotonic() - began)))


def answer(
    config: Config, build: Build, version: Callable[[], str], alive: Callable[[], bool]
) -> None:
    """Build when asked to, until the server ends.

    Args:
        config: the catalogue that is built, no other.
        build: builds, prints what it found and returns the exit code.
        version: of the program on the disk; the one at the beginning is what builds here.
        alive: asked twice a second.
    """
    mine = version()
    wanted = f"{config.catalogue.resolve()}\n{config.index.resolve()}\n".encode()
    with listening(config.index) as listener:
        while alive():
            if not select.select([listener], [], [], _LOOK_EVERY)[0]:
                continue
            asker, _ = listener.accept()
            asker.settimeout(_PATIENCE)
            with asker, suppress(OSError):  # whoever asked is gone
                if asked_of(asker) == wanted and version() == mine:
                    asker.sendall(told(build))


def listening(index: Path) -> socket.socket:
    """The socket in the index folder that only this user may ask at."""
    index.mkdir(parents=True, exist_ok=True)
    os.chdir(index)  # a socket's whole path may be too long for it
    Path(SOCKET).unlink(missing_ok=True)
    listener = socket.socket(socket.AF_UNIX)
    before = os.umask(0o177)
    listener.bind(SOCKET)
    os.umask(before)
    listener.listen(1)
    return listener


def asked_of(asker: socket.socket) -> bytes:
    """What is asked: two lines, the catalogue and the index folder."""
    asked = b""
    while asked.count(b"\n") < 2 and len(asked) < _LONGEST:
        piece = asker.recv(_LONGEST)
        if not piece:
            break
        asked += piece
    return asked


def told(build: Build) -> bytes:
    """What a build prints, and its exit code on a line of its own."""
    with redirect_stdout(io.StringIO()) as printed:
        code = build()
    return f"{printed.getvalue()}{code}\n".encode()


def main(server: int) -> None:
    """Build what lies there, then what is asked for, for as long as the server lives."""
    logs.to_stderr()
    config = Environment().config()
    config = replace(config, catalogue=config.catalogue.resolve(), index=config.index.resolve())

    def work() -> None:
        parent = os.getppid()
        build = partial(build_and_tell, config.catalogue, config.index, WhooshIndexer(), Memory())
        build()
        answer(config, build, code_version, lambda: os.getppid() == parent)

    if not hasattr(socket, "AF_UNIX"):
        build_and_tell(config.catalogue, config.index, WhooshIndexer())
        return
    keep(work, lambda: os.getppid() == server)


if __name__ == "__main__":
    main(int(sys.argv[1]))
