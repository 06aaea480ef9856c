"""Counts equal a count by hand, for any choices and texts."""

import random

import pytest

from catalogue.model.entry import Entry
from search.engine import Engine
from search.language.word_lists import Words
from search.values.query import Query, parse_query
from tests.support.small_index import entry, make_engine, vocabularies

LISTS = vocabularies()
WORDS = ["sprog", "far", "mor", "skole", "job", "park", "lektie", "sundhed"]
TERMS = [(facet.key, term.key) for facet in LISTS.facets for term in facet.terms]


def entries(chance: random.Random) -> list[Entry]:
    return [
        entry(
            f"e{number:03d}", f"Titel {number}", " ".join(chance.choices(WORDS, k=4)),
            terms={
                facet.key: facet.sorted_keys(set(chance.sample(facet.keys(), chance.randint(0, 2))))
                for facet in LISTS.facets
            },
        )
        for number in range(80)
    ]  # fmt: skip


@pytest.fixture(scope="module")
def made() -> list[Entry]:
    return entries(random.Random(7))


@pytest.fixture(scope="module")
def big(tmp_path_factory: pytest.TempPathFactory, made: list[Entry], words: Words) -> Engine:
    return make_engine(tmp_path_factory.mktemp("facets"), made, LISTS, words)


def passes(one: Entry, query: Query, without: str = "") -> bool:
    text = not query.text or query.text in one.sections[0].text.split()
    return text and all(
        facet == without or any(one.has(facet, term) for term in chosen)
        for facet, chosen in query.choices
    )


def test_200_random_queries_against_a_count_by_hand(big: Engine, made: list[Entry]) -> None:
    chance = random.Random(3)
    for _ in range(200):
        chosen = chance.sample(TERMS, chance.randint(0, 3))
        text = chance.choice(["", "", "park", "lektie"])
        query = parse_query([("q", text), *chosen], LISTS).query
        page = big.search(query, per_page=100)
        assert {hit.slug for hit in page.hits} == {one.slug for one in made if passes(one, query)}
        for facet in page.facets:
            for choice in facet.choices:
                by_hand = sum(
                    passes(one, query, facet.key) and one.has(facet.key, choice.key) for one in made
                )
                assert choice.count == by_hand
                assert choice.selected == (choice.key in query.chosen(facet.key))


def test_counts_ignore_their_own_facets_choices(big: Engine) -> None:
    free = big.search(Query())
    ticked = big.search(parse_query([("maalgruppe", "faedre")], LISTS).query)
    counts = [{c.key: c.count for c in page.facets[0].choices} for page in (free, ticked)]
    assert counts[0] == counts[1]
    assert free.facets[1] != ticked.facets[1]


def test_terms_stand_in_the_vocabularys_order(big: Engine) -> None:
    for facet in big.search(Query()).facets:
        keys = [choice.key for choice in facet.choices]
        assert keys == list(LISTS[facet.key].sorted_keys(set(keys)))


def test_zeros_are_shown_or_hidden_as_the_vocabulary_says_and_ticks_always(engine: Engine) -> None:
    page = engine.search(parse_query([("q", "amning"), ("kommune", "morsoe")], LISTS).query)
    shown = {
        facet.key: {choice.key: choice.count for choice in facet.choices} for facet in page.facets
    }
    assert shown["maalgruppe"] == {"boern-0-2": 0, "unge-13-17": 0, "faedre": 0}
    assert shown["kommune"] == {"morsoe": 0, "odense": 1}
