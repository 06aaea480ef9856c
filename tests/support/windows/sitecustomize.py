"""Takes from Python what Windows lacks, as far as this project's code goes near it."""

import errno
import multiprocessing
import os
import socket
from pathlib import Path

for _name in ("pread", "fork"):
    delattr(os, _name)
del socket.AF_UNIX
multiprocessing.get_all_start_methods = lambda: ["spawn"]
_open, _fsync = os.open, os.fsync
_flags: dict[int, int] = {}


def _open_no_folder(path, flags, *rest, **more):
    if Path(path).is_dir():
        raise PermissionError(errno.EACCES, "Permission denied", path)
    number = _open(path, flags, *rest, **more)
    _flags[number] = flags
    return number


def _fsync_what_is_written(file):
    if not _flags.get(file, os.O_RDWR) & (os.O_RDWR | os.O_WRONLY):
        raise OSError(errno.EBADF, "Bad file descriptor")
    _fsync(file)


os.open, os.fsync = _open_no_folder, _fsync_what_is_written
