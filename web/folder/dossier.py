"""The dossier: a folder made ready for the meeting and the application. Pure: no Flask, no HTML.

Chosen entries are grouped by the vocabulary with that role, each with what is known of it and with
empty fields to fill in; rejected ones stand at the end with their reasons. Notes and reasons
come from the form that asks for the dossier, and live no longer than its answer.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from catalogue.model.fields import NEEDS_SECTION, REASON, SECTIONS, Placement, at
from catalogue.model.record import Record
from catalogue.model.vocabulary import Role, Vocabularies
from web.addresses.urls import entry_url
from web.entry.fields import FieldText, ResultText, field_texts, findings_of, source_line, strongest
from web.folder.blocks import Block, blocks
from web.question.knowledge import outcome, rests_on

TO_FILL = (
    ("Mål", "Hvad skal være anderledes, og for hvem?"),
    ("Målgruppe", "Hvem her i området, og hvor mange?"),
    ("Aktiviteter", "Hvad gør vi, hvor tit og hvor længe?"),
    ("Milepæle", "Hvad er nået hvornår?"),
    ("Samarbejdspartnere", "Hvem gør hvad?"),
    ("Økonomi", "Hvad koster det, og hvem betaler?"),
    ("Opfølgning", "Hvordan og hvornår ser vi, om det virker?"),
)
LONGEST_NOTE, LONGEST_TITLE = 1000, 150
TOLD = (SECTIONS[0], SECTIONS[2], NEEDS_SECTION)  # what it is, how it is done, what it takes
FIGURES, REFERENCES = 2, 2  # of each entry, unless everything is asked for
EVERYTHING, TO_PLAN = "alt", "felter"  # the choices in the form


@dataclass(frozen=True, slots=True)
class Remarks:
    """What the visitor wrote of one entry."""

    note: str = ""
    rejected: bool = False
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Reference:
    """A source in words, and its address; "" for none."""

    text: str
    url: str


@dataclass(frozen=True, slots=True)
class TextSection:
    """A section of the text."""

    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Choices:
    """How much a dossier holds: every field and figure, and fields to fill in at each entry."""

    everything: bool = False
    to_plan: bool = False


@dataclass(frozen=True, slots=True)
class Item:
    """A chosen entry: what it is, what is known of it, and the visitor's note.

    Attributes:
        facts, findings, sources: the most important ones, or all of them.
        missing: fields that no source tells; only where all facts are shown.
        count: sources in all.
        brief: the facts are few, and stand in running text.
        outcome: what was measured, "" where nothing was.
    """

    slug: str
    title: str
    url: str
    summary: str
    told: tuple[TextSection, ...]
    brief: bool
    facts: tuple[FieldText, ...]
    missing: tuple[str, ...]
    evidence: str
    outcome: str
    evidence_meaning: str
    evidence_reason: str
    findings: tuple[ResultText, ...]
    sources: tuple[Reference, ...]
    count: int
    changed: dt.date
    note: str


@dataclass(frozen=True, slots=True)
class AreaItems:
    """Chosen entries under one area; no label when the catalogue has no areas."""

    label: str
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Rejected:
    """An entry that was not chosen, and why."""

    title: str
    url: str
    reason: str


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a dossier comes from: the question as a sentence, version, day, the address."""

    question: str
    version: str
    day: dt.date
    address: str


@dataclass(frozen=True, slots=True)
class Dossier:
    """The folder made ready for a meeting or an application."""

    title: str
    origin: Origin
    groups: tuple[AreaItems, ...]
    rejected: tuple[Rejected, ...]
    choices: Choices

    @property
    def items(self) -> tuple[Item, ...]:
        """All chosen entries, in the order of the pages."""
        return tuple(item for group in self.groups for item in group.items)


def read_remarks(form: Mapping[str, str], slugs: Sequence[str]) -> dict[str, Remarks]:
    """What the form says of each entry; a reason alone rejects too."""
    found = {}
    for slug in slugs:
        reason = clean_note(form.get(f"grund-{slug}", ""))
        rejected = f"fravalgt-{slug}" in form or bool(reason)
        found[slug] = Remarks(clean_note(form.get(f"note-{slug}", "")), rejected, reason)
    return found


def clean_note(text: str, limit: int = LONGEST_NOTE) -> str:
    """Text without what neither XML nor people can read; line breaks kept."""
    lines = text[:limit].replace("\r\n", "\n").replace("\r", "\n").split("\n")
    kept = ("".join(char for char in line if char.isprintable() or char == "\t") for line in lines)
    return "\n".join(kept).strip()


