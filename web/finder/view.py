"""What the result page shows, made of a query and its answer. Pure: no Flask, no HTML."""

from dataclasses import dataclass

from catalogue.model.vocabulary import Vocabularies
from search.values.query import (
    BEST_KNOWN,
    BY_TITLE,
    NEWEST,
    RELEVANCE,
    SORTS,
    TEXT,
    Dropped,
    Query,
)
from search.values.results import Offer, Relaxed, ResultPage
from search.values.weights import MAX_WORDS
from web.addresses.paging import Paging, make_paging
from web.addresses.urls import RESULTS, matrix_url, search_url, situation_url
from web.finder.cards import Card, make_card
from web.question.facets import Chip, FacetView, facet_views, make_tick_chips
from web.question.notes import dropped_notes
from web.question.sentence import choice, found_beside_field, question
from web.question.topics import topic_of
from web.site.wording import listed, quoted

DESCRIPTION = 6  # words from which a question tells of a situation
_SORT_NAMES = {
    RELEVANCE: "Bedste match",
    BEST_KNOWN: "Bedst dokumenteret",
    BY_TITLE: "Titel, A-Å",
    NEWEST: "Senest redigeret",
}


@dataclass(frozen=True, slots=True)
class NearbyLink:
    """A link to a nearby question, and how many entries it finds (None when not counted)."""

    text: str
    url: str
    count: int | None = None


@dataclass(frozen=True, slots=True)
class HeardView:
    """A problem that the text is taken to be about: in a sentence, the address that holds on to it,
    and the one that takes it away."""

    label: str
    said: str
    hold_url: str
    drop_url: str
    topic_url: str
    theme_url: str
    count: int


@dataclass(frozen=True, slots=True)
class Sorting:
    """An order to choose."""

    value: str
    name: str
    selected: bool


@dataclass(frozen=True, slots=True)
class FinderView:
    """What the page of hits shows."""

    text: str
    sentence: str
    heading: str
    total: int
    fitting: int
    chips: tuple[Chip, ...]
    not_meant: tuple[str, ...]
    facets: tuple[FacetView, ...]
    chosen: int
    sortings: tuple[Sorting, ...]
    cards: tuple[Card, ...]
    paging: Paging | None
    notes: tuple[str, ...]
    unknown: str
    corrected: NearbyLink | None
    corrected_to: str
    did_you_mean: NearbyLink | None
    topics: tuple[NearbyLink, ...]
    situation_url: str
    offers: tuple[NearbyLink, ...]
    heard: tuple[HeardView, ...]
    parts: tuple[NearbyLink, ...]
    wider: tuple[NearbyLink, ...]
    relaxed: tuple[NearbyLink, ...]
    nearest: tuple[Card, ...]
    matrix_url: str
    asked: str


def make_finder(
    query: Query, dropped: tuple[Dropped, ...], result: ResultPage, vocabularies: Vocabularies
) -> FinderView:
    """The result page's content."""
    answered = query.with_text(result.corrected_to) if result.corrected_to else query
    return FinderView(
        text=query.text,
        sentence=question(result.total, answered, vocabularies, result.fitting),
        heading=found_beside_field(result.total, answered, vocabularies, result.fitting),
        total=result.total,
        fitting=result.fitting,
        chips=make_tick_chips(query, vocabularies),
        not_meant=query.not_meant,
        facets=facet_views(result.facets, vocabularies),
        chosen=sum(len(terms) for _, terms in query.choices),
        sortings=tuple(Sorting(one, _SORT_NAMES[one], one == query.sort) for one in SORTS),
        cards=tuple(make_card(hit, vocabularies) for hit in result.hits),
        paging=make_paging(
            result.page, result.pages, lambda number: search_url(query.at_page(number)) + RESULTS
        ),
        notes=(
            *dropped_notes(dropped, vocabularies),
            *page_notes(query, result),
            *ignored_note(result, is_cut=any(one.parameter == TEXT for one in dropped)),
            *(() if is_description(query) else unknown_note(result)),
        ),
        unknown="".join(unknown_note(result)) if is_description(query) else "",
        corrected=exact_way(query) if result.corrected_to else None,
        corrected_to=result.corrected_to or "",
        did_you_mean=meant(query, result.did_you_mean),
        topics=chosen_topics(query, vocabularies),
        situation_url=situation_link(query),
        offers=offers(query, not_heard(result), vocabularies),
        heard=heard_views(query, result, vocabularies),
        parts=tuple(
            NearbyLink(text, search_url(query.with_text(text)), count)
            for text, count in result.parts
        ),
        wider=wider(query, result, vocabularies),
        relaxed=tuple(loosened(query, item, vocabularies) for item in result.relaxed),
        nearest=tuple(make_card(hit, vocabularies) for hit in result.nearest),
        matrix_url=matrix_url(query.at_page(1).with_sort(SORTS[0]).pairs()),
        asked=answered.at_page(1).with_sort(SORTS[0]).url_query(),
    )


