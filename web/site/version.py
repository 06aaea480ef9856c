"""Which version of the program this is, by all that a page is made of; read once, at the start."""

import hashlib
from functools import cache
from importlib import metadata
from pathlib import Path

from catalogue.files.plain import read_plain
from catalogue.files.settings import ROOT

_FOLDERS = ("catalogue", "search", "web", "templates", "static")
_CONTENT = {
    "entries",
    "vocabularies",
    "words",
    "emner",
}  # the catalogue's own, which a generation holds


@cache
def program_version(root: Path = ROOT) -> str:
    """A hash of every module, template, static file and library; twenty hexadecimal digits."""
    sealed = hashlib.sha256()
    for path in (root / "app.py", *program_files(root)):
        sealed.update(path.relative_to(root).as_posix().encode() + b"\0")
        sealed.update(hashlib.sha256(path.read_bytes()).digest())
    for library in _libraries():
        sealed.update(library.encode() + b"\0")
    return sealed.hexdigest()[:20]


@cache
def _libraries() -> list[str]:
    return sorted(f"{one.name} {one.version}" for one in metadata.distributions())


def map_version(catalogue: Path) -> str:
    """A hash of the map that a catalogue carries, which no generation holds."""
    data, odd = read_plain(catalogue / "geography" / "kommuner.json", 10_000_000)
    return odd or hashlib.sha256(data).hexdigest()[:20]


def program_files(root: Path) -> list[Path]:
    """All files of the program, but its content and what Python keeps beside modules."""
    content = {root / "catalogue" / name for name in _CONTENT}
    found = (path for name in _FOLDERS for path in (root / name).rglob("*"))
    return sorted(
        path
        for path in found
        if path.is_file() and "__pycache__" not in path.parts and content.isdisjoint(path.parents)
    )
