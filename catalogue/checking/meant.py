"""What somebody meant who wrote it otherwise: the "Mente du …?" of fields, terms and values.

Pure; an answer of "" is no guess at all, which is better than a wrong one.
"""

import re
from pathlib import Path

import yaml
from pydantic import BaseModel

from catalogue.model.kinds import UNITS, is_web_address
from catalogue.model.nearest import near
from catalogue.model.slugs import slugify
from catalogue.model.vocabulary import Vocabulary

_OTHER_NAMES: dict[str, str] = yaml.safe_load(
    Path(__file__).with_name("other_names.yaml").read_text(encoding="utf-8")
)
_SEPARATORS = re.compile(r"\s*[,;/&+]\s*|\s+og\s+")
_SPACES = re.compile(r"\s+")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d{2}(?!\d)")
_SHORT_SPAN = re.compile(r"(?<!\d)((?:19|20)\d{2})\s*[-–/]\s*(\d{2})(?![\d-])")
_AMOUNT = re.compile(
    r"(?<![\d.,])[1-9]\d{0,2}(?:[. ]\d{3})+(?![\d.,]*\d)|(?<![\d.,])[1-9]\d*(?![.,]?\d)"
)
_MILLION = re.compile(r"\b(?:mio|million|mia|milliard)", re.IGNORECASE)


def field_meant(key: str, model: type[BaseModel]) -> str:
    """The field of a group that a key stands for: by spelling, by its label, or by another name."""
    known = model.model_fields
    folded = slugify(key)
    names = {slugify(name): name for name in known} | {
        slugify(field.title): name for name, field in known.items() if field.title
    }
    others = (name for name in known if folded in _OTHER_NAMES.get(name, "").split())
    return names.get(folded) or next(others, "") or near(key, known)


def terms_meant(value: str, vocabulary: Vocabulary) -> tuple[str, ...]:
    """The keys of several terms that were written as one text; nothing where any is unknown."""
    by_word = {
        slugify(word): term.key
        for term in vocabulary.terms
        for word in (term.key, term.label, *term.synonyms)
    }
    for separators in (_SEPARATORS, _SPACES):
        parts = [slugify(part) for part in separators.split(value[:400]) if part]
        keys = [by_word[part] for part in parts if part in by_word]
        if len(keys) == len(parts) > 1:
            return tuple(keys)
    return ()


def value_meant(code: str, value: str) -> str:
    """A value written as its rule wants it, where that can be told."""
    meant = _BY_RULE[code](value[:400]) if code in _BY_RULE else ""
    return "" if meant == value else meant


def _year(value: str) -> str:
    """ "ca. 2019", "2019 til 2023", "2019/20" as a year or a span."""
    short = _SHORT_SPAN.search(value)
    years = [short[1], short[1][:2] + short[2]] if short else _YEAR.findall(value)
    if not 0 < len(years) <= 2:
        return ""
    return "-".join(sorted(dict.fromkeys(years)))


def _amount(value: str) -> str:
    """ "ca. 1.200 kr." and "10.000-15.000" in whole kroner; nothing of millions or øre."""
    found = [re.sub(r"[. ]", "", one) for one in _AMOUNT.findall(value)]
    if _MILLION.search(value) or re.search(r",\d", value) or not 0 < len(found) <= 2:
        return ""
    return "-".join(sorted(found, key=int))


def _unit(value: str) -> str:
    folded = slugify(value)
    return folded if folded in UNITS else ""


def _address(value: str) -> str:
    """One address among signs of Markdown, without its beginning, or with spaces in it."""
    begun = list(_BEGUN.finditer(value))
    if not begun and _HOST.fullmatch(value.strip("<>() ")):
        return f"https://{value.strip('<>() ')}"
    if len(begun) != 1:
        return ""
    whole = value[begun[0].start() :].strip("<>()[]\"' ").replace(" ", "%20")
    address = _BEGUN.sub(lambda found: f"{found[1].lower()}://", whole)
    return address if is_web_address(address) else ""


_BEGUN = re.compile(r"(https?):/{1,2}", re.IGNORECASE)
_HOST = re.compile(r"(?:[a-z0-9-]+\.)+(?!pdf|docx?|xlsx?|html?$)[a-z]{2,}(?:/\S*)?", re.IGNORECASE)
_BY_RULE = {
    "id-form": slugify,
    "aar": _year,
    "beloeb": _amount,
    "enhed": _unit,
    "adresse": _address,
}