def make_dossier(
    *,
    title: str,
    records: Sequence[Record],
    remarks: Mapping[str, Remarks],
    vocabularies: Vocabularies,
    origin: Origin,
    site_url: str,
    choices: Choices = Choices(),
) -> Dossier:
    """The dossier of a folder.

    Args:
        title: the visitor's own; "" for the standard one.
        records: the entries in the folder's order, which each group keeps.
        remarks: by slug.
        site_url: what entries' addresses begin with.
        choices: how much of each entry.
    """
    chosen = [one for one in records if not remarks_on(remarks, one).rejected]
    rejected = tuple(
        Rejected(one.entry.title, full_url(site_url, one), remarks_on(remarks, one).reason)
        for one in records
        if remarks_on(remarks, one).rejected
    )
    groups = tuple(
        AreaItems(
            label,
            tuple(
                make_item(one, remarks_on(remarks, one).note, vocabularies, site_url, choices)
                for one in chosen
                if group_of(one, vocabularies) == label
            ),
        )
        for label in group_labels(vocabularies)
    )
    return Dossier(
        title or "Sagsmappe", origin, tuple(one for one in groups if one.items), rejected, choices
    )


def remarks_on(remarks: Mapping[str, Remarks], record: Record) -> Remarks:
    """What was written about an entry; nothing where nothing was."""
    return remarks.get(record.entry.slug, Remarks())


def group_labels(vocabularies: Vocabularies) -> tuple[str, ...]:
    """The areas that entries are sorted under, in order; the last holds those without one."""
    areas = vocabularies.first_with(Role.GROUPS)
    if areas is None:
        return ("",)
    return (*(term.label for term in areas.terms), f"Uden {areas.label}")


def group_of(record: Record, vocabularies: Vocabularies) -> str:
    """The first area of an entry; it stands once, and names its other areas among its facts."""
    areas = vocabularies.first_with(Role.GROUPS)
    if areas is None:
        return ""
    keys = record.entry.keys(areas.key)
    return vocabularies.label(areas.key, keys[0]) if keys else f"Uden {areas.label}"


def make_item(
    record: Record, note: str, vocabularies: Vocabularies, site_url: str, choices: Choices
) -> Item:
    """An entry as the dossier tells it, with as much as was chosen."""
    entry = record.entry
    whole = choices.everything
    _, term = rests_on(entry.terms, vocabularies) or (None, None)
    every = findings_of(entry, vocabularies)
    findings = every if whole else strongest(entry, vocabularies, FIGURES) or every[:FIGURES]
    # The addresses of what the figures rest on; without figures, of the first.
    cited = {one.source for one in findings}
    resting = tuple(one for one in entry.sources if source_line(one) in cited)
    sources = entry.sources if whole else resting or entry.sources[:REFERENCES]
    fields = field_texts(record, vocabularies)
    wanted = _asked_for(fields, vocabularies, everything=whole)
    return Item(
        slug=entry.slug,
        title=entry.title,
        url=full_url(site_url, record),
        summary=entry.summary,
        told=tuple(
            TextSection(one.title, blocks(one.html)) for one in entry.sections if one.title in TOLD
        ),
        brief=not whole,
        facts=tuple(one for one in wanted if one.values),
        missing=tuple(one.label for one in wanted if not one.values),
        evidence=term.label if term else "",
        outcome=outcome(entry.terms, vocabularies),
        evidence_meaning=term.explanation if term else "",
        evidence_reason=entry.text(REASON),
        findings=findings,
        sources=tuple(Reference(source_line(one), one.url) for one in sources),
        count=len(entry.sources),
        changed=record.changed,
        note=note,
    )


def _asked_for(
    fields: Sequence[FieldText], vocabularies: Vocabularies, *, everything: bool
) -> tuple[FieldText, ...]:
    """All fields but those that the evidence tells; or those that a decision rests on."""
    apart = {REASON, *(one.key for one in vocabularies.with_role(Role.KNOWLEDGE))}
    deciding = {
        *(one.key for one in vocabularies.with_role(Role.DECISION) if not one.graded),
        *(one.key for one in at(Placement.BOX)),
    }
    return tuple(
        one for one in fields if one.key not in apart and (everything or one.key in deciding)
    )


def full_url(site_url: str, record: Record) -> str:
    """An entry's address with the host, as it must stand on paper."""
    return site_url + entry_url(record.entry.slug)
