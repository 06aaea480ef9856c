"""What the repository as a whole promises, whichever page or package is at hand."""

import ast
import datetime as dt
import importlib.util
import re
import subprocess
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
LARGEST_FILE = 400_000
# The accessibility checker of the browser tests comes as one file and is kept unmodified.
LARGE_FILES = {
    # The word table and the set of Danish words: meaning and corrections without a model.
    "search/data/danish-words.npy",
    "search/data/danish-bases.npy",
    "search/data/word-table-keys.npy",
    "search/data/word-table-rows.npy",
    "search/data/word-table-vectors.npy",
    "tests/vendor/axe.min.js",
}
LONGEST_MODULE = 400
LARGEST_ROOM = 12  # modules
HALLS = ("catalogue", "cli", "search", "web")

# Put together here, so that this file is not found by its own search.
FOLDERS_OF_A_MACHINE = re.compile(r"(?<![\w.})-])/(?:home|root|work)/|/tmp/" + "bash|file:" + "///")
OPTIONS_WITH_AN_INDEX = re.compile("--(?:index-url|extra-index-url|find-links)" + r"\b")


def tracked_files() -> list[Path]:
    """The files git tracks that are still there; also where the clone belongs to another user."""
    command = ["git", "-c", f"safe.directory={ROOT}", "ls-files", "-z"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, check=True, text=True).stdout
    return [ROOT / name for name in listed.split("\0") if name and (ROOT / name).is_file()]


def tracked_texts() -> Iterator[tuple[str, str]]:
    """The name and text of each tracked file that is not binary."""
    for path in tracked_files():
        content = path.read_bytes()
        if b"\0" not in content:
            yield path.relative_to(ROOT).as_posix(), content.decode("utf-8", errors="replace")


def modules() -> Iterator[tuple[str, str]]:
    """The name and source of each module of the program itself."""
    for path in [
        ROOT / "app.py",
        *(p for hall in HALLS for p in sorted((ROOT / hall).rglob("*.py"))),
    ]:
        yield path.relative_to(ROOT).as_posix(), path.read_text(encoding="utf-8")


def rooms() -> dict[str, list[str]]:
    """The modules of each room, the file that tells what it is left out."""
    found: dict[str, list[str]] = {}
    for module, _ in modules():
        room, _, name = module.rpartition("/")
        if room and name != "__init__.py":
            found.setdefault(room, []).append(name)
    return found


def requirements(lock_file: Path) -> Iterator[str]:
    """Each requirement of a lock file, its continued lines joined and its comments removed."""
    text = re.sub(r"^\s*#.*\n?", "", lock_file.read_text(encoding="utf-8"), flags=re.MULTILINE)
    yield from filter(None, text.replace("\\\n", " ").splitlines())


def test_no_tracked_file_names_a_folder_of_somebodys_machine():
    """No tracked file holds a path of the machine it was written on."""
    found = [
        f"{name}: {line.strip()[:120]}"
        for name, text in tracked_texts()
        for line in text.splitlines()
        if FOLDERS_OF_A_MACHINE.search(line) or f"{ROOT}/" in line
    ]
    assert not found, "\n".join(found)


def test_no_tracked_file_says_where_packages_are_fetched():
    """No tracked file directs the installer to an index: that is the choice of whoever installs."""
    found = [name for name, text in tracked_texts() if OPTIONS_WITH_AN_INDEX.search(text)]
    assert not found, "\n".join(found)


def test_no_tracked_file_is_large():
    """No tracked file but the named ones is larger than 400 kB, so that a clone stays quick."""
    large = {
        path.relative_to(ROOT).as_posix()
        for path in tracked_files()
        if path.stat().st_size > LARGEST_FILE
    }
    assert large <= LARGE_FILES, "\n".join(sorted(large - LARGE_FILES))


@pytest.mark.parametrize("lock_file", sorted(ROOT.glob("requirements*.txt")), ids=lambda p: p.name)
def test_every_requirement_is_pinned_and_hashed(lock_file):
    """Every requirement names one exact version and a sha256: an install is the same everywhere."""
    pinned = re.compile(r"[a-z0-9-]+==\S+ .*--hash=sha256:[0-9a-f]{64}")
    loose = [line[:80] for line in requirements(lock_file) if not pinned.match(line)]
    assert not loose, "\n".join(loose)
    assert "--require-hashes" in (ROOT / "Makefile").read_text("utf-8")


def test_every_action_is_pinned_by_its_commit():
    """A tag of a workflow's action can be moved to other code."""
    workflows = [*ROOT.glob(".github/workflows/*"), *ROOT.glob("docs/**/workflows/*")]
    used = [
        name for path in workflows for name in re.findall(r"uses: (\S+)", path.read_text("utf-8"))
    ]
    assert len(used) >= 5
    assert [name for name in used if not re.search(r"@[0-9a-f]{40}$", name)] == []


