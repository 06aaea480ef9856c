"""Every address of the site, and all that other parts of it must know of each.

Menus, sitemap, robots.txt, metrics, the headers and the names that no facet may have are read
from here; a test holds this against what the app serves. A new page is a row here and its
blueprint in `web.pages`.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from search.values.query import NOT_MEANT, PAGE, SORT, TEXT

ENTRY = "indsats"  # an entry by its slug, in folders and comparisons


class Family(StrEnum):
    """What an answer counts as in the metrics."""

    FRONT = "front"
    SEARCH = "search"
    ENTRY = "entry"
    PAGE = "page"
    API = "api"
    EXPORT = "export"
    STATIC = "static"
    OPERATION = "operation"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Endpoint:
    """An address.

    Attributes:
        address: as the app routes it, whatever the method.
        family: what it counts as.
        menu: what menus call it, "" where none does.
        indexed: search engines may keep it.
        disallow: the beginning of addresses that robots.txt keeps crawlers out of, "" for none.
            What is not indexed says so itself, so a crawler must mostly be let in to read it.
        kept: the answer is the same for everybody and may be kept by browsers and workers;
            otherwise nobody keeps it, unless the answer says for how long.
        parameters: names that it reads itself, beside the query's own.
    """

    address: str
    family: Family = Family.PAGE
    menu: str = ""
    indexed: bool = False
    disallow: str = ""
    kept: bool = True
    parameters: frozenset[str] = frozenset()

    @property
    def dear(self) -> tuple[str, ...]:
        """The methods by which an answer takes long in a large catalogue."""
        return DEAR.get(self.address, ())

    @property
    def is_one_page(self) -> bool:
        """There is one of it, rather than one for each entry."""
        return "<" not in self.address


_FOLDER = frozenset({ENTRY})
_COMPARED = frozenset({ENTRY, "vis"})
ENDPOINTS = (
    Endpoint("/", Family.SEARCH, "Søg", indexed=True),
    Endpoint(
        "/overblik", menu="Overblik", indexed=True,
        parameters=frozenset({"raekker", "soejler"}),
    ),
    Endpoint("/kort", menu="Kort", indexed=True),
    Endpoint(
        "/situation", menu="Min situation", indexed=True,
        parameters=frozenset({"oekonomi"}),
    ),
    Endpoint(
        "/mappe", menu="Mappe", disallow="/mappe", kept=False,
        parameters=_FOLDER,
    ),
    Endpoint(
        "/mappe/udskrift", disallow="/mappe", kept=False, parameters=_FOLDER
    ),
    Endpoint(
        "/mappe.docx", Family.EXPORT, disallow="/mappe", kept=False,
        parameters=_FOLDER,
    ),
    Endpoint("/sammenlign", parameters=_COMPARED),
    Endpoint(
        "/sammenlign.csv", Family.EXPORT, parameters=_COMPARED
    ),
    Endpoint("/sammenlign.xlsx", Family.EXPORT, parameters=_COMPARED),
    Endpoint("/ordliste", menu="Ordliste", indexed=True),
    Endpoint("/om", menu="Om kataloget", indexed=True),
    Endpoint("/data", menu="Åbne data", indexed=True),
    Endpoint("/data.jsonld", Family.EXPORT),
    Endpoint("/nyt", menu="Nyt i kataloget", indexed=True),
    Endpoint("/foelg", menu="Følg nyt", indexed=True),
    Endpoint(
        "/tilgaengelighed", menu="Tilgængelighed", indexed=True
    ),
    Endpoint(
        "/ny", menu="Skriv en ny indsats", kept=False,
        parameters=frozenset({"handling", "afsnit"}),
    ),
    Endpoint("/emne", menu="Emner", indexed=True),
    Endpoint("/emne/<facet>", indexed=True),
    Endpoint("/emne/<facet>/<term>", indexed=True),
    Endpoint("/indsats/<slug>", Family.ENTRY, indexed=True),
    Endpoint("/indsats/<slug>/historik", Family.ENTRY),
    Endpoint(
        "/indsats/<slug>/ret", kept=False,
        parameters=frozenset({"handling", "afsnit", "udgave"}),
    ),
    Endpoint(
        "/api/v1/indsatser", Family.API, disallow="/api/",
        parameters=frozenset({"antal"}),
    ),
    Endpoint("/api/v1/indsatser/<slug>", Family.API, disallow="/api/"),
    Endpoint("/api/v1/ordforraad", Family.API, disallow="/api/"),
    Endpoint("/api/v1/forslag", Family.API, disallow="/api/"),
    Endpoint("/api/v1/dump.json", Family.API, disallow="/api/"),
    Endpoint("/api/v1/openapi.json", Family.API, disallow="/api/"),
    Endpoint("/eksport.csv", Family.EXPORT, disallow="/eksport."),
    Endpoint("/eksport.xlsx", Family.EXPORT, disallow="/eksport."),
    Endpoint("/eksport.json", Family.EXPORT, disallow="/eksport."),
    Endpoint("/feed.atom", Family.EXPORT),
    Endpoint("/sitemap.xml", Family.EXPORT),
    Endpoint("/robots.txt"),
    Endpoint("/opensearch.xml"),
    Endpoint("/opensearch/forslag", Family.API, disallow="/opensearch/"),
    Endpoint("/.well-known/security.txt"),
    Endpoint("/favicon.ico", Family.STATIC, kept=False),
    Endpoint("/apple-touch-icon.png", Family.STATIC, kept=False),
    Endpoint("/apple-touch-icon-precomposed.png", Family.STATIC, kept=False),
    Endpoint("/was"),
    Endpoint("/static/<tag>/<path:name>", Family.STATIC, indexed=True, kept=False),
    Endpoint("/status", Family.OPERATION, menu="Status", kept=False),
    Endpoint("/healthz", Family.OPERATION, kept=False),
    Endpoint("/metrics", Family.OPERATION, kept=False),
    Endpoint("/krog", Family.OPERATION, kept=False),
)  # fmt: skip
# What takes long among ten thousand entries, and by which methods: made one at a time in a worker,
# and kept on disk where nothing was sent (see `web.middleware.dear`).
DEAR: Mapping[str, tuple[str, ...]] = MappingProxyType(
    dict.fromkeys(
        (
            "/situation", "/nyt", "/sammenlign.csv", "/sammenlign.xlsx", "/eksport.csv",
            "/eksport.xlsx", "/eksport.json", "/api/v1/dump.json", "/feed.atom", "/sitemap.xml",
        ),
        ("GET",),
    )
    | {"/mappe/udskrift": ("GET", "POST"), "/mappe.docx": ("GET", "POST"), "/ny": ("POST",)}
    | {"/indsats/<slug>/ret": ("POST",)}
)  # fmt: skip
_BY_ADDRESS: Mapping[str, Endpoint] = MappingProxyType({one.address: one for one in ENDPOINTS})
# What no facet may be called: it would be read as something else than a filter somewhere.
TAKEN = frozenset({TEXT, SORT, PAGE, NOT_MEANT}).union(*(one.parameters for one in ENDPOINTS))


def of_rule(address: str | None) -> Endpoint | None:
    """The row of an address as the app routes it; None where nothing answers."""
    return _BY_ADDRESS.get(address or "")


@dataclass(frozen=True, slots=True)
class Link:
    """A line of a menu."""

    text: str
    url: str


def _menu(*addresses: str) -> tuple[Link, ...]:
    return tuple(Link(_BY_ADDRESS[address].menu, address) for address in addresses)


MAIN = _menu(
    "/", "/emne", "/overblik", "/kort", "/situation",
    "/mappe", "/ordliste", "/om",
)  # fmt: skip
FOOTER = _menu(
    "/om", "/ordliste", "/data", "/nyt",
    "/ny", "/status", "/tilgaengelighed",
)  # fmt: skip


def is_current(link: Link, path: str) -> bool:
    """The menu's line for the page at this address."""
    return link.url == path.partition("?")[0]


def in_sitemap() -> Iterator[str]:
    """Addresses of the pages that search engines may keep, but for those of each entry."""
    return (one.address for one in ENDPOINTS if one.indexed and one.is_one_page)


def disallowed() -> tuple[str, ...]:
    """What robots.txt keeps crawlers out of."""
    return tuple(sorted({one.disallow for one in ENDPOINTS} - {""}))
