"""What the API answers with, declared once.

The functions in `web.opendata.serialize` return these types, so the type checker holds them to
it, and the OpenAPI description and the data dictionary on /data are made from them.
"""

from typing import TYPE_CHECKING, Annotated, Literal, NotRequired

from pydantic import ConfigDict, Field, with_config
from typing_extensions import TypedDict

from catalogue.model.fields import PLAIN
from catalogue.model.slugs import MAX_SLUG, SLUG

_EXACT = ConfigDict(extra="forbid")
Slug = Annotated[str, Field(pattern=f"^{SLUG}$", max_length=MAX_SLUG)]
Day = Annotated[str, Field(pattern=r"^\d{4}-\d{2}-\d{2}$")]
Facets = dict[str, list[str]]


@with_config(_EXACT)
class FragmentShape(TypedDict):
    tekst: str
    fund: Annotated[bool, Field(description="Teksten er et ord, der blev fundet.")]


@with_config(_EXACT)
class ReasonShape(TypedDict):
    felt: Annotated[str, Field(description="Feltet, hvor ordet blev fundet, eller en ordliste.")]
    ord: Annotated[str, Field(description="Det søgte ord, eller det valgte filter.")]
    fundet: Annotated[str, Field(description="Det, indsatsen skriver.")]
    vej: Annotated[str, Field(description="Hvordan de to hænger sammen, fx bøjning eller synonym.")]


@with_config(_EXACT)
class HitShape(TypedDict):
    slug: Slug
    titel: str
    resume: str
    url: Annotated[str, Field(description="Indsatsens side.")]
    score: Annotated[float | None, Field(description="Hvor godt den passer; null uden søgetekst.")]
    facetter: Annotated[Facets, Field(description="Indsatsens termer i hver ordliste.")]
    uddrag: list[FragmentShape]
    passer: Annotated[
        Literal["godt", "maaske"],
        Field(description="Om den passer godt, eller om den måske er relevant."),
    ]
    passer_fordi: list[ReasonShape]


@with_config(_EXACT)
class ChoiceShape(TypedDict):
    noegle: str
    navn: str
    antal: Annotated[int, Field(ge=0, description="Indsatser, som valget ville give.")]
    valgt: bool


@with_config(_EXACT)
class FacetShape(TypedDict):
    noegle: str
    navn: str
    valg: list[ChoiceShape]


@with_config(_EXACT)
class ResultShape(TypedDict):
    antal_fundet: Annotated[int, Field(ge=0)]
    antal_godt: Annotated[int, Field(ge=0, description="De af dem, der passer godt.")]
    side: Annotated[
        int, Field(ge=1, description="Siden, der blev bedt om; efter den sidste er listen tom.")
    ]
    sider: Annotated[int, Field(ge=1)]
    forespoergsel: Annotated[
        dict[str, str | list[str]], Field(description="Forespørgslen, som den blev forstået.")
    ]
    mente_du: Annotated[str | None, Field(description="Et forslag, der ikke er brugt.")]
    rettet_til: Annotated[
        str | None, Field(description="En rettelse, der er brugt, fordi intet passede.")
    ]
    resultater: list[HitShape]
    facetter: list[FacetShape]


@with_config(_EXACT)
class FindingShape(TypedDict):
    tekst: str
    talslags: Annotated[str, Field(description="Nøgle i ordlisten talslags.")]
    retning: Annotated[
        str | None, Field(description="Ved målte effekter: nøgle i ordlisten retning.")
    ]
    kilde: Annotated[str, Field(description="Id på en af indsatsens kilder.")]
    aar: str | None


@with_config(_EXACT)
class SourceShape(TypedDict):
    id: str | None
    titel: str
    udgiver: str
    aar: str | None
    url: str | None
    kopi: Annotated[bool, Field(description="Adressen er en kopi, ikke udgiverens egen side.")]


@with_config(_EXACT)
class SectionShape(TypedDict):
    id: str
    titel: str
    html: str
    tekst: str


@with_config(_EXACT)
class ChangeShape(TypedDict):
    dato: Day
    version: str
    noter: list[str]


