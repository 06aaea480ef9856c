"""Whatever was built before: the next generation is the one that a whole build would give."""

import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from catalogue.checking.entry_file import Standard
from catalogue.checking.folder import HERE, check_files, find_files, read_entry
from catalogue.files.front_matter import MAX_BYTES
from catalogue.files.plain import FilesRead
from catalogue.files.vocabulary_files import load_vocabularies
from catalogue.generations.build import Job, build
from catalogue.generations.memory import Memory, Results
from catalogue.generations.reader import MANIFEST, current_name, listing
from search.index.indexer import WhooshIndexer
from tests.support.git_repository import git
from tests.support.hostile_pushes import commit
from tests.support.small_folder import ENTRY, TODAY, VOCABULARIES, Catalogue, make

NAMES = ("faedre", "moedre", "unge-i-job", "opgang")
WORDS = ("børn", "fædregruppe", "SSP-konsulent", "Gården", "morgenmad", "uro", "lektiecafé", "x")
BROKEN = "---\ntitel: [\n---\n"

slugs = st.sampled_from(NAMES)
texts = st.lists(st.sampled_from(WORDS), min_size=1, max_size=6).map(" ".join)
EDITS = st.one_of(
    st.tuples(st.just("write"), slugs, texts, texts),
    st.tuples(st.just("relate"), slugs, slugs),
    st.tuples(st.just("link"), slugs, slugs, st.sampled_from(("", "#saadan-goer-man", "#væk"))),
    st.tuples(st.just("rename"), slugs, slugs),
    st.tuples(st.just("delete"), slugs),
    st.tuples(st.just("break"), slugs),
    st.tuples(st.just("word"), st.sampled_from(("maalgruppe", "udfordring")), texts),
)


def edit(catalogue: Catalogue, what: str, *how: str) -> None:
    entries = catalogue.folder / "entries"
    if what == "write":
        changed = ENTRY.replace("Fædre på vej", how[1]).replace("Find et lokale", how[2])
        catalogue.write(how[0], changed)
    elif what == "relate":
        catalogue.write(how[0], ENTRY.replace("gennemgaaet", f"relateret: [{how[1]}]\ngennemgaaet"))
    elif what == "link":
        there = f"[et lokale](/indsats/{how[1]}{how[2]})"
        catalogue.write(how[0], ENTRY.replace("et lokale", there))
    elif what == "rename" and (entries / f"{how[0]}.md").exists():
        (entries / f"{how[0]}.md").rename(entries / f"{how[1]}.md")
    elif what == "delete":
        (entries / f"{how[0]}.md").unlink(missing_ok=True)
    elif what == "break":
        catalogue.write(how[0], BROKEN)
    elif what == "word":
        term = (
            ""
            if how[1] == "x"
            else f"  - noegle: ny\n    navn: {how[1]}\n    synonymer: [{how[1]} igen]\n"
        )
        catalogue.vocabulary(how[0], VOCABULARIES[how[0]] + term)


def generation(
    catalogue: Catalogue, index: Path, indexer: WhooshIndexer, memory: Memory | None = None
) -> dict[str, bytes] | None:
    """All files of the generation that a build publishes, by name; None when a file is broken."""
    job = Job(catalogue.folder, index, indexer, TODAY, memory=memory)
    if not build(job).good:
        return None
    folder = index / (current_name(index) or "")
    return {name: (folder / name).read_bytes() for name in listing(folder) if name != MANIFEST}


def test_several_processes_check_as_one_does():
    vocabularies, _ = load_vocabularies(HERE / "vocabularies", frozenset())
    assert vocabularies is not None
    files, _ = find_files(HERE / "entries", read_entry)
    standard = Standard.of(vocabularies, TODAY)
    seen: list[tuple[int, int]] = []
    results = Results()
    found = results.check(files, standard, lambda _: None, lambda *done: seen.append(done))
    assert found == check_files(files, standard)
    assert len(seen) > 1
    assert seen[-1] == (len(files), len(files))
    again = results.check(files, standard, lambda _: None, lambda *_: pytest.fail("checked again"))
    assert all(one is other for one, other in zip(again, found, strict=True))


@pytest.mark.timeout(300)
@settings(
    max_examples=7, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True
)
@given(
    st.lists(st.lists(EDITS, min_size=1, max_size=3), min_size=1, max_size=3),
    st.booleans(),
    st.booleans(),
)
def test_a_build_after_edits_is_a_whole_build(steps, in_git, stays):
    """Entry by entry and byte by byte, in git and outside, by a builder that stays loaded and by
    new ones; broken entries keep what was good.
    """
    with tempfile.TemporaryDirectory() as folder:
        catalogue = make(Path(folder))
        (catalogue.folder / "words").mkdir()
        catalogue.write("opgang")
        if in_git:
            git(catalogue.folder, "init", "-q", "-b", "main")
            commit(catalogue.folder)
        # Files just written are read again; these are old to the builder, to see what it notices.
        unread = FilesRead(MAX_BYTES + 1, lambda: 1 << 62)
        indexer, memory = WhooshIndexer(), Memory(readings=unread) if stays else None
        generation(catalogue, catalogue.index, indexer, memory)
        for edits in steps:
            for one in edits:
                edit(catalogue, *one)
            if in_git:
                commit(catalogue.folder)
            indexer = indexer if stays else WhooshIndexer()
            found = generation(catalogue, catalogue.index, indexer, memory)
            if found is not None:  # of a broken entry a whole build knows no good version
                whole = Path(folder) / "whole"
                assert found == generation(catalogue, whole, WhooshIndexer())
                shutil.rmtree(whole)
