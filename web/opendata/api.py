"""The open data: /api/v1, the same questions and answers as the pages, as JSON.

Where a page drops an odd parameter and says so, the API refuses it: a filter that was
silently dropped would answer another question than the one that was asked.
"""

from flask import Blueprint, Response, jsonify, request
from werkzeug.wrappers import Response as AnyResponse

from search.values.query import TEXT, Dropped
from web.middleware.headers import keep_unmarked
from web.opendata import serialize
from web.question.params import allow_only, read_strictly, refusal
from web.site.elsewhere import elsewhere
from web.site.snapshot import site

blueprint = Blueprint("api", __name__, url_prefix="/api/v1")
COUNT, MAX_COUNT, DEFAULT_COUNT = "antal", 100, 20


@blueprint.after_request
def open_to_all(response: Response) -> Response:
    """Any site may read the API; there is nothing to be logged in to."""
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response


@blueprint.get("/indsatser")
def entries() -> Response:
    """Search: hits, counts and what was understood."""
    here = site()
    snapshot = here.current()
    parsed = read_strictly(snapshot)
    dropped, counts = list(parsed.dropped), request.args.getlist(COUNT)
    count = read_count(counts)
    if count is None:
        reason = f"{COUNT} skal være ét helt tal fra 1 til {MAX_COUNT}"
        dropped.append(Dropped(COUNT, ", ".join(counts)[:100], reason))
    if dropped or count is None:
        return refusal(tuple(dropped))
    result = snapshot.engine.search(parsed.query, per_page=count)
    if result.hurried:
        keep_unmarked()
    return jsonify(serialize.result(result, parsed.query, here.config))


@blueprint.get("/indsatser/<slug>")
def entry(slug: str) -> AnyResponse:
    """One entry whole."""
    allow_only()
    here = site()
    snapshot = here.current()
    if slug not in snapshot.generation:
        return elsewhere(slug, snapshot.generation, "/api/v1/indsatser/{}")
    return jsonify(serialize.record(snapshot.generation.record(slug), here.config))


@blueprint.get("/ordforraad")
def vocabularies() -> Response:
    """The vocabularies with their terms."""
    allow_only()
    return jsonify(serialize.vocabularies(site().current().vocabularies))


@blueprint.get("/forslag")
def suggestions() -> Response:
    """Completions of what is being typed."""
    allow_only(TEXT)
    snapshot = site().current()
    parsed = read_strictly(snapshot)
    if parsed.dropped:
        return refusal(parsed.dropped)
    text = parsed.query.text
    found = snapshot.engine.suggest(text) if text else ()
    return jsonify(
        {"forslag": [serialize.suggestion(item, snapshot.vocabularies) for item in found]}
    )


def read_count(values: list[str]) -> int | None:
    """How many hits are wanted, or None when that is no number from 1 to 100."""
    if not values:
        return DEFAULT_COUNT
    if len(values) > 1 or not values[0].isascii() or not values[0].isdigit() or len(values[0]) > 3:
        return None
    return int(values[0]) if 1 <= int(values[0]) <= MAX_COUNT else None