def test_the_base_image_is_pinned_by_its_digest():
    lines = (ROOT / "docs/examples/Containerfile").read_text("utf-8").splitlines()
    bases = [line for line in lines if line.startswith("FROM ")]
    assert bases
    assert all(re.search(r"@sha256:[0-9a-f]{64}$", line) for line in bases)


def test_no_room_is_crowded():
    """No folder holds more than a dozen modules, so that each is seen at a glance."""
    crowded = {room: len(names) for room, names in rooms().items() if len(names) > LARGEST_ROOM}
    assert not crowded


def test_every_room_has_its_arrows():
    """Every room stands in the contract that says what it may import."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    layers = settings["tool"]["importlinter"]["contracts"][0]["layers"]
    told = {name.strip() for layer in layers for name in layer.split("|")}
    missing = {room.replace("/", ".") for room in rooms() if "/" in room} - told
    assert not missing


def test_the_picture_shows_the_house_as_it_is():
    """ARCHITECTURE.md's drawing is what scripts/house.py draws of the code; no room in a circle."""
    spec = importlib.util.spec_from_file_location("house", ROOT / "scripts" / "house.py")
    assert spec is not None
    assert spec.loader is not None
    house = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(house)
    arrows = house.read_arrows()
    assert house.picture(arrows) in (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    assert not house.circle(arrows)


def test_architecture_names_only_what_is_there():
    """Every module and folder that ARCHITECTURE.md names in a path stands there."""
    text = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    named = set(re.findall(r"`((?:[a-z_]+/)+[a-z_]+(?:\.py|\.html|\.yaml)?)`", text))
    missing = [
        name
        for name in named
        if not any((ROOT / hall / name).exists() for hall in ("", *HALLS))
        and not name.startswith("search/w")
    ]
    assert not missing


def test_every_room_says_what_it_is():
    """A room's first lines tell what lives there, where to start and what it may import."""
    for room in rooms():
        told = ast.get_docstring(ast.parse((ROOT / room / "__init__.py").read_text("utf-8"))) or ""
        assert 3 <= len(told.splitlines()) <= 8, room


def test_a_class_name_stands_for_one_thing():
    """In two modules it would mean two things; docs/glossary.md has the words that are taken."""
    found: dict[str, list[str]] = {}
    for package in HALLS:
        for path in sorted((ROOT / package).rglob("*.py")):
            for node in ast.parse(path.read_text("utf-8")).body:
                if isinstance(node, ast.ClassDef):
                    found.setdefault(node.name, []).append(path.relative_to(ROOT).as_posix())
    assert len(found) > 200
    assert {name: where for name, where in found.items() if len(where) > 1} == {}


def test_no_module_is_long():
    """No module of the program is longer than 400 lines, so that each is read in one sitting."""
    long = [
        f"{module}: {length} lines"
        for module, source in modules()
        if (length := len(source.splitlines())) > LONGEST_MODULE
    ]
    assert not long, "\n".join(long)


def test_every_class_of_a_template_has_a_rule():
    """A class without one is a mistake, or new from the design system: see docs/look.md."""
    sheets = "".join(path.read_text("utf-8") for path in (ROOT / "static").rglob("*.css"))
    ruled = set(re.findall(r"\.(-?[_a-zA-Z][\w-]*)", sheets))
    named = {
        word
        for path in (ROOT / "templates").rglob("*.html")
        for names in re.findall(r'class="([^"{]+)', path.read_text("utf-8"))
        for word in names.split()
    }
    assert len(named) > 200
    begun = {word for word in named if word.endswith("-")}  # the rest is put in by the page
    assert named - begun - ruled == set()
    assert all(any(rule.startswith(word) for rule in ruled) for word in begun)


def test_the_version_is_the_same_everywhere():
    """The changelog's newest version, the program's, and those that others read, with one day."""
    read = {name: (ROOT / name).read_text("utf-8") for name in (
        "CHANGELOG.md", "pyproject.toml", "publiccode.yml", "CITATION.cff"
    )}  # fmt: skip
    told = re.search(r"^## (\d+\.\d+\.\d+) · (\d+) (\w+) (\d{4})$", read["CHANGELOG.md"], re.M)
    assert told is not None
    version, *day = told.groups()
    date = dt.datetime.strptime(" ".join((*day, "+0000")), "%d %B %Y %z").date().isoformat()
    assert f'version = "{version}"' in read["pyproject.toml"].splitlines()
    assert f'softwareVersion: "{version}"' in read["publiccode.yml"]
    assert f'releaseDate: "{date}"' in read["publiccode.yml"]
    assert f"version: {version}" in read["CITATION.cff"].splitlines()
    assert f'date-released: "{date}"' in read["CITATION.cff"]
