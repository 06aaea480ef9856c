"""An entry's page, and the way there from its former addresses."""

from flask import Blueprint, render_template
from werkzeug.wrappers import Response

from catalogue.model.record import Record
from search.values.query import Query
from web.addresses.urls import entry_url, search_url
from web.entry.linked_data import entry_data
from web.entry.view import make_entry
from web.site import saved_files
from web.site.citation import citation
from web.site.elsewhere import elsewhere
from web.site.page import Crumb, Page
from web.site.snapshot import Snapshot, site

blueprint = Blueprint("entries", __name__)


@blueprint.get("/indsats/<slug>")
def entry(slug: str) -> str | Response:
    """One entry; a former slug leads on for good."""
    here = site()
    snapshot = here.current()
    generation = snapshot.generation
    if here.config.preview:
        record, faults = saved_files.saved(slug, snapshot, here.config)
    else:
        record, faults = generation.record(slug) if slug in generation else None, ()
    if record is None and faults:
        return render_template("entry/broken.html", page=broken_page(slug), faults=faults)
    if record is None:
        return elsewhere(slug, generation)
    path = entry_url(slug)
    view = make_entry(
        record,
        snapshot.vocabularies,
        {other: generation.record(other).entry for other in named(record, snapshot)},
        snapshot.engine.similar(slug) if slug in generation else (),
        citation=citation(record, generation.contents, here.config),
        address=here.config.absolute(path),
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
    return render_template("entry/entry.html", page=page, view=view, faults=faults)


def named(record: Record, snapshot: Snapshot) -> set[str]:
    """The entries that this one names and that are there."""
    slugs = {*record.related, *record.examples, *record.entry.example_of}
    return {slug for slug in slugs if slug in snapshot.generation}


def broken_page(slug: str) -> Page:
    """The preview of a new file with faults: there is no version of it to show."""
    return Page(f"{slug}.md har fejl", entry_url(slug), indexed=False)
