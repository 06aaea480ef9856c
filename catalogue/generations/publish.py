"""A draft written, sealed, and made the published generation by one rename."""

import hashlib
import json
import os
import shutil
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache
from importlib import metadata
from pathlib import Path

from catalogue.files.plain import FileRead, list_folder
from catalogue.files.replacing import flush, replace_file
from catalogue.generations import reader as gen
from catalogue.model.record import Record

_AT_ONCE = 16  # files that are waited for together
_MOST = 1 << 22  # bytes of lines that are copied together
_KEEP = 3  # generations kept: the published one and two that workers may still be leaving
# All that catalogue/ and search/ import and that decides what is stored; a test holds the list.
LIBRARIES = (
    "PyYAML", "Whoosh-Reloaded", "cachetools", "filelock", "nh3", "numpy", "pydantic",
    "pydantic-core", "pyromark", "python-frontmatter", "rapidfuzz", "snowballstemmer",
)  # fmt: skip
_CODE = (".py", ".yaml", ".npy")
_CONTENT = ("entries", "vocabularies", "words", "emner")
_ROOT = Path(__file__).parents[2]
_HISTORY_ROOMS = ("git", "files", "model")  # what a history is read and told by


def write_entries(
    draft: Path,
    records: Mapping[str, Record],
    digests: Mapping[str, str],
    previous: gen.Generation | None = None,
) -> dict[str, gen.Extent]:
    """Write the records, one a line, and tell where each lies.

    Args:
        draft: the folder.
        records: by slug.
        digests: of the files that they were made from, by slug.
        previous: made by the same code; the line of a record that is the same is taken over.
    """
    places: dict[str, gen.Extent] = {}
    offset = 0
    begin = end = 0  # of the lines that are taken over together
    with (draft / gen.ENTRIES).open("wb") as handle:
        for slug, record in records.items():
            old = previous.place_of(slug, record) if previous is not None else None
            if previous is not None and (old is None or old.offset != end or end - begin > _MOST):
                handle.write(previous.lines(begin, end))
                begin = end = old.offset if old is not None else 0
            if old is not None:
                length = old.length
                end += length
            else:
                length = handle.write(gen.RECORD.dump_json(record) + b"\n")
            places[slug] = gen.Extent(offset, length, digests.get(slug, ""))
            offset += length
        if previous is not None:
            handle.write(previous.lines(begin, end))
    return places


def publish(index: Path, draft: Path, made_of: Mapping[str, str]) -> str:
    """Seal a draft with its manifest, give it its name, and let the pointer name it.

    Args:
        index: the folder of generations.
        draft: the folder to publish.
        made_of: hashes of what it was made from and by (`code`, `inputs`, …).
    """
    names = gen.listing(draft)
    with ThreadPoolExecutor(_AT_ONCE) as pool:  # while the disk takes some, others are hashed
        files = dict(zip(names, pool.map(_flushed, [draft / name for name in names]), strict=True))
    sealed = hashlib.sha256(f"{gen.FORMAT} {made_of['code']}".encode())
    for part, content in sorted(files.items()):
        sealed.update(f"{part} {content}\0".encode())
    name = f"gen-{sealed.hexdigest()[:20]}"
    target = index / name
    whole = kept_whole(target)
    manifest = {"format": gen.FORMAT, **made_of, "files": whole or files}
    (draft / gen.MANIFEST).write_text(json.dumps(manifest, indent=1), encoding="utf-8")
    flush(draft / gen.MANIFEST)
    if whole:  # the same content built before: only what it was made from is new
        (draft / gen.MANIFEST).replace(target / gen.MANIFEST)
    else:
        if target.exists():
            target.rename(index / f"old-{os.getpid()}")  # damaged; swept by the next build
        draft.rename(target)
    replace_file(index / gen.POINTER, name + "\n")
    flush(index)
    return name


def _flushed(path: Path) -> str:
    """The hash of a file that is on the disk for good."""
    flush(path)
    return gen.digest(path)


def kept_whole(folder: Path) -> Mapping[str, str] | None:
    """The files of a generation that stands there whole, None when none does."""
    try:
        manifest = gen.read_manifest(folder)
        gen.verify(folder, manifest)
    except gen.GenerationError:
        return None
    files = manifest["files"]
    return files if isinstance(files, dict) else None


