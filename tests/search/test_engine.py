"""What a visitor gets: the right entries, first things first, and the reason for each."""

import datetime as dt
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from catalogue.model.vocabulary import Role, Term, Vocabularies, Vocabulary
from search.engine import Engine
from search.index.build import known_words
from search.language.compounds import make_splitter
from search.language.word_lists import Words, load_words
from search.meaning.vectors import Pending
from search.understanding.expansion import Expander, make_expander
from search.understanding.reading import read_question
from search.values.query import Query, parse_query
from search.values.results import ResultPage
from tests.support.small_index import ENTRIES, entry, make_engine, vocabularies

Areas = Mapping[tuple[str, ...], tuple[tuple[str, ...], tuple[str, ...]]]


def ask(engine: Engine, text: str = "", **parameters: str) -> ResultPage:
    pairs = [("q", text), *parameters.items()]
    return engine.search(parse_query(pairs, engine.vocabularies).query)


def found(engine: Engine, text: str = "", **parameters: str) -> list[str]:
    return [hit.slug for hit in ask(engine, text, **parameters).hits]


# --- Finding ---


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("baba", "baba"),
        ("FAEDRE", "baba"),
        ("fadre", "baba"),
        ("Far for Livet", "baba"),
        ("mødregruppe", "moedregruppen"),
        ("modregrupperne", "moedregruppen"),
        ("mødre gruppe", "moedregruppen"),
        ("mødre-gruppe", "moedregruppen"),
        ("sprog", "sprogstart"),
        ("sprog stimulering", "sprogstart"),
        ("smaborn", "sprogstart"),
        ("highfive", "highfive"),
        ("high five", "highfive"),
        ("high:five", "highfive"),
        ("lommepengejobs", "jobvejen"),
        ("DUÅ", "jobvejen"),
        ("opgang til opgang", "opgang"),
        ("Vollsmose", "moedregruppen"),
        ("hvordan finder unge et fritidsjob", "jobvejen"),
        ("ghetto", "opgang"),
        ("RCT", "highfive"),
        ("dagtilbud", "sprogstart"),
    ],
)
def test_first_hit(engine: Engine, text: str, first: str) -> None:
    assert found(engine, text)[:1] == [first]


@pytest.mark.parametrize(
    ("run", "found"),
    [
        (("moedre", "gruppe"), {"moedregruppen", "moedregrupperne"}),
        (("lommepenge", "jobs"), {"lommepengejob"}),
        # "farlige" has the stem of "far", but nothing written begins like it.
        (("far", "lige"), set()),
        (("soevn", "ig"), set()),
        # "sproge" has the stem of "sprog", which holds nothing of the second word.
        (("sprog", "e"), set()),
    ],
)
def test_neighbours_are_one_word_where_one_is_written_so(
    engine: Engine, run: tuple[str, ...], found: set[str]
) -> None:
    written = engine.expander.lexicon.words
    targets = engine.expander.ways.joined(run)
    assert {written[number] for one in targets for number in one.numbers} == found


def test_an_opened_index_knows_the_stems_of_its_words(engine: Engine, words: Words) -> None:
    written = engine.expander.lexicon.words
    assert {word: engine.words.stemmer.stem(word) for word in written} == {
        word: words.stemmer.stem(word) for word in written
    }
    assert engine.words.stemmer.known.keys() == set(written)


def test_an_opened_index_divides_words_as_its_builder_did(engine: Engine, words: Words) -> None:
    written = engine.expander.lexicon.words
    opened = engine.expander.lexicon.splitter
    built = make_splitter((*written, *known_words(engine.vocabularies, words)), words)
    compounds = (*(first + second for first in written for second in written), "xyzzyvej")
    divided = {word: built.split(word) for word in compounds}
    assert sum(map(bool, divided.values())) > len(written)
    assert {word: opened.split(word) for word in compounds} == divided


@pytest.mark.parametrize(
    "text",
    [
        "asfalt",
        "kattemad",
        "jagttegn",
        "xyzzy",
        "i",
        "for og til",
        "hvad virker",
        "hvad med at",
        "?!",
        "kattemad i Aarhus",
    ],
)
def test_nothing_silly(engine: Engine, text: str) -> None:
    page = ask(engine, text)
    assert (page.total, page.hits, page.corrected_to) == (0, (), None)


def test_no_text_and_no_choice_is_everything(engine: Engine) -> None:
    page = ask(engine)
    assert page.total == len(ENTRIES)
    assert {hit.score for hit in page.hits} == {None}


