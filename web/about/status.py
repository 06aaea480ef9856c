"""What the status page shows. Pure: no Flask, no HTML."""

import datetime as dt
from dataclasses import dataclass
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from catalogue.generations.fetching import NotFetched
from catalogue.generations.reader import Attempt, Generation, Outcome
from catalogue.model.dates import danish_date
from catalogue.model.faults import Fault
from web.addresses.urls import entry_url

_OUTCOMES = {
    Outcome.OK: "Alt er udgivet.",
    Outcome.FAULTS: "Udgivet, men ikke alt: filerne nedenfor har fejl.",
    Outcome.BLOCKED: "Ikke udgivet: en ordliste har fejl, så det forrige vises fortsat.",
    Outcome.UNCHANGED: "Der var intet nyt at udgive.",
    Outcome.ERROR: "Bygningen gik i stå, så det forrige vises fortsat.",
}


@dataclass(frozen=True, slots=True)
class Overdue:
    """An entry that nobody has held against its sources for too long."""

    title: str
    url: str
    reviewed: dt.date


@dataclass(frozen=True, slots=True)
class Broken:
    """An entry whose file is broken; `url` is that of its last good version, if there is one."""

    slug: str
    url: str


@dataclass(frozen=True, slots=True)
class StatusView:
    """What /status shows: how fresh and how whole the catalogue is."""

    total: int
    words: int
    generation: str
    version: str
    version_date: str
    oldest: dt.date | None
    newest: dt.date | None
    outcome: str
    moment: str
    error: str
    failed: bool
    not_fetched: str
    faults: tuple[Fault, ...]
    warnings: tuple[Fault, ...]
    broken: tuple[Broken, ...]
    overdue: tuple[Overdue, ...]
    review_after_days: int
    meaning: str


_MEANING = {
    (
        True,
        True,
    ): "Modellen, og ordtabellen mens der tastes, og når modellen har travlt.",
    (True, False): "Ordtabellen. Modellen er på vej.",
    (False, False): "Ordtabellen. Modellen kører ikke her.",
}


_NOT_FETCHED = {
    "anden-historik": "Kataloget er skrevet om, hvor det ligger, så det ikke passer med det her.",
    "ingen-gren": "Klonen her på serveren står ikke på en gren.",
    "rettet-her": "Der er rettet i filerne her på serveren.",
    "laast": "Git er låst af noget, der gik i stå.",
    "ingen-forbindelse": "Der er ingen forbindelse til det sted, hvor kataloget ligger.",
    "egen-klon": "Indholdet ligger i programmets egen klon.",
}


def make_status(
    generation: Generation,
    attempt: Attempt | None,
    not_fetched: NotFetched | None,
    today: dt.date,
    review_after_days: int,
    *,
    model: tuple[bool, bool] = (False, False),
) -> StatusView:
    """How the published generation stands, and how the last fetch and build went."""
    contents = generation.contents
    entries = [generation.record(slug).entry for slug in generation.slugs]
    reviewed = sorted(entry.reviewed for entry in entries)
    limit = today - dt.timedelta(days=review_after_days)
    found = attempt.faults if attempt and attempt.faults else contents.faults
    return StatusView(
        total=len(entries),
        words=len(contents.vocabularies.all),
        generation=generation.name,
        version=contents.version[:12],
        version_date=contents.version_date,
        oldest=reviewed[0] if reviewed else None,
        newest=reviewed[-1] if reviewed else None,
        outcome=_OUTCOMES[attempt.outcome] if attempt else "",
        moment=in_danish_time(attempt.moment) if attempt else "",
        error=attempt.error if attempt else "",
        not_fetched=_told(not_fetched),
        failed=attempt is not None and attempt.outcome.failed,
        faults=tuple(fault for fault in found if not fault.is_warning),
        warnings=tuple(fault for fault in found if fault.is_warning),
        broken=tuple(
            Broken(slug, entry_url(slug) if slug in generation else "") for slug in contents.broken
        ),
        overdue=tuple(
            Overdue(entry.title, entry_url(entry.slug), entry.reviewed)
            for entry in sorted(entries, key=lambda entry: (entry.reviewed, entry.slug))
            if entry.reviewed < limit
        ),
        review_after_days=review_after_days,
        meaning=_MEANING[model],
    )


def _told(not_fetched: NotFetched | None) -> str:
    """Since when nothing new comes, why, and whose it is to mend; "" while all is well."""
    if not_fetched is None:
        return ""
    why = _NOT_FETCHED.get(not_fetched.reason, "")
    since = in_danish_time(not_fetched.moment)
    return f"Der er ikke hentet nyt siden {since}. {why} Driften kan se, hvad der skal gøres."


def in_danish_time(moment: str) -> str:
    """An ISO moment for people: day, hour and minute, as Danish clocks show it."""
    try:
        at = dt.datetime.fromisoformat(moment)
    except ValueError:
        return moment
    try:
        here, zone = at.astimezone(ZoneInfo("Europe/Copenhagen")), ""
    except ZoneInfoNotFoundError:  # a system without time zones
        here, zone = at.astimezone(dt.UTC), " UTC"
    return f"{danish_date(here.date())} kl. {here:%H.%M}{zone}"
