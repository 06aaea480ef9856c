"""The form of an entry that is there, and out of it the file with that one thing changed.

Nothing is stored: the file is read where it lies, what was sent is put into it, and the answer is
the whole file, what changed in it, and the ways to send it on.
"""

import hashlib
from dataclasses import dataclass

from flask import Blueprint, Response, render_template, request
from werkzeug.wrappers import Response as AnyResponse

from catalogue.checking.drafts import check_draft, render_draft
from catalogue.files.front_matter import MAX_BYTES, ParsedFile, decode, parse
from catalogue.files.plain import list_folder, read_plain
from catalogue.generations.reader import OtherEntries
from catalogue.git.changes import describe_change
from catalogue.model.dates import today
from catalogue.model.slugs import is_slug
from catalogue.writing.in_place import UnreadableError
from web.addresses.urls import entry_url
from web.editing.difference import DiffLine, as_words, difference
from web.editing.filled import changed_file, sent_of
from web.editing.form import make_form
from web.editing.mail import mail
from web.editing.mending import Mending
from web.editing.names import entry_names
from web.editing.routes import as_file, preview, the_page
from web.editing.sent import Sent, one, read_sent, to_draft
from web.editing.telling import errors, warnings
from web.site.elsewhere import elsewhere
from web.site.page import Crumb
from web.site.saved_files import standard_of
from web.site.snapshot import Site, Snapshot, site

blueprint = Blueprint("mend", __name__)
VERSION = "udgave"  # which version of the file the form was filled in from


@blueprint.route("/indsats/<slug>/ret", methods=["GET", "POST"])
def mend(slug: str) -> str | AnyResponse:
    """The form filled in from the file; what was sent, checked and shown or handed back."""
    here = site()
    snapshot = here.current()
    data = stored(here, slug)
    if data is None:
        return elsewhere(slug, snapshot.generation, "/indsats/{}/ret")
    text, _ = decode(data, "")
    parsed, _ = parse(text, "") if text is not None else (None, ())
    if text is None or parsed is None:
        return unreadable(here, snapshot, slug, data)
    sent = read_sent(request.form.lists())
    if request.method == "GET":
        sent = sent_of(parsed, snapshot.vocabularies)
    try:
        changed = changed_file(data, parsed, sent, snapshot.vocabularies)
    except UnreadableError:
        return unreadable(here, snapshot, slug, data)
    if one(sent, "handling") == "hent":
        return as_bytes(changed, slug)
    return form_page(here, _Edit(slug, data, changed), sent)


def stored(here: Site, slug: str) -> bytes | None:
    """The entry's file as it lies in the catalogue; None where there is none of that name."""
    folder = here.config.catalogue / "entries"
    if not is_slug(slug) or list_folder(here.config.catalogue)[1]:
        return None
    data, reason = read_plain(folder / f"{slug}.md", MAX_BYTES + 1)
    return None if reason else data


def as_bytes(data: bytes, slug: str) -> Response:
    """The file to save and send on, with its own line ends."""
    response = as_file("", slug)
    response.set_data(data)
    return response


def unreadable(here: Site, snapshot: Snapshot, slug: str, data: bytes) -> str:
    """A file whose fields can't be read has no questions to fill in: its faults instead."""
    text = data.decode("utf-8", "replace")
    standard = standard_of(snapshot, today(), here.config.review_after_days)
    checked = check_draft(text, slug, standard, OtherEntries(snapshot.generation, slug))
    mending = Mending(slug, slug, edit_url=here.config.edit_url(slug), unreadable=checked.faults)
    return render_template(
        "editing/new_entry.html", page=the_page(mending.heading, mending.path), mending=mending,
        checked=None,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Edit:
    """An entry's file as it lies and as it was sent."""

    slug: str
    old: bytes
    new: bytes

    def parsed(self) -> tuple[ParsedFile | None, ParsedFile | None]:
        old, new = (parse(decode(data, "")[0] or "", "")[0] for data in (self.old, self.new))
        return old, new

    def lines(self) -> tuple[DiffLine, ...]:
        same = self.old == self.new
        return () if same else difference(self.old.decode("utf-8-sig"), self.text)

    @property
    def text(self) -> str:
        return self.new.decode("utf-8-sig")


def form_page(here: Site, change: _Edit, sent: Sent) -> str:
    """The form, and once something was sent what it became."""
    sending = request.method == "POST"
    snapshot, slug, text = here.current(), change.slug, change.text
    vocabularies = snapshot.vocabularies
    standard = standard_of(snapshot, today(), here.config.review_after_days)
    checked = check_draft(text, slug, standard, OtherEntries(snapshot.generation, slug))
    faults = checked.faults if sending else ()
    names = {key: name for key, name in entry_names(snapshot).items() if key != slug}
    form = make_form(sent, vocabularies, faults, today().isoformat(), names)
    old, new = change.parsed()
    version = hashlib.sha256(change.old).hexdigest()[:16]
    changed = change.old != change.new
    lines = change.lines()
    mending = Mending(
        slug,
        one(sent_of(old, vocabularies), "titel") if old else slug,
        version=version,
        stale=sending and one(sent, VERSION) != version,
        changes=describe_change(old, new, vocabularies) if changed else (),
        lines=lines,
        edit_url=here.config.edit_url(slug),
    )
    crumbs = (Crumb("Forside", "/"), Crumb(mending.title, entry_url(slug)), Crumb("Ret"))
    return render_template(
        "editing/new_entry.html",
        page=the_page(mending.heading, mending.path, crumbs, wrong=bool(errors(form.told))),
        mending=mending,
        form=form,
        errors=errors(form.told),
        warnings=warnings(form.told),
        text=text,
        slug=slug,
        checked=checked if sending else None,
        view=preview(checked, snapshot, today()),
        sections=render_draft(text, checked),
        draft=to_draft(sent, vocabularies),
        new_file_url="",
        mail_url=mail(here.config.contact, "Rettelse", slug, as_words(lines)),
    )
