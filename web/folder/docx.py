"""A dossier as a Word document, with real styles, headings and table heads."""

import datetime as dt
import io
from pathlib import Path

import docx
from docx.document import Document
from docx.shared import Pt

from catalogue.model.dates import danish_date
from web.folder.docx_parts import (
    add_link,
    add_row,
    add_table,
    set_language,
    set_page,
    set_styles,
    set_widths,
)
from web.folder.dossier import TO_FILL, AreaItems, Dossier, Item, Rejected
from web.site.citation import LICENCE
from web.site.page import SITE_NAME
from web.site.wording import counted, lower_first

MIMETYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
FULL = 16.4  # centimetres between the margins
FIELD, ROOM = 4.9, 1.5
TEMPLATE = Path(__file__).parent / "template.docx"  # made by scripts/make_docx_template.py


def as_docx(dossier: Dossier) -> bytes:
    """The dossier as a file that Word and LibreOffice open."""
    document = docx.Document(str(TEMPLATE))
    set_styles(document)
    set_language(document)
    set_page(document)
    set_properties(document, dossier)
    write_front(document, dossier)
    for group in dossier.groups:
        write_group(document, group, to_plan=dossier.choices.to_plan)
    if dossier.rejected:
        write_rejected(document, dossier.rejected)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def set_properties(document: Document, dossier: Dossier) -> None:
    """Title, sender and language of the document; nobody's name."""
    properties = document.core_properties
    properties.title = dossier.title
    properties.author = SITE_NAME
    properties.comments = ""
    properties.subject = "Boligsociale indsatser"
    moment = dt.datetime.combine(dossier.origin.day, dt.time(), dt.UTC)
    properties.created = properties.modified = moment


def write_front(document: Document, dossier: Dossier) -> None:
    """The front page: title, question, where it comes from, and an overview."""
    origin = dossier.origin
    document.add_paragraph(dossier.title, style="Title")
    document.add_paragraph(f"Fra {SITE_NAME}, {danish_date(origin.day)}", style="Subtitle")
    if origin.question:
        document.add_paragraph(f"{origin.question}.")
    address = document.add_paragraph("Mappen på nettet: ")
    add_link(address, origin.address, origin.address)
    if origin.version:
        document.add_paragraph(f"Indsatserne er læst i katalogets {origin.version}.")
    document.add_heading("Overblik", 1)
    chosen = counted(len(dossier.items), "indsats", "indsatser")
    document.add_paragraph(f"{chosen} valgt til, {len(dossier.rejected)} valgt fra.")
    write_overview(document, dossier)
    note = document.add_paragraph()
    note.paragraph_format.space_before = Pt(12)
    note.add_run(
        f"{LICENCE} Placeringen under Landsbyggefondens områder er katalogets egen. "
        "Skriv ikke personoplysninger i felterne."
    ).font.size = Pt(9.5)


def write_overview(document: Document, dossier: Dossier) -> None:
    """The table of entries, each with its area and what its knowledge rests on."""
    widths = (5.4, 6.6, 4.4)  # the longest word of an area is "kriminalitetsforebyggelse"
    table = add_table(
        document, ("Indsats", "Område", "Dokumentation"), widths, "Indsatser i mappen"
    )
    for group in dossier.groups:
        for item in group.items:
            add_row(table, (item.title, group.label, item.evidence))
    for one in dossier.rejected:
        add_row(table, (one.title, "Valgt fra", "–"))
    set_widths(table, widths)


def write_group(document: Document, group: AreaItems, *, to_plan: bool) -> None:
    """An area's entries, each from the top of a page."""
    if group.label:
        document.add_heading(group.label, 1).paragraph_format.page_break_before = True
    for number, item in enumerate(group.items):
        heading = document.add_heading(item.title, 2)
        heading.paragraph_format.page_break_before = number > 0 or not group.label
        write_item(document, item)
        if to_plan:
            write_fields(document, item)


