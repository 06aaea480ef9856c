"""katalog.py: an editor's commands with nothing but Python, and a sentence when something lacks."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import katalog
from tests.support import small_catalogue

ROOT = Path(katalog.__file__).parent


def test_it_runs_a_command_in_the_projects_environment() -> None:
    run = subprocess.run(
        [sys.executable, "katalog.py", "schema"],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert run.returncode == 0, run.stderr
    assert "titel" in json.loads(run.stdout)["properties"]


def test_an_exit_code_comes_through(tmp_path: Path) -> None:
    """A check that finds faults fails here too."""
    (tmp_path / "entries").mkdir()
    assert katalog.main(["check", "--folder", str(tmp_path)]) == 1


@pytest.mark.parametrize(("arguments", "code"), [([], 2), (["--help"], 0), (["hjaelp"], 0)])
def test_without_a_command_it_says_what_there_is(
    arguments: list[str], code: int, capsys: pytest.CaptureFixture[str]
) -> None:
    assert katalog.main(arguments) == code
    assert 'new "Titel"' in capsys.readouterr().out


def test_what_can_not_be_made_is_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """No traceback; what lies in the way is left as it is."""
    blocked = tmp_path / "fil"
    blocked.write_text("i vejen")
    monkeypatch.setattr(katalog, "ENVIRONMENT", blocked / ".venv")
    assert katalog.main(["check"]) == 2
    assert "Kunne ikke gøre klar" in capsys.readouterr().err
    assert blocked.read_text() == "i vejen"


def test_an_old_python_is_told(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(katalog, "OLDEST", (99, 0))
    assert katalog.main(["check"]) == 2
    assert "nyere" in capsys.readouterr().out


def test_a_missing_library_is_a_danish_sentence(tmp_path: Path) -> None:
    """Way 3 of docs/editors.md without its environment; not a traceback in English."""
    blocker = tmp_path / "pydantic.py"
    blocker.write_text("raise ModuleNotFoundError('x', name='pydantic')")
    run = subprocess.run(
        [sys.executable, "-m", "catalogue", "check"], cwd=ROOT, check=False, text=True,
        capture_output=True, env={"PYTHONPATH": str(tmp_path), "PATH": "/usr/bin"},
    )  # fmt: skip
    assert run.returncode == 1
    assert "python katalog.py" in run.stderr
    assert "Traceback" not in run.stderr


AS_WINDOWS = """
import sys
from pathlib import Path
from app import create_app
from web.server.build import build_now
from web.site.config import Config
config = Config(Path(sys.argv[1]) / "catalogue", Path(sys.argv[1]) / "index", preview=True)
print(build_now(config).outcome)
client = create_app(config).test_client()
print(*(client.get(path).status_code for path in ("/", "/indsats/sprogstart", "/ny")))
"""


def test_without_what_windows_lacks_a_catalogue_is_built_and_shown(tmp_path: Path) -> None:
    """No Windows is at hand: its missing calls are taken away, in a folder of its kind of name."""
    folder = tmp_path / "Mine æøå filer"
    small_catalogue.write(folder / "catalogue")
    less = str(Path(small_catalogue.__file__).parent / "windows")
    run = subprocess.run(
        [sys.executable, "-c", AS_WINDOWS, str(folder)], cwd=ROOT, check=False, text=True,
        capture_output=True, env={"PYTHONPATH": less, "PATH": "/usr/bin", "MODEL": "0"},
    )  # fmt: skip
    assert run.stdout.split() == ["ok", "200", "200", "200"], run.stderr


def test_an_environment_of_an_earlier_version_is_made_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / katalog.MARK).write_text(katalog.asked_for())
    assert not katalog.is_outdated(tmp_path)
    monkeypatch.setattr(katalog, "LISTS", ("requirements.txt",))
    assert katalog.is_outdated(tmp_path)
    assert not katalog.is_outdated(tmp_path / "made-by-make-setup")


@pytest.mark.parametrize(
    "command",
    [["-m", "catalogue", "schema"], ["-m", "search", "--help"], ["katalog.py", "--help"]],
    ids=" ".join,
)
def test_who_reads_no_further_is_told_nothing(command: list[str]) -> None:
    """As with `katalog.py schema | head`: no traceback, and the exit code of other programs."""
    reader, writer = os.pipe()
    os.close(reader)
    with os.fdopen(writer, "wb") as gone:
        run = subprocess.run(
            [sys.executable, *command], cwd=ROOT, stdout=gone, stderr=subprocess.PIPE, check=False,
            env={**os.environ, "PYTHONUNBUFFERED": ""},
        )  # fmt: skip
    assert run.stderr == b""
    assert run.returncode == 141
