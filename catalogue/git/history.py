"""Each entry's history from git: when, which commit, and what changed in plain Danish.

Made while building. Texts are read from git in one go, and what an earlier build has told
of a commit is used again, so a build after one push compares one pair of texts.
"""

from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from catalogue.files.front_matter import ParsedFile, decode, parse
from catalogue.git.changes import describe_change
from catalogue.git.log import Versions, read_blobs
from catalogue.model.record import Change
from catalogue.model.vocabulary import Vocabularies

History = Mapping[str, tuple[Change, ...]]  # by slug, newest first


def read_history(
    folder: Path, versions: Versions, vocabularies: Vocabularies, told: History
) -> History:
    """What each entry's versions changed.

    Args:
        folder: the catalogue's folder, in a clone.
        versions: what git knows of it.
        vocabularies: the words that terms are told in.
        told: an earlier build's history, as far as it may be used again.
    """
    known = {(slug, change.commit): change for slug, changes in told.items() for change in changes}
    new = {
        slug: tuple(version for version in found if (slug, version.commit) not in known)
        for slug, found in versions.of.items()
    }
    compared = (v for found in new.values() for v in found if v.before)  # who is new is not
    wanted = (name for version in compared for name in (version.before, version.after))
    blobs = read_blobs(folder, wanted)

    @lru_cache(maxsize=8)  # a version's text before is the next one's text after
    def text(name: str) -> ParsedFile | None:
        decoded, _ = decode(blobs.get(name, b""), "")
        return parse(decoded, "")[0] if decoded else None

    for slug, found in new.items():
        for version in found:
            notes = describe_change(
                text(version.before) if version.before else None,
                text(version.after) if version.before else None,
                vocabularies,
                made=not version.before,
                renamed=version.renamed,
            )
            known[slug, version.commit] = Change(version.date, version.commit, notes)
    return {
        slug: tuple(replace(known[slug, version.commit], date=version.date) for version in found)
        for slug, found in versions.of.items()
    }
