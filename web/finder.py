"""The front page and the result page: one address, "/"."""

from flask import Blueprint, render_template, request

from search.query import parse_query
from web.addresses import search_url
from web.finder_view import make_finder
from web.front_view import make_front
from web.headers import keep_apart
from web.misses import count_miss, file_beside
from web.page import SITE_CLAIM, SITE_NAME, Page
from web.site import site
from web.structured import catalogue_data
from web.templating import today

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
        return render_template("pages/front.html", page=page, view=front)
    parsed = parse_query(request.args.items(multi=True), snapshot.vocabularies)
    result = snapshot.engine.search(parsed.query, per_page=PER_PAGE)
    if here.config.count_misses and parsed.query.text and not result.total:
        keep_apart()  # so that the next search for it is counted too
        count_miss(file_beside(here.config.index), parsed.query.text, today())
    view = make_finder(parsed.query, parsed.dropped, result, snapshot.vocabularies)
    page = Page(view.sentence, search_url(parsed.query), indexed=False, live=True)
    return render_template("pages/results.html", page=page, view=view)
