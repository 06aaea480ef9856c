"""What an editor writes above a topic: whose it is, what may stand in it, and that it is shown."""

from pathlib import Path

import pytest

from catalogue.checking.introductions import read_introductions
from catalogue.checking.links import Known
from catalogue.files.vocabulary_files import load_vocabularies
from catalogue.model.vocabulary import Vocabularies
from tests.support import small_catalogue
from tests.support.page_text import text

ENTRIES: Known = {"bogglad": frozenset({"afsnit-hvem-er-den-for"}), "broken": None}


@pytest.fixture
def words(tmp_path: Path) -> Vocabularies:
    small_catalogue.write(tmp_path / "catalogue")
    found, _ = load_vocabularies(tmp_path / "catalogue" / "vocabularies")
    assert found is not None
    return found


def told(folder: Path, words: Vocabularies, name: str, content: str | bytes) -> list[str]:
    folder.mkdir(exist_ok=True)
    data = content if isinstance(content, bytes) else content.encode()
    (folder / name).write_bytes(data)
    return [fault.code for fault in read_introductions(folder, words, ENTRIES)[1]]


@pytest.mark.parametrize(
    ("name", "content", "codes"),
    [
        ("tema-sprog.md", "Det begynder med at tale sammen.\n", []),
        ("tema-spro.md", "Tekst.\n", ["emne-ukendt"]),
        ("maalgruppe-faedre.md", "Tekst.\n", ["emne-ukendt"]),  # the list has no topics
        ("tema-sprog.md", "## Hvad ved vi?\n\nTekst.\n", ["emne-overskrift"]),
        ("tema-sprog.md", "Hvem er den for?\n---\nTekst.\n", ["emne-overskrift"]),
        ("tema-sprog.md", "**Hvem er den for?**\n\nTekst.\n", ["emne-overskrift"]),
        ("tema-sprog.md", "# Hvad ved vi?\n\nTekst.\n", ["emne-overskrift"]),
        ("tema-sprog.md", "\n", ["emne-tomt"]),
        ("tema-sprog.md", "Se [x](boglad).\n", ["ukendt-link"]),
        ("tema-sprog.md", "Se [x](bogglad#afsnit-hvem).\n", ["ukendt-sted"]),
        ("tema-sprog.md", "Se [x](bogglad#tal-1), [y](broken#afsnit-hvem).\n", []),
        ("tema-sprog.md", "Ring til 12 34 56 78.\n", ["kontakt-i-teksten"]),
        ("tema-sprog.md", b"\xff\xfe", ["ikke-utf8"]),
        ("tema-sprog.md", "<<<<<<< HEAD\nEt.\n=======\nTo.\n>>>>>>> b\n", ["uflettet"]),
        ("tema-sprog.md", "I gÃ¥rden.\n", ["brudte-bogstaver"]),
        ("tema-sprog.md", "<script>x</script> Tekst.\n", ["html-fjernet"]),
        ("README.md", "Om mappen.\n", []),
    ],
)
def test_what_is_told_of_a_file(tmp_path, words, name, content, codes):
    assert told(tmp_path / "emner", words, name, content) == codes


def test_the_folder_need_not_be_there(tmp_path, words):
    assert read_introductions(tmp_path / "emner", words, {}) == ({}, ())


def test_it_stands_above_what_the_entries_say(make_client):
    def prepare(folder):
        (folder / "emner").mkdir()
        whole = "Sprog er **mere** end ord. <b onclick='x()'>Se</b> [Bogglad](bogglad).\n"
        (folder / "emner/tema-sprog.md").write_text(whole, "utf-8")
        (folder / "emner/tema-job.md").write_text("## Ikke her\n\nTekst.\n", "utf-8")

    client = make_client(prepare)
    above = client.page("/emne/tema/sprog").find(".//div[@data-introduction]")
    assert text(above).startswith("Sprog er mere end ord.")
    assert above.find(".//strong") is not None
    assert above.find(".//*[@onclick]") is None
    assert client.page("/emne/tema/job").find(".//div[@data-introduction]") is None
    assert "Ikke her" in text(client.page("/status").find(".//main"))