def test_quotes_want_the_words_beside_each_other(engine: Engine) -> None:
    assert found(engine, '"Far for Livet"') == ["baba"]
    assert ask(engine, '"Livet for far"').corrected_to == "Livet for far"  # without the quotes
    assert found(engine, '"udsatte boligområder"') == ["opgang"]


def test_a_minus_takes_away(engine: Engine) -> None:
    assert set(found(engine, "sundhedsplejerske")) == {"baba", "moedregruppen"}
    assert found(engine, "sundhedsplejerske -amning") == ["baba"]
    assert found(engine, 'sundhedsplejerske -"være far"') == ["moedregruppen"]
    assert len(found(engine, "-amning")) == len(ENTRIES) - 1


def test_a_place_is_meant_by_its_name_and_other_names(engine: Engine) -> None:
    assert found(engine, "fritidsjob i Århus")[0] == "jobvejen"
    assert ("Århus", "kommune", "aarhus") in ask(engine, "fritidsjob i Århus").understood.mapped
    assert "morsoe" not in {term for _, _, term in ask(engine, "mødre").understood.mapped}


def test_a_part_of_the_country_means_the_places_in_it(tmp_path: Path, words: Words) -> None:
    areas: Areas = {("fyn",): (("fyn",), ("Odense", "Ukendt"))}
    engine = make_engine(tmp_path, ENTRIES, vocabularies(), replace(words, areas=areas))
    assert set(found(engine, "Fyns")) == {"moedregruppen", "jobvejen", "sprogstart", "highfive"}
    assert found(engine, "mødre på Fyn")[0] == "moedregruppen"
    page = ask(engine, "Fyn")
    assert {(one.found, one.match) for one in page.hits[0].reasons} == {("Odense", "snævrere ord")}
    assert page.offered == (), "nobody named a municipality"


def test_of_two_places_in_one_name_the_longer_is_meant(tmp_path: Path, words: Words) -> None:
    areas: Areas = {
        tuple(map(words.stemmer.stem, ("odense", "egnen"))): (("odense", "egnen"), ("Morsø",)),
    }
    engine = make_engine(tmp_path, ENTRIES, vocabularies(), replace(words, areas=areas))
    answer = engine.answer("odense egnen")
    named = {way.term for one in answer.ranked.scored for way in one.concept.ways if way.term}
    assert ("kommune", "morsoe") in named
    assert ("kommune", "odense") not in named


def test_a_word_that_tells_little_neither_leads_nor_excludes(tmp_path: Path, words: Words) -> None:
    """In a whole sentence the rarest word is often the least telling."""
    plain = replace(words, general=frozenset())
    general = replace(words, general=frozenset(map(words.stemmer.stem, ("hoejt", "serioest"))))
    entries = [
        entry("job", "Job", "Unge får et job. Her tales højt."),
        *(entry(f"job{n}", f"Fritidsjob {n}", "Unge finder et fritidsjob.") for n in range(5)),
    ]
    before, after = (
        make_engine(tmp_path / name, entries, vocabularies(), some)
        for name, some in (("a", plain), ("b", general))
    )
    assert found(before, "højt fritidsjob")[0] == "job"
    assert found(after, "højt fritidsjob")[0] != "job"
    assert found(before, "seriøst fritidsjob") == []
    assert len(found(after, "seriøst fritidsjob")) >= 5


def test_a_compound_that_nobody_writes_is_found_by_its_parts(engine: Engine) -> None:
    assert set(found(engine, "familiemødre")) >= {"opgang", "moedregruppen"}
    assert found(engine, "familiekattemad") == [], "all of it must be known"


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("0-2 år", "boern-0-2"), ("0 til 2 år", "boern-0-2"), ("1-årige", "boern-0-2"),
        ("spæde", "boern-0-2"), ("under 3 år", "boern-0-2"), ("6 måneder", "boern-0-2"),
        ("14-årige", "unge-13-17"), ("teenagere", "unge-13-17"), ("13-17 år", "unge-13-17"),
        ("12-14 år", "unge-13-17"), ("i 8. klasse", "unge-13-17"),
        ("7.-9. klasserne", "unge-13-17"),
    ],
)  # fmt: skip
def test_an_age_is_a_target_group(engine: Engine, text: str, term: str) -> None:
    page = ask(engine, text)
    assert {each for _, facet, each in page.understood.mapped if facet == "maalgruppe"} == {term}
    assert page.hits
    assert all(term in hit.terms["maalgruppe"] for hit in page.hits[:2])


