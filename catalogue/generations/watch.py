"""Saved files seen before they are built: for the preview on an editor's own machine.

On a server nothing here runs; there a request answers from the generation alone.
"""

from pathlib import Path

from catalogue.checking.entry_file import Checked, Standard
from catalogue.checking.folder import check_file, read_entry, read_file
from catalogue.checking.links import link_faults
from catalogue.files.front_matter import decode
from catalogue.generations.reader import Generation, OtherEntries
from catalogue.model.faults import in_order
from catalogue.model.slugs import is_slug

FOLDERS = ("entries", "vocabularies", "words", "emner")


def signature(folder: Path) -> str:
    """Changes when a file of the catalogue is saved, made, renamed or deleted."""
    seen: list[str] = []
    for part in FOLDERS:
        try:
            for path in (folder / part).iterdir():
                stat = path.lstat()
                seen.append(f"{part}/{path.name} {stat.st_mtime_ns} {stat.st_size}")
        except OSError as error:  # a file that is being replaced: it is seen at the next look
            seen.append(f"{part} {error.errno}")
    return "\n".join(sorted(seen))


def read_saved(
    folder: Path, slug: str, generation: Generation, standard: Standard
) -> Checked | None:
    """An entry's file as it was last saved, None when the generation holds what it says.

    Args:
        folder: the catalogue's folder.
        slug: the entry's address.
        generation: what is published.
        standard: what the file is held against.
    """
    path = folder / "entries" / f"{slug}.md"
    if not is_slug(slug) or not path.is_file():
        return None
    file = read_file(read_entry(path), f"entries/{path.name}", slug, ())
    place = generation.contents.places.get(slug)
    if place is not None and place.digest == file.digest:
        return None
    checked = check_file(file, standard)
    text, _ = decode(file.data, file.name)
    found = in_order(
        (*checked.faults, *link_faults(slug, file.name, text or "", OtherEntries(generation)))
    )
    stopped = any(not fault.is_warning for fault in found)
    return Checked(slug, None if stopped else checked.entry, found)
