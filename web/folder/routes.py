"""The folder and its dossier.

Notes and reasons arrive in the body of a form, are written into the answer, and are gone: no
answer here is kept by browser or server (see `web.addresses.registry`), and nothing of it is
logged. A dossier without notes, which anybody may ask for by its address, is kept on the
server's disk for the next who asks (`web.middleware.dear`).
"""

from flask import Blueprint, Response, render_template, request

from catalogue.model.dates import today
from catalogue.model.record import Record
from web.addresses.urls import FOLDER
from web.folder.docx import MIMETYPE, as_docx
from web.folder.dossier import (
    EVERYTHING,
    LONGEST_NOTE,
    LONGEST_TITLE,
    TO_FILL,
    TO_PLAN,
    Choices,
    Dossier,
    Origin,
    clean_note,
    make_dossier,
    read_remarks,
)
from web.folder.folder import MOST, Folder, ReadFolder, read_folder
from web.folder.view import make_folder
from web.question.downloads import download, file_name
from web.question.sentence import found_among
from web.site.citation import LICENCE, citation, version_text
from web.site.page import Crumb, Page
from web.site.snapshot import Site, Snapshot, site
from web.site.wording import upper_first

OFFERED = 8  # hits of the folder's question to add from
TITLE = "Mappe"
blueprint = Blueprint("folders", __name__)


@blueprint.get("/mappe")
def folder() -> Response:
    """The folder: order, remove, compare, write notes, ask for the dossier, find more."""
    here, snapshot, read = read_request()
    if read.too_many:
        return refused(read)
    asking = read.folder.query
    wanted = OFFERED + len(read.folder.slugs)
    hits = () if asking.is_empty else snapshot.engine.search(asking, per_page=wanted).hits
    hits = tuple(hit for hit in hits if hit.slug not in read.folder)[:OFFERED]
    chosen = records(snapshot, read.folder)
    view = make_folder(
        read,
        chosen,
        hits,
        snapshot.vocabularies,
        site_url=here.config.site_url,
        citations=[citation(one, snapshot.generation.contents, here.config) for one in chosen],
    )
    body = render_template(
        "folder/folder.html", page=head(), view=view, most=MOST,
        longest_note=LONGEST_NOTE, longest_title=LONGEST_TITLE,
    )  # fmt: skip
    return Response(body)


@blueprint.route("/mappe/udskrift", methods=["GET", "POST"])
def dossier() -> Response:
    """The dossier as a page to print."""
    here, snapshot, read = read_request()
    if read.too_many:
        return refused(read)
    made = requested_dossier(here, snapshot, read.folder)
    body = render_template(
        "folder/dossier.html", page=head("Sagsmappe"), dossier=made, to_fill=TO_FILL,
        licence=LICENCE, folder_url=read.folder.url(),
    )  # fmt: skip
    return Response(body)


@blueprint.route("/mappe.docx", methods=["GET", "POST"])
def document() -> Response:
    """The dossier for Word."""
    here, snapshot, read = read_request()
    if read.too_many:
        return refused(read)
    made = requested_dossier(here, snapshot, read.folder)
    return download(as_docx(made), MIMETYPE, file_name(made.title, made.origin.day, "docx"))


def read_request() -> tuple[Site, Snapshot, ReadFolder]:
    """The folder that the request's parameters name, and the generation that it was read with."""
    here = site()
    snapshot = here.current()
    generation = snapshot.generation
    read = read_folder(
        request.args.items(multi=True),
        generation.__contains__,
        generation.contents.former,
        snapshot.vocabularies,
    )
    return here, snapshot, read


def records(snapshot: Snapshot, folder_: Folder) -> tuple[Record, ...]:
    """The folder's entries in order."""
    return tuple(snapshot.generation.record(slug) for slug in folder_.slugs)


def requested_dossier(here: Site, snapshot: Snapshot, folder_: Folder) -> Dossier:
    """The dossier of what the request's form or address says."""
    origin = Origin(
        question=upper_first(found_among(folder_.query, snapshot.vocabularies)),
        version=version_text(snapshot.generation.contents),
        day=today(),
        address=here.config.absolute(folder_.url()),
    )
    return make_dossier(
        title=" ".join(clean_note(request.form.get("titel", ""), LONGEST_TITLE).split()),
        records=records(snapshot, folder_),
        remarks=read_remarks(request.form, folder_.slugs),
        vocabularies=snapshot.vocabularies,
        origin=origin,
        site_url=here.config.site_url,
        choices=Choices(EVERYTHING in request.form, TO_PLAN in request.form),
    )


def refused(read: ReadFolder) -> Response:
    """More entries than a folder holds: said plainly, with a way on."""
    body = render_template(
        "folder/folder_full.html", page=head("Mappen er for fuld"), count=read.count, most=MOST,
        first_url=read.folder.url(),
    )  # fmt: skip
    return Response(body, 400)


def head(title: str = TITLE) -> Page:
    """A folder's page, whose canonical address is the empty folder."""
    way = (Crumb(TITLE, FOLDER), Crumb(title)) if title != TITLE else (Crumb(TITLE),)
    return Page(title, FOLDER, indexed=False, crumbs=(Crumb("Forside", "/"), *way))
