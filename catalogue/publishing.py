"""A draft written, sealed, and made the published generation by one rename."""

import hashlib
import json
import os
import shutil
from collections.abc import Mapping
from importlib import metadata
from pathlib import Path

from catalogue import generation as gen
from catalogue.record import Record

_KEEP = 3  # generations kept: the published one and two that workers may still be leaving
_LIBRARIES = ("Whoosh-Reloaded", "numpy", "snowballstemmer", "Markdown", "nh3", "pydantic")


def write_records(
    draft: Path, records: Mapping[str, Record], digests: Mapping[str, str]
) -> dict[str, gen.Place]:
    """Write the records, one a line, and tell where each lies."""
    places: dict[str, gen.Place] = {}
    offset = 0
    with (draft / gen.ENTRIES).open("wb") as handle:
        for slug, record in records.items():
            line = gen.RECORD.dump_json(record) + b"\n"
            handle.write(line)
            places[slug] = gen.Place(offset, len(line), digests.get(slug, ""))
            offset += len(line)
    return places


def publish(index: Path, draft: Path, code: str, inputs: str) -> str:
    """Seal a draft with its manifest, give it its name, and let the pointer name it."""
    files = {name: gen.digest(draft / name) for name in gen.listing(draft)}
    sealed = hashlib.sha256(f"{gen.FORMAT} {code}".encode())
    for part in (gen.ENTRIES, gen.CATALOGUE):
        sealed.update(files[part].encode())
    name = f"gen-{sealed.hexdigest()[:20]}"
    manifest = {"format": gen.FORMAT, "code": code, "inputs": inputs, "files": files}
    (draft / gen.MANIFEST).write_text(json.dumps(manifest, indent=1), encoding="utf-8")
    for path in sorted(draft.rglob("*")):
        if path.is_file():
            _flush(path)
    target = index / name
    if target.exists():  # same content built before; the new one is known to be whole
        aside = index / f"old-{os.getpid()}"
        target.rename(aside)
        draft.rename(target)
        shutil.rmtree(aside, ignore_errors=True)
    else:
        draft.rename(target)
    replace_file(index / gen.POINTER, name + "\n")
    _flush(index)
    return name


def replace_file(path: Path, text: str) -> None:
    """A small file's content replaced in one step."""
    beside = path.with_name(f"{path.name}.{os.getpid()}")
    beside.write_text(text, encoding="utf-8")
    _flush(beside)
    beside.replace(path)


def _flush(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def sweep(index: Path) -> None:
    """Remove what killed builds left, and generations older than the ones kept."""
    for stray in (*index.glob("new-*"), *index.glob("old-*")):
        shutil.rmtree(stray, ignore_errors=True)
    current = gen.current_name(index)
    folders = [path for path in index.glob("gen-*") if path.name != current]
    folders.sort(key=lambda path: path.stat().st_mtime, reverse=True)
    for folder in folders[_KEEP - 1 :]:
        shutil.rmtree(folder, ignore_errors=True)


def code_version() -> str:
    """A hash of the code and libraries that decide what a generation holds."""
    root = Path(__file__).parent.parent
    sealed = hashlib.sha256()
    for package in ("catalogue", "search"):
        for path in sorted((root / package).glob("*.py")) + sorted((root / package).glob("*.yaml")):
            sealed.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    for library in _LIBRARIES:
        sealed.update(f"{library} {metadata.version(library)}".encode())
    return sealed.hexdigest()[:20]


def fingerprint(folder: Path, *more: str) -> str:
    """A hash of everything a build reads."""
    sealed = hashlib.sha256("\0".join(more).encode())
    for part in ("entries", "vocabularies", "words"):
        for path in sorted((folder / part).glob("*")):
            if path.suffix.casefold() in (".md", ".yaml") and path.is_file():
                sealed.update(f"{part}/{path.name}\0".encode())
                sealed.update(path.read_bytes() + b"\0")
    return sealed.hexdigest()
