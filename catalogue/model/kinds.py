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

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    WithJsonSchema,
)
from pydantic_core import PydanticCustomError

from catalogue.model.dates import danish_moment
from catalogue.model.frozen import as_truth
from catalogue.model.slugs import SLUG, is_slug


def _fault(code: str, value: str) -> PydanticCustomError:
    # the type is the rule's code; pydantic wants a literal, and codes are our own constants
    return PydanticCustomError(code, "{value}", {"value": value})


def _date(value: str) -> str:
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", value):
        raise _fault("dato-form", value)
    try:
        dt.date.fromisoformat(value)
    except ValueError:
        raise _fault("dato", value) from None
    return value


def _year(value: str) -> str:
    if not re.fullmatch(r"(19|20)\d{2}([-–](19|20)\d{2})?", value) or value[:4] > value[-4:]:
        raise _fault("aar", value)
    return value.replace("-", "–")


def _moment(value: str) -> str:
    if re.fullmatch(r"(19|20)\d{2}(-(0[1-9]|1[0-2]))?", value):
        return value
    try:
        return _date(value)
    except PydanticCustomError:
        raise _fault("tidspunkt", value) from None


def _line(value: str) -> str:
    """A text that is shown on a line, however the file broke it."""
    return " ".join(value.split())


def _address(value: str) -> str:
    if len(value) > LONGEST_ADDRESS:
        raise _fault("adresse-for-lang", value)
    if not is_web_address(value):
        raise _fault("adresse", value)
    return value


def is_web_address(text: str) -> bool:
    """A page on the web that a link may lead to, and nothing that runs or hides where it leads."""
    if len(text) > LONGEST_ADDRESS:
        return False
    return re.fullmatch(r"https?://[^\s<>\"'\\]+\.[^\s<>\"'\\]+", text) is not None


def _identifier(value: str) -> str:
    if not re.fullmatch(SLUG, value):
        raise _fault("id-form", value)
    return value


def _file_name(value: str) -> str:
    if not is_slug(value):
        raise _fault("filnavn-form", value)
    return value


def _truth(value: object) -> object:
    truth = as_truth(value) if isinstance(value, str) else value
    if isinstance(truth, bool):
        return truth
    raise _fault("sandt-falsk", str(value))


# --- What pydantic holds a single value to --------------------------------------------------------

Text = Annotated[str, Field(min_length=1, max_length=200), AfterValidator(_line)]
Long = Annotated[str, Field(min_length=1, max_length=600)]
Year = Annotated[str, AfterValidator(_year)]
Moment = Annotated[str, AfterValidator(_moment)]
LONGEST_ADDRESS = 2_000  # characters; what every browser and document system can follow
Address = Annotated[
    str, AfterValidator(_address), WithJsonSchema({"type": "string", "maxLength": LONGEST_ADDRESS})
]
Identifier = Annotated[str, Field(max_length=80), AfterValidator(_identifier)]
FileName = Annotated[str, AfterValidator(_file_name)]  # of another entry, without .md
# Whether a key exists is told in better words by `catalogue.checking.entry_file`.
Key = Annotated[str, Field(min_length=1, max_length=80)]
Truth = Annotated[bool, BeforeValidator(_truth)]
Date = Annotated[str, AfterValidator(_date)]


_MAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}\.[\w.-]{2,63}")
_MANY_DIGITS = re.compile(r"\d(?:[ .-]?\d){7}")
# Eight digits together, in pairs or in fours; no two years, no day, no amount.
_PHONE = re.compile(
    r"(?<![\w.,/§-])(?:(?:\+|00)45 ?)?"
    r"(?!(?:19|20)\d\d[ -]?(?:(?:19|20)\d\d|(?:0\d|1[0-2])[0-3]\d))"
    r"(?:\d{8}|\d{4} \d{4}|\d\d([ .-])\d\d\1\d\d\1\d\d)(?!\w|[.,-]?\d| ?(?:kr|kroner|mio)\b)"
)


