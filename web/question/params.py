"""What a request asks for: its query, read strictly where a program reads the answer.

An export or a feed with a silently dropped filter would hold everything, and nobody sees a
notice in a spreadsheet, so an odd parameter is refused with a problem document.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from flask import Response, abort, request

from catalogue.model.record import Record
from search.values.query import (
    MAX_TEXT,
    PAGE,
    TEXT,
    Dropped,
    ParsedQuery,
    Query,
    clean_text,
    parse_query,
)
from web.addresses import registry
from web.site.errors import problem
from web.site.snapshot import Site, Snapshot, site


@dataclass(frozen=True, slots=True)
class BoundQuery:
    """A query with what answers it; one generation from start to end."""

    here: Site
    snapshot: Snapshot
    query: Query

    @property
    def slugs(self) -> tuple[str, ...]:
        """Everything that the query finds, in its order."""
        return self.snapshot.engine.all_slugs(self.query)

    @property
    def fitting(self) -> frozenset[str]:
        """Those of them that fit well."""
        return self.snapshot.engine.fitting(self.query)

    def records(self) -> Iterator[Record]:
        """The found entries in order, read one at a time."""
        return (self.snapshot.generation.record(slug) for slug in self.slugs)


def own_parameters() -> frozenset[str]:
    """Names that what is asked for reads itself, beside the query's: those in its row."""
    row = registry.of_rule(request.url_rule.rule if request.url_rule else None)
    return row.parameters if row else frozenset()


def ask_kindly() -> tuple[BoundQuery, tuple[Dropped, ...]]:
    """The request's query, and what of it could not be used, for a page to say."""
    here = site()
    snapshot = here.current()
    pairs = request.args.items(multi=True)
    parsed = parse_query(pairs, snapshot.vocabularies, own_parameters())
    return BoundQuery(here, snapshot, parsed.query), parsed.dropped


def ask_strictly() -> BoundQuery:
    """The query of an export; answers 400 itself when anything of it cannot be used.

    An export holds everything that is found, so it knows no `side` but the first.
    """
    here = site()
    snapshot = here.current()
    parsed = read_strictly(snapshot)
    dropped = parsed.dropped
    if parsed.query.page != 1:
        whole = Dropped(PAGE, str(parsed.query.page), "Her er alle sider med på én gang.")
        dropped = (*dropped, whole)
    if dropped:
        abort(refusal(dropped))
    return BoundQuery(here, snapshot, parsed.query)


def read_strictly(snapshot: Snapshot) -> ParsedQuery:
    """The request's query, empty values told too: a form may leave a field so, a program not."""
    extra = own_parameters()
    pairs = list(request.args.items(multi=True))
    every = sum(len(facet.terms) for facet in snapshot.vocabularies.facets)
    parsed = parse_query(pairs, snapshot.vocabularies, extra, most=every)
    told = {one.parameter for one in parsed.dropped}
    more = [
        Dropped(name, value[:80], "Værdien er tom eller for lang.")
        for name, value in pairs
        if name not in told | extra
        and ((name != TEXT and not value.strip()) or len(value) > MAX_TEXT)
    ]
    twice = [
        Dropped(name, value[:80], "Værdien står to gange.")
        for (name, value), number in Counter(pairs).items()
        if number > 1 and name not in told | extra
    ]
    return ParsedQuery(parsed.query, (*parsed.dropped, *more, *twice))


def allow_only(*names: str) -> None:
    """Answers 400 itself when the request has other parameters than these, or one of them twice."""
    odd = [
        Dropped(clean_text(name[:40]), clean_text(values[0][:80]), "Den kan ikke bruges her.")
        for name, values in request.args.lists()
        if name not in names or len(values) > 1
    ]
    if odd:
        abort(refusal(tuple(odd)))


def refusal(dropped: tuple[Dropped, ...]) -> Response:
    """The problem document that names every parameter that can't be used."""
    faults = [
        {"parameter": item.parameter, "vaerdi": item.value, "aarsag": item.reason}
        for item in dropped
    ]
    detail = "Forespørgslen indeholder noget, der ikke kan bruges."
    return problem(400, "Ugyldig forespørgsel", detail, fejl=faults)
