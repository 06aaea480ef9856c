"""What an editor, a program or somebody with bad intentions may push: each kind, and what is told.

Each kind changes a catalogue's folder that is a clone; `commit` makes it a commit of its own.
"""

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from tests.support.git_repository import NORMAL, dated, git
from tests.support.hostile_markdown import TEXTS


def at(seconds: str) -> Mapping[str, str]:
    """A commit's date, as git takes it."""
    return dated(f"@{seconds} +0000")


@dataclass(frozen=True)
class Push:
    """A kind of push.

    Attributes:
        change: changes the folder.
        told: a rule's code that must be among the faults while it stands there; "" for none.
        environment: what git is told besides, dates above all.
    """

    change: Callable[[Path], object]
    told: str = ""
    environment: Mapping[str, str] = field(default_factory=lambda: NORMAL)


def an_entry(folder: Path) -> str:
    """Some good entry's text."""
    return next(iter(sorted((folder / "entries").glob("[a-z]*.md")))).read_text("utf-8")


def named(name: str | bytes) -> Callable[[Path], object]:
    """A good entry under a name."""

    def change(folder: Path) -> None:
        (folder / "entries" / os.fsdecode(name)).write_bytes(an_entry(folder).encode())

    return change


def holding(data: str | bytes, path: str = "entries/ny.md") -> Callable[[Path], object]:
    """A file with a content."""

    def change(folder: Path) -> None:
        (folder / path).parent.mkdir(exist_ok=True)
        (folder / path).write_bytes(data.encode() if isinstance(data, str) else data)

    return change


def with_body(body: str) -> Callable[[Path], object]:
    """A good entry with another text."""

    def change(folder: Path) -> None:
        text = an_entry(folder)
        holding(text[: text.index("\n---\n", 4) + 5] + body)(folder)

    return change


def link(path: str, target: str) -> Callable[[Path], object]:
    def change(folder: Path) -> None:
        if (folder / path).is_dir():
            for file in (folder / path).iterdir():
                file.unlink()
            (folder / path).rmdir()
        (folder / path).parent.mkdir(exist_ok=True)
        (folder / path).symlink_to(target)

    return change


def outside(folder: Path) -> None:
    """A link to a good entry that lies elsewhere."""
    elsewhere = folder.parent / "udefra.md"
    elsewhere.write_text(an_entry(folder), "utf-8")
    (folder / "entries" / "udefra.md").symlink_to(elsewhere)


def a_folder(folder: Path) -> None:
    (folder / "entries" / "mappe.md").mkdir()
    (folder / "entries" / "mappe.md" / "x").write_text("x")


def submodule(folder: Path) -> None:
    git(folder, "update-index", "--add", "--cacheinfo", f"160000,{'1' * 40},entries/modul.md")
    (folder / "entries" / "modul.md").mkdir(exist_ok=True)


def nothing_left(folder: Path) -> None:
    for path in (folder / "entries").iterdir():
        path.unlink()
    (folder / "entries").rmdir()


def a_file_for_a_folder(folder: Path) -> None:
    nothing_left(folder)
    (folder / "entries").write_text("x")


def no_vocabularies(folder: Path) -> None:
    for path in (folder / "vocabularies").iterdir():
        path.unlink()


def all_renamed(folder: Path) -> None:
    for path in (folder / "entries").iterdir():
        path.rename(path.with_name(f"nyt-{path.name}"))


def many(count: int, body: str) -> Callable[[Path], object]:
    def change(folder: Path) -> None:
        for number in range(count):
            holding(body, f"entries/mange-{number}.md")(folder)

    return change


def told_to_git(name: str, text: str) -> Callable[[Path], object]:
    return holding(text, name)


def saved(folder: Path) -> None:
    holding(an_entry(folder).replace("titel: ", "titel: En anden ", 1))(folder)


