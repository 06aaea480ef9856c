"""The form at /ny: its fields made from the definitions, and what was sent as a file.

Pure: no Flask, no HTML. A vocabulary is a question because it is there, and a field because
`catalogue.model.fields` has it; the form names neither, but for the order they are asked in.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from dataclasses import field as attribute
from types import MappingProxyType

from pydantic.fields import FieldInfo

from catalogue.model.faults import Fault
from catalogue.model.fields import FIELDS, SECTIONS, Field, Step, of_entries
from catalogue.model.frozen import empty
from catalogue.model.kinds import Control
from catalogue.model.vocabulary import Role, Vocabularies, Vocabulary
from web.editing.sent import (
    MOST_ROWS,
    ROWS,
    SECTION,
    SPARE_ROWS,
    Choices,
    Sent,
    faults_by_name,
    filled_rows,
    inner_choices,
    one,
    sent_grades,
)
from web.editing.telling import Told, tell_fault

_FEW = 12  # choices of one, shown as buttons rather than in a list


@dataclass(frozen=True, slots=True)
class Option:
    """A term to choose; `grade` is "" where the vocabulary grades nothing."""

    key: str
    label: str
    explanation: str
    chosen: bool
    grade: str = ""


@dataclass(frozen=True, slots=True)
class Prompt:
    """One field of the form.

    Attributes:
        name: its name when sent.
        label: what it is called.
        help: what is written in it.
        kind: as in `catalogue.model.kinds.Control`, "ja" (a box), "en" or "flere" (choices),
            or "grader" (choices, each with a grade).
        required: the entry must have it.
        value: what was sent.
        choices: what can be chosen.
        faults: what is wrong with it.
        of_row: which row of a list it is in ("kilde 2"), else "".
        counted: it counts in how complete the entry is.
        linked: each line is a name and its address.
    """

    name: str
    label: str
    help: str
    kind: str
    required: bool = False
    value: str = ""
    choices: tuple[Option, ...] = ()
    faults: tuple[Fault, ...] = ()
    of_row: str = ""
    counted: bool = True
    linked: bool = False

    @property
    def id(self) -> str:
        """Its id on the page, which its faults lead to."""
        return f"felt-{self.name}"

    @property
    def called(self) -> str:
        """What a list of questions calls it; the first of a row stands for all of them."""
        return self.of_row.partition(" ")[0] or self.label

    @property
    def boxes(self) -> bool:
        """It is asked with boxes or buttons to tick, not with a list or a field."""
        alone = not self.of_row and "-" not in self.name
        few = self.kind != "en" or len(self.choices) <= _FEW
        return alone and few and self.kind in ("en", "flere", "grader")

    @property
    def target(self) -> str:
        """The id of what is written or ticked in."""
        return f"{self.id}-{self.choices[0].key}" if self.boxes and self.choices else self.id

    @property
    def told(self) -> tuple[Told, ...]:
        """What is wrong with it, in the form's words."""
        label = f"{self.label}, {self.of_row}" if self.of_row else self.label
        return tuple(tell_fault(fault, label, self.target) for fault in self.faults)

    @property
    def is_wrong(self) -> bool:
        """Whether what was sent stops the entry; a warning does not."""
        return any(not fault.is_warning for fault in self.faults)

    @property
    def filled(self) -> bool:
        """Whether anything is written or chosen."""
        return bool(self.value.strip()) or any(choice.chosen for choice in self.choices)


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the form: single questions, or rows of them."""

    title: str
    help: str
    questions: tuple[Prompt, ...] = ()
    rows: tuple[tuple[Prompt, ...], ...] = ()
    row_name: str = ""


@dataclass(frozen=True, slots=True)
class Form:
    """The form. `told` is all that is wrong, in the order of its questions."""

    steps: tuple[Part, ...]
    told: tuple[Told, ...] = ()
    source_ids: Mapping[int, str] = attribute(default_factory=empty)  # that a file has, by row

    @property
    def questions(self) -> tuple[Prompt, ...]:
        """All of them, as they stand on the page."""
        return tuple(
            question
            for step in self.steps
            for question in (*(one for row in step.rows for one in row), *step.questions)
        )

    @property
    def counted(self) -> tuple[Prompt, ...]:
        """The questions that tell how complete the entry is; of rows, the first one's first."""
        return tuple(
            question
            for step in self.steps
            for question in (*step.questions, *(step.rows[0][:1] if step.rows else ()))
            if question.counted
        )

    @property
    def filled(self) -> int:
        """How many of the questions that count are answered."""
        return sum(question.filled for question in self.counted)

    @property
    def unfilled(self) -> tuple[Prompt, ...]:
        """Those of the questions that count that are not answered."""
        return tuple(question for question in self.counted if not question.filled)


