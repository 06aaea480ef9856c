"""Building a whole index: what a worker opens in milliseconds and never writes.

A folder holds Whoosh's own index, the same postings unpacked into plain numbers
(`search.index.postings`), the catalogue's words (`search.index.lexicon`), the facets
(`search.ranking.facets`) and what a hit shows (`search.index.records`). Given the same entries,
all but Whoosh's own files come out the same, byte for byte.
"""

import datetime as dt
import json
import math
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from catalogue.model.entry import Entry
from catalogue.model.vocabulary import Role, Vocabularies
from search.index import records
from search.index.fields import BODY, NAME, SUMMARY, TITLE, search_fields, texts_of
from search.index.lexicon import open_lexicon
from search.index.lexicon_writer import Outside, write_lexicon
from search.index.overview import FORMAT, OVERVIEW
from search.index.postings_writer import write_postings
from search.index.records import KEYWORDS, IndexRecord
from search.index.whoosh_writer import write_index
from search.language import danish
from search.language.names import term_names
from search.language.word_lists import Words
from search.meaning.generation import write_meaning
from search.values.weights import SIMILAR_WORDS

_ALPHABET = str.maketrans({"æ": "z1", "ø": "z2", "å": "z3", "ä": "z1", "ö": "z2"})
# Where a name may be cut: "READ – Sammen om læsning", "Opgang til Opgang (Aarhus)".
_NAME_ENDS = ("(", " – ", " - ", ":", ",")


def build_index(
    entries: Sequence[Entry],
    vocabularies: Vocabularies,
    words: Words,
    folder: Path,
    dates: Mapping[str, dt.date],
) -> None:
    """Write the index of these entries into an empty folder.

    Args:
        entries: each slug once; the order does not matter.
        vocabularies: their words; each facet becomes a field and a filter.
        words: the editors' relations and irregular words.
        folder: made if it is missing; must be empty.
        dates: day of last change by slug, for sorting; `entry.reviewed` where a slug is missing.
    Raises:
        FileExistsError: the folder already holds an index.
        OSError: the folder cannot be written.
    """
    ordered = sorted(entries, key=lambda entry: entry.slug)
    fields = search_fields(vocabularies)
    texts = [texts_of(entry, vocabularies) for entry in ordered]
    folder.mkdir(parents=True, exist_ok=True)
    write_index(folder, tuple(field.stored_as for field in fields), texts)
    found = write_postings(folder, fields, texts)
    write_lexicon(folder, texts, found, words, _outside(vocabularies, words))
    records.write_records(
        folder,
        [IndexRecord(entry.slug, entry.title, entry.summary, entry.terms) for entry in ordered],
        [
            {**text, KEYWORDS: " ".join(picked)}
            for text, picked in zip(texts, _keywords(texts, words), strict=True)
        ],
    )
    lexicon = open_lexicon(folder, words)
    known = words.knowing(lexicon.stems)
    rare = lexicon.rarity(len(ordered))
    write_meaning(folder, ordered, vocabularies, known, lexicon.split, rare)
    overview = _overview(ordered, vocabularies, words, dates)
    (folder / OVERVIEW).write_text(json.dumps(overview, ensure_ascii=False), encoding="utf-8")


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


def _keywords(texts: Sequence[Mapping[str, str]], words: Words) -> list[tuple[str, ...]]:
    """Each entry's most telling stems: often here, seldom elsewhere."""
    told = [_stem_counts(text, words) for text in texts]
    spread = Counter(stem for counts in told for stem in counts)
    total = len(texts)

    def weight(stem: str, count: float) -> float:
        return math.log(1 + count) * math.log(1 + total / spread[stem])

    return [
        tuple(sorted(
            (stem for stem in counts if 1 < spread[stem] <= max(2, total // 3)),
            key=lambda stem: (-weight(stem, counts[stem]), stem),
        )[:SIMILAR_WORDS])
        for counts in told
    ]  # fmt: skip


def _stem_counts(text: Mapping[str, str], words: Words) -> dict[str, float]:
    counts: dict[str, float] = {}
    for field, weight in ((TITLE, 3.0), (NAME, 2.0), (SUMMARY, 2.0), (BODY, 1.0)):
        for word in danish.words(text[field]):
            if len(word) > 3 and not word.isdigit() and not words.is_small(word):
                stem = words.stemmer.stem(word)
                counts[stem] = counts.get(stem, 0.0) + weight
    return counts


def _overview(
    ordered: Sequence[Entry], vocabularies: Vocabularies, words: Words, dates: Mapping[str, dt.date]
) -> dict[str, Any]:
    """What every search needs of every entry: order, facets, names."""
    by_title = sorted(range(len(ordered)), key=lambda number: title_key(ordered[number].title))
    days = [dates.get(entry.slug, entry.reviewed).toordinal() for entry in ordered]
    facets: dict[str, dict[str, list[int]]] = {facet.key: {} for facet in vocabularies.facets}
    for number, entry in enumerate(ordered):
        for facet in vocabularies.facets:
            for term in entry.keys(facet.key):
                facets[facet.key].setdefault(term, []).append(number)
    return {
        "format": FORMAT,
        "slugs": [entry.slug for entry in ordered],
        "titles": [entry.title for entry in ordered],
        "by_title": by_title,
        "days": days,
        "facets": facets,
        "names": [
            [" ".join(stems), number]
            for number, entry in enumerate(ordered)
            for stems in sorted(_names(entry, words))
        ],
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


def _names(entry: Entry, words: Words) -> set[tuple[str, ...]]:
    """Stems of all that the entry is called: title and names, whole and cut where they divide."""
    found = set()
    for name in (entry.title, *entry.names):
        found.add(words.stems(name))
        for end in _NAME_ENDS:
            found.add(words.stems(name.split(end)[0]))
    return {stems for stems in found if stems}
