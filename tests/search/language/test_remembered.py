"""What builds remember of words: the same answers, nothing of another list, nothing damaged."""

from pathlib import Path

from search.language.remembered import Remembered


def asked(remembered: Remembered, *questions: str) -> tuple[list[str], list[str]]:
    """The answers, and what had to be worked out."""
    worked = []

    def work(question: str) -> str:
        worked.append(question)
        return question.upper()

    answers = [remembered.get(question, work) for question in questions]
    remembered.save()
    return answers, worked


def test_an_answer_is_worked_out_once(tmp_path: Path):
    folder = tmp_path / "not-there-yet"
    assert asked(Remembered(folder, "a"), "x", "y", "x") == (["X", "Y", "X"], ["x", "y"])
    assert asked(Remembered(folder, "a"), "y", "z") == (["Y", "Z"], ["z"])


def test_nothing_is_taken_from_other_lists(tmp_path: Path):
    asked(Remembered(tmp_path, "a", of="one list"), "x")
    assert asked(Remembered(tmp_path, "a", of="another"), "x") == (["X"], ["x"])
    assert asked(Remembered(tmp_path, "b", of="another"), "x") == (["X"], ["x"])


def test_what_nobody_asks_for_any_longer_goes(tmp_path: Path):
    asked(Remembered(tmp_path, "a"), "x", "y", "z")
    assert asked(Remembered(tmp_path, "a"), "x")[1] == []
    assert asked(Remembered(tmp_path, "a"), *"uvwyz")[1] == ["u", "v", "w"]
    assert asked(Remembered(tmp_path, "a"), "x")[1] == []
    assert asked(Remembered(tmp_path, "a"), "y")[1] == ["y"]


def test_a_damaged_file_answers_nothing(tmp_path: Path):
    asked(Remembered(tmp_path, "a"), "x")
    whole = (tmp_path / "a.json").read_bytes()
    for damaged in (b"", whole[:-1], whole.replace(b"X", b"Q"), b"\xff\n{}", b"{}", b"x\n[1]"):
        (tmp_path / "a.json").write_bytes(damaged)
        assert asked(Remembered(tmp_path, "a"), "x") == (["X"], ["x"])


def test_without_a_folder_nothing_is_kept(tmp_path: Path):
    assert asked(Remembered(None, "a"), "x")[1] == ["x"]
    assert not list(tmp_path.iterdir())
