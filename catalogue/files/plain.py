"""The only way to a catalogue's files: plain files in plain folders, never where a link leads.

A repository can hold links, and a link can lead to a device that never ends, to a pipe that
nobody fills, or to a file that is nobody's business.
"""

import errno
import hashlib
import os
import stat
import time
from collections.abc import Callable
from operator import attrgetter
from pathlib import Path

_ODD = "det er ikke en almindelig fil"
_LINK = "mappen er en genvej til et andet sted"
_FLAGS = os.O_RDONLY
for _name in ("O_NOFOLLOW", "O_NONBLOCK", "O_CLOEXEC", "O_BINARY"):  # not all on every system
    _FLAGS |= getattr(os, _name, 0)
_BY_NAME = attrgetter("name")
_TICK = 2_000_000_000  # nanoseconds; the coarsest clock of a file system in use
_REASONS = {
    errno.ENOENT: "den findes ikke",
    errno.EACCES: "den må ikke læses",
    errno.EPERM: "den må ikke læses",
    errno.ENOTDIR: "den ligger ikke i en mappe",
    errno.EISDIR: "det er en mappe",
    errno.ELOOP: "det er en genvej",
    errno.ENAMETOOLONG: "navnet er for langt",
    errno.EIO: "disken svarer ikke",
    errno.ENOSPC: "disken er fuld",
    errno.EROFS: "disken kan ikke skrives til",
    errno.EDQUOT: "pladsen er brugt op",
    errno.EMFILE: "der er for mange åbne filer",
}


def in_danish(error: OSError) -> str:
    """What the system complains of, for the middle of a Danish sentence."""
    return _REASONS.get(error.errno or 0) or error.strerror or "ukendt fejl"


def list_folder(folder: Path) -> tuple[tuple[Path, ...], str]:
    """What lies in a folder, in order of name, and the reason in Danish when that can't be told."""
    if folder.is_symlink():
        return (), _LINK
    try:
        return tuple(sorted(folder.iterdir(), key=_BY_NAME)), ""
    except OSError as error:
        return (), in_danish(error)


def read_plain(path: Path, limit: int) -> tuple[bytes, str]:
    """A file's first bytes, and the reason in Danish when it can't be read.

    Args:
        path: the file; its folder is taken from `list_folder`.
        limit: the most bytes read.
    """
    try:
        if not stat.S_ISREG(path.lstat().st_mode):
            return b"", _ODD
        opened = os.open(path, _FLAGS)
    except OSError as error:
        return b"", in_danish(error)
    with open(opened, "rb") as handle:  # noqa: PTH123  # what was opened, not what the name means now
        try:
            return (handle.read(limit), "") if is_plain(handle.fileno()) else (b"", _ODD)
        except OSError as error:
            return b"", in_danish(error)


def is_plain(number: int) -> bool:
    """An opened file is a file, not a device or a pipe."""
    return stat.S_ISREG(os.fstat(number).st_mode)


def shown_name(path: Path) -> str:
    """A file's name for messages; what is no text in it is shown as a sign that says so."""
    name = path.name
    if name.isprintable():
        return name
    return "".join(char if char.isprintable() else "\ufffd" for char in name)


class FileRead:
    """A file that was read: what its content is, and the content for as long as it is at hand.

    Attributes:
        hash: SHA-256 of the content.
        reason: in Danish, when it can't be read.
    """

    __slots__ = ("_data", "_limit", "_path", "hash", "reason")

    def __init__(self, path: Path, limit: int) -> None:
        """Read a file (see `read_plain`)."""
        data, self.reason = read_plain(path, limit)
        self.hash = hashlib.sha256(data).digest()
        self._path, self._limit = path, limit
        self._data: bytes | None = data

    @property
    def data(self) -> bytes:
        """The content; read again where it was let go of."""
        return read_plain(self._path, self._limit)[0] if self._data is None else self._data

    def let_go(self) -> None:
        """Of the content."""
        self._data = None


class FilesRead:
    """Files read once in a build, and not again in the next while nothing has touched them.

    What tells is the time of the last change in the file system's own book, beside size and
    number. A file that was changed just before it was read may be changed once more within the same
    tick of that clock, and is read again.
    """

    def __init__(self, limit: int, now: Callable[[], int] = time.time_ns) -> None:
        """Nothing is read yet.

        Args:
            limit: the most bytes read of a file.
            now: nanoseconds, by the clock that files are dated by.
        """
        self._limit = limit
        self._clock = now
        self._known: dict[str, tuple[object, FileRead]] = {}
        self._now: dict[str, tuple[object, FileRead]] = {}

    def begin(self) -> None:
        """A build begins: of what the one before read, only that is known which it asked for."""
        self._known, self._now = self._now, {}

    def end(self) -> None:
        """What was read need not be at hand any longer."""
        for _, reading in self._now.values():
            reading.let_go()

    def read(self, path: Path) -> FileRead:
        """A file as it is now; in one build always as it was at first."""
        name = os.fspath(path)
        if name not in self._now:
            seen = _seen(name, self._clock())
            before, known = self._known.get(name, (None, None))
            if known is None or before is None or before != seen:
                known = FileRead(path, self._limit)
            self._now[name] = seen, known
        return self._now[name][1]


def _seen(name: str, now: int) -> object:
    """What tells that somebody has changed a file; None where a change might not be seen."""
    try:
        found = os.lstat(name)
    except OSError:
        return None
    changed = max(found.st_mtime_ns, found.st_ctime_ns)
    if now - changed < _TICK:
        return None
    return found.st_mtime_ns, found.st_ctime_ns, found.st_size, found.st_ino, found.st_mode
