"""Files among the entries that are no entries: told, since their writer waits for a page."""

from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path

from catalogue.files.plain import list_folder, shown_name
from catalogue.model.faults import Fault, make
from catalogue.model.slugs import slugify

MOST_TOLD = 50  # of a whole folder copied to the wrong place
_FOLDERS_DEEP = 4
_ABOUT_THE_FOLDER = frozenset({"readme", "laesmig", "license", "contributing", "changelog"})
_LEFT_BY_PROGRAMS = (".orig", ".rej", ".swp", ".swo", ".bak", ".tmp", ".lock", ".part", "~")
_OF_SYSTEMS = frozenset({"thumbs.db", "desktop.ini", "icon\r"})
# What a text's file is called when a program added or chose the ending.
_TEXTS = (".md", ".markdown", ".mdx", ".mdown", ".mkd", ".txt", ".text")


def is_none_of_ours(path: Path) -> bool:
    """Hidden, left by a program, or about the folder itself: no entry, and nothing to tell."""
    name = path.name.casefold()
    return (
        name.startswith((".", "~$", "#"))
        or name.endswith(_LEFT_BY_PROGRAMS)
        or name in _OF_SYSTEMS
        or name.split(".")[0] in _ABOUT_THE_FOLDER
    )


def is_entry_file(path: Path) -> bool:
    """By its name; whether it can be read shows later."""
    return path.suffix.casefold() == ".md" and not is_none_of_ours(path)


def strays(listed: Iterable[Path]) -> Iterator[Fault]:
    """What lies among the entries and is not read, the first of it.

    Args:
        listed: what lies in the folder of entries.
    """
    yield from islice(_strays(listed, "entries", 0), MOST_TOLD)


def _strays(listed: Iterable[Path], where: str, depth: int) -> Iterator[Fault]:
    for path in listed:
        name = f"{where}/{shown_name(path)}"
        if is_none_of_ours(path) or (depth == 0 and is_entry_file(path)):
            continue
        if path.is_dir() and not path.is_symlink():
            if depth < _FOLDERS_DEEP:
                yield from _strays(list_folder(path)[0], name, depth + 1)
        else:
            yield make("laeses-ikke", name, name=name, what=_remedy(path))


def _remedy(path: Path) -> str:
    """What becomes of a file: the name it should have, or away with it."""
    stem = path.name
    while stem.casefold().endswith(_TEXTS):
        stem = stem[: stem.rindex(".")]
    if stem == path.name:
        return "Skriv teksten i en .md-fil, og flyt filen ud af entries"
    return f"Giv den navnet entries/{slugify(stem) or 'indsatsens-navn'}.md"
