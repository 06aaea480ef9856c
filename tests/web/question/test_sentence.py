"""The question as a sentence, and why a hit fits: truth tables of pure functions."""

import pytest

from catalogue.model.vocabulary import Term, TermSettings, Vocabularies, Vocabulary
from search.values.query import parse_query
from search.values.results import Reason
from search.values.ways import MatchType
from web.finder.reasons import told
from web.question.sentence import question

WORDS = Vocabularies(
    (
        Vocabulary(
            "maalgruppe", "Målgruppe", facet=True, phrase="for {lille}",
            terms=(Term("gravide", "Gravide"), Term("boern-0-2", "Børn 0-2 år")),
        ),
        Vocabulary(
            "tema", "Tema", facet=True, phrase="om {lille}",
            terms=(Term("sprog", "Læring og sprog"), Term("ssp", "SSP")),
        ),
        Vocabulary(
            "kommune", "Kommune", facet=True, phrase="i {navn}",
            terms=(
                Term("aarhus", "Aarhus"),
                Term(
                    "hele-landet", "Hele landet", settings=TermSettings(in_sentence="hele landet")
                ),
                Term("fanoe", "Fanø", settings=TermSettings(phrase="på {navn}")),
                Term("laesoe", "Læsø", settings=TermSettings(phrase="på {navn}")),
            ),
        ),
        Vocabulary(
            "tilgang", "Tilgang", facet=True, phrase="med tilgangen {citat}",
            terms=(
                Term("naar", "Når pengene slutter"),
                Term("uden", "Ingen tilgang", settings=TermSettings(phrase="uden nogen tilgang")),
            ),
        ),
        Vocabulary("vejr", "Vejr", facet=True, terms=(Term("sol", "Sol"), Term("regn", "Regn"))),
    )
)  # fmt: skip

GROUPS = (("maalgruppe", "gravide"), ("maalgruppe", "boern-0-2"))


@pytest.mark.parametrize(
    ("total", "pairs", "sentence"),
    [
        (77, [], "Alle 77 indsatser"),
        (1, [("q", "sprog")], "1 indsats, der matcher »sprog«"),
        (1234, [("q", "sprog")], "1.234 indsatser, der matcher »sprog«"),
        (0, [("q", "sprog")], "Ingen indsatser, der matcher »sprog«"),
        (3, [("q", "-far")], "3 indsatser uden »far«"),
        (3, [("q", "-far –mor")], "3 indsatser uden »far« eller »mor«"),
        (3, [("q", "F21 -far")], "3 indsatser, der matcher »F21 -far«"),
        (3, [("q", '"fritidsjob"')], "3 indsatser, der matcher »fritidsjob«"),
        (9, [("maalgruppe", "gravide")], "9 indsatser for gravide"),
        (
            12,
            [("q", "leg"), *GROUPS, ("kommune", "aarhus")],
            "12 indsatser, der matcher »leg«, for gravide eller børn 0-2 år, i Aarhus",
        ),
        (2, [("tema", "sprog")], "2 indsatser om læring og sprog"),
        (2, [("tema", "sprog"), ("tema", "ssp")], "2 indsatser om »læring og sprog« eller SSP"),
        (
            3,
            [("kommune", "hele-landet"), ("kommune", "aarhus")],
            "3 indsatser i Aarhus eller hele landet",
        ),
        (1, [("kommune", "fanoe")], "1 indsats på Fanø"),
        (
            2,
            [("kommune", "aarhus"), ("kommune", "fanoe"), ("kommune", "laesoe")],
            "2 indsatser i Aarhus eller på Fanø eller Læsø",
        ),
        (5, [("tilgang", "naar")], "5 indsatser med tilgangen »Når pengene slutter«"),
        (
            5,
            [("tilgang", "naar"), ("tilgang", "uden")],
            "5 indsatser med tilgangen »Når pengene slutter« eller uden nogen tilgang",
        ),
        (4, [("vejr", "sol"), ("vejr", "regn")], "4 indsatser, hvor vejr er sol eller regn"),
    ],
)
def test_the_question_said_back(total, pairs, sentence):
    """OR is "eller" within a facet, AND a comma across; without wording of its own, the general."""
    assert question(total, parse_query(pairs, WORDS).query, WORDS) == sentence


@pytest.mark.parametrize(
    ("reasons", "sentence"),
    [
        ((), ""),
        (
            (
                Reason("titel", "sprog", "sprog", MatchType.SAME_WORD),
                Reason("tekst", "sprog", "Sprog", MatchType.SAME_WORD),
            ),
            "»sprog« står i titlen og i teksten",
        ),
        (
            (Reason("tekst", "sprog", "sprogforløb", MatchType.COMPOUND),),
            "»sprog« indgår i »sprogforløb« i teksten",
        ),
        (
            (Reason("titel", "fædregruppe", "Fædre", MatchType.COMPOUND),),
            "»Fædre« i titlen er et led i »fædregruppe«",
        ),
        (
            (
                Reason("tema", "far", "fædre", MatchType.SYNONYM),
                Reason("tekst", "job", "jobbet", MatchType.INFLECTION),
            ),
            "»fædre« under Tema svarer til »far«, og »job« står som »jobbet« i teksten",
        ),
        (
            (
                Reason("maalgruppe", "store", "Unge", MatchType.SYNONYM),
                Reason("maalgruppe", "børn", "Unge", MatchType.SYNONYM),
            ),
            "»Unge« under Målgruppe svarer til »store« og »børn«",
        ),
        (
            (Reason("kommune", "Aarhus", "aarhus", MatchType.SAME_WORD),),
            "»Aarhus« står under Kommune",
        ),
        (
            (Reason("maalgruppe", "Gravide", "Gravide", MatchType.FILTER),),
            "den hører under »Gravide«",
        ),
        (
            tuple(Reason("tekst", "a", f"a{n}", MatchType.INFLECTION) for n in range(5)),
            "»a« står som »a0« i teksten, og »a« står som »a1« i teksten",
        ),
    ],
)
def test_why_a_hit_fits(reasons, sentence):
    """The best find of each word, its places together, the ticks last; never a long list."""
    assert told(reasons, WORDS, shown=False)[1] == sentence
