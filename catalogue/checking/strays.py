"""Files in the content's folders that are never read: told, since their writer waits for them."""

from collections.abc import Iterable, Iterator
from functools import lru_cache
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
# What a file is called when a program added or chose the ending, by the ending it should have.
_ENDINGS = {
    ".md": (".md", ".markdown", ".mdx", ".mdown", ".mkd", ".txt", ".text"),
    ".yaml": (".yaml", ".yml", ".txt", ".text"),
}
_WHAT = {
    "entries": "indsatser ligger lige i entries og ender på .md",
    "emner": "indledninger ligger lige i emner og ender på .md",
    "vocabularies": "ordlister ligger lige i vocabularies og ender på .yaml",
    "words": "søgeord ligger lige i words og ender på .yaml",
}


def is_none_of_ours(path: Path) -> bool:
    """Hidden, left by a program, or about the folder itself: no entry, and nothing to tell."""
    return _is_none_of_ours(path.name)


@lru_cache(maxsize=50_000)  # the same files lie there at the next build
def _is_none_of_ours(name: str) -> bool:
    name = name.casefold()
    return (
        name.startswith((".", "~$", "#"))
        or name.endswith(_LEFT_BY_PROGRAMS)
        or name in _OF_SYSTEMS
        or name.split(".")[0] in _ABOUT_THE_FOLDER
    )


def is_entry_file(path: Path) -> bool:
    """By its name; whether it can be read shows later."""
    return path.name.casefold().endswith(".md") and not is_none_of_ours(path)


def strays(listed: Iterable[Path], folder: str) -> Iterator[Fault]:
    """What lies in one of the content's folders and is not read, the first of it.

    Args:
        listed: what lies in the folder.
        folder: its name.
    """
    ending = ".yaml" if folder in ("vocabularies", "words") else ".md"
    for path, name in islice(_unread(listed, folder, ending, 0), MOST_TOLD):
        what = _remedy(path, folder, ending)
        yield make("laeses-ikke", name, name=name, what_is=_WHAT[folder], what=what)


def _unread(
    listed: Iterable[Path], where: str, ending: str, depth: int
) -> Iterator[tuple[Path, str]]:
    for path in listed:
        name = f"{where}/{shown_name(path)}"
        right = is_entry_file(path) if ending == ".md" else path.suffix == ending
        if is_none_of_ours(path) or (depth == 0 and right):
            continue
        if path.is_dir() and not path.is_symlink():
            if depth < _FOLDERS_DEEP:
                yield from _unread(list_folder(path)[0], name, ending, depth + 1)
        else:
            yield path, name


def _remedy(path: Path, folder: str, ending: str) -> str:
    """What becomes of a file: the name it should have, or away with it."""
    stem = path.name
    while stem.casefold().endswith(_ENDINGS[ending]):
        stem = stem[: stem.rindex(".")]
    if stem == path.name:
        return f"Skriv teksten i en fil, der ender på {ending}, og flyt filen ud af {folder}"
    named = stem if ending == ".yaml" else slugify(stem) or "indsatsens-navn"
    return f"Giv den navnet {folder}/{named}{ending}"
