"""Generations: built beside, published whole, used again, and never lost."""

import json
import os
import threading
from dataclasses import replace
from pathlib import Path

import pytest
from filelock import FileLock

from catalogue.generations import reader as gen
from catalogue.generations.build import build
from catalogue.generations.reader import GenerationError, open_current, read_attempt
from tests.support.small_folder import ENTRY, TODAY, VOCABULARIES, Catalogue

BROKEN = ENTRY.replace("titel:", "titl:", 1)


def titles(catalogue: Catalogue) -> dict[str, str]:
    generation = catalogue.open()
    return {slug: generation.record(slug).entry.title for slug in generation.slugs}


def retitled(title: str) -> str:
    return ENTRY.replace("titel: Fædre på vej", f"titel: {title}", 1)


def test_a_generation_holds_what_was_written(catalogue: Catalogue):
    built = catalogue.build()
    assert (built.outcome, built.entries, built.faults) == ("ok", 1, ())
    generation = catalogue.open()
    record = generation.record("faedre")
    assert record.entry.title == "Fædre på vej"
    assert record.entry.keys("maalgruppe") == ("gravide", "faedre"), "in the vocabulary's order"
    assert record.changed == record.entry.reviewed
    assert generation.vocabularies["kommune"].proper_names
    assert (generation.folder / gen.SEARCH / "slugs.txt").read_text() == "faedre"


def test_terms_stand_in_their_vocabularys_order(catalogue: Catalogue):
    catalogue.write("faedre", ENTRY.replace("[faedre, gravide]", "[unge, faedre, gravide]"))
    catalogue.build()
    terms = catalogue.open().record("faedre").entry.terms
    assert tuple(terms) == ("maalgruppe", "kommune", "dokumentation")
    assert terms["maalgruppe"] == ("gravide", "faedre", "unge")


def test_the_same_again_is_not_built_again(catalogue: Catalogue):
    first = catalogue.build()
    written = (catalogue.index / "current").stat().st_mtime_ns
    second = catalogue.build()
    assert (second.outcome, second.name) == ("unchanged", first.name)
    assert second.good
    assert (catalogue.index / "current").stat().st_mtime_ns == written


def test_a_broken_entry_is_told_again_when_nothing_changed(catalogue: Catalogue):
    """The exit code stays 1 until the file is mended."""
    catalogue.write("ny", BROKEN)
    assert not catalogue.build().good
    second = catalogue.build()
    assert second.outcome == "unchanged"
    assert not second.good


def test_one_changed_entry_is_the_only_one_read_again(catalogue: Catalogue):
    """The others are taken from the previous generation, as it was written."""
    catalogue.write("anden")
    catalogue.build()
    before = catalogue.open()
    catalogue.write("faedre", retitled("Nyt navn"))
    catalogue.build()
    assert titles(catalogue) == {"anden": "Fædre på vej", "faedre": "Nyt navn"}
    assert catalogue.open().record("anden") == before.record("anden")


def test_a_changed_vocabulary_reads_every_entry_again(catalogue: Catalogue):
    """An unchanged entry may be wrong under new words."""
    catalogue.build()
    fewer = VOCABULARIES["maalgruppe"].replace("  - noegle: faedre\n    navn: Fædre\n", "")
    catalogue.vocabulary("maalgruppe", fewer)
    built = catalogue.build()
    assert [fault.code for fault in built.faults] == ["ukendt-term"]
    record = catalogue.open().record("faedre")
    assert record.carried
    assert record.entry.keys("maalgruppe") == ("gravide",), "without the word that is gone"


def test_a_broken_entry_keeps_its_last_good_version(catalogue: Catalogue):
    catalogue.build()
    catalogue.write("faedre", BROKEN)
    catalogue.write("ny", BROKEN)
    built = catalogue.build()
    assert (built.outcome, built.good) == ("faults", False)
    generation = catalogue.open()
    assert generation.slugs == ("faedre",), "a new broken one is left out"
    assert generation.record("faedre").carried
    assert generation.contents.broken == ("faedre", "ny")
    catalogue.write("anden")
    catalogue.build()
    assert catalogue.open().record("faedre").carried, "and again over the next build"
    catalogue.write("faedre", retitled("Rettet"))
    (catalogue.folder / "entries" / "ny.md").unlink()
    assert catalogue.build().good
    assert titles(catalogue) == {"anden": "Fædre på vej", "faedre": "Rettet"}
    assert not catalogue.open().record("faedre").carried


