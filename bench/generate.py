"""Danish entries by the thousand, the same every time: real words, real vocabularies, no sense.

Words are drawn as often as the catalogue's own texts have them, and one in a hundred is a new
compound of two of them, so the word list grows with the collection as a real one does.
"""

import datetime as dt
import random
from collections.abc import Sequence
from dataclasses import dataclass
from types import MappingProxyType

from catalogue.model.entry import Entry, Result, Section, Source
from catalogue.model.vocabulary import Vocabularies
from search.language.danish import tokens

WORDS_IN_BODY = (140, 320)
_SECTIONS = ("Hvad går indsatsen ud på?", "Hvem er den for?", "Sådan gør man")


def generate(
    number: int, real: Sequence[Entry], vocabularies: Vocabularies, seed: int = 1
) -> list[Entry]:
    """Made-up entries.

    Args:
        number: how many.
        real: entries whose words and terms are drawn from.
        vocabularies: theirs.
        seed: another seed gives other entries.
    """
    chance = random.Random(seed)
    pool = [word for entry in real for word in _words_of(entry)]
    long = sorted({word.lower() for word in pool if len(word) > 4 and word.isalpha()})
    source = _Source(pool, long, real, vocabularies)
    return [_entry(n, chance, source) for n in range(number)]


@dataclass(frozen=True, slots=True)
class _Source:
    """What entries are made of."""

    pool: Sequence[str]
    long: Sequence[str]
    real: Sequence[Entry]
    vocabularies: Vocabularies


def _words_of(entry: Entry) -> list[str]:
    texts = (entry.title, entry.summary, *(section.text for section in entry.sections))
    return [text[token.start : token.end] for text in texts for token in tokens(text)]


def _entry(
    number: int,
    chance: random.Random,
    source: _Source,
) -> Entry:
    pool, long, vocabularies = source.pool, source.long, source.vocabularies
    model = chance.choice(source.real)
    title = f"{chance.choice(long).capitalize()} og {chance.choice(long)} {number}"
    count = chance.randint(*WORDS_IN_BODY) // len(_SECTIONS)
    sections = tuple(
        Section(str(place), heading, "", prose(chance, pool, long, count))
        for place, heading in enumerate(_SECTIONS)
    )
    terms = {key: values for key, values in model.terms.items() if key in vocabularies}
    # The most numerous facet is drawn anew, filled as a large catalogue would fill it.
    widest = max(vocabularies.facets, key=lambda facet: len(facet.terms), default=None)
    if widest is not None:
        terms[widest.key] = (chance.choice(widest.keys()),)
    graded = {
        facet.key: MappingProxyType({term: chance.randint(1, 3) for term in terms[facet.key]})
        for facet in vocabularies.facets
        if facet.graded and facet.key in terms
    }
    questions = tuple(f"{prose(chance, pool, long, 9).strip('.')}?" for _ in range(5))
    areas = model.values.get("boligomraade", ())
    return Entry(
        slug=f"indsats-{number:06d}",
        title=title,
        summary=prose(chance, pool, long, 25),
        reviewed=dt.date(2024, 1, 1) + dt.timedelta(days=chance.randrange(900)),
        terms=MappingProxyType(terms),
        graded=MappingProxyType(graded),
        names=(prose(chance, pool, long, 2).strip("."),),
        values=MappingProxyType(
            {
                "boligomraade": tuple(chance.sample(areas, min(2, len(areas)))),
                "ansvarlig": _BEHIND,
                "spoergsmaal": questions,
            }
        ),
        results=(Result(prose(chance, pool, long, 14), "evaluering", "k1"),),
        sources=(Source("k1", prose(chance, pool, long, 5), "VIVE"),),
        sections=sections,
    )


_BEHIND = MappingProxyType({"navn": "Kommunen", "url": None})


def prose(chance: random.Random, pool: Sequence[str], long: Sequence[str], count: int) -> str:
    words = [
        chance.choice(long) + chance.choice(long) if chance.random() < 0.01 else chance.choice(pool)
        for _ in range(count)
    ]
    for start in range(0, count, 12):
        words[start] = words[start].capitalize()
        words[min(start + 11, count - 1)] += "."
    return " ".join(words)
