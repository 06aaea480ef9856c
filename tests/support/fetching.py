"""Packages of npm's for a trial: others' validators, fetched for the run and never kept."""

import shutil
import subprocess
from pathlib import Path

import pytest


def fetched(package: str, folder: Path) -> Path:
    """A package of npm's and what it needs, without running its install scripts."""
    npm = shutil.which("npm")
    if npm is None:
        pytest.skip("npm is not installed")
    command = [npm, "install", "--ignore-scripts", "--no-audit", "--no-fund", package]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    if done.returncode:
        pytest.skip(f"npm could not fetch {package}: {done.stderr.strip()[-300:]}")
    return folder / "node_modules"
