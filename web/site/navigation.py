"""The menus. A new page family adds its line here."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Link:
    text: str
    url: str


MAIN = (
    Link("Søg", "/"),
    Link("Overblik", "/overblik"),
    Link("Kort", "/kort"),
    Link("Min situation", "/situation"),
    Link("Mappe", "/mappe"),
    Link("Ordliste", "/ordliste"),
    Link("Om kataloget", "/om"),
)
FOOTER = (
    Link("Om kataloget", "/om"),
    Link("Ordliste", "/ordliste"),
    Link("Åbne data", "/data"),
    Link("Nyt i kataloget", "/nyt"),
    Link("Skriv en ny indsats", "/ny"),
    Link("Status", "/status"),
    Link("Tilgængelighed", "/tilgaengelighed"),
)


def is_current(link: Link, path: str) -> bool:
    """The menu's line for the page at this address."""
    return link.url == path.partition("?")[0]
