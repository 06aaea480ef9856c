"""What a page would run if it let a visitor's or an editor's text through."""

from html.parser import HTMLParser

PAYLOADS = (
    "<script>alert(1)</script>",
    '"><script>alert(1)</script>',
    "'><svg onload=alert(1)>",
    "<img src=x onerror=alert(1)>",
    '" autofocus onfocus=alert(1) x="',
    "' onmouseover='alert(1)",
    "</title><script>alert(1)</script>",
    "</script><script>alert(1)</script>",
    "<!--<script>alert(1)//-->",
    "<iframe src=javascript:alert(1)>",
    "<a href=javascript:alert(1)>x</a>",
    "<math><mglyph><style><!--</style><img title='--&gt;&lt;img src=1 onerror=alert(1)&gt;'>",
    "<svg><animate onbegin=alert(1) attributeName=x dur=1s>",
    "<details open ontoggle=alert(1)>",
    "<base href=https://evil.example/>",
    "<meta http-equiv=refresh content=0;url=https://evil.example/>",
    "<form action=https://evil.example/><input name=q></form>",
    "<style>*{background:url(https://evil.example/)}</style>",
    "<link rel=stylesheet href=https://evil.example/x.css>",
    "{{ 7*7 }}{% raw %}{{ config }}{% endraw %}",
    "${7*7}#{7*7}<%= 7*7 %>",
    "javascript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "\u2028alert(1)\u2029",
    "\ufeff<script>alert(1)</script>",
    "＜script＞alert(1)＜/script＞",
    "%3Cscript%3Ealert(1)%3C/script%3E",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "<x onclick=alert(1)>klik",
    "<object data=data:text/html;base64,PHNjcmlwdD4=>",
    "<embed src=javascript:alert(1)>",
    "<template><script>alert(1)</script></template>",
    "]]><script>alert(1)</script>",
    "<plaintext>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    "\x00<script>alert(1)</script>",
    "\u202eevil",
)
_ADDRESSES = ("href", "src", "action", "formaction", "data", "poster", "srcset", "xlink:href")
_NEVER = {"iframe", "object", "embed", "base", "style", "template", "plaintext", "math", "frame"}


class Dangers(HTMLParser):
    """Collects everything in a page that could run, load or lead astray."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self._data_script = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        held = {name: value or "" for name, value in attrs}
        self._data_script = held.get("type") == "application/ld+json"
        if tag in _NEVER or (tag == "meta" and "http-equiv" in held):
            self.found.append(f"<{tag}>")
        if (
            tag == "script"
            and not self._data_script
            and not held.get("src", "").startswith("/static/")
        ):
            self.found.append("a script of its own")
        for name, value in held.items():
            if name.startswith("on") or name == "style":
                self.found.append(f"{tag} {name}={value}")
            scheme = value.strip().casefold().partition(":")[0] if ":" in value else ""
            if name in _ADDRESSES and scheme in ("javascript", "data", "vbscript", "file"):
                self.found.append(f"{tag} {name}={value}")
        if tag == "form" and not held.get("action", "/").startswith("/"):
            self.found.append(f"form to {held['action']}")


def dangers(page: str) -> list[str]:
    reader = Dangers()
    reader.feed(page)
    reader.close()
    return reader.found