class EntryHead(TypedDict):
    """What an entry is."""

    slug: Annotated[Slug, Field(description="Indsatsens faste nøgle.")]
    url: Annotated[str, Field(description="Indsatsens side.")]
    titel: Annotated[str, Field(description="Indsatsens navn.")]
    andre_navne: Annotated[list[str], Field(description="Andre navne for det samme.")]
    resume: Annotated[str, Field(description="Indsatsen i en eller to sætninger.")]
    facetter: Annotated[
        Facets, Field(description="Indsatsens termer: ordlistens nøgle og termernes nøgler.")
    ]
    grader: Annotated[
        dict[str, dict[str, Annotated[int, Field(ge=1, le=3)]]],
        Field(description="Hvor godt termerne i graderede ordlister passer: 3 er kernen."),
    ]


class EntryTail(TypedDict):
    """What it rests on and leads to."""

    resultater: Annotated[list[FindingShape], Field(description="Tal og fund med slags og kilde.")]
    relateret: Annotated[list[Slug], Field(description="Indsatser, der hører sammen med denne.")]
    eksempel_paa: Annotated[list[Slug], Field(description="Det, denne er et lokalt eksempel på.")]
    eksempler: Annotated[list[Slug], Field(description="Lokale eksempler på denne.")]
    tidligere: Annotated[list[Slug], Field(description="Nøgler, som indsatsen har haft før.")]
    kilder: Annotated[list[SourceShape], Field(description="Det, indsatsen bygger på.")]
    afsnit: Annotated[list[SectionShape], Field(description="Beskrivelsen som HTML og som tekst.")]
    gennemgaaet: Annotated[Day, Field(description="Sidst redigeret mod kilderne.")]
    aendret: Annotated[Day, Field(description="Sidst ændret i kataloget.")]
    historik: Annotated[list[ChangeShape], Field(description="Ændringer, de nyeste først.")]


if TYPE_CHECKING:

    class EntryShape(EntryHead, EntryTail):
        """A whole entry. Its plain fields are known to the declaration only."""

else:
    _plain = {one.key: Annotated[one.kind.api_type, Field(description=one.help)] for one in PLAIN}
    EntryShape = with_config(_EXACT)(
        TypedDict("EntryShape", EntryHead.__annotations__ | _plain | EntryTail.__annotations__)
    )


@with_config(_EXACT)
class TermShape(TypedDict):
    noegle: str
    navn: str
    forklaring: str
    synonymer: list[str]
    kilde: str | None
    kilde_url: str | None


@with_config(_EXACT)
class VocabularyShape(TypedDict):
    noegle: str
    navn: str
    forklaring: str
    facet: Annotated[bool, Field(description="Ordlisten kan bruges som filter.")]
    flere: Annotated[bool, Field(description="En indsats kan have flere af termerne.")]
    paakraevet: Annotated[bool, Field(description="Hver indsats har mindst én.")]
    ordnet: Annotated[bool, Field(description="Rækkefølgen er en rangorden, det stærkeste først.")]
    graderet: Annotated[bool, Field(description="Hver term har en grad hos indsatsen, 3 til 1.")]
    termer: list[TermShape]


@with_config(_EXACT)
class VocabulariesShape(TypedDict):
    ordlister: list[VocabularyShape]


@with_config(_EXACT)
class SuggestionShape(TypedDict):
    slags: Annotated[str, Field(json_schema_extra={"enum": ["indsats", "term", "ord"]})]
    tekst: str
    url: str


@with_config(_EXACT)
class SuggestionsShape(TypedDict):
    forslag: list[SuggestionShape]


@with_config(_EXACT)
class ExtractShape(TypedDict):
    antal_fundet: Annotated[int, Field(ge=0)]
    antal_godt: Annotated[int, Field(ge=0, description="De af dem, der passer godt.")]
    forespoergsel: dict[str, str | list[str]]
    version: Annotated[str | None, Field(description="Katalogets version i git.")]
    licens: str
    indsatser: list[EntryShape]


@with_config(_EXACT)
class DumpShape(TypedDict):
    version: Annotated[str | None, Field(description="Katalogets version i git.")]
    version_dato: Day | None
    licens: str
    licens_tekst: str
    ordlister: list[VocabularyShape]
    indsatser: list[EntryShape]


class ProblemFault(TypedDict):
    parameter: str
    vaerdi: str
    aarsag: str


class ProblemShape(TypedDict):  # RFC 9457
    type: str
    title: str
    status: int
    detail: str
    fejl: NotRequired[list[ProblemFault]]
