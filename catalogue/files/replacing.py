"""A small file replaced in one step, so that whoever reads it sees the old or the new."""

import os
from pathlib import Path


def replace_file(path: Path, text: str, *, lasting: bool = True) -> None:
    """Put a text in a file's place.

    Args:
        path: what is replaced; its folder is there.
        text: the new content.
        lasting: it is on the disk before this returns, at the cost of waiting for the disk.
    Raises:
        OSError: it can't be written; the old content stays.
    """
    beside = path.with_name(f"{path.name}.{os.getpid()}")
    try:
        beside.write_text(text, encoding="utf-8")
        if lasting:
            flush(beside)
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)  # left by a disk that was full


def flush(path: Path) -> None:
    """Wait until a file or folder is on the disk; Windows opens no folder, and keeps it itself."""
    try:
        handle = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    except PermissionError:
        if path.is_dir():
            return
        raise
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
