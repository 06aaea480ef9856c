"""The site's settings, read from the environment once. Listed in docs/operating.md."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode

from catalogue.files import settings
from catalogue.files.settings import REVIEW_AFTER_DAYS

LONGEST_ADDRESS = 6_000  # what browsers and forges take without complaint


@dataclass(frozen=True, slots=True)
class Config:
    """How this installation is set up.

    Attributes:
        catalogue: folder with `entries/` and `vocabularies/`.
        index: folder of generations.
        site_url: the site's public address without a closing slash; the only source of
            absolute addresses, never the Host header.
        repo_url: the forge's address of the repository, for "ret denne side"; "" for none.
        repo_branch: the branch that editors change.
        repo_folder: where in the repository the catalogue's folder lies.
        was_url: the host's accessibility statement in WAS-Tool; "" for none.
        preview: show broken files' faults on their pages and follow saved files.
        review_after_days: age of a review that is overdue.
        count_misses: count searches that found nothing (see `web.finder.misses`).
        webhook_secret: what the forge signs its calls to /krog with; "" for no such calls.
    """

    catalogue: Path
    index: Path
    site_url: str = "http://127.0.0.1:8000"
    repo_url: str = ""
    repo_branch: str = "main"
    repo_folder: str = "catalogue"
    was_url: str = ""
    preview: bool = False
    review_after_days: int = REVIEW_AFTER_DAYS
    count_misses: bool = False
    webhook_secret: str = field(default="", repr=False)

    def edit_url(self, slug: str) -> str:
        """The forge's page for editing an entry's file, "" without a repository."""
        if not self.repo_url:
            return ""
        return f"{self.repo_url}/edit/{self.repo_branch}/{self._entries}/{slug}.md"

    def new_file_url(self, slug: str, text: str) -> str:
        """The forge's page for a new file, filled in where the text is short enough to be sent."""
        if not self.repo_url:
            return ""
        folder = f"{self.repo_url}/new/{self.repo_branch}/{self._entries}"
        named = f"{folder}?{urlencode({'filename': f'{slug}.md'})}"
        filled = f"{named}&{urlencode({'value': text})}"
        return filled if len(filled) <= LONGEST_ADDRESS else named

    def commit_url(self, commit: str) -> str:
        """The forge's page of what a commit changed, "" without a repository."""
        return f"{self.repo_url}/commit/{commit}" if self.repo_url and commit else ""

    @property
    def _entries(self) -> str:
        """Where the entries lie in the repository; "." is its root."""
        return "entries" if self.repo_folder in (".", "") else f"{self.repo_folder}/entries"

    def absolute(self, path: str) -> str:
        return self.site_url + path


def from_environment(environment: Mapping[str, str] = os.environ) -> Config:
    """The settings that the process was started with.

    Raises:
        ValueError: an address among them is none.
    """
    port = environment.get("PORT", "8000")
    return Config(
        catalogue=settings.catalogue_path(),
        index=settings.index_path(),
        site_url=address(environment.get("SITE_URL") or f"http://127.0.0.1:{port}", "SITE_URL"),
        repo_url=address(environment.get("REPO_URL", ""), "REPO_URL"),
        repo_branch=environment.get("REPO_BRANCH") or "main",
        repo_folder=environment.get("REPO_FOLDER") or "catalogue",
        was_url=address(environment.get("WAS_URL", ""), "WAS_URL"),
        webhook_secret=environment.get("WEBHOOK_SECRET", ""),
        preview=environment.get("PREVIEW", "") == "1",
        review_after_days=settings.review_after_days(),
        count_misses=environment.get("COUNT_MISSES", "") == "1",
    )


def address(text: str, name: str) -> str:
    if text and not text.startswith(("https://", "http://")):
        raise ValueError(f"{name} must begin with https:// or http://, not {text!r}")
    return text.rstrip("/")
