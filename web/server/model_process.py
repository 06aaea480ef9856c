"""The model's process beside the workers: started with the server, kept running, ended with it.

Who needs it never waits for it: until it listens, and whenever it is late, questions are
answered by words and the word table (see docs/decisions/0014-meaning.md).
"""

import atexit
import logging
import os
import shutil
import socket
import tempfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from web.server.build import in_own_process
from web.site.config import Environment

log = logging.getLogger("indsatskataloget")


def start_model(settings: Environment) -> Callable[[], None]:
    """Start the process that keeps the model's running, and tell the workers where it listens.

    Returns:
        What ends it again, before another version of the program takes this one's place.

    Nothing is started where it is switched off, where somebody else has started it
    (MODEL_SOCKET), or where there are no sockets in the file system.
    """
    if not settings.model or settings.model_socket or not hasattr(socket, "AF_UNIX"):
        return lambda: None
    # A folder that only this user may enter; its name is short, since a socket's must be.
    folder = tempfile.mkdtemp(prefix="indsats-")
    path = str(Path(folder) / "model")
    os.environ["MODEL_SOCKET"] = path
    keeper = in_own_process("search.meaning.keeper", path, str(settings.index_path))
    owner = os.getpid()

    def stop() -> None:
        if os.getpid() == owner:  # not in a worker, which is a copy of the server
            keeper.terminate()
            keeper.wait()  # what takes this one's place would not know of it
            shutil.rmtree(folder, ignore_errors=True)
            with suppress(KeyError):
                del os.environ["MODEL_SOCKET"]

    atexit.register(stop)
    return stop
