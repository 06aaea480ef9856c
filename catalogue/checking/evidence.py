"""Honesty as rules: what an entry's knowledge may be called, and figures with a source.

The vocabulary of knowledge is ordered, strongest first. Each kind of figure names the
strongest it can carry (`baerer`), so an entry can never call itself better documented than
its own results.
"""

import re
from collections.abc import Iterator, Mapping
from urllib.parse import urlsplit

from catalogue.checking.field_faults import placed
from catalogue.files.front_matter import Node, strings
from catalogue.model.faults import Fault, make
from catalogue.model.fields import DIRECTION, RESULT_VOCABULARY
from catalogue.model.vocabulary import Role, Vocabularies

_FIGURE = re.compile(
    r"(?<![\w.,])(\d[\d.]*(?:,\d+)?)(?:\s*-\s*\d[\d.,]*)?\s*"
    r"(%|procentpoint|procent|pct\.?|mio\.? kr\.?|millioner kr(?:oner|\.)?|mia\.? kr\.?"
    r"|kr\.|kroner|gange)"
    r"(?!\w)",
    re.IGNORECASE,
)


# "Resultaterne er ikke oplyst", "udfaldet … ikke kendt": an outcome that nobody tells.
_UNTOLD = re.compile(
    r"\b(?:resultat|udfald|konklusion)\w*\b[^.;:]*\bikke\b[^.;:]*"
    r"\b(?:oplyst|læst|set|kendt|fundet|offentliggjort)\b",
    re.IGNORECASE,
)
_WHOM = ("ansvarlig", "kontakt")
_OTHERS_LOOKED = 3  # the strength from which knowledge is what others found when they looked


def check(fields: Mapping[str, Node], name: str, vocabularies: Vocabularies) -> Iterator[Fault]:
    """No stronger than the strongest result, and a strong result says what came out."""
    yield from check_strength(fields, name, vocabularies)
    yield from check_outcomes(fields, name, vocabularies)
    yield from check_sides(fields, name, vocabularies)


def check_outcomes(
    fields: Mapping[str, Node], name: str, vocabularies: Vocabularies
) -> Iterator[Fault]:
    """A result that is called an evaluation or an effect says what came out of it."""
    ranking = vocabularies.first_with(Role.KNOWLEDGE)
    kinds = vocabularies.get(RESULT_VOCABULARY)
    if ranking is None or kinds is None:
        return
    for item in placed(fields, "resultater"):
        term, told = kinds.term(item.part(kinds.key).text), item.part("tekst")
        if term is None:
            continue  # told by the fields' own rules
        carried = ranking.term(term.settings.carries)
        strength = (carried.settings.strength if carried else None) or 0
        if strength >= _OTHERS_LOOKED and _UNTOLD.search(told.text):
            yield make(
                "uden-udfald", name, told.line, "resultater", value=term.label, field=kinds.key
            )


def check_strength(
    fields: Mapping[str, Node], name: str, vocabularies: Vocabularies
) -> Iterator[Fault]:
    """The knowledge is no stronger than the strongest result carries."""
    ranking = vocabularies.first_with(Role.KNOWLEDGE)
    kinds = vocabularies.get(RESULT_VOCABULARY)
    if ranking is None or kinds is None:
        return
    node = fields.get(ranking.key)
    order = ranking.keys()
    if node is None or node.text not in order:
        return  # told by check_terms
    carried = []
    for item in placed(fields, "resultater"):
        if kinds.key not in item.parts:
            continue
        term = kinds.term(item.part(kinds.key).text)
        if term is None:
            return  # told by check_terms; until it is mended nobody knows what it carries
        if term.settings.carries in order:
            carried.append(order.index(term.settings.carries))
    strongest = min(carried, default=len(order) - 1)
    if order.index(node.text) < strongest:
        yield make(
            "for-staerk", name, node.line, ranking.key,
            field=ranking.key, value=node.text, carries=order[strongest],
        )  # fmt: skip


def check_sides(
    fields: Mapping[str, Node], name: str, vocabularies: Vocabularies
) -> Iterator[Fault]:
    """Measured effects that are all good do not stand at the responsible one's own site alone.

    Whether a study that found nothing was left out, no machine can see; only that nobody else
    is asked.
    """
    ranking = vocabularies.first_with(Role.KNOWLEDGE)
    kinds, directions = vocabularies.get(RESULT_VOCABULARY), vocabularies.get(DIRECTION)
    if ranking is None or kinds is None or directions is None:
        return
    effects = {term.key: term.settings.carries for term in kinds.terms if term.settings.effect}
    node = fields.get(ranking.key)
    level = ranking.term(node.text) if node else None
    if node is None or level is None or level.key not in effects.values():
        return
    if (level.settings.strength or 0) < _OTHERS_LOOKED:
        return  # measured abroad
    own = {_site(fields[key].part("url").text) for key in _WHOM if key in fields} - {""}
    sites = {
        item.part("id").text: _site(item.part("url").text) for item in placed(fields, "kilder")
    }
    measured = [
        (item.part(DIRECTION).text, sites.get(item.part("kilde").text))
        for item in placed(fields, "resultater")
        if item.part(kinds.key).text in effects
    ]
    good = next((term.key for term in directions.terms), None)
    if measured and all(direction == good and site in own for direction, site in measured):
        yield make("kun-egne-kilder", name, node.line, ranking.key, value=level.label)


def _site(address: str) -> str:
    """The name of the site, without www.; "" where the address has none."""
    try:
        return (urlsplit(address).hostname or "").removeprefix("www.")
    except ValueError:  # a broken address, told by the field's own rule
        return ""


def check_directions(
    fields: Mapping[str, Node], name: str, vocabularies: Vocabularies
) -> Iterator[Fault]:
    """Only what was measured against others can have gone well or badly because of the entry."""
    kinds = vocabularies.get(RESULT_VOCABULARY)
    effects = [term.key for term in kinds.terms if term.settings.effect] if kinds else []
    for number, item in enumerate(placed(fields, "resultater"), 1):
        kind, direction = item.part(RESULT_VOCABULARY).text, item.parts.get(DIRECTION)
        if not kind or direction is None or kind in effects:
            continue
        yield make(
            "retning-uden-effekt", name, direction.line, f"resultater[{number}].{DIRECTION}",
            value=kind, allowed=", ".join(effects) or "(ingen)",
        )  # fmt: skip


def check_numbers(
    body: str, first_line: int, fields: Mapping[str, Node], name: str
) -> Iterator[Fault]:
    """A percentage, an amount or a "gange" in the text also stands among results or money."""
    told = " ".join(
        part.text
        for key in ("resultater", "oekonomi", "pris")
        if key in fields
        for part in strings(fields[key])
    )
    known = set(re.findall(r"\d[\d.]*(?:,\d+)?", told))
    known = {number.replace(".", "") for number in known}
    for offset, line in enumerate(body.split("\n")):
        for match in _FIGURE.finditer(line):
            if match.group(1).replace(".", "") not in known:
                yield make(
                    "tal-uden-resultat", name, first_line + offset, value=match.group(0).strip()
                )