_SECTION_HELP = (
    "Hvad sker der, set fra deltagerens side?",
    "Hvem deltager, og hvordan finder man dem?",
    "Hvad gør man på en almindelig tirsdag?",
    "Hvem gør det sammen med hvem?",
    "Hvad ved vi, og hvad ved vi ikke?",
    "Folk, lokaler, tid og penge.",
)


_NO_CHOICES: Choices = {}
_OF_THE_FILE = re.compile(r" \((?:nøgle|dens id|filnavn)[^)]*\)")


def in_the_form(help_: str) -> str:
    """A field's help without what only who writes the file needs to know."""
    return _OF_THE_FILE.sub("", help_)


@dataclass(frozen=True, slots=True)
class _Filled:
    """What was sent and what is wrong with it, from which the questions are filled in."""

    sent: Sent
    faults: Mapping[str, tuple[Fault, ...]]
    names: Mapping[str, str]

    def fields(self, step: Step, choices: Choices = _NO_CHOICES) -> tuple[Prompt, ...]:
        """Questions of the fields that belong to a step; a group has one for each field inside."""
        return tuple(
            question
            for field in FIELDS
            if field.step is step
            for question in self.field(field, choices)
        )

    def field(self, field: Field, choices: Choices) -> tuple[Prompt, ...]:
        if field.kind.asked is Control.GROUP and field.kind.group:
            parts = field.kind.group.model_fields
            inner = [
                self.inner(f"{field.key}-{key}", key, part, f"{field.label}: ")
                for key, part in parts.items()
            ]
            return tuple(
                replace(
                    _offering(question, choices.get(key)),
                    required=field.required,
                    counted=field.counted and question is inner[0],
                )
                for question, key in zip(inner, parts, strict=True)
            )
        if field.kind.asked is Control.ENTRIES and self.names:
            return (self.others(field),)
        question = Prompt(
            field.key, field.label, in_the_form(field.help), field.kind.asked.value,
            field.required,
            "\n".join(self.sent.get(field.key, ())) if field.kind.asked is Control.ENTRIES
            else one(self.sent, field.key), faults=self.faults.get(field.key, ()),
            counted=field.counted, linked=field.kind.group is not None,
        )  # fmt: skip
        return (question,)

    def others(self, field: Field) -> Prompt:
        """A question of other entries, each by its title; also of those that are not there."""
        chosen = dict.fromkeys(self.sent.get(field.key, ()))
        names = {**self.names, **{slug: slug for slug in chosen if slug not in self.names}}
        return Prompt(
            field.key, field.label, in_the_form(field.help), "flere", field.required,
            choices=tuple(Option(slug, names[slug], "", slug in chosen) for slug in names),
            faults=self.faults.get(field.key, ()), counted=field.counted,
        )  # fmt: skip

    def inner(self, name: str, key: str, part: FieldInfo, before: str = "") -> Prompt:
        """A question of a field inside a group."""
        kind = "ja" if part.annotation is bool else "tekst" if key == "tekst" else "linje"
        return Prompt(
            name, f"{before}{part.title or key}", in_the_form(part.description or ""), kind,
            part.is_required(), one(self.sent, name), faults=self.faults.get(name, ()),
        )  # fmt: skip

    def words(self, vocabularies: Iterable[Vocabulary]) -> tuple[Prompt, ...]:
        """A question for each vocabulary."""
        return tuple(
            Prompt(
                v.key, v.label, v.explanation,
                "grader" if v.graded else "flere" if v.many else "en", v.required,
                choices=self.terms(v), faults=self.faults_of(v),
            )
            for v in vocabularies
        )  # fmt: skip

    def faults_of(self, vocabulary: Vocabulary) -> tuple[Fault, ...]:
        """What is wrong with a vocabulary's terms, or with their grades."""
        names = [vocabulary.key]
        if vocabulary.graded:
            names += [name for name in self.faults if name.startswith(f"{vocabulary.key}-")]
        return tuple(fault for name in names for fault in self.faults.get(name, ()))

    def terms(self, vocabulary: Vocabulary) -> tuple[Option, ...]:
        """A vocabulary's terms, ticked or graded as they were sent."""
        chosen = set(self.sent.get(vocabulary.key, ()))
        graded = sent_grades(self.sent, vocabulary) if vocabulary.graded else {}
        return tuple(
            Option(
                t.key, t.label, t.explanation, t.key in chosen or t.key in graded,
                graded.get(t.key, ""),
            )
            for t in vocabulary.terms
        )  # fmt: skip

    def sections(self) -> tuple[Prompt, ...]:
        names = [f"{SECTION}-{number}" for number in range(1, len(SECTIONS) + 1)]
        return tuple(
            Prompt(
                name, title, about, "tekst", value=one(self.sent, name, lines=True),
                faults=self.faults.get(SECTION, ()) if name == names[0] else (),
            )
            for name, title, about in zip(names, SECTIONS, _SECTION_HELP, strict=True)
        )  # fmt: skip

    def rows(
        self, name: str, row_name: str, choices: Choices = _NO_CHOICES
    ) -> tuple[tuple[Prompt, ...], ...]:
        """The filled rows of a list of groups, and empty ones below."""
        last = max((number for number, _ in filled_rows(self.sent, name)), default=0)
        return tuple(
            tuple(
                replace(
                    _offering(self.inner(f"{name}-{number}-{key}", key, part), choices.get(key)),
                    of_row=f"{row_name.lower()} {number}",
                )
                for key, part in ROWS[name].model_fields.items()
                if key != "id"
            )
            for number in range(1, min(last + SPARE_ROWS, MOST_ROWS) + 1)
        )


