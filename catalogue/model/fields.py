"""An entry's fields, each declared once: one row of `FIELDS`.

From the row come the checker's model and the JSON Schema, the entry's page, comparison and
dossier, the API and its description, the spreadsheets, the searched text, the form at /ny, the
words of the history, and the table in docs/editors.md. A new optional field is a new row; what
kind of value it holds is one of `catalogue.model.kinds`. The fields that hold terms are added from
the vocabularies, so a new vocabulary file is a new field without a line of code.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from types import MappingProxyType
from typing import Any

from pydantic import BaseModel, create_model
from pydantic import Field as Definition

from catalogue.model import kinds
from catalogue.model.entry import Entry, Result
from catalogue.model.kinds import Grade, Key, Kind, Shown, Subfields
from catalogue.model.vocabulary import Role, Vocabularies, Vocabulary

SECTIONS = (
    "Hvad går indsatsen ud på?",
    "Hvem er den for?",
    "Sådan gør man",
    "Samarbejde og organisering",
    "Resultater og dokumentation",
    "Hvad kræver det?",
)
RESULT_SECTION, NEEDS_SECTION = SECTIONS[4:]
SUMMARY_READS_WELL = 320  # characters; about three lines on a card


class Placement(Enum):
    """Where on the entry's page a field is shown."""

    BOX = "i boksen ved siden af teksten"
    FOLD = "under »Alle oplysninger«"
    SECTION = "et afsnit for sig"
    OWN = "hvor siden selv sætter det"
    HIDDEN = "vises ikke"


class Step(Enum):
    """The part of the form at /ny that asks for a field."""

    NAME = "navn"
    PLACE = "sted"
    RESULTS = "resultater"
    MORE = "mere"
    ROWS = "et trin for sig"
    NEVER = "spørges ikke"


@dataclass(frozen=True, slots=True)
class Field:
    """A field of an entry.

    Attributes:
        key: its name in the file, the API and the form.
        label: what people read, wherever the field is shown.
        help: what is written in it.
        kind: what its value is.
        changed: what the history calls it ("perioden rettet"); for a list of groups, one and
            many that came, one and many that went; "" where the history has other words.
        required: every entry has it.
        plain: it needs no code of its own: `Entry.values` holds it, and pages, comparisons,
            spreadsheets and API show it by its kind.
        place: where on the entry's page.
        told_missing: an entry without it says so ("Ikke oplyst").
        column: how wide it reads well in a spreadsheet, in characters; 0 leaves it out.
        searched: the search's field that its words belong to (`search.index.fields`), "" for none.
        step: where the form asks for it.
        counted: the form counts it in how complete the entry is.
    """

    key: str
    label: str
    help: str
    kind: Kind
    changed: str | tuple[str, str, str, str] = ""
    required: bool = False
    plain: bool = True
    place: Placement = Placement.OWN
    told_missing: bool = False
    column: int = 0
    searched: str = ""
    step: Step = Step.MORE
    counted: bool = True

    def value(self, entry: Entry) -> Any:
        """The value of a plain field as the file has it; None where the entry has none."""
        return entry.values.get(self.key)

    def shown(self, entry: Entry) -> tuple[Shown, ...]:
        """The value of a plain field in words, piece by piece; empty where there is none."""
        value = self.value(entry)
        return self.kind.shown(value) if value else ()


