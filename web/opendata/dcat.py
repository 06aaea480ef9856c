"""The catalogue's data described for data portals: DCAT-AP-DK 2.0.2 as JSON-LD. Pure.

Everything that is pointed at is given its class and name, as the Danish profile's strict rules
ask; codes are those of the European lists that it names.
"""

from typing import Any

from catalogue.generations.reader import Contents
from web.opendata.openapi import VERSION
from web.question.downloads import XLSX
from web.site.citation import LICENCE, LICENCE_NAME, SHOWN
from web.site.config import Config
from web.site.page import SITE_CLAIM, SITE_NAME

Json = dict[str, Any]
ADDRESS, MIMETYPE = "/data.jsonld", "application/ld+json"
_CODES = "http://publications.europa.eu/resource/authority"
_TYPES = "https://www.iana.org/assignments/media-types"
_CONTEXT: Json = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "owl": "http://www.w3.org/2002/07/owl#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
# address, title, code of the format, its media type
_FILES = (
    ("/api/v1/dump.json", "Hele kataloget med ordlister som JSON", "JSON", "application/json"),
    ("/eksport.csv", "Alle indsatser som CSV", "CSV", "text/csv"),
    ("/eksport.xlsx", "Alle indsatser som regneark", "XLSX", XLSX),
    ("/feed.atom", "Nye og ændrede indsatser som feed", "ATOM", "application/atom+xml"),
)


def describe(config: Config, contents: Contents) -> Json:
    """A catalogue of one dataset with its files, and the API that serves it.

    Args:
        config: whose site it is: address, publisher and contact.
        contents: what is published; its commit and day, where there are any, are the version.
    """
    home = config.absolute
    dataset, service = home("/data#datasaet"), home("/data#api")
    files = [_file(config, *one) for one in _FILES]
    over_api = _distribution(home("/data#fil-api"), "Søgning og enkelte indsatser over API", "JSON")
    over_api |= {
        "dcat:accessURL": _id(home("/api/v1/indsatser")),
        "dcat:accessService": _id(service),
    }
    return {
        "@context": _CONTEXT,
        "@id": home("/data#katalog"),
        "@type": "dcat:Catalog",
        "dct:title": _danish(SITE_NAME),
        "dct:description": _danish(f"{SITE_CLAIM}, som åbne data."),
        "dct:publisher": _publisher(config),
        "dct:license": _licence(),
        "foaf:homepage": _document(home("/")),
        **_shared(contents),
        "dcat:dataset": {
            "@id": dataset,
            "@type": "dcat:Dataset",
            "dct:identifier": dataset,
            "dct:title": _danish(SITE_CLAIM),
            "dct:description": _danish(
                "Hvad der er prøvet, for hvem, med hvem, og hvad man ved om det, med kilder. "
                f"Et udvalg, ikke en fuld liste. {LICENCE}"
            ),
            "dct:publisher": _publisher(config),
            "dcat:contactPoint": _contact(config),
            "dcat:landingPage": _document(home("/data")),
            "dcat:theme": _concept("data-theme", "SOCI", "Befolkning og samfund"),
            "dcat:keyword": [
                _danish("boligsociale indsatser"),
                _danish("tidlig forebyggelse"),
                _danish("evidens"),
            ],
            "dct:accessRights": _typed("access-right", "PUBLIC", "dct:RightsStatement"),
            **_shared(contents),
            **({"owl:versionInfo": contents.version[:SHOWN]} if contents.version else {}),
            "dcat:distribution": [*files, over_api],
        },
        "dcat:service": {
            "@id": service,
            "@type": "dcat:DataService",
            "dct:title": _danish(f"API til {SITE_NAME} {VERSION}"),
            "dcat:endpointURL": _id(home("/api/v1")),
            "dcat:endpointDescription": _id(home("/api/v1/openapi.json")),
            "dcat:servesDataset": _id(dataset),
            "dct:license": _licence(),
        },
    }


def _shared(contents: Contents) -> Json:
    """What holds of the catalogue and of its one dataset alike."""
    day = contents.version_date
    return {
        "dct:language": _typed("language", "DAN", "dct:LinguisticSystem"),
        "dct:spatial": _typed("country", "DNK", "dct:Location"),
        **({"dct:modified": {"@value": day, "@type": "xsd:date"}} if day else {}),
    }


def _file(config: Config, path: str, title: str, code: str, mimetype: str) -> Json:
    address = config.absolute(path)
    return _distribution(config.absolute(f"/data#fil-{code.lower()}"), title, code) | {
        "dcat:accessURL": _id(address),
        "dcat:downloadURL": _id(address),
        "dcat:mediaType": {"@id": f"{_TYPES}/{mimetype}", "@type": "dct:MediaType"},
    }


def _distribution(identity: str, title: str, code: str) -> Json:
    return {
        "@id": identity,
        "@type": "dcat:Distribution",
        "dct:title": _danish(title),
        "dct:description": _danish(f"{title}."),
        "dct:format": _typed("file-type", code, "dct:MediaTypeOrExtent"),
        "dct:license": _licence(),
    }


def _publisher(config: Config) -> Json:
    """Who runs the site; where nobody is named, the site itself."""
    name = config.contact_name or SITE_NAME
    return {
        "@id": config.absolute("/om#udgiver"),
        "@type": "foaf:Agent",
        "foaf:name": _danish(name),
    }


def _contact(config: Config) -> Json:
    """Whom to ask; where nobody is named, the page that says so."""
    address = config.contact or config.absolute("/om")
    kind = {"mailto": "vcard:hasEmail", "tel": "vcard:hasTelephone"}
    return {
        "@id": config.absolute("/om#kontakt"),
        "@type": "vcard:Kind",
        "vcard:fn": config.contact_name or SITE_NAME,
        kind.get(address.partition(":")[0], "vcard:hasURL"): _id(address),
    }


def _licence() -> Json:
    return _typed("licence", "CC_BY_4_0", "dct:LicenseDocument") | {"dct:title": LICENCE_NAME}


def _typed(codes: str, code: str, kind: str) -> Json:
    return {"@id": f"{_CODES}/{codes}/{code}", "@type": kind}


def _concept(codes: str, code: str, label: str) -> Json:
    return _typed(codes, code, "skos:Concept") | {"skos:prefLabel": _danish(label)}


def _document(address: str) -> Json:
    return {"@id": address, "@type": "foaf:Document"}


def _id(address: str) -> Json:
    return {"@id": address}


def _danish(text: str) -> Json:
    return {"@value": text, "@language": "da"}