def sweep(index: Path) -> None:
    """Remove what killed builds left, and generations older than the ones kept."""
    for stray in (*index.glob("new-*"), *index.glob("old-*")):
        shutil.rmtree(stray, ignore_errors=True)
    patterns = (f"{gen.POINTER}.*", "attempt.json.*", "kept-*/*.json.*", "kept-*/*.new")
    for stray in (path for pattern in patterns for path in index.glob(pattern)):
        stray.unlink(missing_ok=True)
    current = gen.current_name(index)
    folders = [path for path in index.glob("gen-*") if path.name != current]
    folders.sort(key=lambda path: path.stat().st_mtime, reverse=True)
    for folder in folders[_KEEP - 1 :]:
        shutil.rmtree(folder, ignore_errors=True)


def kept_folder(index: Path, code: str) -> Path:
    """Where builds by some code leave work for the next; that of other code is removed."""
    folder = index / f"kept-{code}"
    for other in index.glob("kept-*"):
        if other != folder:
            shutil.rmtree(other, ignore_errors=True)
    return folder


def code_version(root: Path = _ROOT) -> str:
    """A hash of the code and libraries that decide what a generation holds.

    Args:
        root: the program's folder.

    Returns:
        Twenty hexadecimal digits, other ones for any change of a module or rule file, however
        deep in its package, or of a library's version.
    """
    sealed = hashlib.sha256()
    for package in ("catalogue", "search"):
        for path in code_files(root / package, root):
            sealed.update(path.relative_to(root).as_posix().encode() + b"\0")
            sealed.update(_digest(path) + b"\0")
    for library in LIBRARIES:
        sealed.update(f"{library} {metadata.version(library)}".encode())
    return sealed.hexdigest()[:20]


def _digest(path: Path) -> bytes:
    """A file's hash; an array's is remembered: they are megabytes, and each build asks."""
    if path.suffix != ".npy":
        return hashlib.sha256(path.read_bytes()).digest()
    found = path.stat()
    return _array_digest(path, found.st_ino, found.st_size, found.st_mtime_ns)


@lru_cache(maxsize=32)
def _array_digest(path: Path, *_stat: int) -> bytes:
    return hashlib.sha256(path.read_bytes()).digest()


def code_files(folder: Path, root: Path = _ROOT) -> list[Path]:
    """All modules and rule files below a package, but the catalogue's own content."""
    content = {str(root / "catalogue" / name) for name in _CONTENT}
    found: list[Path] = []
    for at, folders, names in os.walk(folder):
        folders[:] = (name for name in folders if f"{at}{os.sep}{name}" not in content)
        found += (Path(at, name) for name in names if name.endswith(_CODE))
    return sorted(found)


def history_version(vocabularies: str) -> str:
    """A hash of the code and words that a history is told in; most new code leaves it alone."""
    sealed = hashlib.sha256(vocabularies.encode())
    for room in _HISTORY_ROOMS:
        for path in code_files(_ROOT / "catalogue" / room):
            sealed.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    for library in ("PyYAML", "nh3", "pyromark"):
        sealed.update(f"{library} {metadata.version(library)}".encode())
    return sealed.hexdigest()[:20]


def fingerprint(folder: Path, read: Callable[[Path], FileRead], *more: str) -> str:
    """A hash of everything a build reads.

    Args:
        folder: the catalogue.
        read: reads a file.
        more: what else decides.
    """
    parts = (folder_hash(folder / part, read) for part in _CONTENT)
    return hashlib.sha256("\0".join((*more, *parts)).encode()).hexdigest()


def folder_hash(folder: Path, read: Callable[[Path], FileRead]) -> str:
    """A hash of a folder's entries or word lists, their names included."""
    sealed = hashlib.sha256()
    listed, reason = list_folder(folder)
    for path in listed:
        name = path.name
        if name.casefold().endswith((".md", ".yaml")):
            # A file that can't be read is told by the check and must not stop the build.
            found = read(path)
            sealed.update(name.encode("utf-8", "surrogateescape") + b"\0" + found.hash)
            sealed.update(found.reason.encode() + b"\0")
    return hashlib.sha256(sealed.digest() + reason.encode()).hexdigest()
