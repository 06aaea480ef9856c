"""The page "Ligner min situation"."""

from functools import lru_cache

from flask import Blueprint, render_template, request

from catalogue.generations.reader import Generation
from search.values.query import Query, parse_query
from web.addresses.paging import make_paging
from web.addresses.urls import RESULTS, entry_url
from web.question.notes import dropped_notes
from web.question.params import own_parameters
from web.site.page import subpage
from web.site.snapshot import site
from web.site.wording import quoted
from web.situation.situation import (
    BUDGET,
    TOLD,
    Candidate,
    Match,
    candidate,
    questions,
    rank,
    read_situation,
)

PER_PAGE = 10
PATH = "/situation"
blueprint = Blueprint("situations", __name__)


@blueprint.get(PATH)
def situation() -> str:
    """The questions, and the entries that meet most of the answers."""
    snapshot = site().current()
    parsed = parse_query(
        request.args.items(multi=True), snapshot.vocabularies, extra=own_parameters()
    )
    query, budget = parsed.query, request.args.get(BUDGET) == TOLD
    asked = questions(snapshot.vocabularies)
    answers = read_situation(query, asked, budget=budget)
    found: tuple[Match, ...] = ()
    if answers.size:
        found = rank(candidates(snapshot.generation), answers, snapshot.vocabularies)
    pages = -(-len(found) // PER_PAGE)
    page = min(query.page, max(pages, 1))
    return render_template(
        "situation/situation.html",
        page=subpage(
            "Ligner min situation", PATH,
            "Svar på nogle få spørgsmål, og se, hvilke indsatser der passer bedst, og på hvad.",
            indexed=not request.query_string,
        ),
        questions=asked,
        query=query,
        budget=budget,
        answers=answers,
        total=len(found),
        first=(page - 1) * PER_PAGE + 1,
        matches=found[(page - 1) * PER_PAGE : page * PER_PAGE],
        paging=make_paging(page, pages, lambda number: answers_url(query, number, budget=budget)),
        notes=(
            *dropped_notes(parsed.dropped, snapshot.vocabularies),
            *unused(query, {one.facet for one in asked}),
        ),
        entry_url=entry_url,
    )  # fmt: skip


@lru_cache(maxsize=2)
def candidates(generation: Generation) -> tuple[Candidate, ...]:
    """What is ranked, read once for each generation."""
    return tuple(candidate(generation.record(slug)) for slug in generation.slugs)


def answers_url(query: Query, page: int, *, budget: bool) -> str:
    """The same answers at another page of the list."""
    told = f"&{BUDGET}={TOLD}" if budget else ""
    return f"{PATH}?{query.at_page(page).url_query()}{told}{RESULTS}"


def unused(query: Query, asked: set[str]) -> tuple[str, ...]:
    """What of the address is a filter elsewhere and no question here."""
    names = (["q"] if query.text else []) + [key for key, _ in query.choices if key not in asked]
    return tuple(f"{quoted(name)} bruges ikke på denne side." for name in names)
