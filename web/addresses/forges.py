"""Where a forge has its pages for changing a file, and how a fault is told beside its line there.

Looked up: Gitea's and Forgejo's routes (`_edit/*`, `_new/*`; a new file's name and text: go-
gitea/gitea, pull request 16556), GitLab's (`edit/*id`, `new/*id`), and Bitbucket's `src/…` (its
page on hyperlinks). GitHub's, and how Bitbucket opens a file for editing, are common knowledge.
None was tried on a forge.
"""

from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import quote, urlencode, urlsplit

LONGEST_ADDRESS = 6_000  # what browsers and forges take without complaint


class ForgeKind(StrEnum):
    """Whose addresses a repository's pages have."""

    GITHUB = "github"
    GITLAB = "gitlab"
    GITEA = "gitea"  # and Forgejo, its sibling
    BITBUCKET = "bitbucket"
    OTHER = "anden"


_KNOWN = {
    "github": ForgeKind.GITHUB, "gitlab": ForgeKind.GITLAB, "bitbucket": ForgeKind.BITBUCKET,
    "codeberg": ForgeKind.GITEA, "gitea": ForgeKind.GITEA, "forgejo": ForgeKind.GITEA,
}  # fmt: skip


def kind_of(repo_url: str) -> ForgeKind:
    """The kind that a repository's address tells by its host; OTHER when it doesn't."""
    host = (urlsplit(repo_url).hostname or "").casefold()
    return next((kind for name, kind in _KNOWN.items() if name in host), ForgeKind.OTHER)


@dataclass(frozen=True, slots=True)
class _Pages:
    """What stands between a repository's address and a branch, file or commit."""

    edit: str
    new: str
    commit: str
    name: str = ""  # the parameter that names a new file
    text: str = ""  # and the one that fills it
    behind: str = ""  # what follows the address of a file that is edited


_PAGES = {
    ForgeKind.GITHUB: _Pages("edit", "new", "commit", "filename", "value"),
    ForgeKind.GITLAB: _Pages("-/edit", "-/new", "-/commit", "file_name"),
    ForgeKind.GITEA: _Pages("_edit", "_new", "commit", "filename", "value"),
    ForgeKind.BITBUCKET: _Pages("src", "src", "commits", behind="?mode=edit"),
}


@dataclass(frozen=True, slots=True)
class Forge:
    """A repository at a forge.

    Attributes:
        url: its address.
        kind: whose addresses its pages have; of another, only the repository itself is led to.
        branch: the branch that editors change.
    """

    url: str
    kind: ForgeKind
    branch: str

    def edit(self, path: str) -> str:
        """The page for editing a file."""
        pages = _PAGES.get(self.kind)
        if pages is None:
            return self.url
        return f"{self.url}/{pages.edit}/{quote(self.branch)}/{quote(path)}{pages.behind}"

    def new(self, folder: str, name: str, text: str) -> str:
        """The page for a new file, filled in where the forge and the text's length allow it."""
        pages = _PAGES.get(self.kind)
        if pages is None:
            return self.url
        address = f"{self.url}/{pages.new}/{quote(self.branch)}/{quote(folder)}"
        if not pages.name:
            return address
        named = f"{address}?{urlencode({pages.name: name})}"
        filled = f"{named}&{urlencode({pages.text: text})}" if pages.text else named
        return filled if len(filled) <= LONGEST_ADDRESS else named

    def commit(self, commit: str) -> str:
        """The page of what a commit changed; "" where it is not known."""
        pages = _PAGES.get(self.kind)
        return f"{self.url}/{pages.commit}/{commit}" if pages and commit else ""
