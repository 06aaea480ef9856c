"""Two versions of an entry held against each other, told in plain Danish.

By field and section, never the old words and never who wrote them: a history is for seeing
that something changed and what to read again, the difference itself stands in the forge.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from catalogue.files import markdown_text
from catalogue.files.front_matter import Node, ParsedFile
from catalogue.model.fields import FIELDS
from catalogue.model.record import BROKEN, LAYOUT, MADE, RENAMED
from catalogue.model.vocabulary import Vocabularies, Vocabulary

_MANY = 3  # changed terms of a vocabulary that are still named one by one
_LONGER, _SHORTER = 1.2, 0.8  # share of the old length from which a section grew or shrank
REVIEWED = "gennemgaaet"


def describe_change(
    before: ParsedFile | None,
    after: ParsedFile | None,
    vocabularies: Vocabularies,
    *,
    made: bool = False,
    renamed: bool = False,
) -> tuple[str, ...]:
    """What changed from one version to the next; None is a text that can't be read."""
    if made:
        return (MADE,)
    first = (RENAMED,) if renamed else ()
    if after is None:
        return (*first, BROKEN)
    if before is None:
        return (*first, "fejl i filen rettet")
    old, new = _plain(before.fields), _plain(after.fields)
    notes = (*first, *_fields(old, new), *_terms(old, new, vocabularies), *_sections(before, after))
    if old.get(REVIEWED) != new.get(REVIEWED) and REVIEWED in new:
        notes = (*notes, "holdt op mod kilderne igen")
    return notes or (LAYOUT,)


def _fields(old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[str]:
    for field in FIELDS:
        before, after = old.get(field.key), new.get(field.key)
        if isinstance(field.changed, tuple):
            yield from _items(_listed(before), _listed(after), field.changed)
        elif field.changed and before != after:
            yield f"{field.changed} {_verb(before, after)}"


def _beyond(these: Sequence[Any], those: Sequence[Any]) -> list[Any]:
    """Those items that are not among these; in time that grows with both together."""
    known = set(map(repr, these))
    return [item for item in those if repr(item) not in known]


def _verb(old: object, new: object) -> str:
    return "tilføjet" if not old else "fjernet" if not new else "rettet"


def _items(
    old: Sequence[Any], new: Sequence[Any], words: tuple[str, str, str, str]
) -> Iterator[str]:
    """Items that came, went, or were mended; one that came where another went was mended."""
    came, went = _beyond(old, new), _beyond(new, old)
    mended = min(len(came), len(went))
    added, removed = len(came) - mended, len(went) - mended
    one_new, many_new, one, many = words
    if added:
        yield one_new if added == 1 else f"{added} {many_new}"
    if removed:
        yield f"{one} fjernet" if removed == 1 else f"{removed} {many} fjernet"
    if mended:
        yield f"{one} rettet" if mended == 1 else f"{mended} {many} rettet"


def _terms(
    old: Mapping[str, Any], new: Mapping[str, Any], vocabularies: Vocabularies
) -> Iterator[str]:
    for vocabulary in vocabularies:
        before, after = _listed(old.get(vocabulary.key)), _listed(new.get(vocabulary.key))
        came, went = _beyond(before, after), _beyond(after, before)
        name = vocabulary.definite or vocabulary.label.lower()
        if came and not vocabulary.many:
            yield f"{name} sat til {_term(vocabulary, came[0])}"
        elif len(came) + len(went) > _MANY:
            yield f"{name} rettet flere steder"
        else:
            yield from (f"{name} {_term(vocabulary, key)} tilføjet" for key in came)
            yield from (f"{name} {_term(vocabulary, key)} fjernet" for key in went)
        yield from _regraded(old.get(vocabulary.key), new.get(vocabulary.key), vocabulary)


def _regraded(old: object, new: object, vocabulary: Vocabulary) -> Iterator[str]:
    """Terms that stayed and fit better or worse than before."""
    if not isinstance(old, Mapping) or not isinstance(new, Mapping):
        return
    changed = [key for key in new if key in old and old[key] != new[key]]
    name = vocabulary.definite or vocabulary.label.lower()
    if len(changed) > _MANY:
        yield f"graderne af {name} rettet flere steder"
    else:
        yield from (f"graden af {name} {_term(vocabulary, key)} rettet" for key in changed)


def _term(vocabulary: Vocabulary, key: object) -> str:
    """A term inside a sentence: names keep their capital, words do not."""
    term = vocabulary.term(str(key))
    if term is None:  # no longer in the vocabulary
        return f"»{str(key)[:40]}«"
    label = term.label
    proper = vocabulary.proper_names or label[1:2].isupper()
    return label if proper else label[:1].lower() + label[1:]


def _sections(before: ParsedFile, after: ParsedFile) -> Iterator[str]:
    old = {title: text.strip() for title, text in markdown_text.split(before.body)}
    new = {title: text.strip() for title, text in markdown_text.split(after.body)}
    for title, text in new.items():
        name = f"afsnittet »{title[:80]}«" if title else "indledningen"
        if title not in old:
            yield f"{name} tilføjet"
        elif text.split() != old[title].split():
            share = len(text) / max(len(old[title]), 1)
            grown = (
                "udvidet" if share >= _LONGER else "forkortet" if share <= _SHORTER else "rettet"
            )
            yield f"{name} {grown}"
    for title in old:
        if title not in new:
            yield f"afsnittet »{title[:80]}« fjernet" if title else "indledningen fjernet"


def _plain(value: Any) -> Any:
    """Nodes without their lines, so that a moved field is no change."""
    if isinstance(value, Node):
        return _plain(value.value)
    if isinstance(value, Mapping):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, tuple):
        return tuple(_plain(item) for item in value)
    return value


def _listed(value: Any) -> tuple[Any, ...]:
    """A field's items, of a mapping its keys; one value counts as a list of one."""
    if isinstance(value, Mapping):
        return tuple(value)
    if isinstance(value, tuple):
        return value
    return (value,) if value else ()
