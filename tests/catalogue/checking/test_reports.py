"""Faults as the forges read them."""

import json
from pathlib import Path

from catalogue.checking.reports import as_github, as_gitlab
from catalogue.model.faults import make

FAULT = make("tomt", "entries/far.md", 7, "oekonomi", field="oekonomi")
WARNING = make("tom-tekst", "entries/far.md", 9)


def test_github_gets_a_command_a_fault_and_the_list_when_it_shows_no_more() -> None:
    """Of each kind it shows ten; the rest would have neither file nor line."""
    lines = list(as_github([FAULT, WARNING] * 10, Path("catalogue")))
    assert len(lines) == 20
    assert lines[0].startswith(
        "::error file=catalogue/entries/far.md,line=7,title=oekonomi::Feltet"
    )
    assert lines[1].startswith("::warning file=")
    more = list(as_github([FAULT] * 11, Path("catalogue")))
    assert sum(line.startswith("::error") for line in more) == 11
    assert more.count("Fejl: catalogue/entries/far.md, linje 7, oekonomi") == 11


def test_gitlab_gets_a_report_that_it_can_read() -> None:
    [text] = as_gitlab([FAULT, WARNING], Path("catalogue"))
    first, second = json.loads(text)
    assert first["location"] == {"path": "catalogue/entries/far.md", "lines": {"begin": 7}}
    assert "så slet linjen" in first["description"]
    assert (first["severity"], second["severity"]) == ("major", "minor")
    assert first["fingerprint"] != second["fingerprint"]
    assert json.loads(next(as_gitlab([], Path()))) == []
