"""The entries that are measured, and the pages of docs/ that the figures go into."""

import datetime as dt
import sys
from collections.abc import Sequence
from pathlib import Path

from bench.generate import generate
from catalogue.checking.folder import HERE, load
from catalogue.model.entry import Entry
from catalogue.model.vocabulary import Vocabularies


def real_catalogue() -> tuple[list[Entry], Vocabularies]:
    """The catalogue's own entries without faults, and its vocabularies."""
    loaded = load(HERE, dt.datetime.now(dt.UTC).date())
    if loaded.vocabularies is None:
        sys.exit("The vocabularies have a fault; see python -m catalogue check.")
    return [checked.entry for checked in loaded.checked if checked.entry], loaded.vocabularies


def sizes(arguments: Sequence[str], real: Sequence[Entry]) -> list[int]:
    """How many entries to measure with: what is asked for, else as many as are real, and more."""
    return [int(size) for size in arguments] or [len(real), 1000, 10_000]


def entries_of(size: int, real: Sequence[Entry], vocabularies: Vocabularies) -> list[Entry]:
    """The real entries where so many are wanted, so many generated ones for any other size."""
    return list(real) if size == len(real) else generate(size, real, vocabularies)


def put(page: Path, name: str, text: str) -> None:
    """Put a text between its marks (`<!-- bench:name -->`) in a page."""
    begin, end = f"<!-- bench:{name} -->", f"<!-- /bench:{name} -->"
    head, rest = page.read_text(encoding="utf-8").split(begin, 1)
    page.write_text(f"{head}{begin}\n{text}\n{end}{rest.split(end, 1)[1]}", encoding="utf-8")
