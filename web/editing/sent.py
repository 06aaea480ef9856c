"""What the form at /ny sent, as an entry's fields and sections, and faults back at its fields.

Pure: no Flask. Names are the fields' own; a row's are "kilder-2-titel", a section's "afsnit-3".
"""

import re
from collections.abc import Iterable, Mapping, Sequence

from pydantic import BaseModel

from catalogue.files.odd_text import NOT_TEXT
from catalogue.model.faults import Fault
from catalogue.model.fields import FIELDS, OF_RESULTS, SECTIONS, Field, of_entries
from catalogue.model.kinds import UNITS, Control
from catalogue.model.vocabulary import Vocabularies, Vocabulary
from catalogue.writing.to_markdown import Draft, Value

Sent = Mapping[str, Sequence[str]]
Choices = Mapping[str, tuple[tuple[str, str], ...]]  # a field's keys with their labels
MOST_ROWS = 60
_MOST_TEXTS = 300  # of one name; somebody who ticks more is no editor
_MOST_POINTS = 5_000  # of one field: more than a file may hold of all, which its check tells
SPARE_ROWS = 2  # empty rows below the filled ones
SECTION = "afsnit"
_ADDRESS_LAST = re.compile(r"(.*?)\s*(https?://\S+)?")
POINTS = frozenset(field.key for field in FIELDS if field.kind.asked is Control.POINTS)
ROWS = {
    field.key: field.kind.group
    for field in FIELDS
    if field.kind.asked is Control.ROWS and field.kind.group
}


def read_sent(lists: Iterable[tuple[str | None, Sequence[str]]]) -> Sent:
    """What a form sent, by name: bounded, and without parts that have no name."""
    return {name: texts[:_MOST_TEXTS] for name, texts in lists if name}


def to_draft(sent: Sent, vocabularies: Vocabularies) -> Draft:
    """What was sent as an entry's fields and sections."""
    fields: dict[str, Value] = {field.key: _value(field, sent) for field in FIELDS}
    for vocabulary in of_entries(vocabularies):
        if vocabulary.graded:
            fields[vocabulary.key] = sent_grades(sent, vocabulary)
            continue
        keys = vocabulary.sorted_keys(set(sent.get(vocabulary.key, ())))
        fields[vocabulary.key] = keys if vocabulary.many else "".join(keys[:1])
    sections = {
        title: one(sent, f"{SECTION}-{number}", lines=True)
        for number, title in enumerate(SECTIONS, 1)
    }
    return Draft(fields, sections)


def sent_grades(sent: Sent, vocabulary: Vocabulary) -> dict[str, str]:
    """The terms that were given a grade, with it."""
    found = {term.key: one(sent, f"{vocabulary.key}-{term.key}") for term in vocabulary.terms}
    return {key: grade for key, grade in found.items() if grade}


def _value(field: Field, sent: Sent) -> Value:
    """A field as it was sent, in the form that its kind is asked in."""
    key, kind = field.key, field.kind
    if kind.asked is Control.ENTRIES:
        points = (point for text in sent.get(key, ()) for point in _points(text))
        return tuple(dict.fromkeys(NOT_TEXT.sub("", point) for point in points))
    if kind.asked is Control.POINTS:
        lines = _points(one(sent, key))
        return tuple(_linked(line, kind.group) for line in lines) if kind.group else lines
    if kind.asked is Control.GROUP and kind.group:
        return _group(sent, key, kind.group)
    if key == "kilder":
        ids = source_ids(sent)
        return tuple({"id": ids[number], **group} for number, group in filled_rows(sent, key))
    if kind.asked is Control.ROWS:
        return tuple(group for _, group in filled_rows(sent, key))
    return one(sent, key)


def _points(text: str) -> tuple[str, ...]:
    """The lines of a text that hold something; the form still shows the text as it was sent."""
    return tuple(line for one in text.splitlines() if (line := one.strip()))[:_MOST_POINTS]