def test_a_deleted_entry_is_dropped(catalogue: Catalogue):
    path = catalogue.write("anden")
    catalogue.build()
    path.unlink()
    assert catalogue.build().entries == 1
    assert catalogue.open().slugs == ("faedre",)


def test_a_relation_is_declared_once_and_shown_both_ways(catalogue: Catalogue):
    catalogue.write("anden", ENTRY.replace("kommune", "relateret: [faedre]\nkommune", 1))
    catalogue.write("tredje", ENTRY.replace("kommune", "eksempel_paa: [faedre]\nkommune", 1))
    catalogue.build()
    record = catalogue.open().record("faedre")
    assert (record.related, record.examples) == (("anden",), ("tredje",))


def test_former_addresses_lead_to_todays(catalogue: Catalogue):
    catalogue.write("anden", ENTRY.replace("kommune", "tidligere: [foer]\nkommune", 1))
    catalogue.build()
    assert catalogue.open().contents.former == {"foer": "anden"}


def test_a_broken_vocabulary_changes_nothing(catalogue: Catalogue):
    """The old generation stays, and attempt.json says why."""
    first = catalogue.build()
    catalogue.vocabulary("maalgruppe", "noegle: maalgruppe\n")
    catalogue.write("ny")
    built = catalogue.build()
    assert (built.outcome, built.name, built.good) == ("blocked", first.name, False)
    assert catalogue.open().slugs == ("faedre",)
    attempt = read_attempt(catalogue.index)
    assert attempt is not None
    assert attempt.outcome == "blocked"
    assert attempt.faults[0].file == "vocabularies/maalgruppe.yaml"


def test_a_catalogue_that_empties_changes_nothing(catalogue: Catalogue):
    """A folder without entries is a disk that is not mounted, not a wish."""
    first = catalogue.build()
    (catalogue.folder / "entries" / "faedre.md").unlink()
    built = catalogue.build()
    assert (built.outcome, built.name) == ("blocked", first.name)
    assert [fault.code for fault in built.faults] == ["ingen-indsatser"]
    (catalogue.folder / "entries").rmdir()
    gone = catalogue.build()
    assert gone.outcome == "blocked"
    assert [fault.code for fault in gone.faults] == ["ingen-indsatser"]


def test_an_overdue_review_is_told_when_its_day_comes(catalogue: Catalogue):
    """Time alone is a reason to look again."""
    assert catalogue.build().faults == ()
    built = catalogue.build(TODAY.replace(year=TODAY.year + 4))
    assert [fault.code for fault in built.faults] == ["ikke-gennemgaaet"]
    assert built.good, "a warning stops nothing"


def test_an_index_folder_that_is_full_leaves_the_published_alone(catalogue: Catalogue):
    """The failure is told to the caller and in attempt.json."""
    first = catalogue.build()
    catalogue.write("ny")

    class FullDisk(type(catalogue.job().indexer)):  # type: ignore[misc]
        def write(self, *_: object, **__: object) -> None:
            raise OSError(28, "No space left on device", "search")

    with pytest.raises(OSError, match="No space"):
        build(replace(catalogue.job(), indexer=FullDisk()))
    assert catalogue.open().name == first.name
    attempt = read_attempt(catalogue.index)
    assert attempt is not None
    assert (attempt.outcome, attempt.error) == ("error", "disken er fuld")
    assert not list(catalogue.index.glob("new-*"))