def write_item(document: Document, item: Item) -> None:
    """The description first: what it is, how it is done, what it takes; then what is known."""
    document.add_paragraph(item.summary)
    for part in item.told:
        document.add_heading(part.title, 3)
        for block in part.blocks:
            document.add_paragraph(block.text, style="List Bullet" if block.point else None)
    write_evidence(document, item)
    if item.note:
        document.add_heading("Egne noter", 3)
        document.add_paragraph(item.note)
    write_facts(document, item)
    write_sources(document, item)


def write_facts(document: Document, item: Item) -> None:
    """A table of them all, or the few most important in running text."""
    document.add_heading("Kort om indsatsen", 3)
    if item.brief:
        line = document.add_paragraph()
        for fact in item.facts:
            line.add_run(f"{fact.label}: ").bold = True
            line.add_run(f"{fact.text.rstrip('.')}. ")
        if item.missing:
            line.add_run(f"Ikke oplyst: {', '.join(item.missing)}.")
        return
    table = add_table(
        document, ("Felt", "Oplyst"), (FIELD, FULL - FIELD), f"Nøgleoplysninger om {item.title}"
    )
    for fact in item.facts:
        add_row(table, (fact.label, fact.text))
    set_widths(table, (FIELD, FULL - FIELD))
    if item.missing:
        missing = document.add_paragraph(f"Ikke oplyst: {', '.join(item.missing)}.")
        missing.paragraph_format.space_before = Pt(6)


def write_evidence(document: Document, item: Item) -> None:
    """What the knowledge rests on, and why."""
    document.add_heading("Hvad ved vi om virkningen?", 3)
    if item.evidence:
        paragraph = document.add_paragraph()
        measured = f", {lower_first(item.outcome)}" if item.outcome else ""
        paragraph.add_run(f"{item.evidence}{measured}. ").bold = True
        paragraph.add_run(item.evidence_meaning)
    if item.evidence_reason:
        document.add_paragraph(item.evidence_reason)
    for found in item.findings:
        line = document.add_paragraph(style="List Bullet")
        line.add_run(f"{found.kind}: ").bold = True
        line.add_run(f"{found.text} Kilde: {found.source}.")
    if not item.findings:
        document.add_paragraph("Der er ingen resultater i de læste kilder.")


def write_sources(document: Document, item: Item) -> None:
    """The sources and the entry's address, written out for paper."""
    document.add_heading("Kilder og adresse", 3)
    for source in item.sources:
        line = document.add_paragraph(style="List Bullet")
        if source.url:  # on paper a link is nothing but its words
            line.add_run(f"{source.text}: ")
            add_link(line, source.url, source.url)
        else:
            line.add_run(source.text)
    more = f" med alle {item.count} kilder" if item.count > len(item.sources) else ""
    line = document.add_paragraph(f"I kataloget{more}: ")
    add_link(line, item.url, item.url)
    line.add_run(f" (ændret {danish_date(item.changed)})")


def write_fields(document: Document, item: Item) -> None:
    """The empty fields, for the group to fill in."""
    document.add_heading("Til planen", 3)
    table = add_table(
        document, ("Felt", "Udfyldes af jer"), (FIELD, FULL - FIELD), f"Felter til {item.title}"
    )
    for label, help_text in TO_FILL:
        add_row(table, (label, ""), ROOM)
        hint = table.rows[-1].cells[0].add_paragraph()
        hint.add_run(help_text).font.size = Pt(9)
    set_widths(table, (FIELD, FULL - FIELD))


def write_rejected(document: Document, rejected: tuple[Rejected, ...]) -> None:
    """The entries that were not chosen, with the reasons."""
    document.add_heading("Valgt fra", 1).paragraph_format.page_break_before = True
    widths = (6.4, FULL - 6.4)
    table = add_table(
        document, ("Indsats", "Fravalgt, fordi"), widths, "Indsatser, der er valgt fra"
    )
    for one in rejected:
        add_row(table, ("", one.reason or "Ingen begrundelse skrevet"))
        add_link(table.rows[-1].cells[0].paragraphs[0], one.title, one.url)
    set_widths(table, widths)
