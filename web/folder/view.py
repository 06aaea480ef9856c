"""What the folder's page shows. Pure: no Flask, no HTML."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from catalogue.model.record import Record
from catalogue.model.vocabulary import Vocabularies
from search.values.results import Hit
from web.addresses.urls import entry_url
from web.entry.short_text import ShortText, short_text
from web.folder.folder import ENTRY, FEWEST_COMPARED, MOST_COMPARED, Folder, ReadFolder
from web.question.knowledge import Knowledge, knowledge_of
from web.question.notes import dropped_notes
from web.question.sentence import found_among
from web.site.wording import counted, listed, quoted


@dataclass(frozen=True, slots=True)
class Line:
    """An entry of the folder; an address is "" where there is nothing to do."""

    slug: str
    title: str
    url: str
    summary: str
    knowledge: Knowledge | None
    up: str
    down: str
    remove: str
    compared: bool


@dataclass(frozen=True, slots=True)
class FolderHit:
    """An entry that may be put into the folder."""

    title: str
    url: str
    summary: str
    add: str


@dataclass(frozen=True, slots=True)
class FolderView:
    """The page. `hidden` are the folder's own parameters, for forms to carry on."""

    lines: tuple[Line, ...]
    short: tuple[ShortText, ...]
    found: tuple[FolderHit, ...]
    text: str
    question: str
    notes: tuple[str, ...]
    hidden: tuple[tuple[str, str], ...]
    slugs: str
    address: str
    print_url: str
    docx_url: str
    full: bool
    can_compare: bool


def make_folder(
    read: ReadFolder,
    records: Sequence[Record],
    hits: Iterable[Hit],
    vocabularies: Vocabularies,
    *,
    site_url: str,
    citations: Sequence[str],
) -> FolderView:
    """The page of a folder.

    Args:
        records: its entries in order.
        hits: what its question finds, to add from.
        citations: of the records, in the same order.
    """
    folder = read.folder
    last = len(records) - 1
    return FolderView(
        lines=tuple(
            make_line(folder, record, number, last, vocabularies)
            for number, record in enumerate(records)
        ),
        short=tuple(
            short_text(record.entry, vocabularies, cited)
            for record, cited in zip(records, citations, strict=True)
        ),
        found=tuple(
            FolderHit(
                hit.title, entry_url(hit.slug), hit.summary, folder.with_entry(hit.slug).url()
            )
            for hit in hits
            if hit.slug not in folder
        ),
        text=folder.query.text,
        question=found_among(folder.query, vocabularies),
        notes=notes(read, vocabularies),
        hidden=tuple((ENTRY, slug) for slug in folder.slugs),
        slugs=" ".join(folder.slugs),
        address=site_url + folder.url(),
        print_url=folder.url("/mappe/udskrift"),
        docx_url=folder.url("/mappe.docx"),
        full=folder.full,
        can_compare=len(records) >= FEWEST_COMPARED,
    )


def make_line(
    folder: Folder, record: Record, number: int, last: int, vocabularies: Vocabularies
) -> Line:
    """An entry of the folder with its links.

    Args:
        folder: which it is in.
        record: the entry.
        number: its place, from 0.
        last: the last entry's place.
        vocabularies: for what its knowledge rests on.
    """
    entry = record.entry
    return Line(
        slug=entry.slug,
        title=entry.title,
        url=entry_url(entry.slug),
        summary=entry.summary,
        knowledge=knowledge_of(entry.terms, vocabularies),
        up=folder.moved(entry.slug, -1).url() if number > 0 else "",
        down=folder.moved(entry.slug, 1).url() if number < last else "",
        remove=folder.without(entry.slug).url(),
        compared=last < MOST_COMPARED,
    )


def notes(read: ReadFolder, vocabularies: Vocabularies) -> tuple[str, ...]:
    """What of the address could not be used."""
    said = [*dropped_notes(read.dropped, vocabularies)]
    if read.missing:
        count = counted(len(read.missing), "indsats findes", "indsatser findes")
        named = listed(quoted(slug) for slug in read.missing[:5])
        more = " med flere" if len(read.missing) > 5 else ""
        said.append(f"{count} ikke i kataloget og er ikke taget med: {named}{more}.")
    if not read.folder.keeps_query:
        said.append("Søgningen er for lang til at følge med mappen og er taget fra.")
    return tuple(said)
