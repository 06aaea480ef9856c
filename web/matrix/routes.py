"""/overblik: any two facets against each other, for what is searched for."""

from flask import Blueprint, abort, render_template, request

from search.values.query import parse_query
from web.addresses.urls import MATRIX
from web.matrix.view import COLUMNS, ROWS, axes, make_matrix, read_axes, without_axes
from web.question.notes import dropped_notes
from web.question.params import own_parameters
from web.site.page import subpage
from web.site.snapshot import site
from web.site.wording import quoted

blueprint = Blueprint("matrix", __name__)


@blueprint.get("/overblik")
def matrix() -> str:
    """The matrix; an axis that can't be one is said, and the usual one is shown."""
    snapshot = site().current()
    vocabularies, engine = snapshot.vocabularies, snapshot.engine
    pairs = request.args.items(multi=True)
    parsed = parse_query(pairs, vocabularies, extra=own_parameters())
    wanted = request.args.get(ROWS, ""), request.args.get(COLUMNS, "")
    chosen = read_axes(*wanted, vocabularies)
    if chosen is None:
        abort(404)
    rows, columns = chosen
    query = parsed.query
    found = engine.search(query, per_page=1, rescue=False)
    view = make_matrix(
        query,
        engine.counts(without_axes(query, rows, columns), rows.key, columns.key),
        chosen,
        vocabularies,
        total=found.total,
        fitting=found.fitting,
        without={axis.key: engine.without(query, axis.key) for axis in chosen},
    )
    known = {vocabulary.key for vocabulary in axes(vocabularies)}
    notes = [
        f"{quoted(key[:80])} kan ikke være rækker eller søjler; den sædvanlige vises."
        for key in wanted
        if key and key not in known
    ]
    if wanted[0] and wanted[0] == wanted[1]:
        notes.append("Rækker og søjler kan ikke være det samme; søjlerne er skiftet ud.")
    page = subpage(
        "Overblik",
        MATRIX if not request.query_string else view.canonical,
        "Hvor mange indsatser er der for hvem, og hvor? En tabel over katalogets indsatser, "
        "hvor hvert tal fører til listen.",
        indexed=not request.query_string,
    )
    notes = [*dropped_notes(parsed.dropped, vocabularies), *notes]
    return render_template("matrix/matrix.html", page=page, view=view, notes=notes)
