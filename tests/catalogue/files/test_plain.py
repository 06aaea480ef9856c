"""The only way to a catalogue's files: what can't be read is told in Danish."""

from pathlib import Path

from catalogue.files.plain import list_folder, read_plain


def test_what_can_not_be_read_is_told_in_danish(tmp_path: Path) -> None:
    """In the middle of a Danish sentence no English one."""
    (tmp_path / "mappe").mkdir()
    (tmp_path / "fil").write_bytes(b"x")
    assert read_plain(tmp_path / "fil", 10) == (b"x", "")
    assert read_plain(tmp_path / "borte", 10) == (b"", "den findes ikke")
    assert read_plain(tmp_path / ("a" * 300), 10) == (b"", "navnet er for langt")
    assert read_plain(tmp_path / "fil" / "x", 10) == (b"", "den ligger ikke i en mappe")
    assert list_folder(tmp_path / "borte") == ((), "den findes ikke")
