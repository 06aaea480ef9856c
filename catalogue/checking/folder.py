"""A catalogue's folder read whole: vocabularies first, then every entry, all faults at once."""

import datetime as dt
import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from catalogue.checking.entry_file import Checked, Standard, check_entry
from catalogue.checking.introductions import FOLDER as TOPICS
from catalogue.checking.introductions import read_introductions
from catalogue.checking.links import check_links, ids_of, linked_in
from catalogue.checking.strays import is_entry_file, strays
from catalogue.files.front_matter import MAX_BYTES, decode
from catalogue.files.plain import FileRead, list_folder, shown_name
from catalogue.files.settings import REVIEW_AFTER_DAYS
from catalogue.files.vocabulary_files import load_vocabularies
from catalogue.model.faults import Fault, in_order, make
from catalogue.model.slugs import MAX_SLUG, is_of_windows, is_slug, slugify
from catalogue.model.vocabulary import Vocabularies

HERE = Path(__file__).parents[1]  # the catalogue that the project itself carries
MAX_ENTRIES = 200_000


@dataclass(frozen=True, slots=True)
class File:
    """One entry file as found.

    Attributes:
        slug: the address it asks for.
        name: what messages call it.
        reading: its bytes, one more than the limit at most.
        digest: hash of its name and content.
        faults: what is wrong with the file itself.
    """

    slug: str
    name: str
    reading: FileRead
    digest: str
    faults: tuple[Fault, ...] = ()

    @property
    def data(self) -> bytes:
        """Its content."""
        return self.reading.data


@dataclass(frozen=True, slots=True)
class Loaded:
    """A folder read.

    Attributes:
        vocabularies: None when a fault in them blocks everything.
        checked: every file with a usable address, in order of slug.
        digests: content hash by slug.
        faults: all faults and warnings, also those inside `checked`.
        introductions: what editors wrote above topics, as HTML by "<list>/<term>".
    """

    vocabularies: Vocabularies | None
    checked: tuple[Checked, ...]
    digests: Mapping[str, str]
    faults: tuple[Fault, ...]
    introductions: Mapping[str, str] = field(default_factory=dict)

    @property
    def broken(self) -> bool:
        """Whether anything is wrong that stops an entry or the whole catalogue."""
        return any(not fault.is_warning for fault in self.faults)


def load(
    folder: Path,
    today: dt.date,
    review_after_days: int = REVIEW_AFTER_DAYS,
    check: Callable[[Sequence[File], Standard], Sequence[Checked]] | None = None,
    read: Callable[[Path], FileRead] | None = None,
    *,
    taken: frozenset[str] = frozenset(),
) -> Loaded:
    """Read and check a whole catalogue.

    Args:
        folder: holds `entries/`, `vocabularies/` and perhaps `emner/`.
        today: the day that dates are held against.
        review_after_days: age of a review that gives a warning.
        check: holds files against the rules, each by itself; a build knows some results already.
        read: reads a file; a build has read some already.
        taken: what no vocabulary may be called.
    """
    vocabularies, vocabulary_faults = load_vocabularies(folder / "vocabularies", taken)
    if vocabularies is None:
        return Loaded(None, (), {}, in_order(vocabulary_faults))
    standard = Standard.of(vocabularies, today, review_after_days)
    files, file_faults = find_files(folder / "entries", read or read_entry)
    checked = (check or check_files)(files, standard)
    joined = check_links(checked, {file.slug: file for file in files})
    entries = {item.slug: ids_of(item.entry) for item in joined}
    introductions, above = read_introductions(folder / TOPICS, vocabularies, entries)
    above += tuple(
        fault
        for other in (TOPICS, "vocabularies", "words")
        if (folder / other).is_dir()
        for fault in strays(list_folder(folder / other)[0], other)
    )
    of_entries = (fault for item in joined for fault in item.faults)
    faults = [*vocabulary_faults, *file_faults, *of_entries, *above]
    digests = {file.slug: file.digest for file in files}
    return Loaded(vocabularies, joined, digests, in_order(faults), introductions)


def check_file(file: File, standard: Standard) -> Checked:
    """A file's name and content held against every rule; a fault in either stops the entry."""
    if file.reading.reason:  # not read
        return Checked(file.slug, None, file.faults)
    text, faults = decode(file.data, file.name)
    if text is None:
        return Checked(file.slug, None, in_order((*file.faults, *faults)))
    checked = check_entry(text, file.name, file.slug, standard)
    if checked.entry is not None:
        checked = replace(checked, linked=linked_in(checked.entry, file.data))
    if not file.faults:
        return checked
    return Checked(file.slug, None, in_order((*file.faults, *checked.faults)))


def check_files(files: Sequence[File], standard: Standard) -> list[Checked]:
    """What each file gives when it is held against every rule."""
    return [check_file(file, standard) for file in files]


def find_files(
    folder: Path, read: Callable[[Path], FileRead]
) -> tuple[tuple[File, ...], tuple[Fault, ...]]:
    """All entry files in order of slug, and faults of those that can have no address.

    Where two files ask for the same address, the one that is rightly named has it.
    """
    listed, reason = list_folder(folder)
    if reason:
        return (), (make("kan-ikke-laeses", "entries", reason=reason),)
    paths = [(not is_well_named(path), path.name, path) for path in listed if is_entry_file(path)]
    found: dict[str, File] = {}
    faults: list[Fault] = list(strays(listed, "entries"))
    for ill_named, _, path in sorted(paths)[:MAX_ENTRIES]:
        name = f"entries/{shown_name(path)}"
        slug = slugify(path.stem.removesuffix(".md"))[:MAX_SLUG].strip("-")
        wrong: tuple[Fault, ...] = ()
        if ill_named:
            suggestion = f"{slug or 'indsatsens-navn'}.md"
            code = "filnavn-windows" if is_of_windows(path.stem) else "filnavn"
            suggestion = f"{slug}-indsats.md" if is_of_windows(slug) else suggestion
            wrong = (make(code, name, name=shown_name(path), suggestion=suggestion),)
        if not slug:
            faults += wrong
        elif slug in found:
            faults.append(make("samme-adresse", name, other=found[slug].name))
        else:
            found[slug] = read_file(read(path), name, slug, wrong)
    return tuple(found[slug] for slug in sorted(found)), tuple(faults)


def is_well_named(path: Path) -> bool:
    """Whether a file's name can be an address, on every system."""
    return is_slug(path.stem) and path.suffix == ".md" and not is_of_windows(path.stem)


def read_entry(path: Path) -> FileRead:
    """A file, so far as it may be read at all."""
    return FileRead(path, MAX_BYTES + 1)


def read_file(reading: FileRead, name: str, slug: str, faults: tuple[Fault, ...]) -> File:
    """A file that was read."""
    if reading.reason:
        faults = (*faults, make("kan-ikke-laeses", name, reason=reading.reason))
    digest = hashlib.sha256(name.encode("utf-8", "surrogateescape") + b"\0" + reading.hash)
    return File(slug, name, reading, digest.hexdigest(), faults)
