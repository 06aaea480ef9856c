"""The folder: entries that a visitor has put aside, carried whole in the address.

Nothing of it is kept here, so it can be shared, bookmarked and forgotten like any address. The
question it came from may go with it, for the dossier's front page.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from urllib.parse import urlencode

from catalogue.model.vocabulary import Vocabularies
from search.values.query import Dropped, Query, clean_text, parse_query
from web.addresses.urls import FOLDER

ENTRY = "indsats"
FEWEST_COMPARED, MOST_COMPARED = 2, 4  # entries beside each other
MOST = 40  # entries; with the longest slugs they stay below LONGEST
LONGEST = 4000  # characters of an address: other servers take 4094 of a first line


@dataclass(frozen=True, slots=True)
class Folder:
    """Entries in their order, and the question they were found with."""

    slugs: tuple[str, ...] = ()
    query: Query = field(default_factory=Query)

    def __contains__(self, slug: str) -> bool:
        return slug in self.slugs

    @property
    def full(self) -> bool:
        """Whether it holds as many entries as it may."""
        return len(self.slugs) >= MOST

    @property
    def keeps_query(self) -> bool:
        """The question is short enough to go with the entries."""
        return len(self._address(FOLDER, self._with_query())) <= LONGEST

    def pairs(self) -> tuple[tuple[str, str], ...]:
        """The entries, then the question unless it makes the address too long."""
        return self._with_query() if self.keeps_query else self._entries()

    def url(self, path: str = FOLDER) -> str:
        """The address that carries the folder, at one of its pages."""
        return self._address(path, self.pairs())

    def with_entry(self, slug: str) -> "Folder":
        """With one more at the end; unchanged when it is there or the folder is full."""
        if slug in self.slugs or self.full:
            return self
        return replace(self, slugs=(*self.slugs, slug))

    def without(self, slug: str) -> "Folder":
        """The folder without an entry."""
        return replace(self, slugs=tuple(one for one in self.slugs if one != slug))

    def moved(self, slug: str, steps: int) -> "Folder":
        """An entry moved up (negative) or down, at most to the end."""
        rest = [one for one in self.slugs if one != slug]
        place = min(max(self.slugs.index(slug) + steps, 0), len(rest))
        return replace(self, slugs=(*rest[:place], slug, *rest[place:]))

    def _entries(self) -> tuple[tuple[str, str], ...]:
        return tuple((ENTRY, slug) for slug in self.slugs)

    def _with_query(self) -> tuple[tuple[str, str], ...]:
        return (*self._entries(), *self.query.at_page(1).pairs())

    def _address(self, path: str, pairs: tuple[tuple[str, str], ...]) -> str:
        return f"{path}?{urlencode(pairs)}" if pairs else path


@dataclass(frozen=True, slots=True)
class ReadFolder:
    """A folder as an address gave it.

    Attributes:
        folder: at most `MOST` entries that are in the catalogue.
        missing: what was named and is not there, shortened.
        count: known entries that the address names; more than `MOST` is refused.
        dropped: what of the question could not be used.
    """

    folder: Folder
    missing: tuple[str, ...] = ()
    count: int = 0
    dropped: tuple[Dropped, ...] = ()

    @property
    def too_many(self) -> bool:
        """Whether the address named more entries than a folder may hold."""
        return self.count > MOST


def read_folder(
    pairs: Iterable[tuple[str, str]],
    known: Callable[[str], bool],
    former: Mapping[str, str],
    vocabularies: Vocabularies,
    extra: frozenset[str] = frozenset(),
) -> ReadFolder:
    """Read a folder from URL parameters. Never raises.

    Args:
        known: whether the catalogue has an entry with this slug.
        former: today's slug by former slug.
        extra: parameters that the page itself reads.
    """
    every = list(pairs)
    named = dict.fromkeys(former.get(value, value) for name, value in every if name == ENTRY)
    found = [slug for slug in named if known(slug)]
    missing = [clean_text(slug[:80]) for slug in named if slug.strip() and not known(slug)]
    parsed = parse_query(every, vocabularies, extra | {ENTRY})
    folder = Folder(tuple(found[:MOST]), parsed.query.at_page(1))
    return ReadFolder(folder, tuple(missing[:MOST]), len(found), parsed.dropped)
