#!/usr/bin/env python3
"""The plan of the house: rooms, the fullest one, arrows, circles; and the picture of them.

    scripts/house.py            print the figures
    scripts/house.py --draw     draw the picture anew in ARCHITECTURE.md

The layers come from import-linter's contract in pyproject.toml, the arrows from the code's own
imports. An arrow that follows from others is left out of the picture, so that it can be read.
"""

import argparse
import re
import sys
import tomllib
from collections.abc import Iterable, Mapping
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import grimp

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "ARCHITECTURE.md"
HALLS = ("cli", "web", "search", "catalogue")
_PICTURE = re.compile(r"(?<=<!-- house -->\n).*?(?=<!-- /house -->)", re.DOTALL)
Arrows = Mapping[str, frozenset[str]]


def main(arguments: list[str]) -> int:
    """Print the figures, or draw; 1 when a room is in a circle."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--draw", action="store_true", help="draw ARCHITECTURE.md's picture anew")
    chosen = parser.parse_args(arguments)
    arrows = read_arrows()
    if chosen.draw:
        text = PAGE.read_text(encoding="utf-8")
        PAGE.write_text(_PICTURE.sub(lambda _: picture(arrows), text), encoding="utf-8")
    print("\n".join(figures(arrows)))
    return 1 if circle(arrows) else 0


def read_arrows() -> Arrows:
    """Which rooms each room imports, by the code as it stands."""
    sys.path.insert(0, str(ROOT))
    graph = grimp.build_graph(*HALLS, cache_dir=None)
    found: dict[str, set[str]] = {room_of(module): set() for module in graph.modules}
    for module in graph.modules:
        for other in graph.find_modules_directly_imported_by(module):
            found[room_of(module)].add(room_of(other))
    return {
        room: frozenset(others - {room}) for room, others in sorted(found.items()) if room != "app"
    }


def room_of(module: str) -> str:
    """`search.index` for search.index.postings; a module beside the rooms is a room of its own."""
    hall, *rest = module.split(".")
    if hall == "cli" or not rest:
        return hall
    return f"{hall}.{rest[0]}"


def circle(arrows: Arrows) -> list[str]:
    """Rooms that import each other in a ring, or none."""
    try:
        TopologicalSorter(arrows).prepare()
    except CycleError as error:
        return list(error.args[1])
    return []


def figures(arrows: Arrows) -> Iterable[str]:
    """What the house looks like in numbers, a line each."""
    folders = {room: ROOT.joinpath(*room.split(".")) for room in arrows}
    sizes = {
        room: len([path for path in folder.glob("*.py") if path.name != "__init__.py"])
        for room, folder in folders.items()
        if (folder.is_dir() and room not in HALLS) or room == "cli"
    }
    fullest = max(sizes, key=lambda room: sizes[room])
    lines = {hall: sum(map(_lines, (ROOT / hall).rglob("*.py"))) for hall in HALLS}
    yield f"{len(sizes)} rooms, {sum(sizes.values())} modules in them"
    yield f"fullest room: {fullest} with {sizes[fullest]} modules"
    yield f"{sum(len(others) for others in arrows.values())} arrows between rooms"
    yield f"circles: {' -> '.join(circle(arrows)) or 'none'}"
    yield "lines: " + ", ".join(f"{hall} {count}" for hall, count in lines.items())
    yield f"in all {sum(lines.values())} lines"


def _lines(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


def layers() -> list[list[str]]:
    """The contract's lines, the top one first."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    found = settings["tool"]["importlinter"]["contracts"][0]["layers"]
    return [[name.strip() for name in layer.split("|")] for layer in found]


def picture(arrows: Arrows) -> str:
    """The rooms hall by hall as a Mermaid drawing, an arrow for each import that says something."""
    rooms = [room for layer in layers() for room in layer if not room.endswith("__main__")]
    shown = {room: arrows[room] & set(rooms) for room in rooms}
    lines = ["```mermaid", "flowchart TD"]
    for hall in HALLS:
        lines.append(f"  subgraph {hall}")
        lines += [f"    {_id(room)}[{room}]" for room in rooms if room.split(".")[0] == hall]
        lines.append("  end")
    lines += [
        f"  {_id(room)} --> {_id(other)}"
        for room in rooms
        for other in sorted(shown[room])
        if not any(other in reach(between, shown) for between in shown[room] - {other})
    ]
    return "\n".join([*lines, "```", ""])


def reach(room: str, arrows: Arrows) -> frozenset[str]:
    """All rooms that a room leads to."""
    found: set[str] = set()
    left = [room]
    while left:
        new = arrows[left.pop()] - found
        found |= new
        left += new
    return frozenset(found)


def _id(room: str) -> str:
    return room.replace(".", "_") + ("_" if room == "cli" else "")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
