"""What a page is made of, beside its generation: a change of any of it is another version."""

from pathlib import Path

import pytest

from web.site.version import map_version, program_version

PARTS = (
    "app.py", "catalogue/model/entry.py", "search/engine.py", "web/site/page.py",
    "templates/site/error.html", "static/site/look.css", "static/site/fonts/a.woff2",
)  # fmt: skip
CONTENT = ("entries/a.md", "vocabularies/a.yaml", "words/a.yaml", "emner/a.md")


def version(root: Path) -> str:
    """As a new process would find it; in one process it is read once."""
    return program_version.__wrapped__(root)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for name in (*PARTS, *(f"catalogue/{name}" for name in CONTENT)):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("a")
    return tmp_path


@pytest.mark.parametrize("name", PARTS)
def test_each_part_of_the_program_counts(root: Path, name: str):
    before = version(root)
    assert version(root) == before
    (root / name).write_text("b")
    changed = version(root)
    assert changed != before
    (root / name).rename((root / name).with_name("andet"))
    if name != "app.py":
        assert version(root) not in (before, changed)


@pytest.mark.parametrize("name", CONTENT)
def test_content_is_a_generations_and_what_python_keeps_is_nobodys(root: Path, name: str):
    before = version(root)
    (root / "catalogue" / name).write_text("b")
    (root / "web/__pycache__").mkdir()
    (root / "web/__pycache__/a.pyc").write_text("b")
    assert version(root) == before


def test_the_map_counts(root: Path):
    before = map_version(root / "catalogue")
    (root / "catalogue/geography").mkdir()
    (root / "catalogue/geography/kommuner.json").write_text("{}")
    assert map_version(root / "catalogue") != before
