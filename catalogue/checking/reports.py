"""Faults as lines to read: in a terminal, and as a forge's annotations."""

import hashlib
import json
from collections.abc import Iterable, Iterator
from pathlib import Path

from catalogue.model.faults import Fault

_SHOWN = 10  # annotations of a kind that GitHub shows for a step


def as_text(faults: Iterable[Fault], folder: Path) -> Iterator[str]:
    """Each fault in the words an editor reads: place, what is wrong, what to do."""
    for fault in faults:
        kind = "Advarsel" if fault.is_warning else "Fejl"
        where = f"{folder / fault.file}, linje {fault.line}"
        field = f", {fault.field}" if fault.field else ""
        yield f"{kind}: {where}{field}"
        yield f"  {fault.message}"
        yield f"  {fault.hint + ' ' if fault.hint else ''}{fault.remedy}"


def as_github(faults: Iterable[Fault], folder: Path) -> Iterator[str]:
    """Each fault as a workflow command, which the forge shows beside the line.

    Of errors and of warnings it shows ten a step, so with more the whole list follows as text.
    Source: "Workflow commands for GitHub Actions", setting an error message.
    """
    faults = tuple(faults)
    errors = sum(not fault.is_warning for fault in faults)
    for fault in faults:
        kind = "warning" if fault.is_warning else "error"
        path = _property((folder / fault.file).as_posix())
        title = _property(fault.field or fault.code)
        text = _data(" ".join(part for part in (fault.message, fault.hint, fault.remedy) if part))
        yield f"::{kind} file={path},line={fault.line},title={title}::{text}"
    if max(errors, len(faults) - errors) > _SHOWN:
        yield "Der er flere, end der vises ved linjerne; her er de alle."
        yield from as_text(faults, folder)


def as_gitlab(faults: Iterable[Fault], folder: Path) -> Iterator[str]:
    """All faults as GitLab's report of code quality, which it shows beside the lines.

    Source: GitLab's documentation, "Code Quality report format".
    """
    told = []
    for fault in faults:
        path = (folder / fault.file).as_posix()
        text = " ".join(part for part in (fault.message, fault.hint, fault.remedy) if part)
        place = f"{fault.code} {path} {fault.line} {fault.field} {fault.message}"
        told.append({
            "description": text,
            "check_name": fault.code,
            "fingerprint": hashlib.sha256(place.encode()).hexdigest(),
            "severity": "minor" if fault.is_warning else "major",
            "location": {"path": path, "lines": {"begin": fault.line}},
        })  # fmt: skip
    yield json.dumps(told, ensure_ascii=False, indent=1)


def summary(files: int, faults: Iterable[Fault]) -> str:
    """The closing line: how many files, faults and warnings."""
    found = tuple(faults)
    warnings = sum(fault.is_warning for fault in found)
    wrong = len(found) - warnings
    verdict = (
        "Alt er i orden"
        if not found
        else (f"{wrong} fejl, {warnings} {'advarsel' if warnings == 1 else 'advarsler'}")
    )
    counted = "1 indsats" if files == 1 else f"{files} indsatser"
    return f"{counted} kontrolleret. {verdict}."


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