def test_a_places_name_is_no_compound(tmp_path: Path, words: Words) -> None:
    entries = [
        entry("a", "Titel A", "Den københavnske odense og købe huse."),
        entry("b", "Odenseborg"),
    ]
    engine = make_engine(tmp_path, entries, vocabularies(), words)
    assert found(engine, "borg") == []


def test_words_that_name_a_term_are_offered_as_a_tick(engine: Engine) -> None:
    offered = {(one.facet, one.term): one.count for one in ask(engine, "nybagte fædre").offered}
    assert offered[("maalgruppe", "faedre")] == 1
    ticked = ask(engine, "nybagte fædre", maalgruppe="faedre").offered
    assert ("maalgruppe", "faedre") not in {(one.facet, one.term) for one in ticked}


# --- Ranking ---


def test_the_typed_word_stands_above_synonym_narrower_and_related(
    tmp_path: Path, words: Words
) -> None:
    """Beskæftigelse: the word itself, then arbejdsløs by way of relations, then jobcenter."""
    bodies = {
        "selv": "Indsatsen handler om motion i parken.",
        "synonym": "Indsatsen handler om bevægelse i parken.",
        "beslaegtet": "Indsatsen handler om sundhedstilbud i parken.",
        "andet": "Indsatsen handler om noget helt andet her.",
    }
    (tmp_path / "ord").mkdir()
    entries = [
        entry(slug, f"Titel {number}", body) for number, (slug, body) in enumerate(bodies.items())
    ]
    (tmp_path / "ord" / "a.yaml").write_text(
        "samme:\n  - [motion, bevægelse]\nbeslaegtet:\n  - [motion, sundhedstilbud]\n", "utf-8"
    )
    engine = make_engine(tmp_path, entries, vocabularies(), load_words(tmp_path / "ord")[0])
    page = ask(engine, "motion")
    assert [hit.slug for hit in page.hits] == ["selv", "synonym", "beslaegtet"]
    assert [hit.reasons[0].match for hit in page.hits] == ["samme ord", "synonym", "beslægtet ord"]


def test_words_in_a_row_that_are_known_ask_for_more_than_each(tmp_path: Path) -> None:
    """Many have something to do with "arbejde", few with being without it."""
    folder = tmp_path / "ord"
    folder.mkdir()
    (folder / "a.yaml").write_text("samme:\n  - [arbejdsløs, uden arbejde]\n", "utf-8")
    common = [entry(f"nr{n}", f"Frivilligt arbejde {n}", "Arbejde.") for n in range(30)]
    men = entry("maend", "Mænd laver mad", "Mænd og frivilligt arbejde.")
    right = entry("ledige", "Ved siden af", "Tilbud til arbejdsløse, og mænd er med.")
    few = [entry(f"mand{n}", f"Værksted {n}", "Mænd mødes.") for n in range(5)]
    words = load_words(folder)[0]
    engine = make_engine(tmp_path / "i", [*common, *few, men, right], vocabularies(), words)
    assert found(engine, "mænd uden arbejde")[0] == "ledige"
    typed = [one.concept.typed for one in engine.answer("mænd uden arbejde").ranked.scored]
    assert "uden arbejde" in typed


def test_an_age_that_also_names_a_group_is_asked_for_once(tmp_path: Path, words: Words) -> None:
    """ "de første 1000 dage" is how old somebody is and what the youngest are called."""
    facet, *others = vocabularies().facets
    named = replace(facet.terms[0], synonyms=("de første 1000 dage",))
    lists = Vocabularies((replace(facet, terms=(named, *facet.terms[1:])), *others))
    engine = make_engine(tmp_path, ENTRIES, lists, words)
    scored = engine.answer("de første 1000 dage").ranked.scored
    assert [one.concept.typed for one in scored] == ["de første 1000 dage"]
    assert scored[0].concept.narrowing


def test_a_word_in_the_title_stands_above_the_same_in_the_text(engine: Engine) -> None:
    assert found(engine, "fritidsjob")[0] == "jobvejen"


def test_both_words_stand_above_one(engine: Engine) -> None:
    assert found(engine, "unge virksomhed")[0] == "highfive"


def test_sorting(engine: Engine) -> None:
    titles = [hit.title for hit in ask(engine, sortering="titel").hits]
    assert titles[0] == "Fædre mødes"
    assert titles[-1] == "Vejen til fritidsjob"
    assert found(engine, sortering="redigeret")[:2] == ["baba", "moedregruppen"]


