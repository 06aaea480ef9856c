"""An entry's history from real git repositories: dates, notes in plain Danish, nobody's name."""

import datetime as dt
from pathlib import Path

import pytest

from catalogue.files.front_matter import ParsedFile, parse
from catalogue.files.vocabulary_files import load_vocabularies
from catalogue.git import changes
from catalogue.git.changes import describe_change
from catalogue.git.log import KEPT, read_versions
from catalogue.model.fields import FIELDS
from tests.support.git_repository import dated, git
from tests.support.small_folder import ENTRY, TODAY, Catalogue

AUTHOR = "Karen Kildekritik"
OTHER = ENTRY.replace("Fædre", "Unge") + "\nNoget helt andet.\n" * 60


def commit(catalogue: Catalogue, date: str) -> str:
    git(catalogue.folder, "add", "-A")
    at_noon = dated(f"{date}T12:00:00+0100")
    saved = ("commit", "-q", "-m", "Hemmelig besked", "--allow-empty")
    git(catalogue.folder, *saved, environment=at_noon, author=AUTHOR)
    return git(catalogue.folder, "rev-parse", "HEAD").strip()


@pytest.fixture
def clone(catalogue: Catalogue) -> Catalogue:
    """The catalogue as a repository with one commit."""
    git(catalogue.folder, "init", "-q", "-b", "main")
    commit(catalogue, "2026-03-01")
    return catalogue


def history(catalogue: Catalogue, slug: str = "faedre") -> list[tuple[str, tuple[str, ...]]]:
    catalogue.build()
    found = catalogue.open().record(slug).history
    return [(change.date.isoformat(), change.notes) for change in found]


def test_the_history_tells_what_changed_and_when(clone: Catalogue):
    clone.write(
        "faedre",
        ENTRY.replace("[faedre, gravide]", "[faedre, unge]")
        .replace("gennemgaaet", "  - titel: To\n    udgiver: VIVE\ngennemgaaet")
        .replace("Fædrene mødes hver uge.", "Fædrene mødes hver uge og spiser sammen bagefter."),
    )
    last = commit(clone, "2026-03-12")
    assert history(clone) == [
        (
            "2026-03-12",
            (
                "ny kilde",
                "målgruppen unge tilføjet",
                "målgruppen gravide fjernet",
                "afsnittet »Hvad går indsatsen ud på?« udvidet",
            ),
        ),
        ("2026-03-01", ("oprettet",)),
    ]
    record = clone.open().record("faedre")
    assert record.changed.isoformat() == "2026-03-12"
    assert record.history[0].commit == last
    assert clone.open().contents.version == last


def test_no_names_no_messages_and_no_old_text(clone: Catalogue):
    clone.write("faedre", ENTRY.replace("hver uge", "hver måned").replace("40 fædre", "50 fædre"))
    commit(clone, "2026-03-12")
    clone.build()
    stored = b"".join(path.read_bytes() for path in clone.open().folder.iterdir() if path.is_file())
    for word in (AUTHOR, "Hemmelig", "redaktion@", "40 fædre"):
        assert word.encode() not in stored


def test_a_renamed_file_keeps_its_history(clone: Catalogue):
    git(clone.folder, "mv", "entries/faedre.md", "entries/fars-gruppe.md")
    clone.write("fars-gruppe", ENTRY.replace("på vej", "i gruppe", 1))
    commit(clone, "2026-03-12")
    assert history(clone, "fars-gruppe") == [
        ("2026-03-12", ("nyt filnavn og ny adresse", "titlen rettet")),
        ("2026-03-01", ("oprettet",)),
    ]


def test_a_file_made_again_is_another_entry(clone: Catalogue):
    clone.write("anden")
    (clone.folder / "entries" / "faedre.md").unlink()
    commit(clone, "2026-03-02")
    clone.write("faedre", "---\n" + "noget helt andet\n" * 30)
    commit(clone, "2026-03-03")
    versions = read_versions(clone.folder, TODAY).of["faedre"]
    assert [version.date.isoformat() for version in versions] == ["2026-03-03"]


def test_broken_versions_are_told_as_such(clone: Catalogue):
    clone.write("faedre", "---\ntitel: [\n---\n\nTekst.\n")
    commit(clone, "2026-03-12")
    clone.write("faedre", ENTRY)
    commit(clone, "2026-03-13")
    assert history(clone)[:2] == [
        ("2026-03-13", ("fejl i filen rettet",)),
        ("2026-03-12", ("fejl i filen",)),
    ]


def test_what_was_told_is_not_read_again(clone: Catalogue, monkeypatch):
    """An earlier build's notes are used again: a clone without old texts tells the same."""
    clone.write("faedre", ENTRY.replace("hver uge", "hver måned"))
    commit(clone, "2026-03-12")
    before = history(clone)
    clone.write("anden")
    commit(clone, "2026-03-13")
    objects = clone.folder / ".git" / "objects"
    old = git(clone.folder, "rev-parse", "HEAD~2:entries/faedre.md").strip()
    (objects / old[:2] / old[2:]).unlink()
    assert history(clone) == before


