"""One entry's file held against every rule, all faults at once.

The authority for the command line, the forge, the form at /ny and the build: they all
call `check_entry`, so a file is right or wrong in the same words everywhere.
"""

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from pydantic import BaseModel

from catalogue.checking import evidence
from catalogue.checking.body import check_body, check_words
from catalogue.checking.field_faults import Tree, as_meant, check_fields, placed
from catalogue.checking.meant import terms_meant
from catalogue.files import markdown_text
from catalogue.files.front_matter import Node, ParsedFile, parse
from catalogue.files.odd_text import broken_letters, merge_left_open
from catalogue.files.settings import REVIEW_AFTER_DAYS
from catalogue.model.entry import Entry, Result, Source
from catalogue.model.faults import Fault, in_order, make
from catalogue.model.fields import (
    DIRECTION,
    FIELDS,
    OF_RESULTS,
    PLACE_NOTE,
    PLAIN,
    PRICE,
    RESULT_VOCABULARY,
    SUMMARY_READS_WELL,
    front_model,
)
from catalogue.model.frozen import freeze
from catalogue.model.kinds import amounts
from catalogue.model.nearest import near
from catalogue.model.slugs import slugify
from catalogue.model.vocabulary import Role, Vocabularies, Vocabulary

MOST_FAULTS = 100  # told of one file; nobody mends more before looking again


@dataclass(frozen=True, slots=True)
class Standard:
    """What entries are held against, made once for a whole catalogue.

    Attributes:
        vocabularies: the words an entry may use.
        model: the front matter's fields under those vocabularies.
        today: the day that dates are held against.
        review_after_days: age of `gennemgaaet` that gives a warning.
    """

    vocabularies: Vocabularies
    model: type[BaseModel]
    today: dt.date
    review_after_days: int = REVIEW_AFTER_DAYS

    @classmethod
    def of(
        cls, vocabularies: Vocabularies, today: dt.date, review_after_days: int = REVIEW_AFTER_DAYS
    ) -> "Standard":
        """What entries are held against, for a catalogue's vocabularies and a day."""
        return cls(vocabularies, front_model(vocabularies), today, review_after_days)


@dataclass(frozen=True, slots=True)
class Checked:
    """What checking a file gave: the entry, when no fault stops it, and all that was found.

    `linked` are the entries that its text links to, None when the text must be looked at again.
    """

    slug: str
    entry: Entry | None
    faults: tuple[Fault, ...]
    linked: frozenset[str] | None = None


def check_entry(text: str, name: str, slug: str, standard: Standard) -> Checked:
    """Check one entry by itself; what it says of other entries is `catalogue.checking.folder`'s.

    Args:
        text: the file's text (see `frontmatter.decode`).
        name: the file's name in messages.
        slug: the address it will have.
        standard: what it is held against.
    """
    unmerged = tuple(merge_left_open(text, name))
    if unmerged:
        return Checked(slug, None, unmerged)
    letters = tuple(broken_letters(text, name))
    parsed, faults = parse(text, name)
    if parsed is None:
        return Checked(slug, None, in_order((*letters, *faults)))
    fields, vocabularies = parsed.fields, standard.vocabularies
    tree, shape_faults = check_fields(fields, name, standard.model)
    of_body = tuple(check_body(parsed.body, parsed.body_line, name))
    fields = as_meant(fields, shape_faults)  # so that a misspelt name is told once
    kinds: list[Iterable[Fault]] = [
        letters,
        faults,
        shape_faults,
        check_terms(fields, name, vocabularies),
        check_place(fields, name, vocabularies),
        check_references(fields, name),
        check_points(fields, name),
        evidence.check(fields, name, vocabularies),
        evidence.check_directions(fields, name, vocabularies),
        check_dates(fields, name, standard),
        check_summary(fields, name),
        check_words(fields, name),
        of_body,
    ]
    if all(fault.is_warning for fault in of_body):  # else nobody looks further into it
        kinds.append(check_split(parsed, name, standard.model))
        kinds.append(evidence.check_numbers(parsed.body, parsed.body_line, fields, name))
    # Many are only found by looking at every word of a list, so each kind ends in time.
    found = [fault for kind in kinds for fault in islice(kind, MOST_FAULTS)]
    found = list(_without_consequences(found))
    stopped = tree is None or any(not fault.is_warning for fault in found)
    entry = None
    if not stopped and tree is not None:
        entry = to_entry(slug, tree, parsed.body, vocabularies)
    return Checked(slug, entry, in_order(found)[:MOST_FAULTS])


_UNREAD = frozenset({"skal-vaere-gruppeliste", "skal-vaere-gruppe", "mangler"})
_KIND_UNKNOWN = frozenset({"resultat-uden-slags", "ukendt-term", "navn-for-term"})


