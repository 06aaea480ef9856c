"""Files that a writer left in the content's folders, and that no page will ever show."""

import pytest

from tests.support.small_folder import ENTRY, Catalogue

STRAYS = [
    # Where the file lies, and what is to be done.
    ("cafe.md.txt", "Giv den navnet entries/cafe.md."),
    ("Café.markdown", "Giv den navnet entries/cafe.md."),
    ("cafe.mdx", "Giv den navnet entries/cafe.md."),
    ("2024/cafe.md", "Giv den navnet entries/cafe.md."),
    ("2024/nord/Cafe.MD", "Giv den navnet entries/cafe.md."),
    ("cafe.docx", "flyt filen ud af entries."),
    ("../emner/maalgruppe-faedre.md.txt", "Giv den navnet emner/maalgruppe-faedre.md."),
    ("../emner/nye/tema-sprog.markdown", "Giv den navnet emner/tema-sprog.md."),
    ("../vocabularies/aarstid.yml", "Giv den navnet vocabularies/aarstid.yaml."),
    ("../vocabularies/nye/aarstid.yaml", "Giv den navnet vocabularies/aarstid.yaml."),
    ("../words/synonymer.yaml.txt", "Giv den navnet words/synonymer.yaml."),
    ("billede.jpg", "flyt filen ud af entries."),
]


@pytest.mark.parametrize(("place", "remedy"), STRAYS)
def test_a_file_that_is_never_read_is_told(place: str, remedy: str, catalogue: Catalogue) -> None:
    """As a warning with the file's name; the remedy, followed, makes an entry of a text."""
    path = catalogue.folder / "entries" / place
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(ENTRY)
    [fault] = catalogue.faults()
    name = f"entries/{place}".removeprefix("entries/../")
    assert (fault.code, fault.file, fault.is_warning) == ("laeses-ikke", name, True)
    assert fault.remedy.endswith(remedy)
    if "navnet entries" in fault.remedy:
        path.rename(catalogue.folder / fault.remedy.split("navnet ")[1].rstrip("."))
        assert catalogue.faults() == ()
        assert catalogue.build().entries == 2


LEFT_ALONE = [
    "README.md", "readme.md", "LICENSE", "LAESMIG.txt", ".gitkeep", ".skjult/cafe.md", "cafe.md~",
    "cafe.md.orig", ".cafe.md.swp", "~$cafe.docx", "#cafe.md#", "Thumbs.db", "desktop.ini",
]  # fmt: skip


@pytest.mark.parametrize("name", LEFT_ALONE)
def test_what_programs_leave_and_folders_carry_is_none_of_ours(
    name: str, catalogue: Catalogue
) -> None:
    path = catalogue.folder / "entries" / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(ENTRY)
    loaded = catalogue.load()
    assert loaded.faults == ()
    assert [item.slug for item in loaded.checked] == ["faedre"]


def test_a_folder_copied_to_the_wrong_place_is_told_in_fifty_lines(catalogue: Catalogue) -> None:
    inner = catalogue.folder / "entries" / "entries"
    inner.mkdir()
    for number in range(80):
        (inner / f"e{number}.md").write_text(ENTRY)
    (inner / "loekke").symlink_to(inner)
    assert len(catalogue.faults()) == 50