# The order of the file, the form, the docs, and the entry's page.
FIELDS = (
    Field(
        "titel", "Titel", "Indsatsens navn, som det bruges.", kinds.LINE,
        changed="titlen", required=True, plain=False, step=Step.NAME,
    ),
    Field(
        "andre_navne", "Andre navne",
        "Forkortelser, tidligere navne og stavemåder, som folk søger på.", kinds.texts(20),
        changed="andre navne", plain=False, step=Step.NAME, counted=False,
    ),
    Field(
        "resume", "Resumé", "En eller to sætninger: hvem gør hvad, for hvem?", kinds.PROSE,
        changed="resumeet", required=True, plain=False, step=Step.NAME,
    ),
    Field(
        "sted_note", "Sted", "Hvor indsatsen foregår, når kommunen ikke siger nok.", kinds.PROSE,
        changed="stedet", place=Placement.FOLD, column=30, searched="sted", step=Step.PLACE,
    ),
    Field(
        "boligomraade", "Boligområder", "Navne på de boligområder, indsatsen nævnes i.",
        kinds.texts(40),
        changed="boligområder", place=Placement.FOLD, column=24, searched="sted", step=Step.PLACE,
    ),
    Field(
        "ansvarlig", "Ansvarlig", "Organisationen, der står bag.", kinds.RESPONSIBLE,
        changed="ansvarlig organisation", place=Placement.BOX, told_missing=True, column=30,
        searched="ansvarlig",
    ),
    Field(
        "kontakt", "Kontakt", "Hvem man spørger: en organisation eller en funktion, ingen person.",
        kinds.CONTACT,
        changed="kontakten", place=Placement.BOX, told_missing=True, column=30,
        searched="ansvarlig",
    ),
    Field(
        "periode", "Periode", "Hvornår indsatsen har kørt.", kinds.LINE,
        changed="perioden", place=Placement.BOX, told_missing=True, column=20,
        searched="resultater",
    ),
    Field(
        "varighed", "Varighed", "Hvor længe et forløb varer: 12 uger, to aftener om ugen.",
        kinds.LINE,
        changed="varigheden", place=Placement.BOX, told_missing=True, column=20,
        searched="resultater",
    ),
    Field(
        "bemanding", "Bemanding", "Hvem der arbejder i indsatsen, og hvor meget.", kinds.LINE,
        changed="bemandingen", place=Placement.BOX, told_missing=True, column=30,
        searched="resultater",
    ),
    Field(
        "status_pr", "Status gælder for", "Hvornår status gjaldt: år, måned eller dato.",
        kinds.MOMENT,
        changed="tidspunktet for status", place=Placement.FOLD, column=12, counted=False,
    ),
    Field(
        "pris", "Pris", "Hvad den koster, når en kilde siger det i kroner.", kinds.PRICE,
        changed="prisen", place=Placement.BOX, told_missing=True, column=24,
    ),
    Field(
        "oekonomi", "Økonomi", "Hvad den kostede, og hvem der betalte.", kinds.PROSE,
        changed="økonomi", place=Placement.SECTION, told_missing=True, column=40,
        searched="resultater",
    ),
    Field(
        "lovgrundlag", "Lovgrundlag", "De love og paragraffer, indsatsen hviler på.", kinds.LAWS,
        changed="lovgrundlaget", place=Placement.SECTION, column=30, searched="resultater",
        counted=False,
    ),
    Field(
        "resultater", "Resultater", "Hvert tal og fund med slags og kilde.", kinds.RESULTS,
        changed=("nyt resultat", "nye resultater", "resultat", "resultater"),
        plain=False, told_missing=True, step=Step.ROWS,
    ),
    Field(
        "dokumentation_begrundelse", "Begrundelse for dokumentationen",
        "Én sætning om, hvorfor dokumentationen er sat, som den er.", kinds.PROSE,
        changed="begrundelsen for dokumentationen", searched="resultater", step=Step.RESULTS,
    ),
    Field(
        "faldgruber", "Faldgruber", "Hvad der gik galt eller var svært, én ting ad gangen.",
        kinds.texts(20, 400),
        changed="faldgruber", place=Placement.SECTION, searched="resultater", step=Step.RESULTS,
    ),
    Field(
        "materialer", "Materialer", "Håndbøger, skabeloner og film, som andre kan bruge.",
        kinds.MATERIALS,
        changed=("nyt materiale", "nye materialer", "materiale", "materialer"),
        place=Placement.SECTION, column=40, searched="kilder", counted=False,
    ),
    Field(
        "spoergsmaal", "Siden svarer på",
        "Tre til otte spørgsmål eller behov, som folk siger dem, og som teksten svarer på.",
        kinds.texts(8, 160, fewest=3),
        changed=("nyt spørgsmål", "nye spørgsmål", "spørgsmål", "spørgsmål"),
        place=Placement.SECTION, column=60, searched="spoergsmaal",
    ),
    Field(
        "soegeord", "Søgeord",
        "Ord, som folk bruger, og som ikke står i teksten. De bliver fundet, men aldrig vist.",
        kinds.texts(40, 80),
        changed="søgeordene", place=Placement.HIDDEN, searched="soegeord", counted=False,
    ),
    Field(
        "relateret", "Beslægtede indsatser",
        "Beslægtede indsatser (filnavn uden .md). Skrives kun det ene sted.", kinds.entry_list(20),
        changed="beslægtede indsatser", plain=False, counted=False,
    ),
    Field(
        "eksempel_paa", "Eksempel på",
        "Den aktivitetstype eller metode, den er et eksempel på.", kinds.entry_list(10),
        changed="det, indsatsen er et eksempel på,", plain=False, counted=False,
    ),
    Field(
        "tidligere", "Tidligere adresser",
        "Tidligere filnavne; gamle adresser sendes videre hertil.", kinds.entry_list(20),
        changed="tidligere adresser", plain=False, step=Step.NEVER,
    ),
    Field(
        "kilder", "Kilder", "Det, indsatsen er skrevet efter.", kinds.SOURCES,
        changed=("ny kilde", "nye kilder", "kilde", "kilder"),
        required=True, plain=False, step=Step.ROWS,
    ),
    Field(
        "gennemgaaet", "Sidst redigeret mod kilderne",
        "Den dag, teksten sidst blev holdt op mod kilderne (år-måned-dag).", kinds.DATE,
        required=True, plain=False,
    ),
)  # fmt: skip
BY_KEY = MappingProxyType({field.key: field for field in FIELDS})
PLAIN = tuple(field for field in FIELDS if field.plain)

