"""Where a link in a text leads: to another entry, out of the house, or nowhere."""

import html
import re
from urllib.parse import unquote

from catalogue.model.slugs import slugify

# Another entry as people name its file: from another folder, with capitals or Danish letters.
_ENTRY = re.compile(
    r"(?:\.{1,2}/){0,4}(?:/?(?:indsats|entries|catalogue/entries)/)?"
    r"(?P<name>[\w%][\w%-]{0,200}?)(?:\.md)?/?(?P<part>#[\w%-]{0,200})?",
    re.IGNORECASE,
)
_FOLLOWED = re.compile(r"(?:https?://[^/]|mailto:|tel:|/(?!/)|#)[^\s\\]*")
_BARE = re.compile(r"https?://[^\s<>\"'»«“”]{3,2000}", re.IGNORECASE)
_AFTER_ADDRESS = ".,;:!?)]}…*_"


def target(address: str) -> tuple[str, str]:
    """A link's address as it is followed, and the entry it leads to ("" for none).

    Returns:
        ("", "") for an address that leads nowhere.
    """
    entry = _ENTRY.fullmatch(address)
    slug = slugify(unquote(entry["name"])) if entry else ""
    if entry and slug:
        return f"/indsats/{slug}{entry['part'] or ''}", slug
    return (address if _FOLLOWED.fullmatch(address) else ""), ""


def with_links(words: str) -> str:
    """A text as HTML, the addresses in it as links, since they are written to be followed."""
    if "://" not in words:
        return html.escape(words, quote=False)
    parts: list[str] = []
    done = 0
    for found in _BARE.finditer(words):
        address = found.group().rstrip(_AFTER_ADDRESS)
        if not _FOLLOWED.fullmatch(address):
            continue
        parts.append(html.escape(words[done : found.start()], quote=False))
        parts.append(f'<a href="{html.escape(address)}">{html.escape(address, quote=False)}</a>')
        done = found.start() + len(address)
    return "".join(parts) + html.escape(words[done:], quote=False)