def test_dates_given_at_building_decide_the_sorting(tmp_path: Path, words: Words) -> None:
    from search.engine import open_engine
    from search.index.build import build_index

    build_index(ENTRIES, vocabularies(), words, tmp_path / "i", {"opgang": dt.date(2030, 1, 1)})
    engine = open_engine(tmp_path / "i", vocabularies(), words)
    assert found(engine, sortering="redigeret")[0] == "opgang"
    assert engine.all_slugs(Query(sort="redigeret"))[0] == "opgang"


def test_pages(engine: Engine) -> None:
    first = engine.search(Query(), per_page=4)
    second = engine.search(Query(page=2), per_page=4)
    beyond = engine.search(Query(page=99), per_page=4)
    assert (len(first.hits), len(second.hits), first.pages) == (4, 2, 2)
    assert (beyond.page, beyond.hits, beyond.pages) == (99, (), 2)
    assert {hit.slug for hit in first.hits} | {hit.slug for hit in second.hits} == {
        e.slug for e in ENTRIES
    }


# --- Reasons and excerpts ---


@pytest.mark.parametrize(
    ("text", "slug", "reason"),
    [
        ("fædrene", "baba", ("tekst", "fædrene", "fædrene", "samme ord")),
        ("fædre", "baba", ("tekst", "fædre", "fædrene", "bøjning")),
        ("fædre", "baba", ("maalgruppe", "fædre", "Fædre", "samme ord")),
        ("sprog", "sprogstart", ("tekst", "sprog", "sprogstimulering", "del af sammensætning")),
        ("småbørn", "sprogstart", ("tekst", "småbørn", "små børn", "synonym")),
        ("jobcenter", "jobvejen", ("tekst", "jobcenter", "beskæftigelse", "beslægtet ord")),
        ("jobkonsullent", "jobvejen", ("tekst", "jobkonsulent", "jobkonsulent", "stavning")),
    ],
)
def test_reasons(engine: Engine, text: str, slug: str, reason: tuple[str, ...]) -> None:
    hit = next(hit for hit in ask(engine, text).hits if hit.slug == slug)
    assert reason in [(one.field, one.word, one.found, one.match) for one in hit.reasons]


def test_a_tick_is_a_reason(engine: Engine) -> None:
    hit = ask(engine, maalgruppe="faedre").hits[0]
    assert [(one.field, one.found, one.match) for one in hit.reasons] == [
        ("maalgruppe", "Fædre", "filter")
    ]


def test_every_hit_of_a_text_has_a_reason(engine: Engine) -> None:
    for text in ("unge job", "sprog små børn", "mødre", "udsat boligområde", "0-2 år"):
        assert all(hit.reasons for hit in ask(engine, text).hits)


def test_an_excerpt_marks_exactly_the_words_that_reasons_name(engine: Engine) -> None:
    hit = ask(engine, "fædre sundhedsplejerske").hits[0]
    marked = {piece.text.casefold() for piece in hit.excerpt if piece.hit}
    named = {one.found.casefold() for one in hit.reasons}
    assert marked
    assert marked <= named
    text = "".join(piece.text for piece in hit.excerpt)
    assert text.strip("… ") in ENTRIES[0].sections[0].text


def test_a_phrase_is_marked_whole_and_so_is_a_word_found_joined(engine: Engine) -> None:
    hit = ask(engine, "ghetto").hits[0]
    assert {piece.text for piece in hit.excerpt if piece.hit} == {"udsat boligområde"}
    assert {one.found for one in hit.reasons} == {"udsat boligområde"}
    title = ask(engine, "highfive").hits[0].title_fragments
    assert [(piece.text, piece.hit) for piece in title] == [("High:five", True)]


def test_only_where_a_phrase_stands_is_it_marked(tmp_path: Path, words: Words) -> None:
    """Its first word alone, elsewhere in the same text, is no phrase."""
    text = "Far ringer. Senere blev det en far for livet, sagde en far."
    engine = make_engine(tmp_path, [entry("a", "En", text)], vocabularies(), words)
    pieces = ask(engine, '"far for livet"').hits[0].excerpt
    assert [piece.text for piece in pieces if piece.hit] == ["far for livet"]


# --- Spelling and help ---


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("lomepengejob", "lommepengejob"),
        ("sunhedsplejerske", "sundhedsplejerske"),
        ("frittidsjob", "fritidsjob"),
    ],
)
def test_a_correction_is_applied_when_nothing_matches_and_said(
    engine: Engine, typed: str, meant: str
) -> None:
    page = ask(engine, typed)
    assert page.corrected_to == meant
    assert page.hits
    unhelped = engine.search(Query(text=typed), rescue=False)
    assert (unhelped.total, unhelped.corrected_to) == (0, None)


