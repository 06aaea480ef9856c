"""What every page tells of itself: title, description, address, the way to it."""

from dataclasses import dataclass
from typing import Any

from web.site.wording import shortened

SITE_NAME = "Indsatskataloget"
SITE_CLAIM = "Boligsociale indsatser, der er prøvet i danske kommuner"


@dataclass(frozen=True, slots=True)
class Crumb:
    """A step of the way to a page; the page itself has no address."""

    text: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """A page's head.

    Attributes:
        title: what the page is, without the site's name.
        path: its canonical address on the site.
        description: one or two sentences for search engines and shared links.
        indexed: search engines may keep it.
        kind: "website" or "article", for shared links.
        crumbs: the way from the front page, the page itself last; none on the front page.
        data: linked data (schema.org) as JSON will have it.
        feed: title and address of a feed of its own, beside the catalogue's.
    """

    title: str
    path: str
    description: str = SITE_CLAIM + "."
    indexed: bool = True
    kind: str = "website"
    crumbs: tuple[Crumb, ...] = ()
    data: Any = None
    feed: tuple[str, str] | None = None

    @property
    def full_title(self) -> str:
        """The title as the browser's tab shows it."""
        return SITE_NAME if self.title == SITE_NAME else f"{self.title} – {SITE_NAME}"

    @property
    def short_description(self) -> str:
        """The description in at most 200 characters, for search engines."""
        return shortened(self.description, 200)


def subpage(title: str, path: str, description: str = "", *, indexed: bool = True) -> Page:
    """A page right below the front page."""
    crumbs = (Crumb("Forside", "/"), Crumb(title))
    return Page(title, path, description or f"{title}. {SITE_CLAIM}.", indexed, crumbs=crumbs)
