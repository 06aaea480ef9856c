"""What an editor writes above a topic: one file for a term, checked like an entry's text.

`emner/<list>-<term>.md` holds running text without fields and without headings. Optional; a file
with faults is left out, and the topic shows what its entries say alone.
"""

from collections.abc import Iterable, Mapping
from pathlib import Path

from catalogue.checking.body import check_body
from catalogue.checking.links import Known, text_faults
from catalogue.checking.strays import is_entry_file
from catalogue.files.front_matter import MAX_BYTES, decode
from catalogue.files.markdown_text import read_body
from catalogue.files.odd_text import broken_letters, merge_left_open
from catalogue.files.plain import list_folder, read_plain, shown_name
from catalogue.model.faults import Fault, make
from catalogue.model.vocabulary import Role, Vocabularies

FOLDER = "emner"
MOST = 2_000  # files


def read_introductions(
    folder: Path, vocabularies: Vocabularies, known: Known
) -> tuple[Mapping[str, str], tuple[Fault, ...]]:
    """The introductions as safe HTML by "<list>/<term>", and what is wrong with any of them.

    Args:
        folder: `emner/`; it need not be there.
        known: the entries that may be linked to.
    """
    if not folder.is_dir():
        return {}, ()
    topics = {
        f"{words.key}-{term.key}": f"{words.key}/{term.key}"
        for words in vocabularies.with_role(Role.TOPICS)
        for term in words.terms
    }
    listed, reason = list_folder(folder)
    faults = [make("kan-ikke-laeses", FOLDER, reason=reason)] if reason else []
    found: dict[str, str] = {}
    for path in [one for one in listed if is_entry_file(one)][:MOST]:
        name = f"{FOLDER}/{shown_name(path)}"
        topic = topics.get(path.stem)
        text, wrong = _read(path, name, known)
        if topic is None:
            wrong.append(make("emne-ukendt", name, value=shown_name(path)))
        faults += wrong
        if topic and text and not _stopped(wrong):
            found[topic] = text
    return found, tuple(faults)


def _read(path: Path, name: str, known: Known) -> tuple[str, list[Fault]]:
    """A file's HTML and its faults."""
    data, reason = read_plain(path, MAX_BYTES + 1)
    if reason:
        return "", [make("kan-ikke-laeses", name, reason=reason)]
    text, odd = decode(data, name)
    if text is None:
        return "", list(odd)
    wrong = [*merge_left_open(text, name), *broken_letters(text, name)]
    if wrong:
        return "", wrong
    body = read_body(text)
    faults = list(filter(None, map(_of_introductions, check_body(text, 1, name))))
    titled = {fault.line for fault in faults if fault.code == "emne-overskrift"}
    faults += [
        make("emne-overskrift", name, 1 + line, value=title)
        for title, line in body.headings
        if title and 1 + line not in titled
    ]
    faults += text_faults("", name, text, 1, known)
    return "".join(section.html for section in body.sections), [*odd, *faults]


_OF_SECTIONS = frozenset({"ukendt-afsnit", "dobbelt-afsnit"})
_OF_HEADINGS = frozenset({"overskrift-form", "understreget"})


def _of_introductions(fault: Fault) -> Fault | None:
    """A fault of an entry's text as it is told of an introduction, which has no sections."""
    if fault.code == "tom-tekst":
        return make("emne-tomt", fault.file, fault.line)
    if fault.code in _OF_HEADINGS:
        return make("emne-overskrift", fault.file, fault.line, value=fault.values["value"])
    return None if fault.code in _OF_SECTIONS else fault


def _stopped(faults: Iterable[Fault]) -> bool:
    return any(not fault.is_warning for fault in faults)
