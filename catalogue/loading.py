"""A catalogue's folder read whole: vocabularies first, then every entry, all faults at once."""

import datetime as dt
import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from catalogue.checking import REVIEW_AFTER_DAYS, Checked, Standard, check_entry
from catalogue.entry import Entry
from catalogue.faults import Fault, in_order, make
from catalogue.frontmatter import MAX_BYTES, decode, parse
from catalogue.rendering import linked_entries
from catalogue.shapes import near
from catalogue.slugs import is_slug, slugify
from catalogue.vocabulary import Vocabularies
from catalogue.vocabulary_files import load_vocabularies

HERE = Path(__file__).parent  # the catalogue that the project itself carries
MAX_ENTRIES = 200_000


@dataclass(frozen=True, slots=True)
class File:
    """One entry file as found: `name` is what messages call it, `digest` its content's hash."""

    slug: str
    name: str
    data: bytes
    digest: str


@dataclass(frozen=True, slots=True)
class Loaded:
    """A folder read.

    Attributes:
        vocabularies: None when a fault in them blocks everything.
        checked: every file with a usable address, in order of slug.
        digests: content hash by slug.
        faults: all faults and warnings, also those inside `checked`.
    """

    vocabularies: Vocabularies | None
    checked: tuple[Checked, ...]
    digests: Mapping[str, str]
    faults: tuple[Fault, ...]

    @property
    def blocked(self) -> bool:
        return self.vocabularies is None

    @property
    def broken(self) -> bool:
        return any(not fault.is_warning for fault in self.faults)


def load(
    folder: Path,
    today: dt.date,
    review_after_days: int = REVIEW_AFTER_DAYS,
    known: Callable[[File], Checked | None] = lambda _: None,
    progress: Callable[[int, int], None] = lambda _done, _all: None,
) -> Loaded:
    """Read and check a whole catalogue.

    Args:
        folder: holds `entries/` and `vocabularies/`.
        today: the day that dates are held against.
        review_after_days: age of a review that gives a warning.
        known: a file's earlier result, when it may be used again.
        progress: told how many of all files are done.
    """
    vocabularies, vocabulary_faults = load_vocabularies(folder / "vocabularies")
    if vocabularies is None:
        return Loaded(None, (), {}, in_order(vocabulary_faults))
    standard = Standard.of(vocabularies, today, review_after_days)
    files, file_faults = find_files(folder / "entries")
    checked: list[Checked] = []
    for number, file in enumerate(files, 1):
        checked.append(known(file) or check_file(file, standard))
        progress(number, len(files))
    joined = check_links(checked, {file.slug: file for file in files})
    faults = [*vocabulary_faults, *file_faults, *(f for item in joined for f in item.faults)]
    digests = {file.slug: file.digest for file in files}
    return Loaded(vocabularies, joined, digests, in_order(faults))


def check_file(file: File, standard: Standard) -> Checked:
    text, faults = decode(file.data, file.name)
    if text is None:
        return Checked(file.slug, None, faults)
    return check_entry(text, file.name, file.slug, standard)


def find_files(folder: Path) -> tuple[tuple[File, ...], tuple[Fault, ...]]:
    """All entry files in order of slug; files whose name is no address are faults."""
    found: dict[str, File] = {}
    faults: list[Fault] = []
    try:
        paths = sorted(path for path in folder.iterdir() if path.suffix.casefold() == ".md")
    except OSError as error:
        reason = error.strerror or "ukendt fejl"
        return (), (make("kan-ikke-laeses", "entries", reason=reason),)
    for path in paths[:MAX_ENTRIES]:
        name = f"entries/{path.name}"
        slug = slugify(path.stem)
        if slug in found:
            faults.append(make("samme-adresse", name, other=found[slug].name))
            continue
        if path.name != f"{slug}.md" or not is_slug(slug):
            faults.append(make("filnavn", name, name=path.name, suggestion=f"{slug or 'navn'}.md"))
            if not slug:
                continue
        try:
            data = read_bounded(path)
        except OSError as error:
            faults.append(make("kan-ikke-laeses", name, reason=error.strerror or "ukendt fejl"))
            data = b""
            if not path.exists():
                continue
        found[slug] = File(slug, name, data, hashlib.sha256(data).hexdigest())
    return tuple(found[slug] for slug in sorted(found)), tuple(faults)


def read_bounded(path: Path) -> bytes:
    """A file's bytes, one more than the limit at most, so that size can be told but not hurt."""
    with path.open("rb") as handle:
        return handle.read(MAX_BYTES + 1)


def check_links(checked: Sequence[Checked], files: Mapping[str, File]) -> tuple[Checked, ...]:
    """Hold what entries say of each other against the files that exist."""
    slugs = tuple(files)
    known = set(slugs)
    claimed: dict[str, str] = {}
    result: list[Checked] = []
    for item in checked:
        if item.entry is None:
            result.append(item)
            continue
        found = _link_faults(item.entry, files[item.slug], known, slugs, claimed)
        stopped = any(not fault.is_warning for fault in found)
        entry = None if stopped else item.entry
        result.append(Checked(item.slug, entry, in_order((*item.faults, *found))))
    return tuple(result)


def _link_faults(
    entry: Entry, file: File, known: set[str], slugs: tuple[str, ...], claimed: dict[str, str]
) -> list[Fault]:
    found: list[Fault] = []
    for field, references in (("relateret", entry.related), ("eksempel_paa", entry.example_of)):
        for slug in references:
            if slug == entry.slug:
                line = _line_of(file, field)
                found.append(make("sig-selv", file.name, line, field, value=slug, of=field))
            elif slug not in known:
                line, hint = _line_of(file, field), near(slug, slugs)
                found.append(make("ukendt-indsats", file.name, line, field, value=slug, near=hint))
    for slug in entry.former_slugs:
        other = slug if slug in known else claimed.get(slug)
        if other is not None:
            line = _line_of(file, "tidligere")
            found.append(
                make("tidligere-i-brug", file.name, line, "tidligere", value=slug, other=other)
            )
        claimed[slug] = entry.slug
    if b"](" in file.data:
        text = file.data.decode("utf-8-sig").replace("\r\n", "\n")
        found += [
            make("ukendt-link", file.name, line + 1, value=slug, near=near(slug, slugs))
            for slug, line in linked_entries(text)
            if slug not in known
        ]
    return found


def _line_of(file: File, field: str) -> int:
    """The line of a field; only asked for when there is a fault to place."""
    parsed, _ = parse(file.data.decode("utf-8-sig").replace("\r\n", "\n"), file.name)
    node = parsed.fields.get(field) if parsed else None
    return node.line if node else 1
