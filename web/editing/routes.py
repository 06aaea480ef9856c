"""The form at /ny: from an idea to the file that the catalogue takes, told by the same checker.

Nothing is stored: the whole form is sent each time, and the answer is the file.
"""

import datetime as dt
from dataclasses import replace

from flask import Blueprint, Response, render_template, request

from catalogue.checking.drafts import check_draft, render_draft, slug_of
from catalogue.checking.entry_file import Checked
from catalogue.generations.reader import OtherEntries
from catalogue.model.dates import today
from catalogue.model.record import Record
from catalogue.writing.to_markdown import to_markdown
from web.editing.form import make_form
from web.editing.mail import mail
from web.editing.names import entry_names
from web.editing.sent import one, read_sent, to_draft
from web.editing.telling import errors, warnings
from web.entry.view import EntryView, make_entry
from web.site.page import Crumb, Page, subpage
from web.site.saved_files import standard_of
from web.site.snapshot import Snapshot, site

blueprint = Blueprint("new_entry", __name__)
PATH = "/ny"
_ABOUT = "Skriv en ny indsats til kataloget, se hvordan den bliver, og få den som en fil."


@blueprint.get(PATH)
def empty_form() -> str:
    """The form as it begins."""
    here = site()
    snapshot = here.current()
    form = make_form({}, snapshot.vocabularies, (), today().isoformat(), entry_names(snapshot))
    return render_template(
        "editing/new_entry.html", page=the_page(), form=form, text="", checked=None, mending=None
    )


@blueprint.post(PATH)
def filled_form() -> str | Response:
    """What was sent: checked and shown, or handed back as a file."""
    here = site()
    snapshot = here.current()
    sent = read_sent(request.form.lists())
    draft = to_draft(sent, snapshot.vocabularies)
    text = to_markdown(draft, snapshot.vocabularies)
    slug = slug_of(one(sent, "titel"))
    standard = standard_of(snapshot, today(), here.config.review_after_days)
    checked = check_draft(text, slug, standard, OtherEntries(snapshot.generation))
    if one(sent, "handling") == "hent":
        return as_file(text, slug)
    names = entry_names(snapshot)
    form = make_form(sent, snapshot.vocabularies, checked.faults, today().isoformat(), names)
    return render_template(
        "editing/new_entry.html",
        page=the_page(wrong=bool(errors(form.told))),
        mending=None,
        form=form,
        errors=errors(form.told),
        warnings=warnings(form.told),
        text=text,
        slug=slug,
        checked=checked,
        view=preview(checked, snapshot, today()),
        sections=render_draft(text, checked),
        draft=draft,
        new_file_url=here.config.new_file_url(slug or "ny-indsats", text),
        mail_url=mail(here.config.contact, "Ny indsats", slug or "ny-indsats", text),
    )


def the_page(
    heading: str = "Skriv en ny indsats",
    path: str = PATH,
    crumbs: tuple[Crumb, ...] = (),
    *,
    wrong: bool = False,
) -> Page:
    """The page's head; that something is wrong is the first that its title says."""
    page = subpage(heading, path, _ABOUT, indexed=False)
    page = replace(page, crumbs=crumbs) if crumbs else page
    return replace(page, title=f"Fejl: {page.title}") if wrong else page


def preview(checked: Checked, snapshot: Snapshot, day: dt.date) -> EntryView | None:
    """The entry as its page will show it, when nothing stops it."""
    entry = checked.entry
    if entry is None:
        return None
    generation = snapshot.generation
    named = {*entry.related, *entry.example_of}
    others = {slug: generation.record(slug).entry for slug in named if slug in generation}
    record = Record(entry, day, related=entry.related)
    return make_entry(record, snapshot.vocabularies, others, (), citation="", address="")


def as_file(text: str, slug: str) -> Response:
    """The file to save and send on."""
    response = Response(text, mimetype="text/markdown")
    name = f"{slug or 'ny-indsats'}.md"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
