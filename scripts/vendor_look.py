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

# A rule stays when each class it asks for is named by a template or by one of our own scripts.
# A word that ends in a hyphen begins a class that is put together: `alert-{{ kind }}`.
NAMED_IN = {  # where, and what of it may name a class
    ("templates", "*.html"): r'class="[^"]*"|\{\{.*?\}\}|\{%.*?%\}',
    ("static/site", "*.js"): r'"[^"]*"|`[^`]*`',
}

FONTS = ("Regular", "SemiBold")

# The neutral theme's colours by what they are used for; site.css says what they are by day and
# by night. White letters and dark grounds under them are the same at all hours.
ROLES = {
    r"color|fill": {"#1a1a1a": "ink", "#707070": "quiet", "#004d99": "link", "#c00": "wrong"},
    r"background(?:-color)?": {"#fff": "paper", "#f5f5f5": "paper-2", "#dcdcdc": "paper-3"},
    r"border[\w-]*|outline": {
        "#1a1a1a": "ink", "#454545": "edge", "#8e8e8e": "line-1", "#bfbfbf": "line-2",
        "#dcdcdc": "line-3",
    },
}  # fmt: skip

WORD = re.compile(r"[\w-]+")
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
    css = subset((dist / "css" / "dkfds.min.css").read_text("utf-8-sig"), named_words())
    images = sorted(set(re.findall(r"url\(\.\./img/svg-icons/([\w-]+\.svg)\)", css)))
    css = css.replace("url(../img/svg-icons/", "url(img/")
    refuse_foreign_addresses(css, images)
    css = by_roles(css)
    credit = f"/*! {DKFDS}, a subset; MIT, see LICENSE */"
    write(LOOK / "dkfds.min.css", f'@charset "UTF-8";{credit}{css}\n')
    fresh_folder(LOOK / "img")
    for name in images:
        copy(dist / "img" / "svg-icons" / name, LOOK / "img" / name)
    write(LOOK / "icons.svg", sprite(dist / "img" / "svg-icons"))
    vendor_fonts(dist / "fonts" / "IBMPlexSans" / "split" / "woff2")
    copy_text(package / "LICENSE.md", LOOK / "LICENSE")


def named_words() -> frozenset[str]:
    """The words of our templates and scripts that may name a class."""
    return frozenset(
        word
        for (folder, name), part in NAMED_IN.items()
        for path in (ROOT / folder).rglob(name)
        for text in re.findall(part, path.read_text("utf-8"))
        for word in WORD.findall(text)
    )


def subset(css: str, named: frozenset[str]) -> str:
    """The stylesheet without fonts, source map and rules for classes that nothing names."""
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL).strip()
    kept = list(kept_rules(css, named))
    styles = "".join(rule for rule in kept if not rule.startswith("@keyframes"))
    words = set(WORD.findall(styles))
    return "".join(rule for rule in kept if not is_idle_animation(rule, words))


def by_roles(css: str) -> str:
    """Colours as custom properties, so that a dark scheme is a change of their values."""
    for names, colours in ROLES.items():
        for colour, role in colours.items():
            css = re.sub(
                rf"(?<=[;{{])((?:{names}):[^;}}]*?){colour}(?=[;}}!\s])", rf"\1var(--{role})", css
            )
    return css


def is_idle_animation(rule: str, words: set[str]) -> bool:
    head = rule.partition("{")[0]
    return head.startswith("@keyframes") and head.split()[1] not in words


def kept_rules(css: str, named: frozenset[str]) -> Iterator[str]:
    for rule in rules(css):
        head, _, body = rule.partition("{")
        if head.startswith(("@media", "@supports")):
            inner = "".join(kept_rules(body[:-1], named))
            if inner:
                yield f"{head}{{{inner}}}"
        elif head.startswith("@keyframes"):
            yield rule
        elif not head.startswith("@font-face"):
            selectors = [selector for selector in split_selectors(head) if is_used(selector, named)]
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


def is_used(selector: str, named: frozenset[str]) -> bool:
    begun = tuple(word for word in named if word.endswith("-") and len(word) > 1)
    classes = re.findall(r"\.(-?[_a-zA-Z][\w-]*)", re.sub(r":not\([^()]*\)", "", selector))
    return all(name in named or name.startswith(begun) for name in classes)


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
