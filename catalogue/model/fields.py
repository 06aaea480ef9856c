"""The front matter's fields, declared once.

The checker, the JSON Schema, the form at /ny and the field list in docs/editors.md all
read this module. The fields that hold terms are added from the vocabularies, so a new
vocabulary file is a new field without a line of code.

Every value arrives as a string (see `catalogue.files.front_matter`); what is wrong with it is
raised under the code of a rule in `catalogue.model.rules`.
"""

import datetime as dt
import re
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, create_model
from pydantic_core import PydanticCustomError

from catalogue.model.frozen import as_truth
from catalogue.model.vocabulary import Vocabularies, Vocabulary

SECTIONS = (
    "Hvad går indsatsen ud på?",
    "Hvem er den for?",
    "Sådan gør man",
    "Samarbejde og organisering",
    "Resultater og dokumentation",
    "Hvad kræver det?",
)
SUMMARY_READS_WELL = 320  # characters; about three lines on a card


def _fault(code: str, value: str) -> PydanticCustomError:
    # the type is the rule's code; pydantic wants a literal, and codes are our own constants
    return PydanticCustomError(code, "{value}", {"value": value})


def _date(value: str) -> str:
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", value):
        raise _fault("dato", value)
    try:
        dt.date.fromisoformat(value)
    except ValueError:
        raise _fault("dato", value) from None
    return value


def _year(value: str) -> str:
    if not re.fullmatch(r"(19|20)\d{2}([-–](19|20)\d{2})?", value):
        raise _fault("aar", value)
    return value.replace("-", "–")


def _moment(value: str) -> str:
    if re.fullmatch(r"(19|20)\d{2}(-(0[1-9]|1[0-2]))?", value):
        return value
    try:
        return _date(value)
    except PydanticCustomError:
        raise _fault("tidspunkt", value) from None


def _address(value: str) -> str:
    if not re.fullmatch(r"https?://[^\s<>\"'\\]+\.[^\s<>\"'\\]+", value):
        raise _fault("adresse", value)
    return value


def _identifier(value: str) -> str:
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", value):
        raise _fault("id-form", value)
    return value


def _truth(value: object) -> object:
    truth = as_truth(value) if isinstance(value, str) else value
    if isinstance(truth, bool):
        return truth
    raise _fault("sandt-falsk", str(value))


Text = Annotated[str, Field(min_length=1, max_length=200)]
Long = Annotated[str, Field(min_length=1, max_length=600)]
Year = Annotated[str, AfterValidator(_year)]
Moment = Annotated[str, AfterValidator(_moment)]
Address = Annotated[str, Field(max_length=600), AfterValidator(_address)]
Identifier = Annotated[str, Field(max_length=80), AfterValidator(_identifier)]
# Whether a key exists is told in better words by `catalogue.checking.entry_file`.
Key = Annotated[str, Field(min_length=1, max_length=80)]
Truth = Annotated[bool, BeforeValidator(_truth)]
Date = Annotated[str, AfterValidator(_date)]