def test_short_words_are_not_taken_for_others(engine: Engine) -> None:
    """A letter too many or two swapped is a slip; another letter is another word."""
    assert ask(engine, "amnign").corrected_to == "amning"
    assert ask(engine, "ammning").corrected_to == "amning"
    assert ask(engine, "armning").corrected_to == "amning"
    assert ask(engine, "parren").corrected_to is None


def test_a_correction_is_only_offered_when_something_matches(engine: Engine) -> None:
    page = ask(engine, "unge virksomhed arbejde jobkonsullent")
    assert page.hits
    assert page.corrected_to is None
    assert page.did_you_mean == "unge virksomhed arbejde jobkonsulent"


def test_a_right_word_is_asked_about_only_among_few(tmp_path: Path, words: Words) -> None:
    """A Danish word in a sentence is meant, and so is a name; alone it may be a slip."""
    entries = [entry("en", "Noget", "Om folk, deres vaner og natten."), *ENTRIES]
    engine = make_engine(tmp_path, entries, vocabularies(), words)
    for text in ("en flok unge i en virksomhed", "unge aner ikke noget om job", "unge ved Xamning"):
        page = ask(engine, text)
        assert (page.total > 0, page.did_you_mean) == (True, None), text
    assert ask(engine, "flok").did_you_mean == "folk"
    assert ask(engine, "unge ved xamning").did_you_mean == "unge ved amning"
    assert ask(engine, "unge i Volsmose").did_you_mean == "unge i Vollsmose"


def test_letters_that_are_typed_are_meant(tmp_path: Path, words: Words) -> None:
    """ "bøde" and "boede" look alike without æ, ø and å; "aa" and "å" are one letter."""
    lived = entry("boede", "Beboere", "De boede i området.")
    fined = entry("boede-2", "Andet", "Det kostede en bøde i Ålborg.")
    engine = make_engine(tmp_path / "a", [lived], vocabularies(), words)
    assert found(engine, "bøde") == []
    assert found(engine, "boede") == ["boede"]
    other = make_engine(tmp_path / "b", [fined], vocabularies(), words)
    assert found(other, "bøde") == found(other, "boede") == found(other, "Aalborg") == ["boede-2"]


def test_a_compound_that_nobody_writes_may_be_another(tmp_path: Path, words: Words) -> None:
    """It is found by its parts, and what it is a letter from is offered; if right, never."""
    entries = [
        entry("moedre", "Hos bydelsmødre", "Nogle bydelsmødre besøger andre."),
        entry("moeder", "Møder i hver bydel", "Beboerne holder møder i bydelen, og ungdomsklub."),
        entry("klub", "En klub for unge i ungdommen", "Klubben er åben."),
    ]
    engine = make_engine(tmp_path, entries, vocabularies(), words)
    page = ask(engine, "bydelsmøder")
    assert (found(engine, "bydelsmøder")[0], page.did_you_mean) == ("moeder", "bydelsmødre")
    assert page.corrected_to is None
    assert ask(engine, "klubmøder").did_you_mean is None


def test_quotes_that_find_nothing_are_loosened_and_said(engine: Engine) -> None:
    page = ask(engine, '"jobkonsulent unge"')
    assert page.hits
    assert page.corrected_to == "jobkonsulent unge"


def test_what_comes_nearest_is_shown_beside_an_empty_result(engine: Engine) -> None:
    page = ask(engine, "kattemad i Odense")
    assert page.total == 0
    assert {hit.slug for hit in page.nearest} >= {"moedregruppen", "jobvejen"}


def test_an_empty_result_tells_what_each_tick_hides(engine: Engine) -> None:
    page = ask(engine, "amning", kommune="aarhus", maalgruppe="boern-0-2")
    assert page.total == 0
    assert ("kommune", "aarhus", 1) in [(one.facet, one.term, one.count) for one in page.relaxed]
    assert page.nearest[0].slug == "moedregruppen"


# --- Beside searching ---


def test_similar_entries_share_terms(engine: Engine) -> None:
    similar = engine.similar("baba")
    assert "baba" not in {one.slug for one in similar}
    assert similar[0].shared
    assert engine.similar("findes-ikke") == ()


@pytest.mark.parametrize(
    ("typed", "kind", "text"),
    [
        ("mød", "indsats", "Mødregruppen i Parken"),
        ("mod", "indsats", "Mødregruppen i Parken"),
        ("far for", "indsats", "Fædre mødes"),
        ("fritid", "indsats", "Vejen til fritidsjob"),
        ("aarh", "term", "Aarhus"),
        ("århus", "term", "Aarhus"),
        ("sundhedspl", "ord", "sundhedsplejerske"),
        ("sunhedspl", "ord", "sundhedsplejerske"),
    ],
)
def test_suggestions(engine: Engine, typed: str, kind: str, text: str) -> None:
    assert (kind, text) in [(one.kind, one.text) for one in engine.suggest(typed)]


