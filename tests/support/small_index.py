"""A small catalogue of its own, for tests that search: made-up entries, a real index."""

import datetime as dt
from collections.abc import Iterable
from pathlib import Path
from types import MappingProxyType
from typing import Any

from catalogue.model.entry import Entry, Section
from catalogue.model.vocabulary import Role, Term, TermSettings, Vocabularies, Vocabulary
from search.engine import Engine, open_engine
from search.index.build import build_index
from search.language.word_lists import Words


def entry(slug: str, title: str, body: str = "", summary: str = "", **rest: Any) -> Entry:
    """An entry with one section; `terms` as a plain dict."""
    terms = {key: tuple(values) for key, values in rest.pop("terms", {}).items()}
    return Entry(
        slug=slug,
        title=title,
        summary=summary or title + ".",
        reviewed=rest.pop("reviewed", dt.date(2026, 1, 1)),
        terms=MappingProxyType(terms),
        sections=(Section("om", "Om", "", body),) if body else (),
        **rest,
    )


def vocabularies() -> Vocabularies:
    """Two plain facets, one of places, one ranked, and a list that is no facet."""
    age = {"boern-0-2": ("Børn 0-2 år", 0, 2), "unge-13-17": ("Unge 13-17 år", 13, 17)}
    groups = tuple(
        Term(key, label, settings=TermSettings(ages=(low, high)))
        for key, (label, low, high) in age.items()
    )
    fathers = Term("faedre", "Fædre", synonyms=("far", "nybagte fædre"))
    everywhere = TermSettings(nationwide=True)
    places = (
        Term("hele-landet", "Hele landet", synonyms=("landsdækkende",), settings=everywhere),
        Term("aarhus", "Aarhus", synonyms=("Århus",)),
        Term("morsoe", "Morsø"),
        Term("odense", "Odense"),
    )
    ranks = (Term("forsoeg", "Lodtrækningsforsøg", synonyms=("RCT",)), Term("skoen", "Skøn"))
    return Vocabularies(
        (
            Vocabulary(
                "maalgruppe", "Målgruppe", facet=True, order=1, show_zeros=True,
                terms=(*groups, fathers),
            ),
            Vocabulary(
                "kommune", "Kommune", facet=True, order=2, roles=(Role.PLACES,), terms=places
            ),
            Vocabulary(
                "dokumentation", "Dokumentation", facet=True, order=3, ranked=True,
                roles=(Role.KNOWLEDGE,), terms=ranks,
            ),
            Vocabulary("status", "Status", facet=False, order=9, terms=(Term("slut", "Slut"),)),
        )
    )  # fmt: skip


ENTRIES = (
    entry(
        "baba", "Fædre mødes", "Her taler fædrene om at være far. Sundhedsplejersken kommer forbi.",
        terms={"maalgruppe": ["faedre"], "kommune": ["aarhus"], "dokumentation": ["skoen"]},
        names=("baba", "Far for Livet"), reviewed=dt.date(2026, 3, 1),
    ),
    entry(
        "moedregruppen", "Mødregruppen i Parken",
        "Nybagte mødre mødes med en sundhedsplejerske. Mødregrupperne taler om amning og søvn.",
        terms={"maalgruppe": ["boern-0-2"], "kommune": ["odense"], "dokumentation": ["skoen"]},
        values={"boligomraade": ("Vollsmose",)}, reviewed=dt.date(2026, 2, 1),
    ),
    entry(
        "sprogstart", "Sprogstart",
        "Pædagoger arbejder med sprogstimulering og læser højt for små børn i daginstitutionen.",
        terms={
            "maalgruppe": ["boern-0-2"], "kommune": ["hele-landet"], "dokumentation": ["forsoeg"],
        },
    ),
    entry(
        "jobvejen", "Vejen til fritidsjob",
        "Unge finder et lommepengejob. En jobkonsulent fra jobcenteret hjælper med beskæftigelse.",
        terms={"maalgruppe": ["unge-13-17"], "kommune": ["aarhus", "odense"]},
        names=("DUÅ",),
    ),
    entry(
        "highfive", "High:five", "Kriminelle unge får et rigtigt arbejde i en virksomhed.",
        terms={
            "maalgruppe": ["unge-13-17"], "kommune": ["hele-landet"], "dokumentation": ["forsoeg"],
        },
    ),
    entry(
        "opgang", "Opgang til Opgang", "Indsatsen er for familier i udsatte boligområder.",
        summary="Hele familien får hjælp i et udsat boligområde.",
        terms={"kommune": ["aarhus"]},
    ),
)  # fmt: skip


def make_engine(
    folder: Path, entries: Iterable[Entry], lists: Vocabularies, words: Words
) -> Engine:
    """Build and open an index in a folder."""
    build_index(tuple(entries), lists, words, folder / "i", {})
    return open_engine(folder / "i", lists, words)
