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
# Marks put behind an address that had a question already, by "?" or encoded with the rest.
_APPENDED = re.compile(rf"[?&](?:amp;)*(?:{_TRACKING.pattern})=.*", re.ASCII | re.DOTALL)
_STRAY_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
_LETTERS = str.maketrans({
    "æ": "ae", "ø": "oe", "å": "aa", "ä": "ae", "ö": "oe", "é": "e", " ": "-", "_": "-", "+": "-",
})  # fmt: skip
_AFTER = " \t\r\n.,;:!)]}>\"'»”’*_/\\…．|`~=+-"  # what a sentence leaves behind an address
_ENDING = re.compile(r"(?:/index)?\.(?:html?|php|aspx?)$")
_KEY = re.compile(r"[a-z0-9][a-z0-9-]*")
_TEXT = "q"  # the one parameter whose value is no key
_ALL, _FEED, _ABOUT, _DATA = "/?q=", "/feed.atom", "/om", "/data"
_ALIASES = {
    "/indsats": _ALL, "/indsatser": _ALL, "/alle": _ALL, "/soeg": "/", "/sog": "/", "/search": "/",
    "/feed": _FEED, "/rss": _FEED, "/atom": _FEED, "/feed.xml": _FEED, "/rss.xml": _FEED,
    "/atom.xml": _FEED, "/forside": "/", "/index": "/", "/sitemap": "/sitemap.xml",
    "/kontakt": _ABOUT, "/privatliv": _ABOUT, "/cookies": _ABOUT,
    "/api": _DATA, "/api/v1": _DATA, "/eksport": _DATA,
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
    for part in raw.lstrip("?").split("&"):
        name, equals, value = part.partition("=")
        meant = _name(name)
        if _TRACKING.fullmatch(meant):
            continue
        said = _value(value, is_key=meant != _TEXT)
        repaired = repaired or (meant, said) != (name, value)
        kept.append(f"{meant}{equals}{said}")
    return "&".join(kept), repaired or raw.startswith("?")


def _name(name: str) -> str:
    """A parameter's name: all of the site's are small letters, and "&amp;" is "&" in a page."""
    while name.startswith("amp;"):
        name = name.removeprefix("amp;")
    plain = re.sub(r"\[\d*\]$", "", unquote_plus(name))  # as forms in PHP send lists
    return plain.lower() if plain.isascii() and plain.replace("_", "").isalpha() else name


def _value(value: str, *, is_key: bool) -> str:
    """A parameter's text, encoded anew only where it was not what it was meant to be."""
    if value.isascii() and value.isalnum() and (value.islower() or not is_key):
        return value
    came = unquote_to_bytes(value.replace("+", " "))
    text = _decoded(came)
    meant = _APPENDED.sub("", _meant(text))
    if is_key:
        meant = _key(meant)
    unchanged = meant == text and came == text.encode("utf-8", "surrogatepass")
    return value if unchanged else quote_plus(meant)


def _key(text: str) -> str:
    """A key as lists of choices write it, where the text can be one."""
    key = _plain(text).strip()
    return key if _KEY.fullmatch(key) else text


def _plain(text: str) -> str:
    """In small letters, without what a sentence or a program left behind it."""
    seen = "".join(c for c in unicodedata.normalize("NFC", text) if unicodedata.category(c) != "Cf")
    return seen.replace("\0", "").replace("\xa0", " ").lower().rstrip(_AFTER)


def _meant(text: str) -> str:
    """Text that was encoded twice, or read in the wrong encoding, as it was."""
    if "%" in text and not _STRAY_PERCENT.search(text):
        text = _utf8(unquote_to_bytes(text)) or text
    if "Ã" in text or "Â" in text:
        text = _unmixed(text)
    return text


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
    whole = _meant(_meant(path)).partition("#")[0].replace("&amp;", "&")
    whole = re.sub(r"^([^?&]*)&(?=\w+=)", r"\1?", whole)  # marks put on an address without "?"
    text, _, query = whole.partition("?")
    text = _ENDING.sub("", _plain(text)).translate(_LETTERS)
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
