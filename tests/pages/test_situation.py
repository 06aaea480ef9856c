"""Ligner min situation: the questions from the vocabularies, each verdict, and the ranking."""

import pytest

from catalogue.model.vocabulary import Role, Term, TermSettings, Vocabularies, Vocabulary
from search.values.query import parse_query
from tests.support.small_catalogue import ENTRIES
from web.situation.situation import Candidate, Verdict, judge, questions, rank, read_situation

WORDS = Vocabularies(
    (
        Vocabulary(
            "hvem",
            "Hvem",
            facet=True,
            question="Hvem?",
            terms=(
                Term("mor", "Mor"),
                Term("far", "Far"),
                Term("smaa", "Små", settings=TermSettings(ages=(0, 2))),
            ),
        ),
        Vocabulary(
            "sted",
            "Sted",
            facet=True,
            question="Hvor?",
            filter_field=True,
            terms=(
                Term("alle", "Hele landet", settings=TermSettings(nationwide=True)),
                Term("by", "Byen"),
                Term("land", "Landet"),
            ),
        ),
        Vocabulary(
            "viden",
            "Viden",
            facet=True,
            question="Hvor sikker?",
            ranked=True,
            roles=(Role.KNOWLEDGE,),
            terms=(Term("maalt", "Målt"), Term("set", "Set"), Term("ingen", "Ingen")),
        ),
        Vocabulary("vejr", "Vejr", facet=True, terms=(Term("sol", "Sol"),)),
    )
)
MET, NOT_MET, UNKNOWN = Verdict.MET, Verdict.NOT_MET, Verdict.UNKNOWN


def candidate(title="X", economy="", **terms: str) -> Candidate:
    return Candidate(
        title.lower(), title, "", {key: tuple(v.split()) for key, v in terms.items()}, economy
    )


def situation(*pairs, budget=False):
    return read_situation(parse_query(pairs, WORDS).query, questions(WORDS), budget=budget)


def test_the_questions_are_the_vocabularies_that_ask():
    """Ages are asked for apart from whom they are ages of, under the same parameter."""
    found = [(one.facet, one.text, [term.key for term in one.terms]) for one in questions(WORDS)]
    assert found == [
        ("hvem", "Hvem?", ["mor", "far"]),
        ("hvem", "Hvor gamle er de?", ["smaa"]),
        ("sted", "Hvor?", ["alle", "by", "land"]),
        ("viden", "Hvor sikker?", ["maalt", "set", "ingen"]),
    ]


@pytest.mark.parametrize(
    ("asked", "has", "verdict"),
    [
        (("hvem", "mor"), {"hvem": "mor"}, MET),
        (("hvem", "mor"), {"hvem": "mor far"}, MET),
        (("hvem", "mor"), {"hvem": "far"}, NOT_MET),
        (("hvem", "mor"), {"hvem": "smaa"}, UNKNOWN),
        (("hvem", "mor"), {}, UNKNOWN),
        (("hvem", "smaa"), {"hvem": "smaa"}, MET),
        (("hvem", "smaa"), {"hvem": "mor"}, UNKNOWN),
        (("sted", "by"), {"sted": "by"}, MET),
        (("sted", "by"), {"sted": "land"}, NOT_MET),
        (("sted", "by"), {"sted": "alle"}, MET),
        (("sted", "by"), {}, UNKNOWN),
        (("viden", "set"), {"viden": "maalt"}, MET),
        (("viden", "set"), {"viden": "set"}, MET),
        (("viden", "set"), {"viden": "ingen"}, NOT_MET),
        (("viden", "maalt"), {"viden": "set"}, NOT_MET),
    ],
)
def test_each_verdict(asked, has, verdict):
    """Met by any answer; not met when it says something else; unknown when it says nothing."""
    ((question, chosen),) = situation(asked).answers
    assert judge(candidate(**has), question, chosen).verdict is verdict


def test_one_facet_may_answer_two_questions():
    asked = situation(("hvem", "mor"), ("hvem", "smaa"))
    assert [chosen for _, chosen in asked.answers] == [("mor",), ("smaa",)]
    assert asked.size == 2


@pytest.mark.parametrize(("economy", "verdict"), [("2 mio. kr.", MET), ("", UNKNOWN)])
def test_the_economy_is_told_or_unknown_never_wrong(economy, verdict):
    (found,) = rank(
        [candidate(economy=economy, hvem="mor")], situation(("hvem", "mor"), budget=True), WORDS
    )
    assert found.criteria[-1].verdict is verdict


def test_the_ranking_is_a_count():
    """Most met; then fewest not met; then best documented; then title. Nothing met is left out."""
    asked = situation(("hvem", "mor"), ("sted", "by"), ("viden", "set"))
    everyone = [
        candidate("Nul", hvem="far"),
        candidate("B lige", hvem="mor", sted="by", viden="ingen"),
        candidate("Ukendt", hvem="mor", sted="by"),
        candidate("A lige", hvem="mor", sted="by", viden="ingen"),
        candidate("Alt", hvem="mor", sted="by", viden="set"),
        candidate("Alt målt", hvem="mor", sted="alle", viden="maalt"),
        candidate("Én", hvem="mor", sted="land", viden="ingen"),
    ]
    found = [one.candidate.title for one in rank(everyone, asked, WORDS)]
    assert found == ["Alt målt", "Alt", "Ukendt", "A lige", "B lige", "Én"]


def test_the_page_asks_and_answers(client):
    page = client.page("/situation")
    questions_shown = [one.text for one in page.iterfind(".//legend")]
    assert any("Hvem drejer det sig om?" in one for one in questions_shown)
    assert page.find(".//select[@name='dokumentation']") is not None
    page = client.page(
        "/situation?maalgruppe=boern-0-2&tema=sprog&dokumentation=effekt&kommune=aarhus"
    )
    first = page.find(".//section[@id='resultater']/ol/li")
    assert first.find("h3/a").text == "Bogglad"
    assert "Passer på 4 af 4" in "".join(first.itertext())
    assert page.find(".//input[@checked]") is not None


def test_nothing_is_lost_between_pages_of_the_list(client):
    """All that meet anything stand on one page or another, once."""
    seen = []
    for number in (1, 2):
        page = client.page(
            f"/situation?tema=sprog&tema=trivsel&tema=job&oekonomi=oplyst&side={number}"
        )
        seen += [one.text for one in page.iterfind(".//section[@id='resultater']/ol/li/h3/a")]
    assert len(seen) == len(set(seen)) == len(ENTRIES) + 1  # the hostile one too
