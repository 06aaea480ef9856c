"""Building a whole index: what a worker opens in milliseconds and never writes.

A folder holds the postings as plain numbers (`search.index.postings`), the catalogue's words
(`search.index.lexicon`), the facets (`search.ranking.facets`) and what a hit shows
(`search.index.records`). It is put together from the entries' pieces (`search.index.pieces`), of
which only those of changed entries are new. Given the same entries, it comes out the same, byte
for byte, whatever was kept.
"""

import datetime as dt
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from catalogue.generations.processes import beside
from catalogue.model.entry import Entry
from catalogue.model.fields import FIELDS
from catalogue.model.vocabulary import Role, Vocabularies
from search.index import records
from search.index.fields import search_fields, texts_of
from search.index.keywords import Telling, keywords
from search.index.lexicon_writer import Outside, answer_together, write_lexicon
from search.index.overview import FORMAT, OVERVIEW
from search.index.pieces import key_of, pieces_of
from search.index.postings_writer import put_together, write_postings
from search.index.records import IndexRecord
from search.language import danish
from search.language.names import term_names
from search.language.remembered import Carried
from search.language.word_lists import Words
from search.meaning.generation import write_meaning

_MANY = 2_000  # entries whose postings take longer than copying a process
_ALPHABET = str.maketrans({"æ": "z1", "ø": "z2", "å": "z3", "ä": "z1", "ö": "z2"})
# Where a name may be cut: "READ – Sammen om læsning", "Opgang til Opgang (Aarhus)".
_NAME_ENDS = ("(", " – ", " - ", ":", ",")


def build_index(
    entries: Sequence[Entry],
    vocabularies: Vocabularies,
    words: Words,
    folder: Path,
    dates: Mapping[str, dt.date],
    *,
    kept: Carried | None = None,
) -> None:
    """Write the index of these entries into an empty folder.

    Args:
        entries: each slug once; the order does not matter.
        vocabularies: their words; each facet becomes a field and a filter.
        words: the editors' relations and irregular words.
        folder: made if it is missing; must be empty.
        dates: day of last change by slug, for sorting; `entry.reviewed` where a slug is missing.
        kept: what the build before left, and this one leaves; None keeps nothing.
    Raises:
        FileExistsError: the folder already holds an index.
        OSError: a folder cannot be written.
    """
    if (folder / OVERVIEW).exists():
        raise FileExistsError(f"{folder} already holds an index")
    ordered = sorted(entries, key=lambda entry: entry.slug)
    fields = search_fields(vocabularies)
    kept = kept or Carried()

    def texts_in(entry: Entry) -> dict[str, str]:
        return texts_of(entry, vocabularies)

    def searched(entry: Entry) -> tuple[bytes, tuple[bytes, ...]]:
        found = texts_in(entry)
        return key_of(found), records.long_texts(found)

    own = kept.each("texts", (vocabularies,), ordered, searched)
    folder.mkdir(parents=True, exist_ok=True)
    pieces, strings = pieces_of(ordered, [key for key, _ in own], texts_in, kept)
    outside = kept.once("outside", (vocabularies, words), partial(_outside, vocabularies, words))
    outside = replace(outside, areas=area_names(ordered))
    names = kept.each("names", (words,), ordered, lambda entry: _names(entry, words))
    stems = kept.answers("stems", words.stemmer.told())
    lists, words = words, words.remembering(stems)
    together = put_together(pieces, strings)
    answer_together(stems, together.words, lists.stemmer.stem)
    postings = partial(write_postings, folder, fields, together)
    with beside(postings, worth=len(ordered) > _MANY):
        picked = keywords(ordered, together, fields, words, kept.once("telling", (lists,), Telling))
        lexicon = write_lexicon(folder, together, words, outside, kept)
        told = kept.each("records", (), ordered, _told)
        records.write_records(folder, told, [texts for _, texts in own], picked)
        rare = lexicon.rarity(len(ordered))
        write_meaning(folder, ordered, vocabularies, words, lexicon.split, rare, kept)
        titles = kept.each("titles", (), ordered, lambda entry: title_key(entry.title))
        overview = _overview(ordered, vocabularies, names, titles, dates)
    stems.save()
    (folder / OVERVIEW).write_text(json.dumps(overview, ensure_ascii=False), encoding="utf-8")


def _told(entry: Entry) -> bytes:
    return records.told(IndexRecord(entry.slug, entry.title, entry.summary, entry.terms))


