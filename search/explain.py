"""How a query was understood and scored, in Danish, for editors and for tuning."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from search.engine import Engine
from search.meaning.opened import Meant
from search.ranking.joined import Sum
from search.ranking.score import Found, Scored
from search.values.query import Query, clean_text
from search.values.results import Hit
from search.values.ways import TERM, Way, WayKind

_MAX_SHOWN = 14
_KINDS = {
    WayKind.TYPED: "ordet selv",
    WayKind.WORDS: "andre ord",
    WayKind.PHRASE: "flere ord i rækkefølge",
    WayKind.TOGETHER: "leddene hver for sig i samme indsats",
    WayKind.TERM: "term i en ordliste",
}


@dataclass(frozen=True, slots=True)
class _Line:
    depth: int
    text: str

    def __str__(self) -> str:
        return "  " * self.depth + self.text


def explain(engine: Engine, text: str, limit: int = 5) -> str:
    """What a text means to the search, and how its best hits came by their scores.

    Args:
        engine: an opened index.
        text: as a visitor types it.
        limit: how many hits to tell of.
    """
    return "\n".join(str(line) for line in _lines(engine, clean_text(text), limit))


def _lines(engine: Engine, text: str, limit: int) -> Iterator[_Line]:
    page = engine.search(Query(text=text, vocabularies=engine.vocabularies), per_page=limit)
    answer = engine.seen(text)
    yield _Line(0, f"Søgning: {text}")
    if page.corrected_to:
        yield _Line(0, f"Intet passede; rettet til: {page.corrected_to}")
    if page.did_you_mean:
        yield _Line(0, f"Mente du: {page.did_you_mean}")
    yield _Line(0, "")
    yield _Line(0, "Analyse")
    for word in answer.reading.words:
        small = "  (småord: tæller kun i navne og fraser)" if word.small else ""
        yield _Line(1, f"{word.text} → {word.word}, stamme {word.stem}{small}")
    for name, found in (
        ("Udelukket", answer.understood.excluded),
        ("Frase", answer.understood.phrases),
    ):
        for phrase in found:
            yield _Line(1, f"{name}: {phrase}")
    yield _Line(0, "")
    yield _Line(0, "Hvad der ledes efter")
    for one in answer.ranked.scored:
        yield from _concept(engine, one)
    yield from _problems(engine, answer.ranked.meant)
    yield _Line(0, "")
    told = f", {page.fitting} passer godt" if page.fitting < page.total else ""
    yield _Line(0, f"Fundet: {page.total} indsatser{told}")
    parts = engine.sum_of(text)
    for place, hit in enumerate(page.hits, 1):
        yield from _hit(engine, place, hit, answer.ranked.scored)
        yield from _meaning(engine, hit, answer.ranked.meant)
        if parts is not None:
            yield _Line(1, _sum(parts, engine.slugs.index(hit.slug)))


def _problems(engine: Engine, meant: Meant | None) -> Iterator[_Line]:
    """What the question is taken to be about."""
    if meant is None or not meant.heard.any():
        return
    yield _Line(0, "")
    yield _Line(0, f"Hvad den handler om ({'modellen' if meant.by_model else 'ordtabellen'})")
    for number in np.argsort(-meant.heard, kind="stable")[:5].tolist():
        problem = engine.meaning.problems.all[number]
        clear = "  (siges på siden)" if number in meant.clear else ""
        yield _Line(1, f"{meant.heard[number]:.2f}  {problem.facet}={problem.term}{clear}")


def _meaning(engine: Engine, hit: Hit, meant: Meant | None) -> Iterator[_Line]:
    """What meaning gave a hit."""
    if meant is None:
        return
    text = int(meant.text[engine.slugs.index(hit.slug)])
    if text >= 0:
        yield _Line(1, f"nærmest: {engine.meaning.texts.passages[text].text}")


def _sum(parts: Sum, number: int) -> str:
    """How an entry's points add up."""
    names = {"ord": parts.words, "betydning": parts.meaning, "hjælper": parts.problems}
    names["ligner de bedste"] = parts.alike
    shown = (
        f"{name} {part if isinstance(part, float) else part[number]:.2f}"
        for name, part in names.items()
    )
    less = f" (heraf {parts.ages[number]:.2f}: andre aldre)" if parts.ages[number] < 1 else ""
    return f"{' + '.join(shown)}{less} = {parts.total[number]:.2f}"


def _concept(engine: Engine, scored: Scored) -> Iterator[_Line]:
    concept = scored.concept
    told = " (snævrer ind)" if concept.narrowing else ""
    weight = f"vægt {scored.mass:.2f}" if scored.known else "findes ikke i kataloget"
    yield _Line(1, f"{concept.typed}: {weight}{told}")
    for way in concept.ways:
        leads = f"{way.weight:.2f}  {way.match}: {way.shown}"
        yield _Line(2, f"{leads}  [{_KINDS[way.kind]}]{_words(engine, way)}")


def _words(engine: Engine, way: Way) -> str:
    if way.kind == TERM and way.term:
        return f" {way.term[0]}={way.term[1]}"
    shown = engine.expander.lexicon.shown
    groups = []
    for group in way.groups:
        names = [
            f"{shown[number]} ({run.factor:.2f} {run.match})"
            for run in group
            for number in run.numbers
        ]
        more = f" og {len(names) - _MAX_SHOWN} til" if len(names) > _MAX_SHOWN else ""
        groups.append(", ".join(names[:_MAX_SHOWN]) + more)
    return " " + " + ".join(groups)


def _hit(engine: Engine, place: int, hit: Hit, scored: tuple[Scored, ...]) -> Iterator[_Line]:
    number = engine.slugs.index(hit.slug)
    yield _Line(0, "")
    yield _Line(
        0, f"{place}. {hit.title}  ({hit.slug})  point {hit.score:.2f}" if hit.score else hit.title
    )
    for one in scored:
        at = one.place(number)
        if at is None:
            yield _Line(1, f"{one.concept.typed}: ikke fundet")
            continue
        yield _Line(1, f"{one.concept.typed}: {one.score[at]:.2f}")
        for found in one.found:
            if found.scores[at] > 0:
                told = _fields(engine, found, number)
                yield _Line(2, f"{found.scores[at]:.2f}  {found.way.match}: {told}")


def _fields(engine: Engine, found: Found, number: int) -> str:
    """What each field gave, the most first."""
    if found.rows is None:
        return f"{found.way.term[0]}={found.way.term[1]}" if found.way.term else ""
    here = found.rows.document == number
    fields = engine.scorer.postings.field[found.rows.row[here]]
    totals: dict[str, float] = {}
    for field, weight in zip(fields.tolist(), found.rows.weight[here].tolist(), strict=True):
        key = engine.shower.fields[field].key
        totals[key] = totals.get(key, 0.0) + weight
    ordered = sorted(totals.items(), key=lambda pair: -pair[1])
    return ", ".join(f"{key} {weight:.2f}" for key, weight in ordered)
