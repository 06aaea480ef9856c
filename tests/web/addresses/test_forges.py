"""Each forge's own addresses for a file, a new one and a commit."""

from pathlib import Path

import pytest

from web.addresses.forges import ForgeKind, kind_of
from web.site.config import Config, Environment

ADDRESSES = [
    # The repository, then where an entry is edited, where a new one is begun, and a commit.
    (
        "https://github.com/by/katalog",
        "edit/main/catalogue/entries/far.md", "new/main/catalogue/entries?filename=ny.md&value=a+b",
        "commit/abc",
    ),
    (
        "https://gitlab.com/by/katalog",
        "-/edit/main/catalogue/entries/far.md", "-/new/main/catalogue/entries?file_name=ny.md",
        "-/commit/abc",
    ),
    (
        "https://codeberg.org/by/katalog",
        "_edit/main/catalogue/entries/far.md",
        "_new/main/catalogue/entries?filename=ny.md&value=a+b", "commit/abc",
    ),
    (
        "https://bitbucket.org/by/katalog",
        "src/main/catalogue/entries/far.md?mode=edit", "src/main/catalogue/entries", "commits/abc",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("repo", "edit", "new", "commit"), ADDRESSES)
def test_each_forge_has_its_own_pages(repo: str, edit: str, new: str, commit: str) -> None:
    config = Config(Path(), Path(), repo_url=repo)
    assert config.edit_url("far") == f"{repo}/{edit}"
    assert config.new_file_url("ny", "a b") == f"{repo}/{new}"
    assert config.commit_url("abc") == f"{repo}/{commit}"


HOSTS = [
    ("https://git.by.dk/by/katalog", ForgeKind.OTHER),
    ("https://gitlab.by.dk/katalog", ForgeKind.GITLAB),
    ("https://forgejo.by.dk/katalog", ForgeKind.GITEA),
    ("https://by.dk/github/katalog", ForgeKind.OTHER),
    ("https://github.by.dk/katalog", ForgeKind.GITHUB),
]


@pytest.mark.parametrize(("repo", "kind"), HOSTS)
def test_a_host_tells_its_kind_or_nothing(repo: str, kind: ForgeKind) -> None:
    assert kind_of(repo) is kind


def test_an_unknown_forge_is_led_to_and_no_further() -> None:
    """Better its front page than an address that may not be there."""
    config = Config(Path(), Path(), repo_url="https://git.by.dk/katalog")
    assert config.edit_url("far") == config.new_file_url("ny", "a") == "https://git.by.dk/katalog"
    assert config.commit_url("abc") == ""


def test_the_kind_can_be_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REPO_URL", "https://git.by.dk/katalog")
    monkeypatch.setenv("REPO_KIND", "gitea")
    assert "/_edit/" in Environment().config().edit_url("far")
    monkeypatch.setenv("REPO_KIND", "svn")
    with pytest.raises(ValueError, match="repo_kind"):
        Environment()


def test_a_text_too_long_for_an_address_is_left_out() -> None:
    config = Config(Path(), Path(), repo_url="https://github.com/by/katalog")
    assert config.new_file_url("ny", "æ" * 3000).endswith("?filename=ny.md")
