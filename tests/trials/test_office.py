"""What is taken away opens in an office program: LibreOffice reads it and makes pages of it.

    apt-get install libreoffice-writer libreoffice-calc poppler-utils
    .venv/bin/python -m pytest tests/trials/test_office.py -m trials -s

The pages are left as pictures in test-results/office, to be looked at.
"""

import shutil
import subprocess
from pathlib import Path

import pytest

pytestmark = [
    pytest.mark.trials,
    pytest.mark.skipif(
        not (shutil.which("soffice") and shutil.which("pdftotext")), reason="no LibreOffice"
    ),
]
OUT = Path(__file__).parents[2] / "test-results" / "office"
THREE = "indsats=sprogstart&indsats=bogglad&indsats=ungejob"
CSV = "CSV:59,34,76,1"  # semicolon, quotation marks, UTF-8, from the first line


@pytest.fixture(scope="module")
def out() -> Path:
    shutil.rmtree(OUT, ignore_errors=True)
    OUT.mkdir(parents=True)
    return OUT


def text_of(file: Path, *options: str) -> str:
    """What LibreOffice shows of a file, as text; its pages stay beside the file as pictures."""
    profile = f"-env:UserInstallation={(file.parent / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", *options, "--convert-to", "pdf", file.name]
    subprocess.run(command, cwd=file.parent, check=True, capture_output=True, timeout=180)
    pdf = file.with_suffix(".pdf")
    subprocess.run(
        ["pdftoppm", "-r", "60", "-png", pdf.name, file.stem], cwd=file.parent, check=True
    )
    shown = subprocess.run(["pdftotext", "-layout", str(pdf), "-"], check=True, capture_output=True)
    return " ".join(shown.stdout.decode("utf-8").split())


def test_the_dossier_opens(client, out):
    written = {
        "titel": "Plan for Parkvej",
        "note-sprogstart": "Begynd her",
        "grund-ungejob": "Dyrt",
        "felter": "ja",
    }
    file = out / "sagsmappe.docx"
    file.write_bytes(client.post(f"/mappe.docx?{THREE}&q=sprog", data=written).data)
    shown = text_of(file)
    for part in (
        "Plan for Parkvej",
        "Begynd her",
        "Samarbejdspartnere",
        "Valgt fra",
        "Dyrt",
        "Side 1 af",
    ):
        assert part in shown, part


@pytest.mark.parametrize(("form", "options"), [("xlsx", ()), ("csv", (f"--infilter={CSV}",))])
def test_the_tables_open(client, out, form, options):
    """Letters are right, and nothing was calculated."""
    file = out / f"indsatser-{form}.{form}"
    file.write_bytes(client.get(f"/eksport.{form}").data)
    shown = text_of(file, *options)
    for part in ("Titel", "Målgruppe", "Sprogstart", "Lektiehjælp"):
        assert part in shown, part
    assert "#N" not in shown
    assert "Err:" not in shown