def test_two_builders_wait_for_each_other(catalogue: Catalogue):
    catalogue.build()
    catalogue.write("ny")
    with FileLock(catalogue.index / "lock"):
        waiting = [threading.Thread(target=catalogue.build) for _ in range(2)]
        for thread in waiting:
            thread.start()
        waiting[0].join(0.2)
        assert all(thread.is_alive() for thread in waiting)
        assert catalogue.open().slugs == ("faedre",)
    for thread in waiting:
        thread.join()
    assert catalogue.open().slugs == ("faedre", "ny")


def damage_pointer_gone(index: Path) -> None:
    (index / "current").unlink()


def damage_pointer_half(index: Path) -> None:
    (index / "current").write_text("gen-")


def damage_pointer_out(index: Path) -> None:
    (index / "current").write_text("gen-/../../etc")


def damage_pointer_bytes(index: Path) -> None:
    (index / "current").write_bytes(b"\xff\xfe")


def damage_manifest_gone(index: Path) -> None:
    (published(index) / "manifest.json").unlink()


def damage_manifest_half(index: Path) -> None:
    path = published(index) / "manifest.json"
    path.write_text(path.read_text()[:40])


def damage_manifest_format(index: Path) -> None:
    path = published(index) / "manifest.json"
    path.write_text(json.dumps({**json.loads(path.read_text()), "format": 99}))


def damage_record(index: Path) -> None:
    path = published(index) / "entries.jsonl"
    path.write_bytes(path.read_bytes().replace(b"vej", b"veg"))


def damage_index_swapped(index: Path) -> None:
    (published(index) / "search" / "slugs.txt").write_text("noget andet")


def damage_file_gone(index: Path) -> None:
    (published(index) / "search" / "slugs.txt").unlink()


def damage_file_more(index: Path) -> None:
    (published(index) / "search" / "fremmed.pickle").write_bytes(b"x")


def published(index: Path) -> Path:
    return index / (index / "current").read_text().strip()


DAMAGES = (
    damage_pointer_gone,
    damage_pointer_half,
    damage_pointer_out,
    damage_pointer_bytes,
    damage_manifest_gone,
    damage_manifest_half,
    damage_manifest_format,
    damage_record,
    damage_index_swapped,
    damage_file_gone,
    damage_file_more,
)


@pytest.mark.parametrize("damage", DAMAGES, ids=lambda damage: damage.__name__)
def test_a_damaged_generation_is_refused_and_built_anew(damage, catalogue: Catalogue):
    """Told before a byte is used, since the index's files are pickles; the next build mends it."""
    catalogue.build()
    damage(catalogue.index)
    with pytest.raises(GenerationError):
        catalogue.open()
    assert catalogue.build().outcome == "ok"
    assert catalogue.open().slugs == ("faedre",)


def test_another_codes_generation_is_refused(catalogue: Catalogue):
    catalogue.build()
    with pytest.raises(GenerationError, match="anden udgave"):
        open_current(catalogue.index, "another")


def test_old_generations_are_swept_but_the_published_one_never(catalogue: Catalogue):
    names = []
    for number in range(6):
        catalogue.write("faedre", retitled(f"Udgave {number}"))
        names.append(catalogue.build().name)
    os.utime(catalogue.index / names[-1], (0, 0))
    (catalogue.index / "new-123").mkdir()
    (catalogue.index / "current.123").touch()
    catalogue.build()
    left = {path.name for path in catalogue.index.iterdir()} - {"lock", "attempt.json", "current"}
    assert left == set(names[-3:])


def test_going_back_to_earlier_content_gives_the_earlier_generation(catalogue: Catalogue):
    """The name is the content's; what stands whole is named again, not written over."""
    first = catalogue.build().name
    catalogue.write("faedre", retitled("Nyt"))
    catalogue.build()
    inode = (catalogue.index / first).stat().st_ino
    catalogue.write("faedre")
    assert catalogue.build().name == first
    assert (catalogue.index / first).stat().st_ino == inode
    assert catalogue.build().outcome == "unchanged"


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read_is_told_and_stops_no_other(catalogue: Catalogue):
    catalogue.write("ny").chmod(0)
    built = catalogue.build()
    assert [fault.code for fault in built.faults] == ["kan-ikke-laeses"]
    assert catalogue.open().slugs == ("faedre",)
