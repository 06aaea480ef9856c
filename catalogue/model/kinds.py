"""The kinds of value that a field of an entry can hold, each described once.

A kind says what the checker demands of a value, how the value reads in words, and how the form
asks for it. Which field is of which kind stands in `catalogue.model.fields`. An entry holds a value
as the file has it, frozen: a text, a tuple, or a mapping.

In the file every value is a string (see `catalogue.files.front_matter`); what is wrong with it is
raised under the code of a rule in `catalogue.model.rules`.
"""

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field
from pydantic_core import PydanticCustomError

from catalogue.model.dates import danish_moment
from catalogue.model.frozen import as_truth


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


# --- What pydantic holds a single value to --------------------------------------------------------

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


class Group(BaseModel):
    """Fields inside a field."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class ResponsibleFields(Group):
    navn: Text = Field(title="Navn", description="Organisationen, der står bag. Aldrig en person.")
    url: Address | None = Field(
        None, title="Netadresse", description="Organisationens side om indsatsen."
    )


class ResultFields(Group):
    tekst: Long = Field(title="Tekst", description="Resultatet i én hel sætning med egne ord.")
    talslags: Key = Field(
        title="Slags tal", description="Hvad for en slags tal det er (nøgle i talslags)."
    )
    kilde: Identifier = Field(title="Kilde", description="Id på den kilde, resultatet står i.")
    aar: Year | None = Field(None, title="År", description="Året eller spændet, tallet gælder for.")


class SourceFields(Group):
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


# --- Kinds ----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Shown:
    """A piece of a value in words, and the address it leads to ("" for none)."""

    text: str
    url: str = ""


class Asked(Enum):
    """How the form asks for a value."""

    LINE = "linje"
    PROSE = "tekst"
    POINTS = "punkter"  # one on each line
    DATE = "dato"
    GROUP = "gruppe"  # a question for each field inside
    ROWS = "raekker"  # rows of such questions


def _one(value: str) -> tuple[Shown, ...]:
    return (Shown(value),)


def _each(values: tuple[str, ...]) -> tuple[Shown, ...]:
    return tuple(Shown(value) for value in values)


def _as_moment(value: str) -> tuple[Shown, ...]:
    return (Shown(danish_moment(value)),)


@dataclass(frozen=True, slots=True)
class Kind:
    """What a value is.

    Attributes:
        holds: the type that pydantic holds a value to; of a list, each item.
        asked: how the form asks for it.
        shown: a value in words, piece by piece.
        most: how many items a list may have; 0 when it is no list.
        fewest: how many it must have.
        group: the fields inside each value, when there are any.
    """

    holds: Any
    asked: Asked
    shown: Callable[[Any], tuple[Shown, ...]] = _one
    most: int = 0
    fewest: int = 0
    group: type[BaseModel] | None = None

    @property
    def many(self) -> bool:
        return self.most > 0

    @property
    def annotation(self) -> Any:
        """The type of a value that is there."""
        return list[self.holds] if self.many else self.holds  # type: ignore[name-defined]

    @property
    def api_type(self) -> Any:
        """The type of a value that may be missing: an empty list, or null."""
        return self.annotation if self.many else self.holds | None


def _in_link(value: Any) -> tuple[Shown, ...]:
    return (Shown(value["navn"], value["url"] or ""),)


LINE = Kind(Text, Asked.LINE)
PROSE = Kind(Long, Asked.PROSE)
MOMENT = Kind(Moment, Asked.LINE, _as_moment)
DATE = Kind(Date, Asked.DATE, _as_moment)
RESPONSIBLE = Kind(ResponsibleFields, Asked.GROUP, _in_link, group=ResponsibleFields)
RESULTS = Kind(ResultFields, Asked.ROWS, most=40, group=ResultFields)
SOURCES = Kind(SourceFields, Asked.ROWS, most=60, fewest=1, group=SourceFields)


def texts(most: int, longest: int = 200) -> Kind:
    """A list of at most `most` texts of at most `longest` characters."""
    item = Annotated[str, Field(min_length=1, max_length=longest)]
    return Kind(item, Asked.POINTS, _each, most)


def entries(most: int) -> Kind:
    """A list of at most `most` other entries, by their file names."""
    return Kind(Identifier, Asked.POINTS, _each, most)
