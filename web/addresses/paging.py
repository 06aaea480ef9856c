"""Links between the pages of a list."""

from collections.abc import Callable
from dataclasses import dataclass

_AROUND = 1  # pages shown on each side of the current one


@dataclass(frozen=True, slots=True)
class PageLink:
    """A page's number and address; number 0 is a gap."""

    number: int
    url: str = ""
    current: bool = False


@dataclass(frozen=True, slots=True)
class Paging:
    """Links between the pages of a list, counted from 1; "" where there is nowhere to go."""

    page: int
    pages: int
    links: tuple[PageLink, ...]
    previous: str
    next: str


def make_paging(page: int, pages: int, address: Callable[[int], str]) -> Paging | None:
    """The first and last page, those around the current one, and gaps; None for a single page."""
    if pages < 2:
        return None
    shown = {1, pages} | {n for n in range(page - _AROUND, page + _AROUND + 1) if 1 <= n <= pages}
    links: list[PageLink] = []
    for number in sorted(shown):
        missing = number - links[-1].number - 1 if links else 0
        if missing == 1:  # a gap of one page takes no less room than the page
            links.append(PageLink(number - 1, address(number - 1)))
        elif missing:
            links.append(PageLink(0))
        links.append(PageLink(number, address(number), current=number == page))
    before = address(page - 1) if page > 1 else ""
    after = address(page + 1) if page < pages else ""
    return Paging(page, pages, tuple(links), before, after)
