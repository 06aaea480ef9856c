"""What an entry's page shows, made of its record and the vocabularies. Pure: no Flask, no HTML."""

import datetime as dt
from dataclasses import dataclass

from catalogue.model.entry import Entry, Section
from catalogue.model.record import Record
from catalogue.model.vocabulary import Vocabularies
from search.values.results import Similar
from web.entry.box import FactRow, all_facts, box
from web.entry.parts import (
    Evidence,
    FieldSection,
    Other,
    ResultRow,
    SourceRow,
    alike,
    came_of_it,
    contents,
    evidence,
    needs,
    other_entries,
    parts,
    result_rows,
    source_rows,
    told,
    untold,
)
from web.entry.short_text import ShortText, short_text


@dataclass(frozen=True, slots=True)
class EntryView:
    """The page, in the order of a decision: evidence, what and how, what it takes, figures.

    Attributes:
        box: what a decision asks for first.
        sections, needs: the text and the fields of what it takes.
        found, results, parts: what came of it, the figures, and what else the entry tells.
        rows: all facts, folded away.
        short: the text to paste elsewhere.
    """

    title: str
    summary: str
    names: tuple[str, ...]
    box: tuple[FactRow, ...]
    evidence: Evidence | None
    sections: tuple[Section, ...]
    needs: tuple[FieldSection, ...]
    found: tuple[Section, ...]
    results: tuple[ResultRow, ...]
    rows: tuple[FactRow, ...]
    short: ShortText
    parts: tuple[FieldSection, ...]
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
    address: str,
) -> EntryView:
    """The page's content.

    Args:
        record: the entry.
        vocabularies: the catalogue's words.
        others: the entries that this one names, by slug; missing ones are left out.
        similar: entries like it, as the search found them.
        citation: how to cite it, with the version that is shown.
        address: the page's own, absolute.
    """
    entry = record.entry
    named = {*record.related, *entry.example_of, *record.examples}
    return EntryView(
        title=entry.title,
        summary=entry.summary,
        names=entry.names,
        box=box(entry, vocabularies),
        evidence=evidence(entry, vocabularies),
        sections=told(entry),
        needs=needs(entry),
        found=came_of_it(entry),
        results=result_rows(entry, vocabularies, address),
        rows=all_facts(entry, vocabularies),
        short=short_text(entry, vocabularies, citation),
        parts=parts(entry),
        missing=untold(entry, vocabularies),
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