def personal(text: str) -> str:
    """The first e-mail address or Danish telephone number in a text; "" for none."""
    found = _MAIL.search(text) if "@" in text else None
    found = found or (_PHONE.search(text) if _MANY_DIGITS.search(text) else None)
    return found.group() if found else ""


def _organisation(value: str) -> str:
    """A name without an e-mail address or a telephone number, which are somebody's."""
    if personal(value):
        raise _fault("kontakt-form", value)
    return value


def _amount(value: str) -> str:
    """Whole kroner, or two amounts with a dash between, the smaller first."""
    parts = value.replace("–", "-").split("-")
    right = len(parts) <= 2 and all(re.fullmatch(r"[1-9][0-9]{0,9}", part) for part in parts)
    if not right or int(parts[0]) > int(parts[-1]):
        raise _fault("beloeb", value)
    return "-".join(parts)


def amounts(value: str) -> tuple[int, int]:
    """The least and the most of an amount in whole kroner, alike when it is one."""
    low, _, high = value.partition("-")
    return int(low), int(high or low)


def _unit(value: str) -> str:
    if value not in UNITS:
        raise _fault("enhed", value)
    return value


def _grade(value: object) -> object:
    if str(value) in {str(grade) for grade in GRADES}:
        return int(str(value))
    raise _fault("grad", str(value))


UNITS = {"pr-deltager": "pr. deltager", "pr-aar": "pr. år", "i-alt": "i alt"}
_AMOUNT_SCHEMA = {
    "anyOf": [
        {"type": "integer", "minimum": 1},
        {"type": "string", "pattern": r"^[1-9][0-9]*(-[1-9][0-9]*)?$"},
    ]
}
Amount = Annotated[str, AfterValidator(_amount), WithJsonSchema(_AMOUNT_SCHEMA)]
# How well a term fits: 3 is what the entry is for, 2 a clear help, 1 a touch.
GRADES = range(1, 4)
Grade = Annotated[int, BeforeValidator(_grade), Field(ge=1, le=3)]
Organisation = Annotated[Text, AfterValidator(_organisation)]
Unit = Annotated[
    str, AfterValidator(_unit), WithJsonSchema({"type": "string", "enum": list(UNITS)})
]


