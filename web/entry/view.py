"""What an entry's page shows, made of its record and the vocabularies. Pure: no Flask, no HTML."""

import datetime as dt
from dataclasses import dataclass

from catalogue.model.entry import Entry, Section
from catalogue.model.record import Record
from catalogue.model.vocabulary import Vocabularies
from search.values.results import Similar
from web.entry.parts import (
    Evidence,
    Other,
    Part,
    ResultRow,
    Row,
    SourceRow,
    alike,
    at_a_glance,
    contents,
    evidence,
    missing,
    other_entries,
    parts,
    result_rows,
    source_rows,
)


@dataclass(frozen=True, slots=True)
class EntryView:
    title: str
    summary: str
    names: tuple[str, ...]
    rows: tuple[Row, ...]
    evidence: Evidence | None
    sections: tuple[Section, ...]
    results: tuple[ResultRow, ...]
    parts: tuple[Part, ...]
    missing: tuple[str, ...]
    parents: tuple[Other, ...]
    examples: tuple[Other, ...]
    related: tuple[Other, ...]
    similar: tuple[Other, ...]
    sources: tuple[SourceRow, ...]
    contents: tuple[tuple[str, str], ...]
    reviewed: dt.date
    changed: dt.date
    citation: str
    carried: bool


def make_entry(
    record: Record,
    vocabularies: Vocabularies,
    others: dict[str, Entry],
    similar: tuple[Similar, ...],
    *,
    citation: str,
) -> EntryView:
    """The page's content.

    Args:
        record: the entry.
        vocabularies: the catalogue's words.
        others: the entries that this one names, by slug; missing ones are left out.
        similar: entries like it, as the search found them.
        citation: how to cite it, with the version that is shown.
    """
    entry = record.entry
    named = {*record.related, *entry.example_of, *record.examples}
    rows = at_a_glance(entry, vocabularies)
    results = result_rows(entry, vocabularies)
    return EntryView(
        title=entry.title,
        summary=entry.summary,
        names=entry.names,
        rows=rows,
        evidence=evidence(entry, vocabularies),
        sections=entry.sections,
        results=results,
        parts=parts(entry),
        missing=missing(entry, vocabularies),
        parents=other_entries(entry.example_of, others),
        examples=other_entries(record.examples, others),
        related=other_entries(record.related, others),
        similar=tuple(alike(one, vocabularies) for one in similar if one.slug not in named),
        sources=source_rows(entry),
        contents=contents(entry),
        reviewed=entry.reviewed,
        changed=record.changed,
        citation=citation,
        carried=record.carried,
    )