def _outside(vocabularies: Vocabularies, words: Words) -> Outside:
    return Outside(
        words=known_words(vocabularies, words),
        whole=place_words(vocabularies),
        phrases=(*term_names(vocabularies, words), *words.relations, *words.ages),
        named=named_words(vocabularies),
    )


def named_words(vocabularies: Vocabularies) -> dict[str, str]:
    """Words of terms' names, folded → as written: they find their terms where no text has them."""
    found: dict[str, str] = {}
    for facet in vocabularies.facets:
        for term in facet.terms:
            for text in (term.label, *term.synonyms):
                for token in danish.tokens(text):
                    found.setdefault(token.word, text[token.start : token.end].lower())
    return found


def known_words(vocabularies: Vocabularies, words: Words) -> tuple[str, ...]:
    """Words beside the entries' own that a compound may be made of: labels, synonyms, relations."""
    found: dict[str, None] = {}
    for vocabulary in vocabularies.facets:
        for term in vocabulary.terms:
            for text in (term.label, *term.synonyms):
                found.update(dict.fromkeys(danish.words(text)))
    for relations in words.relations.values():
        for relation in relations:
            found.update(dict.fromkeys(relation.words))
    return tuple(found)


def place_words(vocabularies: Vocabularies) -> frozenset[str]:
    """Words of places' names, which are no compounds to search in: nobody buys in København."""
    return frozenset(
        word
        for vocabulary in vocabularies.facets
        if Role.PLACES in vocabulary.roles
        for term in vocabulary.terms
        for text in (term.label, *term.synonyms)
        for word in danish.words(text)
    )


def area_names(entries: Iterable[Entry]) -> frozenset[str]:
    """Names of one word that entries have of where they are."""
    fields = [field.key for field in FIELDS if field.searched == "sted"]
    values = (entry.values.get(key) for entry in entries for key in fields)
    names = (danish.words(text) for value in values if isinstance(value, tuple) for text in value)
    return frozenset(name[0] for name in names if len(name) == 1)


def _overview(
    ordered: Sequence[Entry],
    vocabularies: Vocabularies,
    names: Sequence[Sequence[str]],
    titles: Sequence[tuple[str, str]],
    dates: Mapping[str, dt.date],
) -> dict[str, Any]:
    """What every search needs of every entry: order, facets, names."""
    by_title = sorted(range(len(ordered)), key=titles.__getitem__)
    days = [dates.get(entry.slug, entry.reviewed).toordinal() for entry in ordered]
    facets: dict[str, dict[str, list[int]]] = {facet.key: {} for facet in vocabularies.facets}
    for number, entry in enumerate(ordered):
        for key, terms in entry.terms.items():
            if key in facets:
                for term in terms:
                    facets[key].setdefault(term, []).append(number)
    return {
        "format": FORMAT,
        "slugs": [entry.slug for entry in ordered],
        "titles": [entry.title for entry in ordered],
        "by_title": by_title,
        "days": days,
        "facets": facets,
        "names": [[stems, number] for number, own in enumerate(names) for stems in own],
        "grades": _grades(ordered, vocabularies),
        "shown_names": [list(entry.names) for entry in ordered],
    }


def _grades(
    ordered: Sequence[Entry], vocabularies: Vocabularies
) -> dict[str, dict[str, dict[str, int]]]:
    """How well each entry fits its terms of the graded vocabularies, by its number as text."""
    found: dict[str, dict[str, dict[str, int]]] = {}
    for facet in vocabularies.facets:
        if facet.graded:
            terms = found.setdefault(facet.key, {})
            for number, entry in enumerate(ordered):
                for term in entry.keys(facet.key):
                    terms.setdefault(term, {})[str(number)] = entry.grades(facet.key)[term]
    return found


def title_key(title: str) -> tuple[str, str]:
    """Danish alphabetical order: æ, ø, å last, aa as å; case and punctuation do not count."""
    lower = title.casefold().replace("aa", "å").translate(_ALPHABET)
    return "".join(char for char in lower if char.isalnum() or char == " ").strip(), title


def _names(entry: Entry, words: Words) -> list[str]:
    """Stems of all that the entry is called: title and names, whole and cut where they divide."""
    found = set[tuple[str, ...]]()
    for name in (entry.title, *entry.names):
        texts = {name, *(name.split(end)[0] for end in _NAME_ENDS)}
        found.update(words.stems(text) for text in texts)
    return [" ".join(stems) for stems in sorted(found) if stems]
