"""Draws the site's mark where pixels are needed: favicon.ico, a phone's icon, a share card.

Run again when static/site/favicon.svg or the words on the card change:
`CHROMIUM=$(scripts/ensure-browser) .venv/bin/python scripts/make_pictures.py`
"""

import os
import struct
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

SITE = Path(__file__).parent.parent / "static" / "site"
MARK = (SITE / "favicon.svg").read_text(encoding="utf-8")
FONTS = SITE.parent / "vendor" / "dkfds" / "fonts"
ICON = """<!doctype html><style>
  body{{margin:0;background:{ground}}}
  svg{{display:block;width:{size}px;height:{size}px;box-sizing:border-box;padding:{room}px}}
</style>{mark}"""
CARD = """<!doctype html><meta charset="utf-8"><style>
  @font-face {{ font-family: Plex; font-weight: 400;
    src: url({fonts}/IBMPlexSans-Regular-Latin1.woff2); }}
  @font-face {{ font-family: Plex; font-weight: 600;
    src: url({fonts}/IBMPlexSans-SemiBold-Latin1.woff2); }}
  body {{ margin: 0; width: 1200px; height: 630px; box-sizing: border-box; padding: 90px;
    color: #fff; background: #0f5c4d; font: 400 44px/1.35 Plex;
    display: flex; flex-direction: column; gap: 40px; justify-content: center;
    text-wrap: balance; }}
  svg {{ width: 150px; height: 150px; }} rect {{ stroke: #fff; stroke-width: .6; }}
  b {{ display: block; font: 600 84px/1.1 Plex; }}
</style>{mark}
<div><b>Indsatskataloget</b>Boligsociale indsatser, der er prøvet i danske kommuner</div>"""


def icon(size: int, ground: str, room: int = 0) -> str:
    return ICON.format(ground=ground, size=size, room=room, mark=MARK)


def drawn(page: Page, html: str, width: int, height: int, *, clear: bool = False) -> bytes:
    page.set_viewport_size({"width": width, "height": height})
    file = SITE / "tegning.html"  # beside the fonts, which a page without an address may not load
    file.write_text(html, encoding="utf-8")
    try:
        page.goto(file.as_uri())
        page.evaluate("document.fonts.ready")
        return page.screenshot(omit_background=clear)
    finally:
        file.unlink()


def as_ico(pictures: dict[int, bytes]) -> bytes:
    """PNG pictures by their size as one icon file."""
    at = 6 + 16 * len(pictures)
    head, body = struct.pack("<HHH", 0, 1, len(pictures)), b""
    for size, data in pictures.items():
        head += struct.pack("<BBBBHHII", size, size, 0, 0, 1, 32, len(data), at + len(body))
        body += data
    return head + body


def main() -> None:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=os.environ.get("CHROMIUM"), args=["--no-sandbox"]
        )
        page = browser.new_page()
        small = {
            size: drawn(
                page,
                ICON.format(ground="transparent", size=size, room=0, mark=MARK),
                size,
                size,
                clear=True,
            )
            for size in (16, 32, 48)
        }
        (SITE / "favicon.ico").write_bytes(as_ico(small))
        # iOS rounds the corners itself, so the ground goes to the edge.
        touch = drawn(page, icon(180, "#0f5c4d", 14), 180, 180)
        (SITE / "apple-touch-icon.png").write_bytes(touch)
        card = CARD.format(fonts=FONTS.as_uri(), mark=MARK)
        (SITE / "delekort.png").write_bytes(drawn(page, card, 1200, 630))
        browser.close()
    for name in ("favicon.ico", "apple-touch-icon.png", "delekort.png"):
        print(f"{name}: {(SITE / name).stat().st_size} bytes")


if __name__ == "__main__":
    main()
