"""The search side of a generation: checks the word lists and writes the index."""

import datetime as dt
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path

from catalogue.model.entry import Entry
from catalogue.model.faults import Fault
from catalogue.model.vocabulary import Vocabularies
from search.index.build import build_index
from search.language.remembered import Carried
from search.language.word_lists import DEFAULT_WORDS, WORDS_COPY, load_words


def words_folder(catalogue: Path) -> Path:
    """A catalogue's own word lists, or the project's where it has none."""
    own = catalogue / "words"
    return own if own.is_dir() or own.is_symlink() else DEFAULT_WORDS


class WhooshIndexer:
    """The builder's `Indexer`. One that stays remembers what it worked out for the last build."""

    def __init__(self) -> None:
        self._kept = Carried()

    def faults(self, folder: Path) -> tuple[Fault, ...]:
        """Faults in a catalogue's word lists."""
        return load_words(words_folder(folder))[1]

    def write(
        self,
        entries: Sequence[Entry],
        vocabularies: Vocabularies,
        dates: Mapping[str, dt.date],
        catalogue: Path,
        folder: Path,
        *,
        kept: Path,
    ) -> None:
        """Write the index of these entries, and the words that it was made with, into a folder."""
        source = words_folder(catalogue)
        words, _ = load_words(source)
        if self._kept.folder != kept:
            self._kept = Carried(kept)
        try:
            build_index(entries, vocabularies, words, folder, dates, kept=self._kept)
        except BaseException:
            self._kept = Carried()  # whatever was half done
            raise
        (folder / WORDS_COPY).mkdir()
        for path in sorted(source.glob("*.yaml")):
            shutil.copyfile(path, folder / WORDS_COPY / path.name)
