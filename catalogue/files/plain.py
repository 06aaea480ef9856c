"""The only way to a catalogue's files: plain files in plain folders, never where a link leads.

A repository can hold links, and a link can lead to a device that never ends, to a pipe that
nobody fills, or to a file that is nobody's business.
"""

import os
import stat
from pathlib import Path

_ODD = "det er ikke en almindelig fil"
_LINK = "mappen er en genvej til et andet sted"
_FLAGS = os.O_RDONLY
for _name in ("O_NOFOLLOW", "O_NONBLOCK", "O_CLOEXEC", "O_BINARY"):  # not all on every system
    _FLAGS |= getattr(os, _name, 0)


def list_folder(folder: Path) -> tuple[tuple[Path, ...], str]:
    """What lies in a folder, in order of name, and the reason in Danish when that can't be told."""
    if folder.is_symlink():
        return (), _LINK
    try:
        return tuple(sorted(folder.iterdir())), ""
    except OSError as error:
        return (), error.strerror or "ukendt fejl"


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
        return b"", error.strerror or "ukendt fejl"
    with open(opened, "rb") as handle:  # noqa: PTH123  # what was opened, not what the name means now
        try:
            return (handle.read(limit), "") if is_plain(handle.fileno()) else (b"", _ODD)
        except OSError as error:
            return b"", error.strerror or "ukendt fejl"


def is_plain(number: int) -> bool:
    """An opened file is a file, not a device or a pipe."""
    return stat.S_ISREG(os.fstat(number).st_mode)


def shown_name(path: Path) -> str:
    """A file's name for messages; what is no text in it is shown as a sign that says so."""
    return "".join(char if char.isprintable() else "\ufffd" for char in path.name)
