"""The only way to a catalogue's files: plain files in plain folders, never where a link leads.

A repository can hold links, and a link can lead to a device that never ends, to a pipe that
nobody fills, or to a file that is nobody's business.
"""

import errno
import os
import stat
from pathlib import Path

_ODD = "det er ikke en almindelig fil"
_LINK = "mappen er en genvej til et andet sted"
_FLAGS = os.O_RDONLY
for _name in ("O_NOFOLLOW", "O_NONBLOCK", "O_CLOEXEC", "O_BINARY"):  # not all on every system
    _FLAGS |= getattr(os, _name, 0)
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
        return tuple(sorted(folder.iterdir())), ""
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
    return "".join(char if char.isprintable() else "\ufffd" for char in path.name)
