"""Records made of what was checked now, what was good before, and what git knows."""

import datetime as dt
from collections.abc import Container, Mapping, Sequence
from dataclasses import replace

from catalogue.checking.entry_file import Checked
from catalogue.checking.folder import File, Loaded
from catalogue.checking.links import linked_in
from catalogue.generations import reader as gen
from catalogue.git.history import History
from catalogue.git.log import Versions
from catalogue.model.entry import Entry
from catalogue.model.record import Change, Record
from catalogue.model.vocabulary import Vocabularies


def reuse(
    file: File,
    previous: gen.Generation,
    faulty: Container[str],
    today: dt.date,
    review_after_days: int,
) -> Checked | None:
    """An unchanged file's earlier result, when nothing but the file could have changed it.

    Args:
        file: as it is now.
        previous: made by the same code, of the same vocabularies.
        faulty: names of files that it tells faults of.
        today: the day that dates are held against.
        review_after_days: age of a review that gives a warning.
    """
    if file.slug not in previous:
        return None
    if previous.contents.places[file.slug].digest != file.digest:
        return None
    record = previous.record(file.slug)
    overdue = (today - record.entry.reviewed).days > review_after_days
    if record.carried or overdue or file.name in faulty:
        return None
    return Checked(file.slug, record.entry, (), linked_in(record.entry, file.data))


def earlier_history(previous: gen.Generation) -> History:
    """What an earlier build told of each entry's commits."""
    return {slug: previous.record(slug).history for slug in previous.slugs}


def to_records(
    loaded: Loaded, history: History, previous: gen.Generation | None
) -> dict[str, Record]:
    """Entries with their last good version where broken, their dates, and links both ways."""
    entries: dict[str, tuple[Entry, bool]] = {}
    for item in loaded.checked:
        if item.entry is not None:
            entries[item.slug] = item.entry, False
        elif previous is not None and item.slug in previous and loaded.vocabularies is not None:
            entry = previous.record(item.slug).entry
            entries[item.slug] = still_known(entry, loaded.vocabularies), True
    related: dict[str, set[str]] = {slug: set() for slug in entries}
    examples: dict[str, set[str]] = {slug: set() for slug in entries}
    for slug, (entry, _) in entries.items():
        for other in entry.related:
            if other in entries:
                related[slug].add(other)
                related[other].add(slug)
        for other in entry.example_of:
            if other in entries:
                examples[other].add(slug)
    return {
        slug: Record(
            entry=entry,
            changed=last_news(history.get(slug, ())) or entry.reviewed,
            related=tuple(sorted(related[slug])),
            examples=tuple(sorted(examples[slug])),
            carried=carried,
            history=history.get(slug, ()),
        )
        for slug, (entry, carried) in sorted(entries.items())
    }


def last_news(changes: Sequence[Change]) -> dt.date | None:
    """The day of an entry's last change that a reader would see; None when git knows of none."""
    news = next((change for change in changes if change.is_news), changes[-1] if changes else None)
    return news.date if news is not None else None


def addresses(
    records: Mapping[str, Record], versions: Versions, files: Container[str]
) -> tuple[dict[str, str], tuple[str, ...]]:
    """Former slugs with today's, declared or known to git, and the slugs of deleted entries.

    Of an entry's former slugs its first one stands last: the oldest that git knows, else the
    first that is declared.

    Args:
        records: what is shown.
        versions: what git knows.
        files: slugs of all files that are there, broken ones too.
    """
    renamed = {
        old: new
        for old, new in versions.former.items()
        if new in records and old not in records and old not in files
    }
    declared = {
        old: slug for slug, record in records.items() for old in reversed(record.entry.former_slugs)
    }
    unknown = {old: slug for old, slug in declared.items() if old not in renamed}
    gone = (old for old in versions.gone if old not in records and old not in files)
    return {**unknown, **renamed, **declared}, tuple(old for old in gone if old not in declared)


def still_known(entry: Entry, vocabularies: Vocabularies) -> Entry:
    """An earlier version without the terms that the vocabularies no longer have."""
    terms = {
        vocabulary.key: keys
        for vocabulary in vocabularies
        if (keys := vocabulary.sorted_keys(entry.keys(vocabulary.key)))
    }
    graded = {
        key: {term: grades[term] for term in terms.get(key, ()) if term in grades}
        for key, grades in entry.graded.items()
        if key in terms
    }
    return replace(entry, terms=terms, graded=graded)
