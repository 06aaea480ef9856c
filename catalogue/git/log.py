"""What git knows of the entries: the commit they were read from, and each one's versions.

Read while building, never in a request: one `git log` for all entries and one
`git cat-file --batch` for the texts that are wanted. Outside git, and in a shallow clone
(whose oldest commit seems to have made every file), nothing is known and the day of review
stands in.
"""

import datetime as dt
import subprocess
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import IO

from catalogue.files.front_matter import MAX_BYTES
from catalogue.model.slugs import slugify

KEPT = 50  # versions of an entry, the newest
_TIMEOUT = 60  # seconds; a log of 100,000 commits takes a few
_COMMIT = "\x01"
_NOTHING = "0" * 40
_GIT = ("git", "-c", "core.quotePath=false", "-c", "safe.directory=*")


@dataclass(frozen=True, slots=True)
class Version:
    """One commit's change of one entry's file.

    Attributes:
        date: the commit's day.
        commit: its hash.
        before: git's name of the text before, "" when the commit made the file.
        after: git's name of the text after.
        renamed: the file got another name.
    """

    date: dt.date
    commit: str
    before: str
    after: str
    renamed: bool = False


@dataclass(frozen=True, slots=True)
class Versions:
    """The commit read from ("" outside git), its day, and each slug's versions, newest first."""

    commit: str = ""
    date: str = ""
    of: Mapping[str, tuple[Version, ...]] = field(default_factory=lambda: MappingProxyType({}))

    def changed(self, slug: str) -> dt.date | None:
        """The day of an entry's last change, None when git knows of none."""
        versions = self.of.get(slug)
        return versions[0].date if versions else None


def read_versions(folder: Path) -> Versions:
    """Ask git about `folder/entries`."""
    if git(folder, "rev-parse", "--is-shallow-repository").strip() != "false":
        return Versions()
    head = git(folder, "log", "-1", "--format=%H %cs").split()
    if len(head) != 2:
        return Versions()
    log = git(
        folder, "log", "--no-merges", "--raw", "-z", "--no-abbrev", "-M", "--relative",
        f"--format={_COMMIT}%H %cs", "--", "entries",
    )  # fmt: skip
    return Versions(head[0], head[1], MappingProxyType(follow(parse_log(log))))


@dataclass(frozen=True, slots=True)
class _Change:
    """A line of the log: how a file's text and name became another's."""

    version: Version
    status: str
    old: str
    new: str


def parse_log(log: str) -> Iterator[tuple[_Change, ...]]:
    """The changes of each commit, newest first, from `git log --raw -z`."""
    for part in log.split(_COMMIT)[1:]:
        head, _, rest = part.partition("\0")
        commit, _, day = head.partition(" ")
        date = dt.date.fromisoformat(day.strip())
        tokens = iter(rest.lstrip("\n").split("\0"))
        changes: list[_Change] = []
        for token in tokens:
            words = token.lstrip("\n:").split()
            if len(words) != 5:
                continue
            _, _, before, after, status = words
            old = next(tokens, "")
            new = next(tokens, "") if status[0] in "RC" else old
            version = Version(
                date, commit, "" if before == _NOTHING else before, after, status[0] == "R"
            )
            changes.append(_Change(version, status[0], old, new))
        yield tuple(changes)


def follow(commits: Iterable[Sequence[_Change]]) -> dict[str, tuple[Version, ...]]:
    """Each entry's versions, newest first, through changes of the file's name.

    Walks from the newest commit: a path is the entry's that it leads to today, until the
    commit that made the file; what was there before was another entry of the same name.
    """
    found: dict[str, list[Version]] = {}
    leads_to: dict[str, str] = {}  # path at this point of the walk -> today's slug
    ended: set[str] = set()
    for changes in commits:
        taken = [(change, _slug(change, leads_to, ended)) for change in changes]
        for change, slug in taken:
            if slug and len(found.setdefault(slug, [])) < KEPT:
                found[slug].append(change.version)
        for change, slug in taken:  # first what ends, then what begins: two may swap names
            if slug and change.status in "AR":
                leads_to.pop(change.new, None)
            if change.status in "ADR":
                ended.add(change.new)
        for change, slug in taken:
            if slug and change.status != "A":
                leads_to[change.old] = slug
                ended.discard(change.old)
    return {slug: tuple(versions) for slug, versions in found.items()}


def _slug(change: _Change, leads_to: Mapping[str, str], ended: set[str]) -> str:
    """Today's slug of the file that a commit changed, "" when there is none."""
    path = Path(change.new)
    if change.status == "D" or path.parent.name != "entries" or path.suffix != ".md":
        return ""
    if change.new in leads_to:
        return leads_to[change.new]
    return "" if change.new in ended else slugify(path.stem)


def read_blobs(folder: Path, names: Iterable[str]) -> dict[str, bytes]:
    """The texts with these names in git; those too large to be an entry are left out."""
    wanted = sorted(set(names) - {""})
    if not wanted:
        return {}
    with tempfile.TemporaryFile() as asked:  # a pipe would fill up while git waits for us
        asked.write("".join(f"{name}\n" for name in wanted).encode())
        asked.seek(0)
        try:
            with subprocess.Popen(  # noqa: S603  # fixed words, no shell
                [*_GIT, "cat-file", "--batch"],
                cwd=folder,
                stdin=asked,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
            ) as process:
                assert process.stdout is not None  # noqa: S101  # told to the type checker
                return dict(_blobs(process.stdout))
        except OSError:
            return {}


def _blobs(answer: IO[bytes]) -> Iterator[tuple[str, bytes]]:
    while header := answer.readline().split():
        if len(header) != 3:  # "<name> missing"
            continue
        size = int(header[2])
        data = answer.read(min(size, MAX_BYTES + 1))
        left = size - len(data) + 1  # and the newline after it
        while left > 0:
            left -= len(answer.read(min(left, 1 << 16))) or left
        if size <= MAX_BYTES:
            yield header[0].decode("ascii"), data


def git(folder: Path, *arguments: str) -> str:
    """What a git command prints in a folder; "" when there is no git, no clone or no answer."""
    try:
        done = subprocess.run(  # noqa: S603  # fixed words, no shell, nothing from a visitor
            [*_GIT, *arguments], cwd=folder, capture_output=True, timeout=_TIMEOUT, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout.decode("utf-8", "replace") if done.returncode == 0 else ""