def page_notes(query: Query, result: ResultPage) -> tuple[str, ...]:
    """What to say of a page past the last one."""
    if query.page <= max(result.pages, 1):
        return ()
    last = max(result.pages, 1)
    return (f"Der er ikke en side {query.page}. Du ser side {last}, som er den sidste.",)


def ignored_note(result: ResultPage, *, is_cut: bool) -> tuple[str, ...]:
    """Words that were not looked for, unless it is told that the text was cut."""
    if is_cut or not result.understood.ignored:
        return ()
    return (f"Der er søgt på de første {MAX_WORDS} ord; resten er ikke brugt.",)


def unknown_note(result: ResultPage) -> tuple[str, ...]:
    """Words that nothing answers to though others do; numbers tell nothing."""
    unknown = [word for word in result.understood.unknown if not word.isdigit()]
    if not unknown or not result.total:
        return ()
    return (f"Ingen indsatser nævner {listed(map(quoted, unknown), 'eller')}.",)


def is_description(query: Query) -> bool:
    """A question that tells of a situation: that a word of it is unknown matters little."""
    return len(query.text.split()) >= DESCRIPTION


def exact_way(query: Query) -> NearbyLink:
    """The way back from a correction: the words in quotes are searched as they stand."""
    bare = query.text.replace('"', "")
    return NearbyLink(f'"{bare}"', search_url(query.with_text(f'"{bare}"')))


def meant(query: Query, suggestion: str | None) -> NearbyLink | None:
    """A link to a corrected spelling; None when there is none."""
    return NearbyLink(suggestion, search_url(query.with_text(suggestion))) if suggestion else None


def situation_link(query: Query) -> str:
    """The way from a long description to the questions about it; "" from a few words."""
    if not is_description(query):
        return ""
    return situation_url(query.without_text().with_sort(SORTS[0]).pairs())


def chosen_topics(query: Query, vocabularies: Vocabularies) -> tuple[NearbyLink, ...]:
    """The pages of what is known about the chosen terms that have one."""
    return tuple(
        NearbyLink(vocabularies.label(facet, term), url)
        for facet, terms in query.choices
        for term in terms
        if (url := topic_of(vocabularies[facet], term))
    )


def offers(
    query: Query, offered: tuple[Offer, ...], vocabularies: Vocabularies
) -> tuple[NearbyLink, ...]:
    """Terms to narrow to; those of the same name are told apart by their facets'."""
    labels = [item.label for item in offered]
    return tuple(
        NearbyLink(
            f"{item.label} under {vocabularies[item.facet].label}"
            if labels.count(item.label) > 1
            else item.label,
            search_url(query.with_choice(item.facet, item.term)),
            item.count,
        )
        for item in offered
    )


def not_heard(result: ResultPage) -> tuple[Offer, ...]:
    """What is offered to narrow to, but for what stands as understood already."""
    told = {(item.facet, item.term) for item in result.heard}
    return tuple(item for item in result.offered if (item.facet, item.term) not in told)


def heard_views(
    query: Query, result: ResultPage, vocabularies: Vocabularies
) -> tuple[HeardView, ...]:
    """What the text is taken to be about."""
    return tuple(
        HeardView(
            item.label,
            choice(vocabularies[item.facet], (item.term,)),
            search_url(query.with_choice(item.facet, item.term)),
            search_url(query.without_meaning(item.term)),
            topic_of(vocabularies[item.facet], item.term),
            search_url(query.without_text().with_choice(item.facet, item.term)),
            item.count,
        )
        for item in result.heard
    )


def wider(query: Query, result: ResultPage, vocabularies: Vocabularies) -> tuple[NearbyLink, ...]:
    """Terms that hold for every place, where only some places are chosen."""
    counts = {(f.key, choice.key): choice.count for f in result.facets for choice in f.choices}
    return tuple(
        NearbyLink(
            term.label,
            search_url(query.with_choice(facet, term.key)),
            counts[facet, term.key],
        )
        for facet, chosen in query.choices
        for term in vocabularies[facet].terms
        if term.settings.nationwide and term.key not in chosen and counts.get((facet, term.key))
    )


def loosened(query: Query, item: Relaxed, vocabularies: Vocabularies) -> NearbyLink:
    """A removed tick (or text) and what it would give."""
    if not item.facet:
        return NearbyLink(
            f"Uden {quoted(query.text)}", search_url(query.without_text()), item.count
        )
    label = vocabularies.label(item.facet, item.term)
    return NearbyLink(
        f"Uden {quoted(label)}", search_url(query.without(item.facet, item.term)), item.count
    )
