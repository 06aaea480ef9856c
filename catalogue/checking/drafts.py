"""An entry that is not in the catalogue yet, held against the same rules as the files."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from catalogue.checking.entry_file import Checked, Standard, check_entry
from catalogue.checking.links import Known, link_faults
from catalogue.files.front_matter import decode, parse
from catalogue.files.markdown_text import render_sections
from catalogue.model.entry import Section
from catalogue.model.faults import in_order, make
from catalogue.model.slugs import MAX_SLUG, is_of_windows, slugify


def slug_of(title: str) -> str:
    """The address that a title gives."""
    slug = slugify(title)[:MAX_SLUG].strip("-")
    return f"{slug}-indsats" if is_of_windows(slug) else slug


def check_draft(text: str, slug: str, standard: Standard, known: Iterable[str] | Known) -> Checked:
    """Check a text as the file it may become.

    Args:
        text: the whole file, as a person sent it.
        slug: the address it asks for.
        standard: what it is held against.
        known: the addresses that are taken, and that it may refer to, with their sections where
            links to those shall be held against them.
    """
    name = f"entries/{slug or 'ny'}.md"
    taken: Known = known if isinstance(known, Mapping) else dict.fromkeys(known)
    decoded, faults = decode(text.encode("utf-8", "replace"), name)
    if decoded is None:
        return Checked(slug, None, faults)
    checked = check_entry(decoded, name, slug, standard)
    found = [*checked.faults, *link_faults(slug, name, decoded, taken)]
    if slug in taken:
        found.append(make("adresse-optaget", name, 1, "titel", value=slug))
    stopped = any(not fault.is_warning for fault in found)
    return replace(checked, entry=None if stopped else checked.entry, faults=in_order(found))


def render_draft(text: str, checked: Checked) -> tuple[Section, ...]:
    """The text as far as it can be shown, also while fields are wrong; a hostile one is not."""
    if checked.entry is not None:
        return checked.entry.sections
    parsed, _ = parse(text, "")
    in_the_text = any(not fault.field and not fault.is_warning for fault in checked.faults)
    return () if parsed is None or in_the_text else render_sections(parsed.body)
