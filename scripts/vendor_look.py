"""Vendor the look, so that installing needs no Node: a subset of dkfds, and axe-core for the tests.

For maintainers only; its result is committed. To move to a new version: change the pins below,
run it, read the diff, mend NOTICE and docs/look.md, and look at the pages.

    python scripts/vendor_look.py                        # fetches both packages with `npm pack`
    python scripts/vendor_look.py dkfds.tgz axe-core.tgz # or reads tarballs already at hand

The same tarballs always give the same bytes.
A tarball with another checksum than the pin is refused.
"""

import base64
import hashlib
import json
import re
import shutil
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Iterator
from pathlib import Path

DKFDS = "dkfds@11.2.0"
AXE = "axe-core@4.14.1"
SHA512 = {
    DKFDS: (
        "JuVf8NjEOeF+TKIhEFXa3BfZvk1ulQM8+XN+6QhgDo6kiwwvupyBY34YU4FglBeyFWHbE5mYDmnrcYTWOSKkEA=="
    ),
    AXE: (
        "FHfa+lmNjQZfJz1q8wKqIDwC6DExcHt/pkjNQb09a3NPjCKg2rhu5qb2S4r76ASyFNNtuFooJpZe37OgudVGtQ=="
    ),
}

ROOT = Path(__file__).resolve().parent.parent
LOOK = ROOT / "static" / "vendor" / "dkfds"
TESTS = ROOT / "tests" / "vendor"
WRITTEN_BY_HAND = [LOOK / "LICENSE-icons-Apache-2.0.txt", ROOT / "NOTICE"]

# Components that only work with dkfds' own script, and logos that are not ours.
# A rule goes when every one of its selectors names a class that begins with one of these.
UNUSED_CLASSES = (  # noqa: SIM905 - easier to read and to diff than seventy quoted words
    "accordion back-to-top button-contact button-menu button-mobile-menu button-open-calendar "
    "button-overflow-menu character-limit cookie date-picker fds-modal form-limit hide-tooltip "
    "language-switcher loading-dimmed log-off log-on logo menu-heading menu-top mobile-drawer "
    "mobile-nav modal more-button more-option navigation-menu-mobile overflow-list "
    "overflow-menu overlay portal-info portal-user select-language selected-value "
    "solution-info-mobile spinner step-indicator-button submenu table--selectable table-actions "
    "table-pagination table-row-selected table-selected toast toggle tooltip"
).split()

# What the font files hold; the range keeps other signs from fetching them in vain.
FONTS = {"Regular": 400, "SemiBold": 600, "Bold": 700}
LATIN = (
    "U+0000, U+000D, U+0020-007E, U+00A0-00FF, U+0131, U+0152-0153, U+02C6, U+02DA, U+02DC, "
    "U+2013-2014, U+2018-201A, U+201C-201E, U+2020-2022, U+2026, U+2030, U+2039-203A, U+2044, "
    "U+20AC, U+2122, U+2212, U+FB01-FB02"
)

ICONS = (  # noqa: SIM905 - easier to read and to diff than seventy quoted words
    "arrow-downward arrow-upward check chevron-left chevron-right close copy database "
    "download edit error file-excel folder help info map print search success "
    "summary sync tune view-in-list warning"
).split()


def main(tarballs: list[str]) -> None:
    missing = [path for path in WRITTEN_BY_HAND if not path.exists()]
    if missing:
        sys.exit(f"Not made by this script and missing: {', '.join(map(str, missing))}")
    with tempfile.TemporaryDirectory() as folder:
        dkfds, axe = tarballs or (None, None)
        vendor_dkfds(unpack(DKFDS, dkfds, Path(folder)))
        vendor_axe(unpack(AXE, axe, Path(folder)))
    for pin in SHA512:
        if pin.replace("@", " ") not in (ROOT / "NOTICE").read_text("utf-8"):
            sys.exit(f"NOTICE does not name {pin.replace('@', ' ')}: mend it.")


def unpack(pin: str, tarball: str | None, folder: Path) -> Path:
    """The folder of the package, from the given tarball or from npm."""
    path = Path(tarball) if tarball else folder / npm_pack(pin, folder)
    found = base64.b64encode(hashlib.sha512(path.read_bytes()).digest()).decode()
    if found != SHA512[pin]:
        sys.exit(f"{path.name} is not the pinned {pin}: sha512-{found}")
    target = folder / pin.partition("@")[0]
    with tarfile.open(path) as archive:
        archive.extractall(target, filter="data")
    return target / "package"


def npm_pack(pin: str, folder: Path) -> str:
    command = ["npm", "pack", pin, "--json"]
    done = subprocess.run(command, cwd=folder, check=True, capture_output=True, text=True)
    [packed] = json.loads(done.stdout)
    return str(packed["filename"])


def vendor_dkfds(package: Path) -> None:
    dist = package / "dist"
    css = subset((dist / "css" / "dkfds.min.css").read_text("utf-8-sig"))
    images = sorted(set(re.findall(r"url\(\.\./img/svg-icons/([\w-]+\.svg)\)", css)))
    css = css.replace("url(../img/svg-icons/", "url(img/")
    refuse_foreign_addresses(css, images)
    credit = f"/*! {DKFDS}, a subset; MIT, see LICENSE */"
    write(LOOK / "dkfds.min.css", f'@charset "UTF-8";{credit}{css}\n')
    fresh_folder(LOOK / "img")
    for name in images:
        copy(dist / "img" / "svg-icons" / name, LOOK / "img" / name)
    write(LOOK / "icons.svg", sprite(dist / "img" / "svg-icons"))
    vendor_fonts(dist / "fonts" / "IBMPlexSans" / "split" / "woff2")
    copy_text(package / "LICENSE.md", LOOK / "LICENSE")


