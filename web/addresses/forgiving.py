"""Addresses as they come out of mails, newsletters, old systems and tired hands, put right.

Pure: text to text. Marks that senders put on links for their own counting are passed over;
text in another encoding, or encoded twice, is read; a path is spelt as the site spells it.
"""

import re
import unicodedata
from urllib.parse import quote, quote_plus, unquote_plus, unquote_to_bytes

# Facebook, Google, Microsoft, Mailchimp, HubSpot, Instagram, LinkedIn, TikTok, X, Yandex, Marketo,
# Adobe, Eloqua, Vero, Omeda, Dotdigital, Branch.
_TRACKING = re.compile(
    r"utm_\w+|mc_\w+|mtm_\w+|pk_\w+|hsa_\w+|_hs\w+|__hs\w+|fbclid|gclid|gclsrc|gbraid|wbraid|dclid"
    r"|msclkid|igshid|igsh|li_fat_id|ttclid|twclid|yclid|mkt_tok|srsltid|epik|_gl|_ga\w*|gad_\w+"
    r"|ga_\w+|fb_\w+|mibextid|sfnsn|ref_src|ref_url|trk_\w+|s_kwcid|s_cid|ef_id|elq\w*|vero_\w+"
    r"|oly_\w+|dm_i|_branch_\w+|wickedid|sc_cid|nr_email_referer|xtor",
    re.ASCII,
)
_STRAY_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
_LETTERS = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", " ": "-"})
_AFTER = " \t.,;:!)]}>\"'»”’*_/\\"  # what a sentence leaves behind an address
_ALL, _FEED = "/?q=", "/feed.atom"
_ALIASES = {
    "/indsats": _ALL, "/indsatser": _ALL, "/alle": _ALL,
    "/feed": _FEED, "/rss": _FEED, "/atom": _FEED, "/feed.xml": _FEED, "/rss.xml": _FEED,
    "/atom.xml": _FEED, "/forside": "/", "/index": "/", "/index.html": "/", "/index.php": "/",
}  # fmt: skip
_NOT_WORDS = frozenset({"indsats", "indsatser", "html", "php", "aspx", "www", "api"})


def tidy_query(raw: str) -> tuple[str, bool]:
    """The part of an address after "?", and whether anything had to be put right.

    Args:
        raw: as it came, percent-encoded.

    Returns:
        The query without the marks of senders, and with its names and texts as they were meant;
        true when the visitor's address should say so too. A mark alone is no fault.
    """
    kept, repaired = [], False
    for part in raw.split("&"):
        name, equals, value = part.partition("=")
        meant = _name(name)
        if _TRACKING.fullmatch(meant):
            continue
        said = _value(value)
        repaired = repaired or (meant, said) != (name, value)
        kept.append(f"{meant}{equals}{said}")
    return "&".join(kept), repaired


def _name(name: str) -> str:
    """A parameter's name: all of the site's are small letters, and "&amp;" is "&" in a page."""
    while name.startswith("amp;"):
        name = name.removeprefix("amp;")
    plain = unquote_plus(name)
    return plain.lower() if plain.isascii() and plain.replace("_", "").isalpha() else name


def _value(value: str) -> str:
    """A parameter's text, encoded anew only where it was not what it was meant to be."""
    if value.isascii() and value.replace("+", "").isalnum():
        return value
    came = unquote_to_bytes(value.replace("+", " "))
    text = meant = _decoded(came)
    if "%" in meant and not _STRAY_PERCENT.search(meant):
        meant = _utf8(unquote_to_bytes(meant)) or meant
    if "Ã" in meant or "Â" in meant:
        meant = _unmixed(meant)
    unchanged = meant == text and came == text.encode("utf-8", "surrogatepass")
    return value if unchanged else quote_plus(meant)


def _decoded(data: bytes) -> str:
    """Text in UTF-8, or else as Windows wrote it."""
    found = _utf8(data)
    return data.decode("cp1252", "replace") if found is None else found


def _utf8(data: bytes) -> str | None:
    try:
        return data.decode()
    except UnicodeDecodeError:
        return None


def _unmixed(text: str) -> str:
    """ "mÃ¸dre" is "mødre" that was read in the wrong encoding."""
    try:
        return text.encode("cp1252").decode()
    except UnicodeError:
        return text


def tidy_path(path: str) -> str:
    """The path as the site would spell it, or another name's own; it need not lead anywhere.

    Args:
        path: decoded, as it came; a question mark in it may have been encoded by a mail program.
    """
    whole = re.split(r"#|%23", unicodedata.normalize("NFC", path), maxsplit=1)[0]
    whole = re.sub(r"^([^?&]*)&(?=\w+=)", r"\1?", whole)  # marks put on an address without "?"
    text, _, query = whole.replace("%3F", "?").replace("%3f", "?").partition("?")
    text = text.lower().rstrip(_AFTER).translate(_LETTERS)
    text = "/" + re.sub(r"/+", "/", text).lstrip("/\\")
    if text.startswith("/indsatser/"):
        text = text.replace("/indsatser/", "/indsats/", 1)
    found = _ALIASES.get(text, text)
    if not query or "?" in found:
        return found
    return f"{found}?{tidy_query(quote(query, safe='=&+%'))[0]}".rstrip("?")


def words_of(path: str) -> str:
    """The words that a path is made of, to search for where it leads nowhere."""
    words = re.findall(r"[^\W_]+", path[:200])
    return " ".join(word for word in words if word.lower() not in _NOT_WORDS)[:100]
