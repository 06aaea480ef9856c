"""What of an address could not be used, said to the visitor: no filter is lost in silence."""

from rapidfuzz import fuzz, process

from catalogue.model.vocabulary import Vocabularies, Vocabulary
from search.values.query import CUT, Dropped
from web.site.wording import listed, quoted

_NEAREST = 3  # terms named instead of one that is not there
_LIKENESS = 60  # similarity in per cent


def dropped_notes(dropped: tuple[Dropped, ...], vocabularies: Vocabularies) -> tuple[str, ...]:
    """A sentence or two for each parameter that was not used."""
    return tuple(note(one, vocabularies) for one in dropped)


def note(one: Dropped, vocabularies: Vocabularies) -> str:
    """What to say of a parameter that was not used."""
    facet = vocabularies.get(one.parameter)
    if one.reason == CUT:  # what was cut stands in the field
        return one.reason
    if facet is None:
        return f"{quoted(f'{one.parameter}={one.value}')}: {one.reason}"
    if facet.term(one.value) is not None:
        return f"Filteret {quoted(facet.label)}: {one.reason}"
    found = nearest_labels(one.value, facet)
    near = f" Det nærmeste er {listed(map(quoted, found), 'eller')}." if found else ""
    return f"Filteret {quoted(facet.label)}: {quoted(one.value)} findes ikke (længere).{near}"


def nearest_labels(value: str, facet: Vocabulary) -> tuple[str, ...]:
    """Labels of the terms whose keys or names are most like a value."""
    names = {term.key: term.label for term in facet.terms}
    names |= {term.label.casefold(): term.label for term in facet.terms}
    found = process.extract(
        value.casefold(), list(names), scorer=fuzz.ratio, limit=2 * _NEAREST, score_cutoff=_LIKENESS
    )
    return tuple(dict.fromkeys(names[name] for name, *_ in found))[:_NEAREST]
