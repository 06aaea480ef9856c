"""The question said back as a sentence, so that everyone can hear what was asked.

    12 indsatser, der matcher »sprog«, for børn 0-2 år eller gravide, i Aarhus

"eller" stands within a facet and a comma between facets, which is how the search reads them.
How a facet is said is its vocabulary's own setting (`i_saetning`); none is named here.
"""

import re

from catalogue.model.vocabulary import Vocabularies, Vocabulary
from search.values.query import Query
from web.site.wording import counted, listed, lower_first, quoted

_ASIS = "{navn}"
_LOWER = "{lille}"
_QUOTED = "{citat}"
_MINUS = "-−–"
_COMPOSED = re.compile(r" og | eller |, ")  # "læring og sprog eller sundhed" is two, not three
_CLAUSES = ("der ", "hvor ")  # a clause of its own takes a comma before it


def question(
    total: int, query: Query, vocabularies: Vocabularies, fitting: int | None = None
) -> str:
    """The number of hits and the question as one sentence without a full stop.

    Args:
        total: how many entries were found.
        query, vocabularies: what was asked for.
        fitting: how many of them fit well, where that is to be told.
    """
    if query.is_empty:
        return f"Alle {counted(total, 'indsats', 'indsatser')}" if total else "Ingen indsatser"
    count = counted(total, "indsats", "indsatser") if total else "Ingen indsatser"
    if query.text and total and fitting is not None and fitting < total:
        return _in_bands(total, fitting, query, vocabularies)
    return _joined(count, asked(query, vocabularies))


def found_beside_field(total: int, query: Query, vocabularies: Vocabularies, fitting: int) -> str:
    """What was found, told beside a field that shows the words: "12 passer godt, 3 måske"."""
    if query.is_empty or total == 0:
        return question(total, query, vocabularies)
    if query.text and fitting < total:
        fits = f"{counted(fitting, 'indsats', 'indsatser')} passer godt, " if fitting else ""
        rest = f"{total - fitting} kan også være relevante" if fitting else ""
        maybe = rest or f"{counted(total, 'indsats', 'indsatser')}, der måske er relevante"
        return f"{fits}{maybe}"
    count = counted(total, "indsats", "indsatser")
    return _joined(count, asked(query.without_text(), vocabularies)).strip()


def found_among(query: Query, vocabularies: Vocabularies) -> str:
    """Where something was found: "fundet blandt indsatser, der matcher »sprog«, i Aarhus"."""
    if query.is_empty:
        return ""
    return _joined("fundet blandt indsatser", asked(query, vocabularies))


def _joined(head: str, parts: str) -> str:
    return f"{head}{', ' if parts.startswith(_CLAUSES) else ' '}{parts}"


def heading(query: Query, vocabularies: Vocabularies) -> str:
    """The question as the name of a list that changes: "Indsatser for fædre, i Aarhus"."""
    if query.is_empty:
        return "Alle indsatser"
    parts = asked(query, vocabularies)
    return f"Indsatser{', ' if parts.startswith(_CLAUSES) else ' '}{parts}"


def _in_bands(total: int, fitting: int, query: Query, vocabularies: Vocabularies) -> str:
    """The same, where some fit well and some may be relevant."""
    rest = [choice(vocabularies[facet], terms) for facet, terms in query.choices]
    if not fitting:
        told = f"{counted(total, 'indsats', 'indsatser')}, der måske er relevante for"
        return ", ".join([f"{told} {quoted(query.text)}", *rest])
    told = f"{counted(fitting, 'indsats', 'indsatser')}, der passer godt til {quoted(query.text)}"
    more = (
        "1, der måske er relevant"
        if total - fitting == 1
        else (f"{total - fitting}, der måske er relevante")
    )
    return f"{', '.join([told, *rest])}, og {more}"


def asked(query: Query, vocabularies: Vocabularies) -> str:
    """What is asked for, without the number."""
    parts = [_said(query.text)] if query.text else []
    parts += [choice(vocabularies[facet], terms) for facet, terms in query.choices]
    return ", ".join(parts)


def _said(text: str) -> str:
    """A text as a clause; one that only takes away is told as what it takes away."""
    away = [word.lstrip(_MINUS) for word in text.split()]
    if all(word[:1] in _MINUS for word in text.split()) and all(away):
        return f"uden {listed([quoted(word) for word in away], 'eller')}"
    return f"der matcher {quoted(text)}"


def choice(vocabulary: Vocabulary, terms: tuple[str, ...]) -> str:
    """The chosen terms of one facet: "for børn 0-2 år eller gravide"."""
    general = vocabulary.phrase or f"hvor {lower_first(vocabulary.label)} er {_LOWER}"
    by_phrase: dict[str, list[str]] = {}
    for key in terms:  # "i Aarhus eller Odense eller på Bornholm"
        term = vocabulary.term(key)
        phrase = (term.settings.phrase if term else "") or general
        by_phrase.setdefault(phrase, []).append(in_sentence(vocabulary, key, phrase))
    many = len(terms) > 1
    return " eller ".join(said(phrase, labels, many=many) for phrase, labels in by_phrase.items())


def said(phrase: str, labels: list[str], *, many: bool) -> str:
    """Terms in a phrase; of several, those that could be read as more than one are quoted."""
    if many and _QUOTED not in phrase:
        labels = [quoted(one) if _COMPOSED.search(one) else one for one in labels]
    joined = listed(labels, "eller")
    return phrase.replace(_ASIS, joined).replace(_LOWER, joined).replace(_QUOTED, joined)


def in_sentence(vocabulary: Vocabulary, key: str, phrase: str) -> str:
    """A term's own wording for sentences, or its label as the phrase wants it."""
    term = vocabulary.term(key)
    if term is None:
        return key
    if _QUOTED in phrase:
        return quoted(term.label)
    if term.settings.in_sentence:
        return term.settings.in_sentence
    return lower_first(term.label) if _ASIS not in phrase else term.label
