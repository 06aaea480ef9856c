"""An entry's file as the form at /indsats/…/ret shows it, and what was sent put back into it.

Pure: no Flask, no HTML.
"""

from collections.abc import Mapping
from dataclasses import replace

from catalogue.files.front_matter import Node, ParsedFile
from catalogue.model.fields import FIELDS, SECTIONS, Field, Step, of_entries
from catalogue.model.frozen import as_truth
from catalogue.model.kinds import Control
from catalogue.model.vocabulary import Vocabularies
from catalogue.writing import in_place
from catalogue.writing.to_markdown import Draft
from web.editing.sent import ROWS, SECTION, Sent, filled_rows, one, source_ids, to_draft


def sent_of(parsed: ParsedFile, vocabularies: Vocabularies) -> dict[str, list[str]]:
    """A file's fields and sections under the names of the form's questions."""
    sent: dict[str, list[str]] = {}
    for field in FIELDS:
        node = parsed.fields.get(field.key)
        if node is not None:
            sent |= _of_field(field, node)
    for vocabulary in of_entries(vocabularies):
        node = parsed.fields.get(vocabulary.key)
        if node is not None and isinstance(node.value, dict):
            sent |= {f"{vocabulary.key}-{key}": _texts(one) for key, one in node.value.items()}
        elif node is not None:
            sent[vocabulary.key] = _texts(node)
    texts = dict(in_place.of_sections(parsed.body))
    for number, title in enumerate(SECTIONS, 1):
        if title in texts:
            sent[f"{SECTION}-{number}"] = [texts[title]]
    return sent


def _texts(node: Node) -> list[str]:
    """A node's texts, each on a line of its own."""
    nodes = node.value if isinstance(node.value, tuple) else (node,)
    return [" ".join(one.value.split()) for one in nodes if isinstance(one.value, str)]


def _of_field(field: Field, node: Node) -> dict[str, list[str]]:
    key, asked = field.key, field.kind.asked
    if asked is Control.GROUP and isinstance(node.value, dict):
        return _of_group(key, node.value)
    if asked is Control.ROWS and isinstance(node.value, tuple):
        rows = [one.value if isinstance(one.value, dict) else {} for one in node.value]
        return {
            name: value
            for number, row in enumerate(rows, 1)
            for name, value in _of_group(f"{key}-{number}", row).items()
        }
    if asked is Control.POINTS and isinstance(node.value, tuple):
        return {key: ["\n".join(_on_a_line(one) for one in node.value)]}
    return {key: _texts(node)}


def _of_group(name: str, group: Mapping[str, Node]) -> dict[str, list[str]]:
    """A group's fields; of a yes or no, only the yes is sent."""
    found = {f"{name}-{key}": _texts(node) for key, node in group.items()}
    copied = f"{name}-kopi"
    if copied in found:
        found[copied] = ["true"] if as_truth("".join(found[copied])) else []
    return found


def _on_a_line(node: Node) -> str:
    """A point of a list; a group's name, then its address."""
    parts = node.value.values() if isinstance(node.value, dict) else (node,)
    return " ".join(text for part in parts for text in _texts(part))


def changed_file(data: bytes, parsed: ParsedFile, sent: Sent, vocabularies: Vocabularies) -> bytes:
    """The file with what was changed in the form; byte for byte itself where nothing was.

    Args:
        data: the file as it is stored.
        parsed: the same file read.
        sent: what was sent.
        vocabularies: the words to choose among.

    Raises:
        in_place.UnreadableError: the fields can't be read.
    """
    begun = sent_of(parsed, vocabularies)
    before, after = to_draft(begun, vocabularies), to_draft(sent, vocabularies)
    rows = {key: [number - 1 for number, _ in filled_rows(sent, key)] for key in ROWS}
    without = _sources_without_id(begun, sent)
    unasked = {field.key for field in FIELDS if field.step is Step.NEVER}
    before, after = _asked(before, unasked, without), _asked(after, unasked, without)
    return in_place.edit(data, before, after, rows, vocabularies)


def _sources_without_id(begun: Sent, sent: Sent) -> set[str]:
    """Titles of sources that the file gives no id, and that nothing refers to by the form's."""
    numbers = [n for n, _ in filled_rows(begun, "kilder") if not one(begun, f"kilder-{n}-id")]
    named = {text for name, texts in sent.items() if name.endswith("-kilde") for text in texts}
    ids = source_ids(sent)
    return {ids[number] for number in numbers if ids[number] not in named}


def _asked(draft: Draft, unasked: set[str], without: set[str]) -> Draft:
    """What the form asks of a draft; the rest stays as the file has it."""
    fields = {key: value for key, value in draft.fields.items() if key not in unasked}
    fields["kilder"] = tuple(
        {key: text for key, text in source.items() if key != "id" or text not in without}
        for source in draft.fields["kilder"]
        if isinstance(source, Mapping)
    )
    return replace(draft, fields=fields)
