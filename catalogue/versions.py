"""What git knows of the entries: the commit they were read from and when each last changed.

Read while building, never in a request. Outside git, and in a shallow clone (whose oldest
commit seems to have made every file), nothing is known and the day of review stands in.
"""

import datetime as dt
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

_TIMEOUT = 60  # seconds; a log of 100,000 commits takes a few


@dataclass(frozen=True, slots=True)
class Versions:
    """The commit read from ("" outside git), its day, and each slug's day of last change."""

    commit: str = ""
    date: str = ""
    changed: Mapping[str, dt.date] = field(default_factory=lambda: MappingProxyType({}))


def read_versions(folder: Path) -> Versions:
    """Ask git about `folder/entries`."""
    if git(folder, "rev-parse", "--is-shallow-repository").strip() != "false":
        return Versions()
    head = git(folder, "log", "-1", "--format=%H %cs").split()
    if len(head) != 2:
        return Versions()
    log = git(
        folder, "log", "--no-merges", "--format=commit %cs", "--name-only", "--relative",
        "--", "entries",
    )  # fmt: skip
    return Versions(head[0], head[1], MappingProxyType(dict(_last_changes(log))))


def _last_changes(log: str) -> Mapping[str, dt.date]:
    changed: dict[str, dt.date] = {}
    day = dt.date.min
    for line in log.splitlines():
        if line.startswith("commit "):
            day = dt.date.fromisoformat(line.removeprefix("commit "))
        elif line.endswith(".md"):
            changed.setdefault(Path(line).stem, day)
    return changed


def git(folder: Path, *arguments: str) -> str:
    """What a git command prints in a folder; "" when there is no git, no clone or no answer."""
    command = ["git", "-c", "core.quotePath=false", "-c", "safe.directory=*", *arguments]
    try:
        done = subprocess.run(  # noqa: S603  # fixed words, no shell, nothing from a visitor
            command, cwd=folder, capture_output=True, timeout=_TIMEOUT, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout.decode("utf-8", "replace") if done.returncode == 0 else ""
