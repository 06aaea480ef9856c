"""An entry's page, and the way there from its former addresses."""

from flask import Blueprint, abort, redirect, render_template
from werkzeug.wrappers import Response

from catalogue.faults import Fault
from catalogue.record import Record
from search.query import Query
from web.addresses import entry_url, search_url
from web.citation import citation
from web.entry_view import make_entry
from web.page import Crumb, Page
from web.site import Snapshot, site
from web.structured import entry_data

blueprint = Blueprint("entries", __name__)


@blueprint.get("/indsats/<slug>")
def entry(slug: str) -> str | Response:
    """One entry; a former slug leads on for good."""
    here = site()
    snapshot = here.current()
    generation = snapshot.generation
    if slug not in generation:
        newer = generation.contents.former.get(slug)
        if newer is None or newer not in generation:
            abort(404)
        return redirect(entry_url(newer), 301)
    record = generation.record(slug)
    path = entry_url(slug)
    view = make_entry(
        record,
        snapshot.vocabularies,
        {other: generation.record(other).entry for other in named(record, snapshot)},
        snapshot.engine.similar(slug),
        citation=citation(record, generation.contents, here.config),
    )
    crumbs = (
        Crumb("Forside", "/"),
        Crumb("Indsatser", search_url(Query())),
        Crumb(record.entry.title),
    )
    page = Page(
        record.entry.title, path, record.entry.summary, kind="article", crumbs=crumbs,
        data=entry_data(record, here.config),
    )  # fmt: skip
    faults = faults_of(slug, snapshot) if here.config.preview else ()
    edit_url = here.config.edit_url(slug)
    return render_template(
        "pages/entry.html", page=page, view=view, faults=faults, edit_url=edit_url
    )


def named(record: Record, snapshot: Snapshot) -> set[str]:
    """The entries that this one names and that are there."""
    slugs = {*record.related, *record.examples, *record.entry.example_of}
    return {slug for slug in slugs if slug in snapshot.generation}


def faults_of(slug: str, snapshot: Snapshot) -> tuple[Fault, ...]:
    """What is wrong with the entry's file now."""
    name = f"entries/{slug}.md"
    return tuple(fault for fault in snapshot.generation.contents.faults if fault.file == name)