def subset(css: str) -> str:
    """The stylesheet without fonts, source map, icon classes and unused components."""
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL).strip()
    kept = list(kept_rules(css))
    styles = "".join(rule for rule in kept if not rule.startswith("@keyframes"))
    words = set(re.findall(r"[\w-]+", styles))
    return "".join(rule for rule in kept if not is_idle_animation(rule, words))


def is_idle_animation(rule: str, words: set[str]) -> bool:
    head = rule.partition("{")[0]
    return head.startswith("@keyframes") and head.split()[1] not in words


def kept_rules(css: str) -> Iterator[str]:
    for rule in rules(css):
        head, _, body = rule.partition("{")
        if head.startswith(("@media", "@supports")):
            inner = "".join(kept_rules(body[:-1]))
            if inner:
                yield f"{head}{{{inner}}}"
        elif head.startswith("@keyframes"):
            yield rule
        elif not head.startswith("@font-face"):
            selectors = [selector for selector in split_selectors(head) if is_used(selector)]
            if selectors:
                yield f"{','.join(selectors)}{{{body}"


def rules(css: str) -> Iterator[str]:
    """The rules of one level, each with its whole block."""
    start = depth = 0
    for brace in re.finditer(r"[{}]", css):
        depth += 1 if brace[0] == "{" else -1
        if depth == 0:
            yield css[start : brace.end()]
            start = brace.end()


def split_selectors(head: str) -> list[str]:
    return re.split(r",(?![^()]*\))", head)


def is_used(selector: str) -> bool:
    if re.fullmatch(r"\.icon-[\w-]+:not\(a\)", selector):
        return False
    classes = re.findall(r"\.(-?[_a-zA-Z][\w-]*)", re.sub(r":not\([^()]*\)", "", selector))
    return not any(name.startswith(tuple(UNUSED_CLASSES)) for name in classes)


def refuse_foreign_addresses(css: str, images: list[str]) -> None:
    allowed = {f"img/{name}" for name in images}
    foreign = set(re.findall(r"url\(([^)]*)\)", css)) - allowed
    if foreign or "data:" in css or "@import" in css:
        sys.exit(f"The stylesheet points outside the folder: {sorted(foreign)}")


def sprite(folder: Path) -> str:
    symbols = "\n".join(symbol(folder / f"{name}.svg") for name in ICONS)
    credit = f"<!-- Icons of {DKFDS}; Apache-2.0 -->"
    return f'<svg xmlns="http://www.w3.org/2000/svg">\n{credit}\n{symbols}\n</svg>\n'


def symbol(icon: Path) -> str:
    """The icon as a symbol that keeps its own viewBox; the drawing is untouched."""
    outline = r'<svg xmlns="http://www\.w3\.org/2000/svg" viewBox="([^"]+)">(.*)</svg>\s*'
    found = re.fullmatch(outline, icon.read_text("utf-8"), re.DOTALL)
    if not found:
        sys.exit(f"{icon.name} is not drawn as the others are.")
    view_box, drawing = found.groups()
    return f'<symbol id="{icon.stem}" viewBox="{view_box}">{drawing.strip()}</symbol>'


def vendor_fonts(folder: Path) -> None:
    fresh_folder(LOOK / "fonts")
    for style in FONTS:
        name = f"IBMPlexSans-{style}-Latin1.woff2"
        copy(folder / name, LOOK / "fonts" / name)
    copy_text(folder / "license.txt", LOOK / "fonts" / "LICENSE-OFL-1.1.txt")
    faces = (font_face(style, weight) for style, weight in FONTS.items())
    write(LOOK / "fonts.css", "\n".join(faces))


def font_face(style: str, weight: int) -> str:
    return f"""\
@font-face {{
  font-family: "IBM Plex Sans";
  font-style: normal;
  font-weight: {weight};
  font-display: swap;
  src: url("fonts/IBMPlexSans-{style}-Latin1.woff2") format("woff2");
  unicode-range: {LATIN};
}}
"""


def vendor_axe(package: Path) -> None:
    copy(package / "axe.min.js", TESTS / "axe.min.js")
    copy(package / "locales" / "da.json", TESTS / "axe-da.json")
    copy_text(package / "LICENSE", TESTS / "LICENSE-axe-core-MPL-2.0.txt")
    copy_text(package / "LICENSE-3RD-PARTY.txt", TESTS / "LICENSE-axe-core-3RD-PARTY.txt")


def fresh_folder(folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)


def copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(source.read_bytes())


def copy_text(source: Path, target: Path) -> None:
    """A licence with the line ends that the repository keeps."""
    write(target, source.read_text("utf-8"))


def write(target: Path, text: str) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(text, "utf-8", newline="\n")


if __name__ == "__main__":
    if len(sys.argv) not in (1, 3):
        sys.exit(__doc__)
    main(sys.argv[1:])