def test_only_the_newest_versions_are_kept(clone: Catalogue):
    for number in range(KEPT + 5):
        clone.write("faedre", ENTRY.replace("40 fædre", f"{number} fædre"))
        commit(clone, "2026-03-12")
    assert len(history(clone)) == KEPT


def test_uncommitted_edits_change_no_date(clone: Catalogue):
    clone.write("faedre", ENTRY.replace("hver uge", "hver måned"))
    clone.write("ny")
    assert history(clone) == [("2026-03-01", ("oprettet",))]
    assert clone.open().record("ny").changed.isoformat() == "2026-11-20", "its day of review"


def test_a_shallow_clone_knows_nothing(clone: Catalogue, tmp_path: Path):
    """Its oldest commit seems to have made every file."""
    clone.write("faedre", ENTRY.replace("hver uge", "hver måned"))
    commit(clone, "2026-03-12")
    git(tmp_path, "clone", "-q", "--depth", "1", f"file://{clone.folder}", "lav")
    assert dict(read_versions(tmp_path / "lav", TODAY).of) == {}


def test_outside_git_the_day_of_review_stands_in(catalogue: Catalogue):
    assert history(catalogue) == []
    assert catalogue.open().record("faedre").changed.isoformat() == "2026-11-20"


NOTES = [
    # What an entry was changed from and to, and what is told.
    ("titel: Fædre på vej", "titel: Fædre", ["titlen rettet"]),
    ("kommune: [aarhus]", "kommune: [aarhus, odense]", ["kommunen Odense tilføjet"]),
    ("kommune: [aarhus]", "sted_note: Her", ["stedet tilføjet", "kommunen Aarhus fjernet"]),
    ("dokumentation: d", "oekonomi: 5 kr.\ndokumentation: d", ["økonomi tilføjet"]),
    (
        "dokumentation: deltagertal",
        "dokumentation: ingen-fundet",
        ["dokumentationen sat til ingen dokumentation fundet"],
    ),
    ("40 fædre", "50 fædre", ["resultat rettet"]),
    (
        "resultater:\n",
        "resultater:\n  - tekst: X\n    talslags: evaluering\n    kilde: k1\n",
        ["nyt resultat"],
    ),
    ("2026-11-20", "2026-11-21", ["holdt op mod kilderne igen"]),
    ("- Find et lokale.\n", "", ["afsnittet »Sådan gør man« forkortet"]),
    ("Find et lokale", "Find et rum", ["afsnittet »Sådan gør man« rettet"]),
    ("## Sådan gør man", "## Hvad kræver det?", [
        "afsnittet »Hvad kræver det?« tilføjet", "afsnittet »Sådan gør man« fjernet",
    ]),
    ("kommune: [aarhus]", "kommune: [aarhus]\nudfordring: {uro: 3}", [
        "udfordringen uro i opgange tilføjet",
    ]),
    ("titel: Fædre på vej", 'titel: "Fædre på vej"', ["opsætning rettet"]),
    ("[faedre, gravide]", "[gravide, faedre]", ["opsætning rettet"]),
    ("[faedre, gravide]", "[unge, boern-0-2]", ["målgruppen rettet flere steder"]),
    ("[faedre, gravide]", "[faedre, foer-i-tiden]", [
        "målgruppen »foer-i-tiden« tilføjet", "målgruppen gravide fjernet",
    ]),
]  # fmt: skip


def parsed(text: str) -> ParsedFile:
    found, _ = parse(text, "")
    assert found is not None
    return found


@pytest.mark.parametrize(("old", "new", "notes"), NOTES)
def test_a_change_in_plain_danish(old, new, notes, catalogue: Catalogue):
    vocabularies, _ = load_vocabularies(catalogue.folder / "vocabularies")
    assert vocabularies is not None
    assert old in ENTRY
    told = describe_change(parsed(ENTRY), parsed(ENTRY.replace(old, new, 1)), vocabularies)
    assert list(told) == notes


def test_a_new_grade_is_told(catalogue: Catalogue):
    vocabularies, _ = load_vocabularies(catalogue.folder / "vocabularies")
    assert vocabularies is not None
    before = ENTRY.replace("kommune:", "udfordring: {uro: 3, larm: 1}\nkommune:", 1)
    after = before.replace("uro: 3, larm: 1", "larm: 1, uro: 2")
    told = describe_change(parsed(before), parsed(after), vocabularies)
    assert told == ("graden af udfordringen uro i opgange rettet",)


def test_every_field_has_its_words():
    assert [field.key for field in FIELDS if not field.changed] == [changes.REVIEWED]


def test_a_folder_that_is_moved_keeps_its_histories(clone: Catalogue):
    """As when the entries get a repository of their own, one level up or down."""
    moved = clone.folder / "indhold"
    moved.mkdir()
    for part in ("entries", "vocabularies"):
        git(clone.folder, "mv", part, f"indhold/{part}")
    commit(clone, "2026-03-12")
    elsewhere = Catalogue(moved, clone.index)
    assert history(elsewhere) == [("2026-03-01", ("oprettet",))]
    assert elsewhere.open().record("faedre").changed.isoformat() == "2026-03-01"


