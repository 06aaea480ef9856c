"""How to follow a search: three steps to its feed in one's own mail program or reader."""

from flask import Blueprint, render_template

from web.addresses.urls import feed_url, search_url
from web.question.notes import dropped_notes
from web.question.params import ask_kindly
from web.question.sentence import heading
from web.site.page import Crumb, Page

blueprint = Blueprint("following", __name__)


@blueprint.get("/foelg")
def follow() -> str:
    """What to do with a search's feed, for who has never used one."""
    asked, dropped = ask_kindly()
    query = asked.query.with_sort("")
    vocabularies = asked.snapshot.vocabularies
    what = heading(query, vocabularies)
    page = Page(
        "Følg nyt i kataloget" if query.is_empty else f"Følg: {what}",
        f"/foelg?{query.url_query()}" if query.url_query() else "/foelg",
        "Få nye og ændrede indsatser i Outlook, Thunderbird eller på mail.",
        indexed=query.is_empty,
        crumbs=(Crumb("Forside", "/"), Crumb(what, search_url(query)), Crumb("Følg")),
        feed=None if query.is_empty else (what, feed_url(query)),
    )
    return render_template(
        "opendata/following.html",
        page=page,
        what=what,
        notes=dropped_notes(dropped, vocabularies),
        search_url=search_url(query),
        feed_path=feed_url(query),
        feed_address=asked.here.config.absolute(feed_url(query)),
    )