class Subfields(BaseModel):
    """Fields inside a field."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class ResponsibleFields(Subfields):
    navn: Text = Field(title="Navn", description="Organisationen, der står bag. Aldrig en person.")
    url: Address | None = Field(
        None, title="Netadresse", description="Organisationens side om indsatsen."
    )


class ContactFields(Subfields):
    navn: Organisation = Field(
        title="Navn", description="Organisationen eller funktionen, man spørger. Aldrig en person."
    )
    url: Address | None = Field(None, title="Netadresse", description="Siden, hvor man finder dem.")


class PriceFields(Subfields):
    beloeb: Amount = Field(
        title="Beløb", description="Hele kroner: 12000, eller fra og til: 10000-15000."
    )
    enhed: Unit = Field(
        title="Enhed", description="Hvad beløbet gælder: pr-deltager, pr-aar eller i-alt."
    )
    aar: Year | None = Field(None, title="År", description="Det år, prisen gælder for.")
    kilde: Identifier = Field(title="Kilde", description="Den kilde, beløbet står i (dens id).")


class LawFields(Subfields):
    navn: Text = Field(title="Navn", description="Loven og paragraffen: Serviceloven § 11.")
    url: Address | None = Field(None, title="Netadresse", description="Loven på nettet.")


class MaterialFields(Subfields):
    titel: Text = Field(title="Titel", description="Materialets titel.")
    url: Address = Field(title="Netadresse", description="Hvor det kan hentes.")


class ResultFields(Subfields):
    tekst: Long = Field(title="Tekst", description="Resultatet i én hel sætning med egne ord.")
    talslags: Key = Field(
        title="Slags tal", description="Hvad for en slags tal det er (nøgle i talslags)."
    )
    retning: Key | None = Field(
        None,
        title="Retning",
        description="Ved en målt effekt: hvad den viste (nøgle i retning).",
    )
    kilde: Identifier = Field(title="Kilde", description="Den kilde, resultatet står i (dens id).")
    aar: Year | None = Field(None, title="År", description="Året eller spændet, tallet gælder for.")


class SourceFields(Subfields):
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
        default=False,
        title="Kopi",
        description="Adressen er en kopi på et andet sted end udgiverens.",
    )


# --- Kinds ----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Shown:
    """A piece of a value in words, and what it leads to.

    Attributes:
        url: an address, "" for none.
        source: the id of the source it stands in, "" for none.
    """

    text: str
    url: str = ""
    source: str = ""


class Control(Enum):
    """How the form asks for a value."""

    LINE = "linje"
    PROSE = "tekst"
    POINTS = "punkter"  # one on each line; of a group its name, then its address
    ENTRIES = "indsatser"  # ticked on a list of them all
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
        fewest: how many it must have, when it is there at all.
        group: the fields inside each value, when there are any.
    """

    holds: Any
    asked: Control
    shown: Callable[[Any], tuple[Shown, ...]] = _one
    most: int = 0
    fewest: int = 0
    group: type[BaseModel] | None = None

    @property
    def many(self) -> bool:
        """Whether it is a list."""
        return self.most > 0

    @property
    def annotation(self) -> Any:
        """The type of a value that is there."""
        return list[self.holds] if self.many else self.holds  # type: ignore[name-defined]

    @property
    def api_type(self) -> Any:
        """The type of a value that may be missing: an empty list, or null."""
        return self.annotation if self.many else self.holds | None


def _linked(value: Any) -> tuple[Shown, ...]:
    """A name or a title with its address."""
    return (Shown(value.get("navn") or value["titel"], value["url"] or ""),)


def _each_linked(values: Any) -> tuple[Shown, ...]:
    return tuple(one for value in values for one in _linked(value))


def _price(value: Any) -> tuple[Shown, ...]:
    """Kroner with Danish thousands points: 10.000-15.000 kr. pr. deltager (2019)."""
    amount = "-".join(f"{int(part):,}".replace(",", ".") for part in value["beloeb"].split("-"))
    year = f" ({value['aar']})" if value["aar"] else ""
    return (Shown(f"{amount} kr. {UNITS[value['enhed']]}{year}", source=value["kilde"]),)


LINE = Kind(Text, Control.LINE)
PROSE = Kind(Long, Control.PROSE)
MOMENT = Kind(Moment, Control.LINE, _as_moment)
DATE = Kind(Date, Control.DATE, _as_moment)
RESPONSIBLE = Kind(ResponsibleFields, Control.GROUP, _linked, group=ResponsibleFields)
CONTACT = Kind(ContactFields, Control.GROUP, _linked, group=ContactFields)
PRICE = Kind(PriceFields, Control.GROUP, _price, group=PriceFields)
LAWS = Kind(LawFields, Control.POINTS, _each_linked, most=10, group=LawFields)
MATERIALS = Kind(MaterialFields, Control.POINTS, _each_linked, most=20, group=MaterialFields)
RESULTS = Kind(ResultFields, Control.ROWS, most=40, group=ResultFields)
SOURCES = Kind(SourceFields, Control.ROWS, most=60, fewest=1, group=SourceFields)


def texts(most: int, longest: int = 200, fewest: int = 0) -> Kind:
    """A list of `fewest` to `most` texts of at most `longest` characters, none twice."""
    item = Annotated[str, Field(min_length=1, max_length=longest)]
    return Kind(item, Control.POINTS, _each, most, fewest)


def entry_list(most: int) -> Kind:
    """A list of at most `most` other entries, by their file names."""
    return Kind(FileName, Control.ENTRIES, _each, most)
