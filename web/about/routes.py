"""What the site tells of itself: pages for people, and small files for machines."""

import datetime as dt

from flask import Blueprint, Response, abort, json, redirect, render_template, request
from werkzeug.wrappers import Response as BaseResponse

from catalogue.generations.fetching import read_not_fetched
from catalogue.generations.reader import read_attempt
from catalogue.model.dates import today
from search.values.query import TEXT, clean_text
from web.about.status import make_status
from web.addresses import registry
from web.addresses.urls import entry_url
from web.opendata import serialize
from web.question.topics import topic_lists
from web.site.page import subpage
from web.site.snapshot import site

_FRESH = 180  # days that whom to tell of a hole can be trusted
blueprint = Blueprint("information", __name__)


@blueprint.get("/om")
def about() -> str:
    """What the catalogue is and where it comes from."""
    here = site()
    snapshot = here.current()
    version = snapshot.generation.contents.version_date
    page = subpage(
        "Om kataloget",
        "/om",
        "Hvad kataloget er, hvor indsatserne kommer fra, og hvad der er læst.",
    )
    return render_template(
        "about/about.html",
        page=page,
        total=len(snapshot.generation.slugs),
        version_date=version,
        repo_url=here.config.repo_url,
    )


@blueprint.get("/tilgaengelighed")
def accessibility() -> str:
    """What was done and tested for accessibility, and nothing beyond it."""
    page = subpage(
        "Tilgængelighed",
        "/tilgaengelighed",
        "Hvordan siden er bygget og prøvet, så alle kan bruge den.",
    )
    return render_template("about/accessibility.html", page=page, was_url=site().config.was_url)


@blueprint.get("/was")
def statement() -> BaseResponse:
    """The host's own accessibility statement."""
    address = site().config.was_url
    if not address:
        abort(404)
    return redirect(address, 302)


@blueprint.get("/status")
def status() -> str:
    """How fresh and whole the catalogue is."""
    here = site()
    snapshot = here.current()
    view = make_status(
        snapshot.generation,
        read_attempt(here.config.index),
        read_not_fetched(here.config.index),
        today(),
        here.config.review_after_days,
        model=(bool(here.config.model_socket), snapshot.engine.meaning.model is not None),
    )
    page = subpage("Status", "/status", "Hvor friskt og helt kataloget er lige nu.", indexed=False)
    counts_misses = here.config.count_misses
    return render_template("about/status.html", page=page, view=view, counts_misses=counts_misses)


@blueprint.get("/healthz")
def health() -> Response:
    """For whoever watches the service: it answers, and from which generation."""
    here = site()
    if here.is_empty:
        return Response("intet at vise: ingen udgave kan åbnes\n", 503, mimetype="text/plain")
    return Response(f"ok {here.current().generation.name}\n", mimetype="text/plain")


@blueprint.get("/robots.txt")
def robots() -> Response:
    """Result pages carry noindex, which a crawler must be let in to read; exports are kept out."""
    lines = (
        "User-agent: *",
        *(f"Disallow: {address}" for address in registry.disallowed()),
        f"Sitemap: {site().config.absolute('/sitemap.xml')}",
    )
    return Response("\n".join(lines) + "\n", mimetype="text/plain")


@blueprint.get("/sitemap.xml")
def sitemap() -> Response:
    """The pages that search engines may keep, with the day each entry changed."""
    here = site()
    snapshot = here.current()
    generation = snapshot.generation
    topics = (
        link.url
        for one in topic_lists(snapshot.vocabularies, snapshot.engine)
        for group in one.groups
        for link in group.links
    )
    entries = [
        (here.config.absolute(entry_url(slug)), generation.record(slug).changed)
        for slug in generation.slugs
    ]
    pages = [here.config.absolute(path) for path in (*registry.in_sitemap(), *topics)]
    text = render_template("about/sitemap.xml", pages=pages, entries=entries)
    return Response(text, mimetype="application/xml")


@blueprint.get("/.well-known/security.txt")
def security() -> Response:
    """Whom to tell of a hole (RFC 9116); 404 where the host names nobody."""
    config = site().config
    contact = config.security_contact or config.contact
    if not contact:
        abort(404)
    ends = dt.datetime.combine(today() + dt.timedelta(days=_FRESH), dt.time(), dt.UTC)
    lines = (
        f"Contact: {contact}",
        f"Expires: {ends.isoformat().replace('+00:00', 'Z')}",
        "Preferred-Languages: da, en",
        f"Canonical: {config.absolute('/.well-known/security.txt')}",
    )
    return Response("\n".join(lines) + "\n", mimetype="text/plain")


@blueprint.get("/opensearch/forslag")
def opensearch_suggestions() -> Response:
    """Completions in a browser's address bar: what was typed, words, kinds and addresses."""
    here = site()
    snapshot = here.current()
    text = clean_text(request.args.get(TEXT, ""))
    found = [serialize.suggestion(one, snapshot.vocabularies) for one in
             (snapshot.engine.suggest(text) if text else ())]  # fmt: skip
    body = [
        text,
        [one["tekst"] for one in found],
        [one["slags"] for one in found],
        [here.config.absolute(one["url"]) for one in found],
    ]
    return Response(json.dumps(body), mimetype="application/x-suggestions+json")


@blueprint.get("/opensearch.xml")
def opensearch() -> Response:
    """So that a browser can search the catalogue from its address bar."""
    text = render_template("about/opensearch.xml", config=site().config)
    return Response(text, mimetype="application/opensearchdescription+xml")
