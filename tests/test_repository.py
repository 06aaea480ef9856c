"""What the repository as a whole promises, whichever page or package is at hand."""

import ast
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
LARGEST_FILE = 400_000
# The accessibility checker of the browser tests comes as one file and is kept unmodified.
LARGE_FILES = {"tests/vendor/axe.min.js"}
LONGEST_MODULE = 400

# Each may import itself and what stands after it.
LAYERS = ("app", "web", "search", "catalogue")
# The command line of the catalogue is a door to the whole program: its `build` makes the index.
DOORS = {"catalogue/__main__.py": {"search"}}
# Whoosh is kept behind one adapter, so that it can be replaced.
WHOOSH_MODULES = {"search/index/whoosh_writer.py"}

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
    for layer in LAYERS:
        for path in [ROOT / f"{layer}.py", *sorted((ROOT / layer).rglob("*.py"))]:
            if path.is_file():
                yield path.relative_to(ROOT).as_posix(), path.read_text(encoding="utf-8")


def imported_packages(source: str) -> set[str]:
    """The top-level names a module imports; its own package's relative imports left out."""
    names = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            names.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            names.add(node.module)
    return {name.partition(".")[0] for name in names}


def layer_of(module: str) -> str:
    """The layer a module belongs to: `search` for search/ranking/facets.py, `app` for app.py."""
    return module.partition("/")[0].removesuffix(".py")


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


def test_imports_run_one_way():
    """Imports run from app to web to search to catalogue, never back, but for the named doors."""
    wrong = []
    for module, source in modules():
        above = set(LAYERS[: LAYERS.index(layer_of(module))])
        wrong += [
            f"{module} imports {name}"
            for name in imported_packages(source) & above - DOORS.get(module, set())
        ]
    assert not wrong, "\n".join(wrong)


def test_only_the_web_knows_flask():
    """catalogue/ and search/ know nothing of Flask, so both work without a site."""
    knowing = [
        module
        for module, source in modules()
        if layer_of(module) in {"catalogue", "search"}
        and imported_packages(source) & {"flask", "werkzeug"}
    ]
    assert not knowing, "\n".join(knowing)


def test_whoosh_is_kept_in_few_modules():
    """Only the modules named here import Whoosh."""
    knowing = {module for module, source in modules() if "whoosh" in imported_packages(source)}
    assert knowing <= WHOOSH_MODULES, "\n".join(sorted(knowing - WHOOSH_MODULES))


def test_no_module_is_long():
    """No module of the program is longer than 400 lines, so that each is read in one sitting."""
    long = [
        f"{module}: {length} lines"
        for module, source in modules()
        if (length := len(source.splitlines())) > LONGEST_MODULE
    ]
    assert not long, "\n".join(long)
