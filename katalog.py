#!/usr/bin/env python3
"""Katalogets kommandoer på enhver maskine: python katalog.py check | new "Titel" | serve.

Finds the project's own environment or makes it, and runs the command there. Needs nothing but
Python 3.11; the same on Linux, macOS and Windows, where neither make nor a shell is at hand.
"""

from __future__ import annotations  # read by older versions too, which are told what they lack

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

from cli.door import run

HERE = Path(__file__).resolve().parent
ENVIRONMENT = HERE / ".venv"
OLDEST = (3, 11)
LISTS = ("requirements-pip.txt", "requirements.txt")
MARK = "katalog"  # in an environment made here: what was fetched for it
COMMANDS = """\
Brug: python katalog.py KOMMANDO

  check                    kontrollér alle indsatser
  new "Titel"              skriv en ny indsats, spørgsmål for spørgsmål
  serve                    vis kataloget på http://127.0.0.1:8000, mens du skriver
  … og de andre kommandoer i python -m catalogue --help"""


def python_of(environment: Path) -> Path:
    """The interpreter inside an environment; Windows keeps it elsewhere."""
    windows = environment / "Scripts" / "python.exe"
    return windows if os.name == "nt" else environment / "bin" / "python"


def is_ready(python: Path) -> bool:
    """The libraries of a running site can be imported there."""
    wanted = "import filelock, flask, pydantic, pyromark, whoosh, yaml"
    try:
        run = subprocess.run([python, "-c", wanted], capture_output=True, check=False)
    except OSError:
        return False
    return run.returncode == 0


def asked_for() -> str:
    """What the project asks for now, as a hash."""
    return hashlib.sha256(b"".join((HERE / name).read_bytes() for name in LISTS)).hexdigest()


def is_outdated(environment: Path) -> bool:
    """It was made here for an earlier version of the project, which asked for other libraries."""
    mark = environment / MARK
    return mark.exists() and mark.read_text() != asked_for()


def prepare(environment: Path) -> str:
    """Make the environment; what is missing is told in one sentence, "" when all is well."""
    new = not environment.exists()
    print("Gør klar: henter de programmer, kataloget bruger. Det tager et minut.", flush=True)
    try:
        subprocess.run([sys.executable, "-m", "venv", environment], check=True)
        for name in LISTS:
            install = ["-m", "pip", "install", "-qq", "--no-deps", "--require-hashes", "-r"]
            subprocess.run([python_of(environment), *install, HERE / name], check=True)
        (environment / MARK).write_text(asked_for())
    except (OSError, subprocess.CalledProcessError):
        if new:  # half of one would look like a whole one
            shutil.rmtree(environment, ignore_errors=True)
        return (
            "Kunne ikke gøre klar. Er der forbindelse til nettet? På Debian og Ubuntu skal pakken "
            "python3-venv være der: sudo apt-get install python3-venv."
        )
    return ""


def main(arguments: list[str]) -> int:
    """Run a command in the project's environment.

    Returns:
        The command's exit code; 2 when it could not be run.
    """
    if sys.version_info < OLDEST:
        print("Kataloget skal bruge Python 3.11 eller nyere. Hent den på python.org.")
        return 2
    if not arguments or arguments[0] in ("-h", "--help", "hjaelp"):
        print(COMMANDS)
        return 0 if arguments else 2
    python = python_of(ENVIRONMENT)
    if not is_ready(python) or is_outdated(ENVIRONMENT):
        wrong = prepare(ENVIRONMENT)
        if wrong:
            print(wrong, file=sys.stderr)
            return 2
    command = ["app.py"] if arguments[0] == "serve" else ["-m", "catalogue", *arguments]
    surroundings = dict(os.environ, PYTHONUTF8="1")
    if arguments[0] == "serve":
        surroundings.setdefault("PREVIEW", "1")
        surroundings.setdefault("MODEL", "0")  # not among what is fetched, and not missed here
    try:
        run = subprocess.run([python, *command], cwd=HERE, env=surroundings, check=False)
    except KeyboardInterrupt:
        return 130
    return run.returncode


if __name__ == "__main__":
    raise SystemExit(run(lambda: main(sys.argv[1:])))