@pytest.mark.parametrize("typed", ["", "x", "😀", "kattemad", "a" * 5000])
def test_no_suggestion_for_nothing(engine: Engine, typed: str) -> None:
    assert engine.suggest(typed) == ()


def test_words_are_suggested_as_somebody_wrote_them(tmp_path: Path, words: Words) -> None:
    """Not as the index joins them, few at a time, and those with the very letters first."""
    text = "SSP-konsulenten taler om fare, farer, farve, farvel og færre færdigheder i færd."
    engine = make_engine(tmp_path, [entry("a", "En", text)], vocabularies(), words)
    told = [one.text for typed in ("ssp", "kons", "far") for one in engine.suggest(typed)]
    assert "sspkonsulenten" not in told
    assert "konsulenten" in told
    assert [one.text[:3] for one in engine.suggest("far") if one.kind == "ord"] == ["far"] * 3


def test_a_word_is_suggested_that_helps_on(tmp_path: Path, words: Words) -> None:
    """Not whose it is, nor what tells little, nor what a place above it is called."""
    text = (
        "Odenses folk, i Odense og i Odensebanden, undervejs og i undervisning om støj og støtte."
    )
    entries = [entry("a", "En", text, terms={"kommune": ["odense"]})]
    engine = make_engine(tmp_path, entries, vocabularies(), words)
    told = {t: [one.text for one in engine.suggest(t)] for t in ("odens", "under", "støj")}
    assert told == {
        "odens": ["Odense", "Odensebanden"],
        "under": ["undervisning"],
        "støj": ["støj"],  # one error is forgiven only where nothing begins so
    }


def test_the_matrix_counts_pairs_and_tells_the_strongest(engine: Engine) -> None:
    matrix = engine.counts(Query(), "maalgruppe", "kommune")
    assert matrix.cells["unge-13-17", "hele-landet"].count == 1
    assert matrix.cells["unge-13-17", "hele-landet"].best == "forsoeg"
    assert matrix.cells["faedre", "odense"].count == 0
    assert (
        engine.counts(Query(text="amning"), "maalgruppe", "kommune").cells["faedre", "aarhus"].count
        == 0
    )


# --- Data, threads ---


def test_an_empty_catalogue_can_be_searched(tmp_path: Path, words: Words) -> None:
    engine = make_engine(tmp_path, (), vocabularies(), words)
    assert ask(engine, "fædre").total == 0
    assert ask(engine).total == 0
    assert engine.suggest("fædre") == ()


def test_threads_get_what_one_alone_gets(engine: Engine) -> None:
    texts = [
        "fædre",
        "sprog små børn",
        "mødregruppe",
        "unge job",
        "udsat boligområde",
        "lomepengejob",
    ] * 20
    alone = [ask(engine, text) for text in texts]
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(lambda text: ask(engine, text), texts)) == alone


def test_an_index_is_built_the_same_twice(tmp_path: Path, words: Words) -> None:
    for name in ("en", "to"):
        make_engine(
            tmp_path / name, reversed(ENTRIES) if name == "to" else ENTRIES, vocabularies(), words
        )
    one, two = tmp_path / "en" / "i", tmp_path / "to" / "i"
    for path in one.glob("*.*"):
        assert path.read_bytes() == (two / path.name).read_bytes(), path.name


def test_a_folder_that_holds_an_index_is_not_written_over(tmp_path: Path, words: Words) -> None:
    make_engine(tmp_path, ENTRIES, vocabularies(), words)
    with pytest.raises(FileExistsError):
        make_engine(tmp_path, ENTRIES, vocabularies(), words)


# --- How many ---


def test_a_shared_common_word_is_no_hit_beside_one_that_answers(
    tmp_path: Path, words: Words
) -> None:
    """Asked for three things, an entry that has but the commonest of them is left out."""
    filler = [entry(f"andet-{n}", f"Andet {n}", f"Noget om børn og nummer {n}.") for n in range(20)]
    right = entry("sang", "Sang og rytmik", "Børn synger og danser.", "Rytmik for børn.")
    engine = make_engine(tmp_path / "i", [*filler, right], vocabularies(), words)
    assert found(engine, "rytmik sang børn") == ["sang"]


