"""The catalogue as open data: its description, all of it in one file, and a page about both."""

from flask import Blueprint, Response, json, jsonify, render_template

from web.opendata import api, dcat, openapi, serialize
from web.opendata.data_dictionary import fields_of_entry
from web.question.params import allow_only
from web.site.citation import LICENCE, LICENCE_URL, version_text
from web.site.page import subpage
from web.site.snapshot import site

blueprint = Blueprint("open_data", __name__)
blueprint.after_request(api.open_to_all)


@blueprint.get("/api/v1/openapi.json")
def description() -> Response:
    """The API's description."""
    allow_only()
    here = site()
    return jsonify(openapi.openapi_document(here.current().vocabularies, here.config.site_url))


@blueprint.get("/api/v1/dump.json")
def dump() -> Response:
    """The whole catalogue: every entry and every vocabulary."""
    allow_only()
    here = site()
    generation = here.current().generation
    contents = generation.contents
    return jsonify(
        {
            "version": contents.version or None,
            "version_dato": contents.version_date or None,
            "licens": LICENCE_URL,
            "licens_tekst": LICENCE,
            **serialize.vocabularies(generation.vocabularies),
            "indsatser": [
                serialize.record(generation.record(slug), here.config) for slug in generation.slugs
            ],
        }
    )


@blueprint.get(dcat.ADDRESS)
def for_portals() -> Response:
    """The description that data portals fetch (DCAT-AP-DK)."""
    here = site()
    described = dcat.describe(here.config, here.current().generation.contents)
    return Response(json.dumps(described, indent=1), mimetype=dcat.MIMETYPE)


@blueprint.get("/data")
def data() -> str:
    """The data dictionary: what there is, what each field means, what it may be used for."""
    here = site()
    generation = here.current().generation
    return render_template(
        "opendata/data.html",
        page=subpage(
            "Åbne data", "/data", "Hele kataloget som åbne data: API, filer, felter og licens."
        ),
        operations=openapi.OPERATIONS,
        fields=fields_of_entry(),
        vocabularies=generation.vocabularies,
        total=len(generation.slugs),
        version=version_text(generation.contents),
        licence_url=LICENCE_URL,
    )