def test_another_catalogue_of_the_repository_is_not_ours(clone: Catalogue):
    other = clone.folder / "andre" / "entries"
    other.mkdir(parents=True)
    (other / "slettet.md").write_text(ENTRY)
    commit(clone, "2026-03-12")
    (other / "slettet.md").unlink()
    commit(clone, "2026-03-13")
    clone.build()
    assert history(clone) == [("2026-03-01", ("oprettet",))]
    assert clone.open().contents.gone == ()


def rename(catalogue: Catalogue, old: str, new: str, date: str) -> None:
    git(catalogue.folder, "mv", f"entries/{old}.md", f"entries/{new}.md")
    commit(catalogue, date)


def delete(catalogue: Catalogue, name: str, date: str) -> None:
    (catalogue.folder / "entries" / f"{name}.md").unlink()
    commit(catalogue, date)


def addresses(catalogue: Catalogue) -> tuple[dict[str, str], tuple[str, ...]]:
    catalogue.build()
    contents = catalogue.open().contents
    return dict(contents.former), contents.gone


def test_a_renamed_entry_is_led_to_from_all_its_names(clone: Catalogue):
    rename(clone, "faedre", "fars-gruppe", "2026-03-02")
    rename(clone, "fars-gruppe", "far", "2026-03-03")
    assert addresses(clone) == ({"faedre": "far", "fars-gruppe": "far"}, ())


def test_a_deleted_entry_is_known_as_gone_by_all_its_names(clone: Catalogue):
    clone.write("anden", OTHER)
    rename(clone, "faedre", "far", "2026-03-02")
    delete(clone, "far", "2026-03-03")
    assert addresses(clone) == ({}, ("far", "faedre"))


def test_an_address_is_the_entrys_that_had_it_last(clone: Catalogue):
    """Renamed away, made anew, deleted: the last one is gone, the first is at its new address."""
    rename(clone, "faedre", "far", "2026-03-02")
    clone.write("faedre", OTHER)
    commit(clone, "2026-03-03")
    assert addresses(clone) == ({}, ())
    delete(clone, "faedre", "2026-03-04")
    assert addresses(clone) == ({}, ("faedre",))


def test_two_that_swap_names_are_led_nowhere(clone: Catalogue):
    clone.write("unge", OTHER)
    commit(clone, "2026-03-02")
    clone.write("unge", ENTRY)
    clone.write("faedre", OTHER)
    commit(clone, "2026-03-03")
    assert addresses(clone) == ({}, ())


def test_a_declared_former_address_wins_over_gits(clone: Catalogue):
    rename(clone, "faedre", "far", "2026-03-02")
    clone.write("anden", ENTRY.replace("gennemgaaet", "tidligere: [faedre]\ngennemgaaet"))
    commit(clone, "2026-03-03")
    assert addresses(clone)[0] == {"faedre": "anden"}


def test_a_broken_entry_is_not_gone(clone: Catalogue):
    clone.write("ny", "---\ntitel: [\n---\n")
    commit(clone, "2026-03-02")
    rename(clone, "ny", "nyere", "2026-03-03")
    assert addresses(clone) == ({}, ())


def test_layout_names_and_faults_alone_date_nothing(clone: Catalogue):
    clone.write("faedre", ENTRY.replace("titel: Fædre på vej", 'titel: "Fædre på vej"'))
    commit(clone, "2026-03-12")
    clone.write("faedre", ENTRY.replace("\n", "\r\n"))
    commit(clone, "2026-03-13")
    rename(clone, "faedre", "far", "2026-03-14")
    clone.build()
    record = clone.open().record("far")
    assert record.changed.isoformat() == "2026-03-01"
    assert [change.is_news for change in record.history] == [False, False, False, True]


def test_tomorrows_clock_is_told_as_today_until_tomorrow_comes(clone: Catalogue):
    """A day's grace for time zones; what was told of a commit is held against the clock again."""
    clone.write("faedre", ENTRY.replace("40 fædre", "50 fædre"))
    commit(clone, "2026-11-24")
    assert history(clone)[0][0] == "2026-11-23"
    clone.build(today=TODAY + dt.timedelta(days=2))
    assert clone.open().record("faedre").changed.isoformat() == "2026-11-24"


def test_versions_of_thousands_of_values_are_told_in_no_time(catalogue: Catalogue):
    """There may be fifty of them to an entry."""
    import time

    vocabularies, _ = load_vocabularies(catalogue.folder / "vocabularies")
    assert vocabularies is not None

    def long(start: int) -> ParsedFile:
        terms = ", ".join(f"t{number}" for number in range(start, start + 1900))
        sources = "".join(f"  - {{id: k{number}}}\n" for number in range(start, start + 900))
        return parsed(f"---\nmaalgruppe: [{terms}]\nkilder:\n{sources}---\n\nTekst.\n")

    before, after = long(0), long(100_000)
    began = time.process_time()
    assert "900 kilder rettet" in describe_change(before, after, vocabularies)
    assert time.process_time() - began < 1  # a tenth of a second where a machine is quick
