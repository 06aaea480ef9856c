"""What git knows of the entries: the commit they were read from, and each one's versions.

Read while building, never in a request: one `git log` for all entries and one
`git cat-file --batch` for the texts that are wanted. Outside git, and in a shallow clone
(whose oldest commit seems to have made every file), nothing is known and the day of review
stands in.
"""

import datetime as dt
import subprocess
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import islice
from pathlib import Path
from types import MappingProxyType
from typing import IO, TypeVar

from catalogue.files.front_matter import MAX_BYTES
from catalogue.model.slugs import slugify

_T = TypeVar("_T")
KEPT = 50  # versions of an entry, the newest
_TIMEOUT = 60  # seconds; a log of 100,000 commits takes a few
_COMMIT = "commit "  # before each commit of the log; a name of a file never stands there
_RENAMES = "-l400"  # files of one commit that are held against each other for a change of name
_NOTHING = "0" * 40
_GIT = ("git", "-c", "core.quotePath=false", "-c", "safe.directory=*")
_DAY = 24 * 3600
_ANYWHERE = ":(top,glob)**/entries/*.md"  # so that a folder that was moved keeps its histories
_MOST_GONE = 2_000  # deleted entries that are known by their addresses
_MOST_ODD = 20  # commits with a date that can't be, told of


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
    """The commit read from ("" outside git), its day, and each slug's versions, newest first.

    `odd` names commits whose date can't be (before 1970, or to come): they are left out of what
    is told, and a day that can't be is no day. `former` leads from slugs that files were renamed
    from to today's; `gone` are those whose file was deleted, the last first.
    """

    commit: str = ""
    date: str = ""
    of: Mapping[str, tuple[Version, ...]] = field(default_factory=lambda: MappingProxyType({}))
    odd: tuple[str, ...] = ()
    former: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    gone: tuple[str, ...] = ()


def read_versions(folder: Path, today: dt.date) -> Versions:
    """Ask git about `folder/entries`.

    Args:
        folder: the catalogue's folder.
        today: the day that commits' dates are held against.
    """
    shallow, _, prefix = git(
        folder, "rev-parse", "--is-shallow-repository", "--show-prefix"
    ).partition("\n")
    if shallow != "false":
        return Versions()
    head = git(folder, "log", "-1", "--format=%H %ct").split()
    if len(head) != 2:
        return Versions()
    log = git(
        folder, "log", "--no-merges", "--raw", "-z", "--no-abbrev", "-M", _RENAMES,
        f"--format={_COMMIT}%H %ct", "--", _ANYWHERE,
    )  # fmt: skip
    day = day_of(head[1], today)
    odd: list[str] = []
    found = follow(parse_log(log, today, odd), f"{prefix.rstrip(chr(10))}entries")
    date = day.isoformat() if day else ""
    return Versions(
        head[0],
        date,
        MappingProxyType({slug: tuple(versions) for slug, versions in found.versions.items()}),
        tuple(odd[:_MOST_ODD]),
        MappingProxyType({old: new for old, new in found.fate.items() if new and new != old}),
        tuple(islice((old for old, new in found.fate.items() if not new), _MOST_GONE)),
    )