class _Group(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class ResponsibleFields(_Group):
    navn: Text = Field(title="Navn", description="Organisationen, der står bag. Aldrig en person.")
    url: Address | None = Field(
        None, title="Netadresse", description="Organisationens side om indsatsen."
    )


class ResultFields(_Group):
    tekst: Long = Field(title="Tekst", description="Resultatet i én hel sætning med egne ord.")
    talslags: Key = Field(
        title="Slags tal", description="Hvad for en slags tal det er (nøgle i talslags)."
    )
    kilde: Identifier = Field(title="Kilde", description="Id på den kilde, resultatet står i.")
    aar: Year | None = Field(None, title="År", description="Året eller spændet, tallet gælder for.")


class SourceFields(_Group):
    id: Identifier | None = Field(
        None, title="Id", description="Kort navn, som resultater henviser til."
    )
    titel: Annotated[str, Field(min_length=1, max_length=300)] = Field(
        title="Titel", description="Udgivelsens eller sidens titel."
    )
    udgiver: Text = Field(
        title="Udgiver", description="Hvem der har udgivet den. Ukendt: ikke oplyst."
    )
    aar: Year | None = Field(None, title="År", description="Udgivelsesår, når det er kendt.")
    url: Address | None = Field(
        None, title="Netadresse", description="Netadressen, helst udgiverens egen side."
    )
    kopi: Truth = Field(
        default=False, title="Kopi", description="true, når adressen er en kopi på et andet sted."
    )


Pitfall = Annotated[str, Field(min_length=1, max_length=400)]


class EntryFields(_Group):
    """The fields that are no vocabulary's. Their order is the order of the form and the docs."""

    titel: Text = Field(title="Titel", description="Indsatsens navn, som det bruges.")
    andre_navne: list[Text] = Field(
        default=[],
        max_length=20,
        title="Andre navne",
        description="Forkortelser, tidligere navne og stavemåder, som folk søger på.",
    )
    resume: Annotated[str, Field(min_length=1, max_length=600)] = Field(
        title="Resume", description="En eller to sætninger: hvem gør hvad, for hvem?"
    )
    sted_note: Long | None = Field(
        None, title="Sted", description="Hvor indsatsen foregår, når kommunen ikke siger nok."
    )
    boligomraade: list[Text] = Field(
        default=[],
        max_length=40,
        title="Boligområder",
        description="Navne på de boligområder, indsatsen nævnes i.",
    )
    ansvarlig: ResponsibleFields | None = Field(
        None, title="Ansvarlig", description="Organisationen, der står bag."
    )
    periode: Text | None = Field(None, title="Periode", description="Hvornår indsatsen har kørt.")
    status_pr: Moment | None = Field(
        None, title="Status pr.", description="Hvornår status gjaldt: år, måned eller dato."
    )
    oekonomi: Long | None = Field(
        None, title="Økonomi", description="Hvad den kostede, og hvem der betalte."
    )
    resultater: list[ResultFields] = Field(
        default=[],
        max_length=40,
        title="Resultater",
        description="Hvert tal og fund med slags og kilde.",
    )
    dokumentation_begrundelse: Long | None = Field(
        None,
        title="Begrundelse for dokumentationen",
        description="Én sætning om, hvorfor dokumentationen er sat, som den er.",
    )
    faldgruber: list[Pitfall] = Field(
        default=[],
        max_length=20,
        title="Faldgruber",
        description="Hvad der gik galt eller var svært, én ting ad gangen.",
    )
    relateret: list[Identifier] = Field(
        default=[],
        max_length=20,
        title="Beslægtede indsatser",
        description="Beslægtede indsatser (filnavn uden .md). Skrives kun det ene sted.",
    )
    eksempel_paa: list[Identifier] = Field(
        default=[],
        max_length=10,
        title="Eksempel på",
        description="Den aktivitetstype eller metode, den er et eksempel på.",
    )
    tidligere: list[Identifier] = Field(
        default=[],
        max_length=20,
        title="Tidligere adresser",
        description="Tidligere filnavne; gamle adresser sendes videre hertil.",
    )
    kilder: list[SourceFields] = Field(
        min_length=1, max_length=60, title="Kilder", description="Det, indsatsen er skrevet efter."
    )
    gennemgaaet: Date = Field(
        title="Gennemgået",
        description="Den dag, teksten sidst blev holdt op mod kilderne (år-måned-dag).",
    )


PLACE_NOTE = "sted_note"  # what an entry may say of its place instead of a term
RESULT_VOCABULARY = "talslags"  # a property of each result, not of the entry
NOT_FIELDS = frozenset({"q", "side", "antal", "sortering", "indsats"})  # the address's own words


def front_model(vocabularies: Vocabularies) -> type[EntryFields]:
    """The model of an entry's front matter under these vocabularies.

    Term fields hold keys as strings.
    """
    terms: dict[str, Any] = {
        vocabulary.key: _term_field(vocabulary) for vocabulary in of_entries(vocabularies)
    }
    return create_model("FrontMatter", __base__=EntryFields, **terms)


def of_entries(vocabularies: Vocabularies) -> tuple[Vocabulary, ...]:
    """The vocabularies that an entry itself is marked with."""
    return tuple(one for one in vocabularies if one.key != RESULT_VOCABULARY)


def _term_field(vocabulary: Vocabulary) -> tuple[Any, Any]:
    """A vocabulary as pydantic wants a field: its type and its definition."""
    kind: Any = list[Key] if vocabulary.many else Key
    default: Any = ... if vocabulary.required else [] if vocabulary.many else None
    if not vocabulary.required and not vocabulary.many:
        kind = Key | None
    limit = 120 if vocabulary.many else None
    definition = Field(
        default,
        title=vocabulary.label,
        description=vocabulary.explanation,
        json_schema_extra=_listed(vocabulary.keys(), many=vocabulary.many),
        max_length=limit,
    )
    return kind, definition


def _listed(keys: tuple[str, ...], *, many: bool) -> dict[str, Any]:
    """The JSON Schema's share of a vocabulary, so that an editor's program can suggest keys."""
    return {"items": {"enum": list(keys)}} if many else {"enum": list(keys)}
