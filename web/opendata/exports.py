"""Any search to take away: CSV, Excel, JSON, and a feed of what is new in it."""

from flask import Blueprint, Response, json, render_template

from catalogue.model.dates import danish_date, today
from web.opendata import serialize
from web.opendata.feed import make_feed
from web.opendata.spreadsheets import as_csv, as_xlsx
from web.opendata.tables import Table, entries_table
from web.question.downloads import XLSX, download, file_name
from web.question.params import BoundQuery, ask_strictly
from web.question.sentence import heading, question
from web.site.citation import LICENCE, LICENCE_URL, version_day, version_text
from web.site.page import SITE_NAME

blueprint = Blueprint("exports", __name__)


@blueprint.get("/eksport.csv")
def as_comma_separated() -> Response:
    """Everything that a query finds, for Danish Excel."""
    asked = ask_strictly()
    return download(as_csv(table_of(asked)), "text/csv; charset=utf-8", name(asked, "csv"))


@blueprint.get("/eksport.xlsx")
def as_workbook() -> Response:
    """Everything that a query finds, as a workbook with filters and links."""
    asked = ask_strictly()
    made = version_day(asked.snapshot.generation.contents) or today()
    return download(
        as_xlsx(table_of(asked), "Indsatser", about_extract(asked), made), XLSX, name(asked, "xlsx")
    )


@blueprint.get("/eksport.json")
def as_data() -> Response:
    """Everything that a query finds, whole, in the API's own shapes."""
    asked = ask_strictly()
    contents = asked.snapshot.generation.contents
    found = [serialize.record(record, asked.here.config) for record in asked.records()]
    body = {
        "antal_fundet": len(found),
        "antal_godt": len(asked.fitting),
        "forespoergsel": serialize.query(asked.query),
        "version": contents.version or None,
        "licens": LICENCE_URL,
        "indsatser": found,
    }
    return download(json.dumps(body).encode(), "application/json", name(asked, "json"))


@blueprint.get("/feed.atom")
def feed() -> Response:
    """What is new and changed of what a query finds."""
    asked = ask_strictly()
    vocabularies, contents = asked.snapshot.vocabularies, asked.snapshot.generation.contents
    day = version_day(contents) or today()
    made = make_feed(
        asked.records(), asked.query, vocabularies, asked.here.config, contents.former, made=day
    )
    title = heading(asked.query, vocabularies)
    body = render_template(
        "opendata/entries.atom", feed=made, title=title, about=sentence(asked), licence=LICENCE
    )
    return Response(body, mimetype="application/atom+xml")


def name(asked: BoundQuery, ending: str) -> str:
    """What the file is called: the question and the day."""
    return file_name(heading(asked.query, asked.snapshot.vocabularies), today(), ending)


def table_of(asked: BoundQuery) -> Table:
    """What a query finds as a table; of a text with how well each entry fits."""
    fitting = asked.fitting if asked.query.text else None
    vocabularies = asked.snapshot.vocabularies
    return entries_table(asked.records(), vocabularies, asked.here.config, fitting)


def sentence(asked: BoundQuery) -> str:
    """What was asked for, in a sentence with the number of entries, and of those that fit well."""
    vocabularies = asked.snapshot.vocabularies
    return question(len(asked.slugs), asked.query, vocabularies, len(asked.fitting))


def about_extract(asked: BoundQuery) -> tuple[tuple[str, str], ...]:
    """What an extract tells of itself."""
    contents = asked.snapshot.generation.contents
    return (
        ("Udtræk", f"{sentence(asked)}."),
        ("Hentet fra", asked.here.config.absolute("/")),
        ("Version", version_text(contents) or "uden version"),
        ("Hentet", danish_date(today())),
        ("Licens", f"{LICENCE} {LICENCE_URL}"),
        ("Forbehold", f"{SITE_NAME} er et udvalg af indsatser, ikke en fuld liste."),
    )
