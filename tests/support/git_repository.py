"""git, run as an editor would, at a day that the test decides."""

import os
import subprocess
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

EDITOR = "Redaktør"


def dated(moment: str) -> Mapping[str, str]:
    """The environment that makes a commit one of that moment, as git reads moments."""
    return MappingProxyType({"GIT_COMMITTER_DATE": moment, "GIT_AUTHOR_DATE": moment})


NORMAL = dated("@1789000000 +0000")  # a day in September 2026


def git(
    folder: Path,
    *arguments: str,
    environment: Mapping[str, str] = NORMAL,
    author: str = EDITOR,
) -> str:
    """What git prints; `subprocess.CalledProcessError` when it does not agree.

    Args:
        folder: where it is run.
        arguments: as on the command line.
        environment: the moment, mostly (`dated`); the machine's own settings are left out.
        author: who commits.
    """
    named = ("-c", f"user.name={author}", "-c", "user.email=redaktion@eksempel.dk")
    alone = {"GIT_CONFIG_NOSYSTEM": "1", "GIT_CONFIG_GLOBAL": os.devnull}
    done = subprocess.run(
        ["git", *named, *arguments], cwd=folder, check=True, capture_output=True,
        env={**os.environ, **alone, **environment},
    )  # fmt: skip
    return done.stdout.decode("utf-8", "replace")
