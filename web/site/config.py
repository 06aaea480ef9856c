"""How an installation is set up, read from the environment once."""

import re
from dataclasses import dataclass, field
from ipaddress import ip_address
from pathlib import Path
from typing import Annotated
from urllib.parse import urlsplit

from pydantic import AfterValidator, Field
from pydantic_settings import BaseSettings, SettingsConfigDict

from catalogue.files.settings import CATALOGUE, INDEX, REVIEW_AFTER_DAYS
from web.addresses.forges import Forge, ForgeKind, kind_of

LARGEST_CALL = 25_000_000  # bytes of a forge's call to /krog; what GitHub sends at most


@dataclass(frozen=True, slots=True)
class Config:
    """How this installation is set up.

    Attributes:
        catalogue: folder with `entries/` and `vocabularies/`.
        index: folder of generations.
        site_url: the site's public address without a closing slash; the only source of
            absolute addresses, never the Host header.
        repo_url: the forge's address of the repository, for "ret denne side"; "" for none.
        repo_kind: whose addresses the forge has; "" to tell by `repo_url`.
        repo_branch: the branch that editors change.
        repo_folder: where in the repository the catalogue's folder lies.
        contact: whom to write to about the catalogue, as an address (mailto:, https: or tel:); ""
            for nobody.
        contact_name: who runs the catalogue, in words; "" shows the address itself.
        public: it serves others than whoever started it, who must be able to ask somebody.
        security_contact: whom to tell of a hole, as an address (mailto: or https:); "" for nobody.
        was_url: the host's accessibility statement in WAS-Tool; "" for none.
        preview: show broken files' faults on their pages and follow saved files.
        review_after_days: age of a review that is overdue.
        count_misses: count searches that found nothing (see `web.finder.misses`).
        webhook_secret: what the forge signs its calls to /krog with; "" for no such calls.
        model_socket: where the model's process listens; "" for the word table alone.
    """

    catalogue: Path
    index: Path
    site_url: str = "http://127.0.0.1:8000"
    repo_url: str = ""
    repo_kind: str = ""
    repo_branch: str = "main"
    repo_folder: str = "catalogue"
    was_url: str = ""
    security_contact: str = ""
    contact: str = ""
    contact_name: str = ""
    public: bool = False
    preview: bool = False
    review_after_days: int = REVIEW_AFTER_DAYS
    count_misses: bool = False
    webhook_secret: str = field(default="", repr=False)
    model_socket: str = field(default="", repr=False)

    def edit_url(self, slug: str) -> str:
        """The forge's page for editing an entry's file, "" without a repository."""
        return self._forge.edit(f"{self._entries}/{slug}.md") if self.repo_url else ""

    def new_file_url(self, slug: str, text: str) -> str:
        """The forge's page for a new file, filled in where the text is short enough to be sent."""
        return self._forge.new(self._entries, f"{slug}.md", text) if self.repo_url else ""

    def commit_url(self, commit: str) -> str:
        """The forge's page of what a commit changed, "" without a repository."""
        return self._forge.commit(commit) if self.repo_url else ""

    @property
    def _forge(self) -> Forge:
        kind = ForgeKind(self.repo_kind) if self.repo_kind else kind_of(self.repo_url)
        return Forge(self.repo_url, kind, self.repo_branch)

    @property
    def contact_text(self) -> str:
        """What a link to the contact says: the name, or the address as people write it."""
        return self.contact_name or re.sub(r"^(mailto:|tel:|https://)", "", self.contact)

    @property
    def lacks_contact(self) -> bool:
        """The public is served, and nobody is named whom it could write to."""
        return self.public and not self.contact

    @property
    def _entries(self) -> str:
        """Where the entries lie in the repository; "." is its root."""
        return "entries" if self.repo_folder in (".", "") else f"{self.repo_folder}/entries"

    def absolute(self, path: str) -> str:
        """A path with the site's own host before it."""
        return self.site_url + path


_MAIL = re.compile(r"[^\s@:/?]+@[^\s@:/?]+")


def _web_address(text: str) -> str:
    if text and not re.fullmatch(r"https?://[^\s<>\"'\\/][^\s<>\"'\\]*", text):
        raise ValueError(f"must begin with https:// or http://, not {text!r}")
    return text.rstrip("/")


def _contact(text: str) -> str:
    address = f"mailto:{text}" if _MAIL.fullmatch(text) else text
    if address and not address.startswith(("https://", "mailto:", "tel:")):
        raise ValueError(f"must begin with https://, mailto: or tel:, not {text!r}")
    return _one_line(address)


def _one_line(text: str) -> str:
    if not text.isprintable():
        raise ValueError("must be one line")
    return text.strip()


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


WebAddress = Annotated[str, AfterValidator(_web_address)]
Contact = Annotated[str, AfterValidator(_contact)]
Line = Annotated[str, AfterValidator(_one_line)]
Count = Annotated[int, Field(ge=1)]


class Environment(BaseSettings):
    """Every environment variable that is read, by its name; docs/operating.md tells of each.

    An empty one counts as not set.

    Raises:
        pydantic.ValidationError: one of them can't be used; the message says which and why.
    """

    model_config = SettingsConfigDict(frozen=True, env_ignore_empty=True, hide_input_in_errors=True)

    host: str = "127.0.0.1"
    port: Annotated[int, Field(ge=0, le=65535)] = 8000
    workers: Count | None = None
    threads: Count = 4
    catalogue_path: Path = CATALOGUE
    index_path: Path = INDEX
    site_url: WebAddress = ""
    repo_url: WebAddress = ""
    repo_kind: ForgeKind | None = None
    repo_branch: str = "main"
    repo_folder: str = "catalogue"
    was_url: WebAddress = ""
    security_contact: Contact = ""
    contact: Contact = ""
    contact_name: Line = ""
    webhook_secret: str = Field(default="", repr=False)
    preview: bool = False
    review_after_days: Count = REVIEW_AFTER_DAYS
    count_misses: bool = False
    model: bool = True
    model_socket: str = ""

    @property
    def is_public(self) -> bool:
        """It has an address of its own, or listens to other machines."""
        named = urlsplit(self.site_url).hostname or ""
        return bool(named and not _is_loopback(named)) or not _is_loopback(self.host)

    def config(self) -> Config:
        """What of them decides what the site shows."""
        return Config(
            catalogue=self.catalogue_path,
            index=self.index_path,
            site_url=self.site_url or f"http://127.0.0.1:{self.port}",
            repo_url=self.repo_url,
            repo_kind=self.repo_kind or "",
            repo_branch=self.repo_branch,
            repo_folder=self.repo_folder,
            was_url=self.was_url,
            security_contact=self.security_contact,
            contact=self.contact,
            contact_name=self.contact_name,
            public=self.is_public,
            webhook_secret=self.webhook_secret,
            preview=self.preview,
            review_after_days=self.review_after_days,
            count_misses=self.count_misses,
            model_socket=self.model_socket if self.model else "",
        )
