"""What holds unless the environment says otherwise (see `web.site.config.Environment`)."""

from pathlib import Path

ROOT = Path(__file__).parents[2]
CATALOGUE, INDEX = ROOT / "catalogue", ROOT / ".index"
REVIEW_AFTER_DAYS = 3 * 365  # how long an entry may go without a look at its sources