def make_form(
    sent: Sent,
    vocabularies: Vocabularies,
    faults: Iterable[Fault],
    today: str,
    names: Mapping[str, str] = MappingProxyType({}),
) -> Form:
    """The form with what was sent filled in, and each fault at its field.

    Args:
        sent: what was filled in, by the names of the questions.
        vocabularies: the words to choose among.
        faults: what is wrong with it.
        today: what a review's date begins as.
        names: other entries to refer to, slug to title; without them, slugs are written.
    """
    if not sent.get("gennemgaaet"):
        sent = {**sent, "gennemgaaet": [today]}
    fill = _Filled(sent, faults_by_name(faults, sent), names)
    asked = of_entries(vocabularies)
    choices = inner_choices(vocabularies, sent)
    first = [v for v in asked if v.required or Role.PLACES in v.roles]
    form = Form((
        Part("Navn og resumé", "", fill.fields(Step.NAME)),
        Part("Hvem, hvad og hvor", "", (*fill.words(first), *fill.fields(Step.PLACE))),
        Part(
            "Teksten",
            "Kun det, en kilde siger, og med dine egne ord. Lad et afsnit stå tomt, hvis der ikke "
            "er noget at skrive i det. Punkter på en liste begynder med «- » efter en tom linje.",
            fill.sections(),
        ),
        Part(
            "Kilder", "Det, indsatsen er skrevet efter, helst udgiverens egen side.",
            rows=fill.rows("kilder", "Kilde"), row_name="Kilde",
        ),
        Part(
            "Resultater",
            "Hvert tal med sin slags og sin kilde. Kun det, der er målt mod nogen, der ikke fik "
            "indsatsen, er en effekt.",
            fill.fields(Step.RESULTS),
            fill.rows("resultater", "Resultat", choices), "Resultat",
        ),
        Part(
            "Mere, hvis kilderne siger det", "",
            (
                *fill.words(v for v in asked if v not in first),
                *fill.fields(Step.MORE, choices),
            ),
        ),
    ))  # fmt: skip
    named = {number: one(sent, f"kilder-{number}-id") for number, _ in filled_rows(sent, "kilder")}
    ids = MappingProxyType({number: identity for number, identity in named.items() if identity})
    return replace(form, told=_told(form, faults), source_ids=ids)


def _told(form: Form, faults: Iterable[Fault]) -> tuple[Told, ...]:
    """What is wrong at each question, then what belongs to none."""
    at_questions = [fault for question in form.questions for fault in question.faults]
    return (
        *(told for question in form.questions for told in question.told),
        *(tell_fault(fault) for fault in faults if fault not in at_questions),
    )


def _offering(question: Prompt, offered: tuple[tuple[str, str], ...] | None) -> Prompt:
    """The question as a choice among what is offered."""
    if offered is None:
        return question
    choices = tuple(Option(key, label, "", key == question.value) for key, label in offered)
    return replace(question, kind="en", value="", choices=choices)
