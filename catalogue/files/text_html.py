"""A text's links and HTML: where a link leads, what in angle brackets goes, what may come out."""

import html
import re
from urllib.parse import unquote

import nh3

from catalogue.model.slugs import slugify

# Another entry as people name its file: from another folder, with capitals or Danish letters.
_ENTRY = re.compile(
    r"(?:\.{1,2}/){0,4}(?:/?(?:indsats|entries|catalogue/entries)/)?"
    r"(?P<name>[\w%][\w%-]{0,200}?)(?:\.md)?/?(?P<part>#[\w%-]{0,200})?",
    re.IGNORECASE,
)
_FOLLOWED = re.compile(
    r"(?:(?:https?://[^/]|/(?!/))[^\s\\]*|(?:mailto:|tel:|#)[^\s\\]+)", re.IGNORECASE
)
_BARE = re.compile(
    r"(?:https?://|(?<![\w./@-])www\.(?=[\w-]+\.))[^\s<>\"'»«“”]{3,2000}", re.IGNORECASE
)
_AFTER_ADDRESS = ".,;:!?…*_"
_PAIRS = {")": "(", "]": "[", "}": "{"}
_MARKUP = re.compile(r"<[!?][^<>]*>|</?(?P<name>[A-Za-z][\w-]*)(?P<rest>[^<>]*)>")
_UNSEEN = re.compile(
    r"<(?P<what>script|style|!--).*?(?:(?<=--)>|</(?:script|style)>|\Z)", re.IGNORECASE | re.DOTALL
)
_ENDS = {"script": "</script>", "style": "</style>", "!--": "-->"}
# What stands in angle brackets is HTML when it is called so; else somebody's own words.
_ELEMENTS = """
a abbr address article aside audio b base blockquote body br button canvas center cite code col
dd del details div dl dt em embed fieldset figcaption figure font footer form frame frameset h1
h2 h3 h4 h5 h6 head header hr html i iframe img input ins label legend li link main map mark
marquee math meta nav noscript object ol option p param picture pre q s samp script section
select small source span strike strong style sub summary sup svg table tbody td template
textarea tfoot th thead time title tr tt u ul var video
"""
_HTML = frozenset(_ELEMENTS.split())

_TAGS = {
    "p", "ul", "ol", "li", "strong", "em", "a", "blockquote", "h3", "h4", "code", "pre", "hr",
    "br", "table", "thead", "tbody", "tr", "th", "td",
}  # fmt: skip
_ATTRIBUTES = {"a": {"href", "title"}, "ol": {"start"}, "li": {"value"}}
_SCHEMES = {"http", "https", "mailto", "tel"}


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
    if "://" not in words and "www." not in words.lower():
        return html.escape(words, quote=False)
    parts: list[str] = []
    done = 0
    for found in _BARE.finditer(words):
        address = _without_what_follows(found.group())
        whole = address if "://" in address else f"https://{address}"
        if not _FOLLOWED.fullmatch(whole):
            continue
        parts.append(html.escape(words[done : found.start()], quote=False))
        parts.append(f'<a href="{html.escape(whole)}">{html.escape(address, quote=False)}</a>')
        done = found.start() + len(address)
    return "".join(parts) + html.escape(words[done:], quote=False)


def _without_what_follows(address: str) -> str:
    """An address without the sentence's own signs; a bracket belongs to it where it began in it."""
    while True:
        shorter = address.rstrip(_AFTER_ADDRESS)
        opened = _PAIRS.get(shorter[-1:])
        if opened and shorter.count(shorter[-1]) > shorter.count(opened):
            shorter = shorter[:-1]
        if shorter == address:
            return address
        address = shorter


def is_markup(value: str) -> bool:
    """HTML that goes, not words in angle brackets: <navn>, <Aarhus Kommune>, a<b og c>d."""
    found = _MARKUP.match(value)
    if found is None or found["name"] is None:
        return True
    rest = found["rest"].strip(" /")
    return found["name"].casefold() in _HTML and (not rest or "=" in rest)


def without_markup(line: str, unseen: str) -> tuple[str, str]:
    """The words of a line of HTML, and what ends that which nobody was meant to read ("" for none).

    Args:
        line: a line of a block of HTML.
        unseen: what ends a script, a style or a comment that an earlier line began.
    """
    if unseen:
        at = line.casefold().find(unseen)
        if at < 0:
            return "", unseen
        line = line[at + len(unseen) :]
    left_open = ""
    for found in _UNSEEN.finditer(line):
        ended = _ENDS[found["what"].casefold()]
        left_open = "" if found.group().casefold().endswith(ended) else ended
    words = _UNSEEN.sub(" ", line)
    shown = _MARKUP.sub(lambda one: " " if is_markup(one.group()) else one.group(), words)
    return shown.strip(), left_open


def clean(markup: str) -> str:
    """The allow-list's last word: these elements and attributes, whatever came before."""
    return nh3.clean(
        markup,
        tags=_TAGS,
        attributes=_ATTRIBUTES,
        tag_attribute_values={key: {"class": {"til-hoejre", "i-midten"}} for key in ("th", "td")},
        url_schemes=_SCHEMES,
        link_rel="noopener noreferrer",
        clean_content_tags={"script", "style"},
    )