PUSHES = {
    "a control sign in a name": Push(named("a\x01b.md"), "filnavn"),
    "a name of no encoding": Push(named(b"a\xffb.md"), "filnavn"),
    "a line break in a name": Push(named("a\nb.md"), "filnavn"),
    "a quote in a name": Push(named("a\"'`;$(x)b.md"), "filnavn"),
    "a name that is an option": Push(named("--help.md"), "filnavn"),
    "a name of another direction": Push(named("a\u202eb.md"), "filnavn"),
    "a name of 255 bytes": Push(named("a" * 252 + ".md"), "filnavn"),
    "a name without letters": Push(named("….md"), "filnavn"),
    "two names of one address": Push(named("NY Fil.md"), "samme-adresse"),
    "a date after year 9999": Push(saved, "git-dato", at("253402300801")),
    "a date to come": Push(saved, "git-dato", at("32503680000")),
    "the first of all dates": Push(saved, "git-dato", at("0")),
    "a date too long": Push(saved, "git-dato", at("9" * 17)),
    "a link to a device in vocabularies": Push(
        link("vocabularies/zz.yaml", "/dev/ptmx"), "kan-ikke-laeses"
    ),
    "a link to a device in words": Push(link("words/zz.yaml", "/dev/zero"), "kan-ikke-laeses"),
    "a link to a device in entries": Push(link("entries/ny.md", "/dev/zero"), "kan-ikke-laeses"),
    "a link to a file of the system": Push(link("entries/ny.md", "/etc/passwd"), "kan-ikke-laeses"),
    "a link to an entry outside": Push(outside, "kan-ikke-laeses"),
    "a link to itself": Push(link("entries/ny.md", "ny.md"), "kan-ikke-laeses"),
    "a folder of words that is a link": Push(link("words", "/etc"), "kan-ikke-laeses"),
    "a folder of entries that is a link": Push(link("entries", "/etc"), "kan-ikke-laeses"),
    "a folder of words that is a device": Push(link("words", "/dev/zero"), "kan-ikke-laeses"),
    "a folder called as an entry": Push(a_folder, "kan-ikke-laeses"),
    "a module within": Push(submodule, "kan-ikke-laeses"),
    "an empty file": Push(holding(""), "uden-felter"),
    "a file of five megabytes": Push(holding("x" * 5_000_000), "for-stor"),
    "a hundred megabytes of nothing": Push(holding(b"\0" * 100_000_000), "for-stor"),
    "null bytes": Push(holding("---\ntitel: a\0\n---\n"), "styretegn"),
    "no text": Push(holding(bytes(range(256)) * 9), "ikke-utf8"),
    "aliases of aliases": Push(holding("---\na: &a [x]\nb: [*a, *a]\n---\n"), "yaml-alias"),
    "a sign beyond all signs": Push(holding('---\ntitel: "\\UFFFFFFFF"\n---\n'), "yaml"),
    "a word list with a sign beyond all": Push(
        holding('x: "\\UFFFFFFFF"', "words/zz.yaml"), "yaml"
    ),
    "a vocabulary with a sign beyond all": Push(
        holding('x: "\\UFFFFFFFF"', "vocabularies/zz.yaml"), "yaml"
    ),
    "a control sign that is written out": Push(
        holding('---\ntitel: "a\\x01"\n---\n'), "styretegn"
    ),
    "deep fields": Push(holding("---\na: " + "[" * 9000 + "\n---\n"), "yaml-dybt"),
    "a table that fills itself": Push(
        with_body(TEXTS["a table that fills itself"]), "for-mange-dele"
    ),
    "a heading with a tail": Push(with_body(TEXTS["a heading with a tail of spaces"])),
    "links to nowhere": Push(with_body("[a](b-c) " * 1500), "ukendt-link"),
    "quotes in quotes": Push(with_body(TEXTS["quotes in quotes"]), "dybt-indlejret"),
    "many long files": Push(many(25, "---\n" + "a: b\n" * 38_000 + "---\n"), "for-stor"),
    "a vocabulary that is broken": Push(
        holding("x: [", "vocabularies/zz.yaml"), "yaml"
    ),
    "a vocabulary of nothing": Push(holding("", "vocabularies/zz.yaml"), "ordliste"),
    "no vocabularies": Push(no_vocabularies, "ordliste"),
    "words that are broken": Push(holding("samme: {", "words/zz.yaml"), "yaml"),
    "no entries": Push(nothing_left, "ingen-indsatser"),
    "a file where the entries were": Push(a_file_for_a_folder, "kan-ikke-laeses"),
    "everything renamed": Push(all_renamed),
    "orders to git": Push(
        told_to_git(".gitattributes", "* filter=x diff=x merge=x export-ignore\n")
    ),
    "settings for git": Push(told_to_git(".gitconfig", '[core]\n\tpager = "touch x"\n')),
    "modules for git": Push(told_to_git(".gitmodules", '[submodule "x"]\n\tupdate = !touch x\n')),
}  # fmt: skip


def commit(folder: Path, environment: Mapping[str, str] = NORMAL) -> None:
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "--allow-empty", "-m", "x", environment=environment)


def push(folder: Path, kind: Push) -> None:
    """Make the change and commit it."""
    kind.change(folder)
    commit(folder, kind.environment)


def undo(folder: Path) -> None:
    """What the last commit changed is as it was, in a commit on top."""
    git(folder, "rm", "-r", "-q", "-f", "--ignore-unmatch", "--", ".")
    git(folder, "clean", "-f", "-d", "-q", "-x")
    git(folder, "checkout", "HEAD~1", "--", ".")
    commit(folder)
