"""A question has one address, and the address gives the question back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.values.query import (
    MAX_CHOICES,
    MAX_PAGE,
    MAX_TEXT,
    SORTS,
    Query,
    clean_text,
    parse_query,
)
from tests.support.small_index import vocabularies

LISTS = vocabularies()
TERMS = [(facet.key, term.key) for facet in LISTS.facets for term in facet.terms]


@pytest.mark.parametrize(
    ("pairs", "printed"),
    [
        ([], ()),
        ([("q", "")], ()),
        ([("q", "  far  og\tmor ")], (("q", "far og mor"),)),
        ([("side", "1"), ("sortering", "relevans")], ()),
        ([("side", "2"), ("q", "a")], (("q", "a"), ("side", "2"))),
        (
            [("kommune", "odense"), ("maalgruppe", "faedre"), ("kommune", "aarhus")],
            (("maalgruppe", "faedre"), ("kommune", "aarhus"), ("kommune", "odense")),
        ),
        ([("kommune", "odense"), ("kommune", "odense")], (("kommune", "odense"),)),
        ([("sortering", "titel")], (("sortering", "titel"),)),
    ],
)
def test_reading_and_printing(pairs: list[tuple[str, str]], printed: tuple[object, ...]) -> None:
    parsed = parse_query(pairs, LISTS)
    assert parsed.query.pairs() == printed
    assert parsed.dropped == ()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("utm_source", "x"),
        ("kommune", "atlantis"),
        ("status", "slut"),
        ("sortering", "pris"),
        ("side", "0"),
        ("side", "-1"),
        ("side", "to"),
        ("side", "١"),
        ("side", str(MAX_PAGE + 1)),
        ("q", "x" * (MAX_TEXT + 1)),
        ("antal", "10"),
    ],
)
def test_what_cannot_be_used_is_dropped_and_told(name: str, value: str) -> None:
    parsed = parse_query([(name, value)], LISTS)
    assert [dropped.parameter for dropped in parsed.dropped] == [name]
    assert parsed.dropped[0].reason.endswith(".")


def test_the_callers_own_parameters_are_passed_over() -> None:
    assert parse_query([("antal", "10")], LISTS, frozenset({"antal"})).dropped == ()


def test_a_second_text_is_dropped() -> None:
    parsed = parse_query([("q", "a"), ("q", "b")], LISTS)
    assert parsed.query.text == "a"
    assert len(parsed.dropped) == 1


queries = st.builds(
    lambda text, chosen, sort, page: (
        parse_query([("q", text), *chosen, ("sortering", sort), ("side", str(page))], LISTS).query
    ),
    st.text(max_size=300),
    st.lists(st.sampled_from(TERMS), max_size=6),
    st.sampled_from(SORTS),
    st.integers(1, MAX_PAGE),
)


@given(queries)
def test_a_printed_query_reads_back_the_same(query: Query) -> None:
    parsed = parse_query(query.pairs(), LISTS)
    assert parsed.query == query
    assert parsed.dropped == ()


@given(st.lists(st.tuples(st.text(max_size=20), st.text(max_size=300)), max_size=60))
def test_any_parameters_can_be_read(pairs: list[tuple[str, str]]) -> None:
    query = parse_query(pairs, LISTS).query
    assert len(query.text) <= MAX_TEXT
    assert sum(len(terms) for _, terms in query.choices) <= MAX_CHOICES
    assert query.url_query() == parse_query(query.pairs(), LISTS).query.url_query()


@given(queries, st.sampled_from(TERMS))
def test_a_tick_taken_back_leaves_what_was(query: Query, choice: tuple[str, str]) -> None:
    without = query.without(*choice)
    assert without.with_choice(*choice).without(*choice) == without


@given(queries, st.sampled_from(TERMS))
def test_changes_begin_again_at_the_first_page(query: Query, choice: tuple[str, str]) -> None:
    changed = (
        query.with_text("ny"), query.without_text(), query.with_choice(*choice),
        query.without(*choice), query.without_facet(choice[0]), query.with_sort("titel"),
    )  # fmt: skip
    assert {each.page for each in changed} == {1}
    assert query.at_page(7).page == 7
    assert choice[1] in query.with_choice(*choice).chosen(choice[0])
    assert choice[1] not in query.without(*choice).chosen(choice[0])


def test_emptiness_counts_text_and_choices_only() -> None:
    assert Query(sort="titel", page=4).is_empty
    assert not Query(text="a").is_empty
    assert not Query(choices=(("kommune", ("odense",)),)).is_empty


@given(st.text())
def test_clean_text_is_clean_already(text: str) -> None:
    once = clean_text(text)
    assert clean_text(once) == once
    once.encode("utf-8")