PLACE_NOTE = "sted_note"  # what an entry may say of its place instead of a term
PRICE, RESULTS = "pris", "resultater"
REASON = "dokumentation_begrundelse"  # why the knowledge is called what it is
RESULT_VOCABULARY = "talslags"  # a property of each result, not of the entry
DIRECTION = "retning"  # the same, of those that are a measured effect
OF_RESULTS = (RESULT_VOCABULARY, DIRECTION)


_MOST_TERMS = 120  # that an entry may carry of one vocabulary


def at(place: Placement) -> Iterator[Field]:
    """The plain fields that stand at a place of the entry's page."""
    return (field for field in PLAIN if field.place is place)


def in_file_order(vocabularies: Vocabularies) -> tuple[Field | Vocabulary, ...]:
    """All that an entry's file may hold: what it is called, its words, then the rest."""
    last = next(place for place, field in enumerate(FIELDS, 1) if field.key == "resume")
    return (*FIELDS[:last], *of_entries(vocabularies), *FIELDS[last:])


@lru_cache(maxsize=2)  # a builder that stays loaded asks at every build, mostly for the same
def front_model(vocabularies: Vocabularies) -> type[BaseModel]:
    """The model of an entry's front matter under these vocabularies.

    Term fields hold keys as strings, or keys to grades.
    """
    found: dict[str, Any] = {field.key: _definition(field) for field in FIELDS}
    for vocabulary in of_entries(vocabularies):
        found[vocabulary.key] = _term_field(vocabulary)
    return create_model("FrontMatter", __base__=Subfields, **found)


def _definition(field: Field) -> tuple[Any, Any]:
    """A field as pydantic wants it: its type and its definition."""
    kind = field.kind
    missing: Any = ... if field.required else [] if kind.many else None
    definition = Definition(
        missing,
        title=field.label,
        description=field.help,
        min_length=kind.fewest or None,
        max_length=kind.most or None,
    )
    return kind.annotation if field.required else kind.api_type, definition


def of_entries(vocabularies: Vocabularies) -> tuple[Vocabulary, ...]:
    """The vocabularies that an entry itself is marked with; other facets follow from its fields."""
    return tuple(
        one for one in vocabularies if one.key not in OF_RESULTS and Role.PRICES not in one.roles
    )


def kind_in_words(result: Result, vocabularies: Vocabularies) -> str:
    """What kind of figure a result is, and what it showed: Målt effekt: gavnlig effekt."""
    kind = vocabularies.label(RESULT_VOCABULARY, result.kind)
    direction = vocabularies.label(DIRECTION, result.direction)
    return f"{kind}: {direction[:1].lower()}{direction[1:]}" if direction else kind


def _term_field(vocabulary: Vocabulary) -> tuple[Any, Any]:
    """A vocabulary as pydantic wants a field: its type and its definition."""
    if vocabulary.graded:
        return _graded_field(vocabulary)
    kind: Any = list[Key] if vocabulary.many else Key
    default: Any = ... if vocabulary.required else [] if vocabulary.many else None
    if not vocabulary.required and not vocabulary.many:
        kind = Key | None
    limit = _MOST_TERMS if vocabulary.many else None
    definition = Definition(
        default,
        title=vocabulary.label,
        description=vocabulary.explanation,
        json_schema_extra=_listed(vocabulary.keys(), many=vocabulary.many),
        max_length=limit,
    )
    return kind, definition


def _graded_field(vocabulary: Vocabulary) -> tuple[Any, Any]:
    """A vocabulary whose terms an entry grades: keys to grades."""
    missing: Any = ... if vocabulary.required else {}
    definition = Definition(
        missing,
        title=vocabulary.label,
        description=vocabulary.explanation,
        json_schema_extra={"propertyNames": {"enum": list(vocabulary.keys())}},
        max_length=_MOST_TERMS,
    )
    return dict[Key, Grade], definition


def _listed(keys: tuple[str, ...], *, many: bool) -> dict[str, Any]:
    """The JSON Schema's share of a vocabulary, so that an editor's program can suggest keys."""
    return {"items": {"enum": list(keys)}} if many else {"enum": list(keys)}