def _without_consequences(faults: Sequence[Fault]) -> Iterator[Fault]:
    """What says nothing once a list's own faults are mended is left out until they are."""
    sources, results = False, False
    for fault in faults:
        unread = fault.code in _UNREAD
        sources |= fault.field.startswith("kilder") and (
            unread or (fault.code == "id-form" and fault.field.endswith(".id"))
        )
        results |= fault.field.startswith("resultater") and (unread or fault.code in _KIND_UNKNOWN)
    named = {fault.field for fault in faults if fault.code == "ukendt-kilde"}
    for fault in faults:
        follows = (
            (fault.code == "ukendt-kilde" and sources)
            or (fault.code == "for-staerk" and results)
            or (fault.code == "id-form" and fault.field in named)
        )
        if not follows:
            yield fault


def check_split(parsed: ParsedFile, name: str, model: type[BaseModel]) -> Iterator[Fault]:
    """The text does not begin with a field: then a line of dashes came too early."""
    first = re.match(r"([a-z_]+):(?=[ \n]|$)", parsed.body)
    if first and first.group(1) in model.model_fields:
        yield make("felter-i-teksten", name, parsed.body_line, field=first.group(1))


def check_terms(
    fields: Mapping[str, Node], name: str, vocabularies: Vocabularies
) -> Iterator[Fault]:
    """Every term is a key of its vocabulary, once; labels and synonyms are offered, not taken."""
    for vocabulary in vocabularies:
        node = fields.get(vocabulary.key)
        if node is not None:
            yield from _terms_of(node, vocabulary, vocabulary.key, name)
    for number, item in enumerate(placed(fields, "resultater"), 1):
        for key in OF_RESULTS:
            if key in item.parts and key in vocabularies:
                path = f"resultater[{number}].{key}"
                yield from _terms_of(item.part(key), vocabularies[key], path, name)


def _terms_of(node: Node, vocabulary: Vocabulary, path: str, name: str) -> Iterator[Fault]:
    items = node.items or (node,)
    if vocabulary.graded and node.parts:
        items = tuple(Node(key, grade.line) for key, grade in node.parts.items())
    seen: set[str] = set()
    for item in items:
        value = item.text
        if not value:
            continue  # the wrong shape is told by check_fields
        if value in seen:
            yield make("dobbelt-term", name, item.line, path, value=value, field=path)
        seen.add(value)
        if vocabulary.term(value) is None:
            yield from _unknown_term(value, item.line, vocabulary, path, name, alone=item is node)


def _unknown_term(
    value: str, line: int, vocabulary: Vocabulary, path: str, name: str, *, alone: bool
) -> Iterator[Fault]:
    """What is wrong with a term that the vocabulary lacks; `alone` when it is all of the field."""
    folded = slugify(value)
    for term in vocabulary.terms:
        if folded in {slugify(word) for word in (term.label, term.key, *term.synonyms)}:
            yield make(
                "navn-for-term", name, line, path,
                value=value, vocabulary=vocabulary.label, key=term.key,
            )  # fmt: skip
            return
    several = terms_meant(value, vocabulary)
    if several and not vocabulary.many:
        yield make("kun-en-term", name, line, path, field=path, example=several[0])
    elif not (several and alone):  # a list without its brackets is told by check_fields
        keys = vocabulary.keys()
        listed = ", ".join(keys[:30]) + (" …" if len(keys) > 30 else "")
        yield make(
            "ukendt-term", name, line, path, value=value, vocabulary=vocabulary.label,
            allowed=listed, near=", ".join(several) or near(folded, keys),
        )  # fmt: skip


def check_place(
    fields: Mapping[str, Node], name: str, vocabularies: Vocabularies
) -> Iterator[Fault]:
    """An entry says where it takes place, in a term or in words."""
    places = vocabularies.with_role(Role.PLACES)
    keys = (*(vocabulary.key for vocabulary in places), PLACE_NOTE)
    if not any(key in fields for key in keys):
        allowed = (*map(_place_hint, places), PLACE_NOTE)
        yield make("mangler-sted", name, 1, keys[0], allowed=" eller ".join(allowed))


def _place_hint(places: Vocabulary) -> str:
    everywhere = next((term.key for term in places.terms if term.settings.nationwide), "")
    how = f" (brug {everywhere}, hvis den er landsdækkende)" if everywhere else ""
    return f"{places.key}{how}"


def check_references(fields: Mapping[str, Node], name: str) -> Iterator[Fault]:
    """Sources have ids of their own, and each group that stands in a source names one of them."""
    ids: list[str] = []
    titles: dict[str, str] = {}  # of sources, to their ids
    for number, item in enumerate(placed(fields, "kilder"), 1):
        identity = item.part("id")
        titles.setdefault(slugify(item.part("titel").text), identity.text)
        if not identity.text:
            continue
        if identity.text in ids:
            yield make(
                "dobbelt-kilde", name, identity.line, f"kilder[{number}].id", value=identity.text
            )
        ids.append(identity.text)
    for path, item in _sourced(fields):
        source = item.part("kilde")
        if not source.text or source.text in ids:
            continue
        meant = near(source.text, ids) or titles.get(slugify(source.text), "")
        yield make(
            "ukendt-kilde", name, source.line, f"{path}.kilde",
            value=source.text, allowed=", ".join(ids) or "(ingen)",
            near=meant or (ids[0] if len(ids) == 1 else ""),
        )  # fmt: skip


