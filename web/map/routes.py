"""The map page."""

from functools import lru_cache

from flask import Blueprint, abort, render_template

from catalogue.model.vocabulary import Role
from web.addresses.urls import search_url
from web.map.view import load_shapes, make_map
from web.question.facets import facet_views, not_meant
from web.question.notes import dropped_notes
from web.question.params import ask_kindly
from web.question.sentence import question
from web.site.page import subpage

blueprint = Blueprint("geography", __name__)
shapes = lru_cache(maxsize=4)(load_shapes)


@blueprint.get("/kort")
def show_map() -> str:
    """Where the entries of a question have been tried; 404 for a catalogue without places."""
    asked, dropped = ask_kindly()
    vocabulary = asked.snapshot.vocabularies.first_with(Role.PLACES)
    if vocabulary is None:
        abort(404)
    query, vocabularies = asked.query.at_page(1), asked.snapshot.vocabularies
    result = asked.snapshot.engine.search(query, per_page=1, rescue=False)
    counted = next(facet for facet in result.facets if facet.key == vocabulary.key)
    others = tuple(facet for facet in result.facets if facet.key != vocabulary.key)
    return render_template(
        "map/map.html",
        page=subpage(
            "Kort", "/kort", "Hvor i landet indsatserne er prøvet.", indexed=query.is_empty
        ),
        view=make_map(query, vocabulary, counted, shapes(asked.here.config.catalogue)),
        query=query,
        list_url=search_url(query),
        sentence=question(result.total, query, vocabularies, result.fitting),
        not_meant=tuple(label for label, _ in not_meant(query, vocabularies)),
        facets=facet_views(others, vocabularies),
        notes=dropped_notes(dropped, vocabularies),
    )
