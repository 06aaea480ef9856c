"""What the house itself must hold: pins, pickles, secrets, logs."""

import logging
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.running import publish
from tests.support.small_catalogue import write
from web.middleware.logs import NothingOfVisitors, OneLine


def test_a_site_reads_no_pickle(here: Path) -> None:
    """Whoosh's files would hold pickles: its index is in the builder's memory, and no file."""
    readers = [
        path.relative_to(here).as_posix()
        for package in ("catalogue", "cli", "search", "web")
        for path in sorted((here / package).rglob("*.py"))
        if re.search(
            r"^\s*(from|import) (whoosh|pickle)|allow_pickle=True", path.read_text("utf-8"), re.M
        )
    ]
    assert readers == ["search/index/inverting.py"]


def test_a_worker_never_loads_whoosh(here: Path, tmp_path: Path) -> None:
    """Asked for a page and a search, the process that answers has not even read its modules."""
    catalogue, index = write(tmp_path / "catalogue"), tmp_path / "index"
    asked = (
        "import sys, app; from pathlib import Path; from web.site.config import Config;"
        f"site = app.create_app(Config(Path({str(catalogue)!r}), Path({str(index)!r})));"
        "client = site.test_client();"
        "print([client.get(page).status_code for page in ('/?q=far', '/indsats/ungejob')]);"
        "print('whoosh' in sys.modules)"
    )
    publish(catalogue, index)
    done = subprocess.run(
        [sys.executable, "-c", asked], cwd=here, check=False, capture_output=True, text=True
    )
    assert done.stdout.splitlines() == ["[200, 200]", "False"], done.stderr


def test_nothing_runs_what_it_is_given(here: Path) -> None:
    for package in ("catalogue", "cli", "search", "web"):
        for path in (here / package).rglob("*.py"):
            text = path.read_text(encoding="utf-8")
            assert not re.search(
                r"\b(eval|exec)\(|shell=True|yaml\.(unsafe_)?load\(|\| ?safe\b", text
            ), path


def test_only_what_was_cleaned_goes_unescaped_into_a_page(here: Path) -> None:
    """A section's HTML, which nh3 let through while building; a new one is decided here."""
    safe, written = re.compile(r"\|\s*safe\b"), re.compile(r"\{\{\s*written\(([^)]*)\)")
    texts = {
        path.relative_to(here / "templates").as_posix(): path.read_text("utf-8")
        for path in sorted((here / "templates").rglob("*.html"))
    }
    assert [name for name, text in texts.items() if safe.search(text)] == [
        "components/written.html"
    ]
    assert [(name, what) for name, text in texts.items() for what in written.findall(text)] == [
        ("comparison/comparison.html", "part.html"),
        ("editing/draft_preview.html", "section.html"),
        ("entry/entry.html", "section.html"),
        ("topic/topic.html", "view.introduction"),
    ]
    assert not any("autoescape" in text for text in texts.values())


def test_the_one_secret_is_never_printed() -> None:
    """The webhook's secret is the operator's own; it stands in no log line and no page's tag."""
    import dataclasses

    from web.site.config import Config

    secrets = [
        item
        for item in dataclasses.fields(Config)
        if re.search("secret|token|password|key", item.name)
    ]
    assert [item.name for item in secrets] == ["webhook_secret"]
    assert not any(item.repr for item in secrets)


@pytest.mark.parametrize(
    ("message", "logged"),
    [
        ("error at /x\n2026 INFO forged", "error at /x | 2026 INFO forged"),
        ("a\rb\x1b[31m", "a\\rb\\x1b[31m"),
    ],
)
def test_a_log_line_is_one_line(message: str, logged: str) -> None:
    record = logging.LogRecord("x", logging.INFO, "", 0, message, (), None)
    line = OneLine().format(record)
    assert line.endswith(logged)
    assert "\n" not in line


def test_a_traceback_is_one_line_too() -> None:
    error = ValueError("første\nanden")
    info = (type(error), error, error.__traceback__)
    record = logging.LogRecord("x", logging.ERROR, "", 0, "fejl", (), info)
    assert "\n" not in OneLine().format(record)
    assert "første | anden" in OneLine().format(record)


@pytest.mark.parametrize("level", [logging.INFO, logging.ERROR])
def test_the_servers_words_tell_nothing_of_visitors(level: int) -> None:
    """What a library says of addresses and paths stays out of the log, also in an error's text."""
    error = ValueError("hemmelig")
    told = (ValueError, error, None)
    for text, put_in in (("serving %s", ("/hemmelig",)), ("serving /hemmelig", ())):
        record = logging.LogRecord("waitress", level, "task.py", 0, text, put_in, told, "service")
        assert NothingOfVisitors().filter(record) == (level == logging.ERROR)
        line = OneLine().format(record)
        assert "hemmelig" not in line
        assert "waitress.task.service: ValueError" in line