def _linked(line: str, group: type[BaseModel]) -> dict[str, str]:
    """A name and its address, written on one line, as a group."""
    text, address = _ADDRESS_LAST.fullmatch(line).groups()  # type: ignore[union-attr]
    name, url = tuple(group.model_fields)
    found = {name: text.rstrip(" ,:;–-"), url: address or ""}
    return {key: value for key, value in found.items() if value}


def filled_rows(sent: Sent, name: str) -> list[tuple[int, dict[str, str]]]:
    """The rows that hold something, by their number in the form."""
    groups = (
        (number, _group(sent, f"{name}-{number}", ROWS[name])) for number in range(1, MOST_ROWS + 1)
    )
    return [(number, group) for number, group in groups if group]


def source_ids(sent: Sent) -> dict[int, str]:
    """What results call each source by its row: its id in the file, or a new one of its own."""
    ids = {number: one(sent, f"kilder-{number}-id") for number in range(1, MOST_ROWS + 1)}
    taken = {identity for identity in ids.values() if identity}
    for number, identity in ids.items():
        if not identity:
            free = (f"k{n}" for n in range(number, 3 * MOST_ROWS) if f"k{n}" not in taken)
            ids[number] = next(free)
            taken.add(ids[number])
    return ids


def _group(sent: Sent, name: str, model: type[BaseModel]) -> dict[str, str]:
    asked = {key: f"{name}-{key}" for key in model.model_fields if key != "id"}
    found = {key: one(sent, part) for key, part in asked.items() if part in sent}
    return {key: text for key, text in found.items() if text}


def one(sent: Sent, name: str, *, lines: bool = False) -> str:
    """One field's text, on one line unless its lines are wanted."""
    text = NOT_TEXT.sub("", (sent.get(name) or ("",))[0].replace("\r\n", "\n")).strip()
    return text if lines or name in POINTS else " ".join(text.split())


def faults_by_name(faults: Iterable[Fault], sent: Sent) -> dict[str, tuple[Fault, ...]]:
    """Faults by the name of the field they are told at; those of the text at the first section."""
    numbers = {name: [number for number, _ in filled_rows(sent, name)] for name in ROWS}
    found: dict[str, tuple[Fault, ...]] = {}
    for fault in faults:
        name = _name_of(fault.field, numbers)
        found[name] = (*found.get(name, ()), fault)
    return found


def _name_of(field: str, numbers: Mapping[str, Sequence[int]]) -> str:
    """A fault's field as the form calls it: "kilder[2].titel" is row 2's "kilder-3-titel"."""
    if not field:
        return SECTION
    head, _, rest = field.partition("[")
    if rest and head in numbers:
        place, _, key = rest.partition("].")
        index = int(place.rstrip("]")) - 1
        row = numbers[head][index] if index < len(numbers[head]) else 1
        return f"{head}-{row}-{key or 'titel'}"
    if head in numbers:  # the list itself is missing
        return f"{head}-1-{'titel' if head == 'kilder' else 'tekst'}"
    return field.partition("[")[0].replace(".", "-")


def inner_choices(vocabularies: Vocabularies, sent: Sent) -> Choices:
    """What the fields inside a group can choose among, by their keys: terms, units, and the
    sources that were sent."""
    found = {"enhed": tuple(UNITS.items())}
    for vocabulary in filter(None, map(vocabularies.get, OF_RESULTS)):
        found[vocabulary.key] = tuple((term.key, term.label) for term in vocabulary.terms)
    titles = {number: group.get("titel", "") for number, group in filled_rows(sent, "kilder")}
    last = min(max(titles, default=0) + SPARE_ROWS, MOST_ROWS)
    ids = source_ids(sent)
    found["kilde"] = tuple(
        (ids[number], f"Kilde {number}: {titles.get(number, '')}".rstrip(": ")[:80])
        for number in range(1, last + 1)
    )
    return found
