"""Two to four entries side by side, on the page and to take away."""

from flask import Blueprint, Response, abort, render_template, request

from catalogue.model.dates import today
from search.values.query import Dropped
from web.addresses.urls import FOLDER
from web.comparison.comparison import ComparedField, Comparison, as_lines, compare
from web.folder.folder import ENTRY, FEWEST_COMPARED, MOST_COMPARED, ReadFolder, read_folder
from web.folder.view import notes
from web.opendata.spreadsheets import csv_lines, xlsx_lines
from web.question.downloads import XLSX, download, file_name
from web.question.params import own_parameters, refusal
from web.site.citation import version_day
from web.site.page import Crumb, Page
from web.site.snapshot import Snapshot, site

ONLY, DIFFERENT = "vis", "forskelle"
_NAME = "Sammenligning"
blueprint = Blueprint("compare", __name__)


@blueprint.get("/sammenlign")
def comparison() -> str:
    """Entries field by field; says what to do when there are too few or too many."""
    snapshot = site().current()
    read = read_compared(snapshot)
    slugs = read.folder.slugs[:MOST_COMPARED]
    made = compared(snapshot, read) if len(slugs) >= FEWEST_COMPARED else None
    return render_template(
        "comparison/comparison.html",
        page=Page(
            "Sammenlign", "/sammenlign", indexed=False,
            crumbs=(Crumb("Forside", "/"), Crumb("Mappe", FOLDER), Crumb("Sammenlign")),
        ),
        view=made,
        rows=shown_rows(made),
        only_different=only_different(),
        count=read.count,
        most=MOST_COMPARED,
        notes=notes(read, snapshot.vocabularies),
        folder_url=read.folder.url(),
        address=read.folder.url("/sammenlign"),
        csv_url=read.folder.url("/sammenlign.csv"),
        xlsx_url=read.folder.url("/sammenlign.xlsx"),
    )  # fmt: skip


@blueprint.get("/sammenlign.csv")
def as_comma_separated() -> Response:
    """The comparison for Danish Excel."""
    lines = as_lines(strictly_compared(site().current()))
    return download(csv_lines(lines), "text/csv; charset=utf-8", file_name(_NAME, today(), "csv"))


@blueprint.get("/sammenlign.xlsx")
def as_workbook() -> Response:
    """The comparison as a workbook."""
    snapshot = site().current()
    lines = as_lines(strictly_compared(snapshot))
    made = version_day(snapshot.generation.contents) or today()
    return download(xlsx_lines(lines, _NAME, made), XLSX, file_name(_NAME, today(), "xlsx"))


def read_compared(snapshot: Snapshot) -> ReadFolder:
    """The folder that the request's parameters name."""
    generation = snapshot.generation
    return read_folder(
        request.args.items(multi=True),
        generation.__contains__,
        generation.contents.former,
        snapshot.vocabularies,
        extra=own_parameters(),
    )


def compared(snapshot: Snapshot, read: ReadFolder) -> Comparison:
    """Its first entries beside each other, as many as fit."""
    found = [snapshot.generation.record(slug) for slug in read.folder.slugs[:MOST_COMPARED]]
    return compare(found, snapshot.vocabularies)


def strictly_compared(snapshot: Snapshot) -> Comparison:
    """The comparison, or 400 for anything in the address that can't be used."""
    read = read_compared(snapshot)
    dropped = list(read.dropped)
    dropped += [Dropped(ENTRY, slug, "Den indsats findes ikke.") for slug in read.missing]
    if not FEWEST_COMPARED <= read.count <= MOST_COMPARED:
        reason = f"Der skal være {FEWEST_COMPARED} til {MOST_COMPARED} indsatser."
        dropped.append(Dropped(ENTRY, str(read.count), reason))
    if dropped:
        abort(refusal(tuple(dropped)))
    return compared(snapshot, read)


def only_different() -> bool:
    """Whether only what differs was asked for."""
    return request.args.get(ONLY) == DIFFERENT


def shown_rows(made: Comparison | None) -> tuple[ComparedField, ...]:
    """The fields to show, in the way that was asked for."""
    if made is None:
        return ()
    return made.different if only_different() else made.rows
