"""What every page of the site holds, whichever it is. The test client asks it of each page."""

import re
from collections import Counter
from functools import lru_cache

import html5lib
from html5lib.html5parser import ParseError
from lxml.etree import _Element as Element

_FIELDS = {"input", "select", "textarea"}
_LOADS = {"src", "srcset", "poster", "data", "action", "formaction"}
_LOADING_LINKS = {"stylesheet", "icon", "preload", "search", "manifest"}
_ADDRESS = re.compile(r"^(?:/(?!/)|#|https?://|mailto:|tel:)")


@lru_cache(maxsize=8)  # a page is checked and then looked into
def parse(html: str) -> Element:
    """The page as a tree to read, or an error where the HTML is wrong."""
    parser = html5lib.HTMLParser(
        html5lib.getTreeBuilder("lxml"), strict=True, namespaceHTMLElements=False
    )
    try:
        return parser.parse(html).getroot()
    except ParseError as error:
        line, column = parser.tokenizer.stream.position()
        context = html.splitlines()[line - 1][:300]
        raise AssertionError(f"line {line}, column {column}: {error}\n{context}") from error


def faults(html: str, host: str) -> list[str]:
    """Everything that is wrong with a page; `host` is the address that counts as ours."""
    root = parse(html)
    everything = [one for one in root.iter() if isinstance(one.tag, str)]
    found = [*head_faults(root), *id_faults(everything), *field_faults(root, everything)]
    for element in everything:
        found += code_faults(element)
        found += address_faults(element, host)
    return found


def head_faults(root: Element) -> list[str]:
    found = []
    if root.get("lang") != "da":
        found.append("the page is not in Danish")
    titles = root.findall("head/title")
    if len(titles) != 1 or not (titles[0].text or "").strip():
        found.append("not one title")
    if len(root.findall(".//h1")) != 1:
        found.append("not one h1")
    if len(root.findall(".//main")) != 1:
        found.append("not one main")
    levels = [int(one.tag[1]) for one in root.iter() if re.fullmatch(r"h[1-6]", str(one.tag))]
    for before, after in zip([0, *levels], levels, strict=False):
        if after > before + 1:
            found.append(f"heading h{after} after h{before}")
    return found


def id_faults(everything: list[Element]) -> list[str]:
    ids = Counter(one.get("id") for one in everything if one.get("id") is not None)
    found = [f"id {key!r} {number} times" for key, number in ids.items() if number > 1]
    for element in everything:
        for name in ("for", "aria-labelledby", "aria-describedby", "aria-controls", "form"):
            wanted = (element.get(name) or "").split()
            found += [f"{name}={one!r} leads nowhere" for one in wanted if one not in ids]
        target = element.get("href") or ""
        if element.tag == "a" and target.startswith("#") and target[1:] not in ids:
            found.append(f"link to {target} leads nowhere")
    return found


def field_faults(root: Element, everything: list[Element]) -> list[str]:
    labelled = {
        one.get("for") for one in root.findall(".//label") if "".join(one.itertext()).strip()
    }
    return [
        f"field without label: {one.tag} {one.get('name')}"
        for one in everything
        if one.tag in _FIELDS
        and one.get("type") != "hidden"
        and one.get("id") not in labelled
        and not one.get("aria-label")
    ]


def code_faults(element: Element) -> list[str]:
    """No script, style or handler stands in the page itself."""
    found = [f"{name} on {element.tag}" for name in element.attrib if str(name).startswith("on")]
    if element.get("style") is not None:
        found.append(f"style on {element.tag}")
    if element.tag == "style":
        found.append("a style element")
    if (
        element.tag == "script"
        and not element.get("src")
        and element.get("type") != "application/ld+json"
    ):
        found.append("an inline script")
    return found


def address_faults(element: Element, host: str) -> list[str]:
    """Links can be followed, and nothing is loaded from another host."""
    found = []
    href = element.get("href")
    if element.tag == "a" and href is not None and not _ADDRESS.match(href):
        found.append(f"odd link {href!r}")
    loaded = [element.get(name) for name in _LOADS if element.get(name)]
    if element.tag == "link" and set((element.get("rel") or "").split()) & _LOADING_LINKS:
        loaded.append(href)
    if element.tag == "use" and not (href or "").startswith("#"):  # its own page is no host
        loaded.append(href or "")
    ours = re.compile(rf"/(?!/)|{re.escape(host)}/")
    found += [f"{element.tag} loads {one!r}" for one in loaded if not ours.match(one or "")]
    return found