def test_a_related_word_answers_only_in_part(tmp_path: Path, words: Words) -> None:
    """What is only near the topic is found by itself, not as one of several things asked for."""
    near = entry("jobcenteret", "Jobcenteret", "Jobcentret har åbent.")
    both = entry("begge", "Beskæftigelse for fædre", "Arbejde til fædre.")
    engine = make_engine(tmp_path / "i", [near, both], vocabularies(), words)
    assert found(engine, "beskæftigelse")[0] == "begge"
    assert found(engine, "beskæftigelse fædre") == ["begge"]


# --- Words that look like others ---


@pytest.fixture(scope="module")
def ordinary(engine: Engine, words: Words) -> Expander:
    """What is understood where two places are called like everyday words."""
    plain = vocabularies()
    places = replace(
        plain["kommune"],
        terms=(*plain["kommune"].terms, Term("vejen", "Vejen"), Term("skive", "Skive")),
    )
    others = tuple(one for one in plain.all if one.key != "kommune")
    return make_expander(engine.expander.lexicon, words, Vocabularies((*others, places)))


@pytest.mark.parametrize(
    ("typed", "place"),
    [
        ("børn leger på vejen", None), ("er der noget i vejen", None),
        ("Vejen til fritidsjob", None), ("amning. Vejen er lang", None),
        ("fritidsjob i Vejen", "vejen"), ("vejen", "vejen"),
        ("amning i vejen kommune", "vejen"), ("en skive brød", None), ("skiver af brød", None),
        ("fritidsjob i skive", "skive"), ("fritidsjob i odense", "odense"),
    ],
)  # fmt: skip
def test_a_place_that_is_a_word_is_meant_where_it_is_written_so(
    ordinary: Expander, typed: str, place: str | None
) -> None:
    """Written as a name, beside "kommune", alone; a rarer word after "i" too; else the word."""
    asked = ordinary.concepts(read_question(typed, ordinary.words))
    named = {way.term[1] for one in asked for way in one.ways if way.term and one.narrowing}
    assert named - {"hele-landet"} == ({place} if place else set())


@pytest.mark.parametrize(
    ("typed", "other"), [("vagt", "vægt"), ("bil", "billig"), ("kage", "klage"), ("port", "sport")]
)
def test_a_danish_word_is_never_read_as_another(tmp_path: Path, typed: str, other: str) -> None:
    """å typed is å, a form is of its own word, and nobody corrects a word that is right."""
    entries = [entry("en", "Noget", f"Den handler om {other} i området."), *ENTRIES]
    page = ask(make_engine(tmp_path, entries, vocabularies(), Words()), typed)
    assert page.corrected_to is None
    assert "en" not in {hit.slug for hit in page.hits if hit.fits}


@pytest.mark.parametrize(
    ("typed", "little"),
    [
        ("en gruppe unge", ["gruppe"]), ("to grupper af mødre", ["to", "grupper"]),
        ("180 boliger", ["180"]), ("afdeling 12", ["12"]), ("2500 Valby", []), ("12 år", []),
        ("gruppe for unge", []), ("fædre i en gruppe", []), ("unge på 14 år gamle", []),
    ],
)  # fmt: skip
def test_who_says_how_many_asks_for_what_is_counted(
    ordinary: Expander, typed: str, little: list[str]
) -> None:
    """A group of young people is no group that meets; nor are those 14 years old old people."""
    asked = ordinary.concepts(read_question(typed, ordinary.words))
    assert [one.typed for one in asked if one.general] == little
    assert "gamle" not in {one.typed for one in asked}


def test_an_excerpt_shows_what_tells_of_the_question(tmp_path: Path, words: Words) -> None:
    """Of a sentence the commonest word shows nothing; asked for alone, it is what is shown."""
    entries = [
        entry("en", "Første", "Kort.", "Her står meget om unge i byen."),
        entry("to", "Anden", "Kort.", "Unge, der ryger hash."),
        *(entry(f"nr-{n}", f"Nummer {n}", "Kort.", "Noget for unge.") for n in range(20)),
    ]
    engine = make_engine(tmp_path, entries, vocabularies(), words)
    shown = {
        text: {
            hit.slug: any(one.hit for one in hit.excerpt)
            for hit in engine.search(Query(text), per_page=30).hits
        }
        for text in ("unge ryger hash", "unge")
    }
    assert shown["unge"]["en"]
    assert shown["unge ryger hash"]["to"]
    assert not shown["unge ryger hash"].get("en")