def _sourced(fields: Mapping[str, Node]) -> Iterator[tuple[str, Node]]:
    """All groups that name the source they stand in, each with its path."""
    for field in FIELDS:
        node, group = fields.get(field.key), field.kind.group
        if node is None or group is None or "kilde" not in group.model_fields:
            continue
        if node.items:
            yield from ((f"{field.key}[{n}]", item) for n, item in enumerate(node.items, 1))
        else:
            yield field.key, node


def check_points(fields: Mapping[str, Node], name: str) -> Iterator[Fault]:
    """No list says the same twice."""
    for field in FIELDS:
        seen: set[str] = set()
        for item in placed(fields, field.key):
            same = " ".join(item.text.split()).rstrip(".?! ")
            if same in seen:
                yield make(
                    "dobbelt-punkt", name, item.line, field.key, value=item.text, field=field.key
                )
            if item.text:
                seen.add(same)


def check_dates(fields: Mapping[str, Node], name: str, standard: Standard) -> Iterator[Fault]:
    """The review lies neither ahead of today nor too far behind."""
    node = fields.get("gennemgaaet")
    if node is None:
        return
    try:
        reviewed = dt.date.fromisoformat(node.text)
    except ValueError:
        return  # told by check_fields
    if reviewed > standard.today + dt.timedelta(days=1):  # a day's grace for time zones
        yield make("fremtid", name, node.line, "gennemgaaet", value=node.text)
    elif (standard.today - reviewed).days > standard.review_after_days:
        yield make("ikke-gennemgaaet", name, node.line, "gennemgaaet", value=node.text)


def check_summary(fields: Mapping[str, Node], name: str) -> Iterator[Fault]:
    """A warning for a summary longer than a card shows well."""
    node = fields.get("resume")
    if node is not None and len(node.text) > SUMMARY_READS_WELL:
        yield make(
            "langt-resume", name, node.line, "resume",
            length=len(node.text), limit=SUMMARY_READS_WELL,
        )  # fmt: skip


def to_entry(slug: str, tree: Tree, body: str, vocabularies: Vocabularies) -> Entry:
    """The typed fields of a file without faults, as an entry."""
    terms: dict[str, tuple[str, ...]] = {}
    graded: dict[str, dict[str, int]] = {}
    results = tuple(
        Result(
            item["tekst"],
            item[RESULT_VOCABULARY],
            item["kilde"],
            item["aar"] or "",
            item[DIRECTION] or "",
        )
        for item in tree["resultater"]
    )
    for vocabulary in vocabularies:
        value = tree.get(vocabulary.key) or _derived(vocabulary, results, tree[PRICE])
        value = value or vocabulary.default or ()
        if isinstance(value, dict):
            graded[vocabulary.key] = {key: value[key] for key in vocabulary.sorted_keys(set(value))}
        keys = vocabulary.sorted_keys((value,) if isinstance(value, str) else tuple(value))
        if keys:
            terms[vocabulary.key] = keys
    return Entry(
        slug=slug,
        title=tree["titel"],
        summary=tree["resume"],
        reviewed=dt.date.fromisoformat(tree["gennemgaaet"]),
        terms=terms,
        graded=freeze(graded),
        names=tuple(tree["andre_navne"]),
        values=freeze({field.key: tree[field.key] for field in PLAIN if tree[field.key]}),
        results=results,
        related=tuple(tree["relateret"]),
        example_of=tuple(tree["eksempel_paa"]),
        former_slugs=tuple(tree["tidligere"]),
        sources=tuple(
            Source(
                item["id"] or "", item["titel"], item["udgiver"],
                item["aar"] or "", item["url"] or "", item["kopi"],
            )
            for item in tree["kilder"]
        ),
        sections=markdown_text.render_sections(body),
    )  # fmt: skip


def _derived(
    vocabulary: Vocabulary, results: Iterable[Result], price: Mapping[str, str] | None
) -> tuple[str, ...]:
    """The terms of a facet that follows from an entry's results, or from its price."""
    if vocabulary.key == DIRECTION:
        return tuple({result.direction for result in results})
    if Role.PRICES not in vocabulary.roles or price is None:
        return ()
    low, high = amounts(price["beloeb"])
    return tuple(
        term.key
        for term in vocabulary.terms
        if term.settings.amounts and term.settings.unit == price["enhed"]
        if term.settings.amounts[0] <= high and low < term.settings.amounts[1]
    )