def day_of(seconds: str, today: dt.date) -> dt.date | None:
    """A commit's day, None when it can't be: git takes any number, and so does who pushes."""
    number = int(seconds) if seconds.isascii() and seconds.isdigit() and len(seconds) < 12 else 0
    if number < _DAY:
        return None
    day = dt.date(1970, 1, 1) + dt.timedelta(days=number // _DAY)
    if day > today + dt.timedelta(days=1):  # a day's grace for time zones
        return None
    return min(day, today)


@dataclass(frozen=True, slots=True)
class _Change:
    """A line of the log: how a file's text and name became another's."""

    version: Version
    status: str
    old: str
    new: str


def parse_log(log: str, today: dt.date, odd: list[str]) -> Iterator[tuple[_Change, ...]]:
    """The changes of each commit, newest first, from `git log --raw -z`.

    Read piece by piece: names stand where names belong, so no name is taken for anything else.

    Args:
        log: what git printed.
        today: the day that dates are held against.
        odd: gets the commits that are left out, for a date that can't be.
    """
    commit, date = "", dt.date.min
    changes: list[_Change] = []
    pieces = iter(log.split("\0"))
    for raw in pieces:
        piece = raw.lstrip("\n")
        if piece.startswith(_COMMIT):
            yield tuple(changes)
            changes = []
            commit, _, seconds = piece.removeprefix(_COMMIT).strip().partition(" ")
            day = day_of(seconds, today)
            date = day or dt.date.min
            if day is None:
                odd.append(commit)
        elif piece.startswith(":"):
            _, _, before, after, status = piece[1:].split()
            old = next(pieces, "")
            new = next(pieces, "") if status[0] in "RC" else old
            version = Version(
                date, commit, "" if before == _NOTHING else before, after, _stem(old) != _stem(new)
            )
            changes.append(_Change(version, status[0], old, new))
    yield tuple(changes)


@dataclass(slots=True)
class Followed:
    """What walking through the log has found; grows from commit to commit, the newest first.

    Attributes:
        home: the folder of today's entries, from the top of the repository.
        versions: each of today's slugs' versions.
        fate: where a slug leads to today, "" when its entry is gone; the last that had it counts.
    """

    home: str
    versions: dict[str, list[Version]] = field(default_factory=dict)
    fate: dict[str, str] = field(default_factory=dict)
    _leads_to: dict[str, str] = field(default_factory=dict)  # path at this point -> today's slug
    _ended: set[str] = field(default_factory=set)
    _homes: set[str] = field(default_factory=set)

    def take(self, changes: Sequence[_Change]) -> None:
        """One commit's changes."""
        taken = [(change, self._slug(change)) for change in changes]
        for change, slug in taken:
            self._tell(change, slug)
        for change, slug in taken:  # first what ends, then what begins: two may swap names
            if slug and change.status in "AR":
                self._leads_to.pop(change.new, None)
            if change.status in "ADR":
                self._ended.add(change.new)
        for change, slug in taken:
            if slug and change.status != "A":
                self._leads_to[change.old] = slug
                self._homes.add(_folder(change.old))
                self._ended.discard(change.old)

    def _tell(self, change: _Change, slug: str) -> None:
        version = change.version
        if slug and (version.renamed or version.before != version.after):
            versions = self.versions.setdefault(slug, [])
            if version.date > dt.date.min and len(versions) < KEPT:
                versions.append(version)
        for path in (change.new, change.old):
            if _folder(path) in {self.home, *self._homes} and (name := _stem(path)):
                self.fate.setdefault(name, "" if change.status == "D" else slug)

    def _slug(self, change: _Change) -> str:
        """Today's slug of the file that a commit changed, "" when there is none."""
        if change.status == "D":
            return ""
        if change.new in self._leads_to:
            return self._leads_to[change.new]
        there = _folder(change.new) == self.home and change.new not in self._ended
        return _stem(change.new) if there else ""


def follow(commits: Iterable[Sequence[_Change]], home: str) -> Followed:
    """Each entry's versions, newest first, through changes of the file's name and folder.

    Walks from the newest commit: a path is the entry's that it leads to today, until the
    commit that made the file; what was there before was another entry of the same name.
    """
    found = Followed(home)
    for changes in commits:
        found.take(changes)
    return found


def _folder(path: str) -> str:
    return path.rpartition("/")[0]


@lru_cache(maxsize=100_000)  # a builder that stays loaded walks through the same log again
def _stem(path: str) -> str:
    """The slug that a file's name gives, "" for what is no entry's file."""
    name = path.rpartition("/")[2]
    return slugify(name.removesuffix(".md")) if name.endswith(".md") else ""


def read_blobs(folder: Path, names: Iterable[str]) -> dict[str, bytes]:
    """The texts with these names in git; those too large to be an entry are left out unread."""
    sizes = _ask(folder, "--batch-check", sorted(set(names) - {""}), _sizes)
    return _ask(
        folder, "--batch", [name for name, size in sizes.items() if size <= MAX_BYTES], _blobs
    )


def _ask(
    folder: Path,
    how: str,
    names: Sequence[str],
    read: Callable[[IO[bytes]], Iterator[tuple[str, _T]]],
) -> dict[str, _T]:
    """What `git cat-file` answers to a list of names; nothing where there is no git."""
    if not names:
        return {}
    with tempfile.TemporaryFile() as asked:  # a pipe would fill up while git waits for us
        asked.write("".join(f"{name}\n" for name in names).encode())
        asked.seek(0)
        try:
            with subprocess.Popen(  # noqa: S603  # fixed words, no shell
                [*_GIT, "cat-file", how],
                cwd=folder,
                stdin=asked,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
            ) as process:
                assert process.stdout is not None  # noqa: S101  # told to the type checker
                return dict(read(process.stdout))
        except OSError:
            return {}


def _sizes(answer: IO[bytes]) -> Iterator[tuple[str, int]]:
    for line in answer:
        name, *rest = line.split()
        if len(rest) == 2 and rest[0] == b"blob":  # else "<name> missing", or a folder
            yield name.decode("ascii"), int(rest[1])


def _blobs(answer: IO[bytes]) -> Iterator[tuple[str, bytes]]:
    while len(header := answer.readline().split()) == 3:
        data = answer.read(int(header[2]))
        answer.read(1)  # the line's end after it
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