def test_a_housing_area_is_found_by_no_word_that_its_name_is_made_of(tmp_path: Path) -> None:
    """Nobody who asks for a park or a school asks for what is in Skoleparken."""
    area = {"boligomraade": ("Skoleparken", "Gellerup", "Gellerupparken")}
    there = entry("der", "Noget", "Klubben i Skoleparken og i Gellerupparken.", values=area)
    entries = [there, entry("her", "Andet", "En skole ved en park.")]
    engine = make_engine(tmp_path, entries, vocabularies(), Words())
    assert found(engine, "skole") == found(engine, "park") == ["her"]
    assert found(engine, "skoleparken") == found(engine, "gellerup") == ["der"]


def test_a_stem_that_is_another_words_leads_nowhere(tmp_path: Path) -> None:
    """Familieret has the stem of familie, and is none of its forms, nor a part of its compounds."""
    told = entry("en", "Noget", "En familieaften for familier i området.")
    page = ask(make_engine(tmp_path, [told, *ENTRIES], vocabularies(), Words()), "familieret")
    assert all(reason.field != "resume" for hit in page.hits for reason in hit.reasons)


# --- While typing ---


@pytest.mark.parametrize("half", ["sp", "spro", "sprogs", "mødreg"])
def test_half_a_word_is_a_beginning(engine: Engine, half: str) -> None:
    """No correction, no question back, and no "nothing" for a word that is still to come."""
    page = engine.search(Query(half), typing=True)
    assert page.total
    assert (page.corrected_to, page.did_you_mean) == (None, None)


class NobodyAsks:
    """A model that must not be asked."""

    def begin(self, text: str) -> Pending:
        raise AssertionError(text)


@pytest.mark.parametrize("typed", ["spro", "hesteamning"])
def test_the_model_is_not_asked_while_somebody_types(engine: Engine, typed: str) -> None:
    """Nor for what helps on where nothing is found."""
    meaning = replace(engine.meaning, model=engine.meaning.by_table, embedder=NobodyAsks())
    asked = replace(engine, meaning=meaning)
    found = asked.search(Query(typed), typing=True)
    assert replace(found, hurried=False) == engine.search(Query(typed), typing=True)


def test_an_unknown_compound_offers_what_is_known_of_it(engine: Engine) -> None:
    page = ask(engine, "hesteamning")
    assert page.total == 0
    assert "amning" in {text for text, _ in page.parts}


@pytest.mark.parametrize("word", ["xqzvamning", "amningsk", "sprogxqzv"])
def test_what_is_left_of_a_compound_is_a_word(engine: Engine, word: str) -> None:
    """Letters in common are no part: "parkering" is no park."""
    assert ask(engine, word).parts == ()


def test_to_nonsense_nothing_is_near(engine: Engine) -> None:
    page = ask(engine, "xqzvwk")
    assert (page.total, page.nearest) == (0, ())
    assert page.heard == ()


def test_an_empty_page_offers_the_nearest_topic_with_its_number(
    tmp_path: Path, words: Words
) -> None:
    """What is near has a topic in common that the others have not."""
    plain = vocabularies()
    topics = Vocabulary(
        "tema", "Tema", facet=True, roles=(Role.TOPICS,),
        terms=(Term("mad", "Mad"), Term("alt", "Alt")),
    )  # fmt: skip
    lists = Vocabularies((*plain.all, topics))
    entries = [
        *(entry(f"mad-{n}", f"Mad {n}", "Om suppe.", terms={"tema": ["mad"]}) for n in range(8)),
        *(entry(f"alt-{n}", f"Andet {n}", "Om intet.", terms={"tema": ["alt"]}) for n in range(9)),
    ]
    page = ask(make_engine(tmp_path, entries, lists, words), "suppe karburator varmepumpe moms")
    assert page.total == 0
    assert [(one.facet, one.term, one.count) for one in page.heard] == [("tema", "mad", 8)]
    assert {hit.slug[:3] for hit in page.nearest} == {"mad"}


def test_parts_by_chance_do_not_fit_where_the_word_is_written(tmp_path: Path, words: Words) -> None:
    """No more than may be relevant: the home in one place, help in another."""
    entries = [
        entry("ordet", "For gamle", "Hjemmehjælp til gamle."),
        entry(
            "skilt",
            "Hjælp til lektier",
            "Hjælp og lektier.",
            "Hjælp. De går hjem, og hjemme er de.",
        ),
        *(entry(f"nr-{n}", f"Nummer {n}", "Om sport og musik.") for n in range(9)),
    ]
    page = ask(make_engine(tmp_path, entries, vocabularies(), words), "hjemmehjælp")
    assert {hit.slug for hit in page.hits if hit.fits} == {"ordet"}
