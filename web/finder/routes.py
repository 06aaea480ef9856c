"""The front page and the result page: one address, "/"."""

from flask import Blueprint, render_template, request

from catalogue.model.dates import today
from search.values.query import parse_query
from web.addresses.urls import feed_url, search_url
from web.entry.linked_data import catalogue_data
from web.finder.front import make_front
from web.finder.misses import count_miss, file_beside
from web.finder.view import make_finder
from web.middleware.headers import keep_apart, keep_unmarked
from web.middleware.live import is_typing
from web.question.sentence import heading
from web.site.page import SITE_CLAIM, SITE_NAME, Page
from web.site.snapshot import site

PER_PAGE = 10
blueprint = Blueprint("finder", __name__)


@blueprint.get("/")
def finder() -> str:
    """The front page without parameters, else what they find."""
    here = site()
    snapshot = here.current()
    if not request.query_string:
        front = make_front(snapshot.engine)
        page = Page(
            SITE_NAME,
            "/",
            f"{SITE_CLAIM}: {front.total} indsatser med kilder, søgbare efter målgruppe og sted.",
            data=catalogue_data(here.config),
        )
        return render_template("finder/front.html", page=page, view=front)
    parsed = parse_query(request.args.items(multi=True), snapshot.vocabularies)
    engine, typing = snapshot.engine, is_typing()
    result = engine.search(parsed.query, per_page=PER_PAGE, typing=typing)
    if parsed.query.page > result.pages:
        last = parsed.query.at_page(result.pages)
        result = engine.search(last, per_page=PER_PAGE, typing=typing)
    if result.hurried and not typing:
        keep_unmarked()
    if here.config.count_misses and parsed.query.text and not result.total:
        keep_apart()  # so that the next search for it is counted too
        count_miss(file_beside(here.config.index), parsed.query.text, today())
    view = make_finder(parsed.query, parsed.dropped, result, snapshot.vocabularies)
    page = Page(
        view.sentence, search_url(parsed.query), indexed=False,
        feed=(heading(parsed.query, snapshot.vocabularies), feed_url(parsed.query)),
    )  # fmt: skip
    return render_template("finder/results.html", page=page, view=view)
