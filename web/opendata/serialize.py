"""The API's shapes: values as JSON with Danish keys. Whole from the start (docs/decisions)."""

from typing import Any, cast

from catalogue.model.entry import Entry
from catalogue.model.fields import PLAIN, Field
from catalogue.model.frozen import thaw
from catalogue.model.record import Record
from catalogue.model.vocabulary import Vocabularies
from search.values.query import Query
from search.values.results import Fragment, Hit, ResultPage, Suggestion
from web.addresses.urls import entry_url, search_url
from web.opendata import types as t
from web.site.config import Config


def result(page: ResultPage, asked: Query, config: Config) -> t.ResultShape:
    """A page of hits. Help after an empty result never stands in `resultater`.

    A page past the last is empty, so a loop that goes on until there is nothing more ends.
    """
    return {
        "antal_fundet": page.total,
        "antal_godt": page.fitting,
        "side": asked.page,
        "sider": page.pages,
        "forespoergsel": query(asked),
        "mente_du": page.did_you_mean,
        "rettet_til": page.corrected_to,
        "resultater": [hit(item, config) for item in page.hits],
        "facetter": [
            {
                "noegle": facet.key,
                "navn": facet.label,
                "valg": [
                    {
                        "noegle": choice.key,
                        "navn": choice.label,
                        "antal": choice.count,
                        "valgt": choice.selected,
                    }
                    for choice in facet.choices
                ],
            }
            for facet in page.facets
        ],
    }


def query(asked: Query) -> dict[str, str | list[str]]:
    """What was asked, without what stands at its default."""
    shape: dict[str, str | list[str]] = {"q": asked.text} if asked.text else {}
    shape.update({facet: list(terms) for facet, terms in asked.choices})
    if asked.sort != Query().sort:
        shape["sortering"] = asked.sort
    return shape


def hit(item: Hit, config: Config) -> t.HitShape:
    """A hit as the API tells it."""
    return {
        "slug": item.slug,
        "titel": item.title,
        "resume": item.summary,
        "url": config.absolute(entry_url(item.slug)),
        "score": item.score,
        "facetter": {key: list(terms) for key, terms in item.terms.items()},
        "uddrag": [fragment(part) for part in item.excerpt],
        "passer": "godt" if item.fits else "maaske",
        "passer_fordi": [
            {"felt": r.field, "ord": r.word, "fundet": r.found, "vej": r.match}
            for r in item.reasons
        ],
    }


def fragment(part: Fragment) -> t.FragmentShape:
    """A piece of text, found or not."""
    return {"tekst": part.text, "fund": part.hit}


def record(found: Record, config: Config) -> t.EntryShape:
    """An entry whole, in the words of its front matter."""
    entry = found.entry
    head: t.EntryHead = {
        "slug": entry.slug,
        "url": config.absolute(entry_url(entry.slug)),
        "titel": entry.title,
        "andre_navne": list(entry.names),
        "resume": entry.summary,
        "facetter": {key: list(terms) for key, terms in entry.terms.items()},
        "grader": {key: dict(grades) for key, grades in entry.graded.items()},
    }
    tail: t.EntryTail = {
        "resultater": [
            {
                "tekst": r.text,
                "talslags": r.kind,
                "retning": r.direction or None,
                "kilde": r.source,
                "aar": r.year or None,
            }
            for r in entry.results
        ],
        "relateret": list(found.related),
        "eksempel_paa": list(entry.example_of),
        "eksempler": list(found.examples),
        "tidligere": list(entry.former_slugs),
        "kilder": [
            {
                "id": source.id or None,
                "titel": source.title,
                "udgiver": source.publisher,
                "aar": source.year or None,
                "url": source.url or None,
                "kopi": source.copy,
            }
            for source in entry.sources
        ],
        "afsnit": [
            {"id": part.id, "titel": part.title, "html": part.html, "tekst": part.text}
            for part in entry.sections
        ],
        "gennemgaaet": entry.reviewed.isoformat(),
        "aendret": found.changed.isoformat(),
        "historik": [
            {"dato": change.date.isoformat(), "version": change.commit, "noter": list(change.notes)}
            for change in found.history
        ],
    }
    plain = {field.key: plain_value(field, entry) for field in PLAIN}
    return cast(t.EntryShape, {**head, **plain, **tail})


def plain_value(field: Field, entry: Entry) -> Any:
    """The value of a plain field as JSON: an empty list or null where the entry has none."""
    value = field.value(entry)
    return thaw(value) if value else [] if field.kind.many else None


def vocabularies(all_: Vocabularies) -> t.VocabulariesShape:
    """The vocabularies with their terms."""
    return {
        "ordlister": [
            {
                "noegle": vocabulary.key,
                "navn": vocabulary.label,
                "forklaring": vocabulary.explanation,
                "facet": vocabulary.facet,
                "flere": vocabulary.many,
                "paakraevet": vocabulary.required,
                "ordnet": vocabulary.ranked,
                "graderet": vocabulary.graded,
                "termer": [
                    {
                        "noegle": term.key,
                        "navn": term.label,
                        "forklaring": term.explanation,
                        "synonymer": [] if vocabulary.graded else list(term.synonyms),
                        "kilde": term.source or None,
                        "kilde_url": term.source_url or None,
                    }
                    for term in vocabulary.terms
                ],
            }
            for vocabulary in all_
        ]
    }


def suggestion(item: Suggestion, all_: Vocabularies) -> t.SuggestionShape:
    """A completion with the address it leads to on the site."""
    if item.slug:
        url = entry_url(item.slug)
    elif item.facet and item.term:
        url = search_url(Query(vocabularies=all_).with_choice(item.facet, item.term))
    else:
        url = search_url(Query(item.text))
    return {"slags": item.kind, "tekst": item.text, "url": url}
