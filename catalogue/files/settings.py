"""Where the catalogue and its generations lie, and other settings from the environment.

All settings are listed in docs/operating.md.
"""

import os
from pathlib import Path

REVIEW_AFTER_DAYS = 3 * 365  # how long an entry may go without a look at its sources
ROOT = Path(__file__).parents[2]


def catalogue_path() -> Path:
    """The folder with `entries/` and `vocabularies/` (CATALOGUE_PATH)."""
    return Path(os.environ.get("CATALOGUE_PATH") or ROOT / "catalogue")


def index_path() -> Path:
    """The folder of generations (INDEX_PATH)."""
    return Path(os.environ.get("INDEX_PATH") or ROOT / ".index")


def review_after_days() -> int:
    """Days before an entry's review is overdue (REVIEW_AFTER_DAYS)."""
    text = os.environ.get("REVIEW_AFTER_DAYS", "")
    return int(text) if text.isascii() and text.isdigit() else REVIEW_AFTER_DAYS
