"""Why a hit fits, as a sentence: "Passer, fordi »sprog« er en del af »sprogforløb« i teksten".

The search tells every word it found and by which way; a reader wants the best of it: first the
best find for each typed word, then at most a few more, then the ticks that hit.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from catalogue.model.vocabulary import Vocabularies
from search.values.results import Reason
from search.values.ways import MatchType
from web.site.wording import listed, quoted

MAX_FINDS, FEW, MAX_PLACES = 3, 2, 3
_BY_MEANING = {
    MatchType.ANSWERS: "Svarer på: {found}",
    # Quoted, since a problem may be called by a sentence: »Mistrivsel skal opdages i tide«.
    MatchType.HELPS: "Hjælper mod {found}",
    MatchType.SECTION: "Afsnittet {found} handler om det",
}
_SAME = (MatchType.SAME_WORD, MatchType.INFLECTION)
_VISIBLE = ("titel", "resume")  # what stands there is seen without being told
_PLACES = {
    "titel": "i titlen",
    "navn": "i et andet navn",
    "resume": "i resuméet",
    "sted": "i stedet",
    "ansvarlig": "i den ansvarlige",
    "tekst": "i teksten",
    "resultater": "i resultaterne",
    "kilder": "i kilderne",
    "spoergsmaal": "i et spørgsmål",
    "soegeord": "i søgeordene",
}
_WAYS = {
    MatchType.SAME_WORD: "{found} står {places}",
    MatchType.INFLECTION: "{word} står som {found} {places}",
    MatchType.COMPOUND: "{word} indgår i {found} {places}",
    MatchType.SYNONYM: "{found} {places} svarer til {word}",
    MatchType.NARROWER: "{found} {places} er en slags {word}",
    MatchType.RELATED: "{found} {places} hænger sammen med {word}",
    MatchType.SPELLING: "{found} {places} ligner {word}",
}
_PART_OF_TYPED = "{found} {places} er et led i {word}"


@dataclass(frozen=True, slots=True)
class Find:
    """Typed words that one word of the entry answers to, by one way, in one or more places."""

    words: tuple[str, ...]
    found: str
    match: MatchType
    fields: tuple[str, ...]


def told(
    reasons: tuple[Reason, ...], vocabularies: Vocabularies, *, shown: bool
) -> tuple[str, str]:
    """What a card says of its reasons: in short, and at length."""
    found = finds(reasons)
    return in_short(reasons, found, vocabularies, shown=shown), because(
        reasons, found, vocabularies
    )


def because(
    reasons: tuple[Reason, ...], found: tuple[Find, ...], vocabularies: Vocabularies
) -> str:
    """The sentence's end, after "Passer, fordi"; empty without reasons."""
    parts = [reason_in_words(find, vocabularies) for find in merged(chosen(found))]
    ticks = [quoted(reason.found) for reason in reasons if reason.match == MatchType.FILTER]
    if ticks:
        parts.append(f"den hører under {listed(ticks)}")
    if len(parts) > 1:  # each part is a clause, so the last takes a comma before "og"
        return f"{', '.join(parts[:-1])}, og {parts[-1]}"
    return "".join(parts)


def in_short(
    reasons: tuple[Reason, ...], found: tuple[Find, ...], vocabularies: Vocabularies, *, shown: bool
) -> str:
    """The one thing to say of why a hit fits; empty when its card already shows it.

    A question that the entry answers, the problem that it helps against, else the best word,
    unless that stands in the title or the summary, or an excerpt is `shown` with its words.
    """
    if any(find.match in _SAME and set(find.fields) & set(_VISIBLE) for find in found):
        return ""
    for reason in reasons:
        if reason.match in _BY_MEANING:
            return _BY_MEANING[reason.match].format(found=quoted(reason.found))
    best = [] if shown else chosen(found)[:1]
    return f"Passer, fordi {reason_in_words(best[0], vocabularies)}" if best else ""


def finds(reasons: Iterable[Reason]) -> tuple[Find, ...]:
    """Reasons that differ only in place as one, in the search's own order."""
    places: dict[tuple[str, str, str], list[Reason]] = {}
    for reason in reasons:
        if reason.match != MatchType.FILTER and reason.match not in _BY_MEANING:
            key = (reason.word, reason.found.casefold(), reason.match)
            places.setdefault(key, []).append(reason)
    return tuple(
        Find(
            (same[0].word,),
            same[0].found,
            same[0].match,
            tuple(dict.fromkeys(r.field for r in same)),
        )
        for same in places.values()
    )


def chosen(found: tuple[Find, ...]) -> tuple[Find, ...]:
    """The best find of each word; when that is only one, the next best too."""
    first: dict[tuple[str, ...], Find] = {}
    for find in found:
        first.setdefault(find.words, find)
    rest = (find for find in found if find not in first.values())
    best = tuple(first.values())[:MAX_FINDS]
    return best if len(best) >= FEW else (*best, *rest)[:FEW]


def merged(found: Iterable[Find]) -> tuple[Find, ...]:
    """Words that the same word in the same places answers to, said together."""
    words: dict[tuple[str, MatchType, tuple[str, ...]], tuple[str, ...]] = {}
    for find in found:
        key = (find.found, find.match, find.fields)
        words[key] = (*words.get(key, ()), *find.words)
    return tuple(Find(typed, *key) for key, typed in words.items())


def reason_in_words(find: Find, vocabularies: Vocabularies) -> str:
    """A reason in words: what was typed, what was found, how they hang together, where."""
    places = [place(field, vocabularies) for field in find.fields[:MAX_PLACES]]
    # As it was typed, where that is the same word: a place name keeps its capital.
    same = next((word for word in find.words if word.casefold() == find.found.casefold()), "")
    # A compound was typed and its part found, rather than the other way round.
    inside = find.match == MatchType.COMPOUND and len(find.found) < min(
        len(word) for word in find.words
    )
    match = MatchType.SAME_WORD if same else find.match  # corrected, it is what was meant
    pattern = _PART_OF_TYPED if inside else _WAYS.get(match, _WAYS[MatchType.SAME_WORD])
    return pattern.format(
        word=listed(map(quoted, find.words)),
        found=quoted(same or find.found),
        places=listed(places),
    )


def place(field: str, vocabularies: Vocabularies) -> str:
    """Where a word was found, in words; `field` is a search field's key or a vocabulary's."""
    vocabulary = vocabularies.get(field)
    return f"under {vocabulary.label}" if vocabulary else _PLACES.get(field, "i teksten")
