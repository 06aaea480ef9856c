"""The API's description, OpenAPI 3.1, made from the code: routes, types and vocabularies.

Parameters are the query's own, with the terms that the catalogue has now; answers are the types
that `web.opendata.serialize` returns. A test holds the described routes against those that exist.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import TypeAdapter

from catalogue.model.slugs import SLUG
from catalogue.model.vocabulary import Vocabularies, Vocabulary
from search.values.query import MAX_PAGE, MAX_TEXT, PAGE, SORT, SORTS, TEXT
from web.opendata import types as t
from web.opendata.api import COUNT, DEFAULT_COUNT, MAX_COUNT
from web.question.downloads import XLSX
from web.site.citation import LICENCE, LICENCE_NAME, LICENCE_URL

VERSION = "1.0.0"
PLACE = "#/components/schemas/"
JSON, PROBLEM = "application/json", "application/problem+json"
SHAPES: tuple[Any, ...] = (
    t.ResultShape, t.EntryShape, t.VocabulariesShape, t.SuggestionsShape, t.ExtractShape,
    t.DumpShape, t.ProblemShape,
)  # fmt: skip
Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Operation:
    """One address.

    Attributes:
        parameters: "query" for the whole query, "all" for it without paging, "text" for the
            text alone, "slug" for an entry's key, "" for none.
        shape: the type of the answer, None when it is not JSON of ours.
    """

    path: str
    id: str
    summary: str
    parameters: str = ""
    shape: Any = None
    mimetype: str = JSON


OPERATIONS = (
    Operation("/api/v1/indsatser", "soeg", "Søg efter indsatser", "query", t.ResultShape),
    Operation("/api/v1/indsatser/{slug}", "indsats", "Én hel indsats", "slug", t.EntryShape),
    Operation("/api/v1/ordforraad", "ordforraad", "Alle ordlister", "", t.VocabulariesShape),
    Operation("/api/v1/forslag", "forslag", "Forslag under skrivning", "text", t.SuggestionsShape),
    Operation("/api/v1/dump.json", "dump", "Hele kataloget i én fil", "", t.DumpShape),
    Operation("/api/v1/openapi.json", "openapi", "Denne beskrivelse"),
    Operation("/eksport.json", "eksportJson", "Alt, hvad en søgning finder, helt", "all",
              t.ExtractShape),
    Operation("/eksport.csv", "eksportCsv", "Alt, hvad en søgning finder, til Excel", "all", None,
              "text/csv"),
    Operation("/eksport.xlsx", "eksportXlsx", "Alt, hvad en søgning finder, som regneark", "all",
              None, XLSX),
    Operation("/feed.atom", "feed", "Nye og ændrede indsatser i en søgning", "all", None,
              "application/atom+xml"),
)  # fmt: skip


def openapi_document(vocabularies: Vocabularies, site_url: str) -> Json:
    """The whole description."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Indsatskataloget",
            "version": VERSION,
            "description": f"Boligsociale indsatser med kilder, som åbne data. {LICENCE}",
            "license": {"name": LICENCE_NAME, "url": LICENCE_URL},
        },
        "servers": [{"url": site_url}],
        "paths": {one.path: {"get": describe_one(one, vocabularies)} for one in OPERATIONS},
        "components": {"schemas": schemas()},
    }


def schemas() -> Json:
    """All types by name."""
    adapters = [(one.__name__, "serialization", TypeAdapter(one)) for one in SHAPES]
    _, found = TypeAdapter.json_schemas(adapters, ref_template=f"{PLACE}{{model}}")  # type: ignore[arg-type]
    return dict(found["$defs"])


def describe_one(one: Operation, vocabularies: Vocabularies) -> Json:
    """One operation, with its parameters and answers."""
    answer: Json = {"type": "string"} if one.mimetype != JSON else {"type": "object"}
    if one.shape is not None:
        answer = {"$ref": f"{PLACE}{one.shape.__name__}"}
    responses = {
        "200": {"description": "Svaret", "content": {one.mimetype: {"schema": answer}}},
        "304": {"description": "Uændret, siden det sidst blev hentet (ETag)"},
        "414": {"description": "Adressen er længere, end serveren tager imod"},
        "400": problem_response("En parameter kan ikke bruges; intet er udeladt i stilhed"),
    }
    if one.parameters == "slug":
        responses["404"] = problem_response("Indsatsen findes ikke")
    return {
        "operationId": one.id,
        "summary": one.summary,
        "parameters": parameters(one.parameters, vocabularies),
        "responses": responses,
    }


def problem_response(text: str) -> Json:
    """An answer that is a problem document."""
    schema = {"$ref": f"{PLACE}{t.ProblemShape.__name__}"}
    return {"description": text, "content": {PROBLEM: {"schema": schema}}}


def parameters(kind: str, vocabularies: Vocabularies) -> list[Json]:
    """The parameters of a kind, as `search.values.query` reads them."""
    text = parameter(TEXT, "Søgetekst", {"type": "string", "maxLength": MAX_TEXT})
    if kind == "slug":
        slug = parameter("slug", "Indsatsens nøgle", {"type": "string", "pattern": f"^{SLUG}$"})
        return [{**slug, "in": "path", "required": True}]
    if kind == "text":
        return [text]
    if kind not in ("query", "all"):
        return []
    sort = parameter(SORT, "Rækkefølge", {"type": "string", "enum": list(SORTS)})
    found = [text, *(facet(one) for one in vocabularies.facets), sort]
    if kind == "query":
        found.append(parameter(PAGE, "Side fra 1", whole(MAX_PAGE, 1)))
        found.append(parameter(COUNT, "Indsatser på en side", whole(MAX_COUNT, DEFAULT_COUNT)))
    return found


def parameter(name: str, text: str, schema: Mapping[str, Any]) -> Json:
    """A parameter of the address."""
    return {"name": name, "in": "query", "description": text, "schema": schema}


def whole(most: int, usual: int) -> Json:
    """A whole number from 1 to `most`."""
    return {"type": "integer", "minimum": 1, "maximum": most, "default": usual}


def facet(vocabulary: Vocabulary) -> Json:
    """A facet: several of its terms mean any of them; several facets mean all of them."""
    terms = {"type": "string", "enum": list(vocabulary.keys())}
    schema = {"type": "array", "items": terms, "uniqueItems": True}
    text = f"{vocabulary.label}. Flere værdier betyder en af dem."
    return {**parameter(vocabulary.key, text, schema), "style": "form", "explode": True}
