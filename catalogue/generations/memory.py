"""What a builder that stays loaded remembers of the generation it built last.

Records that need not be read again: what lies on the disk, and only for as long as its files do,
unchanged since they were written or verified. And what unchanged files gave when they were checked.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from catalogue.checking.entry_file import Checked
from catalogue.checking.folder import File
from catalogue.generations import reader as gen
from catalogue.model.record import Record

_Seen = tuple[tuple[str, int, int, int], ...]


@dataclass(slots=True)
class Results:
    """What files gave when they were checked by themselves: entries and faults."""

    _before: dict[str, tuple[str, Checked]] = field(default_factory=dict)
    _now: dict[str, tuple[str, Checked]] = field(default_factory=dict)

    def before(self, file: File) -> Checked | None:
        """What a file gave in the last build, None when it was another or none."""
        digest, found = self._before.get(file.slug, ("", None))
        return found if digest == file.digest and not file.faults else None

    def keep(self, file: File, checked: Checked) -> None:
        """Remember what a file gave."""
        self._now[file.slug] = file.digest, checked

    def next(self) -> "Results":
        """The same for the next build."""
        return Results(self._now)


@dataclass(slots=True)
class Memory:
    """Of one builder, for one index folder. A new one remembers nothing."""

    _generation: gen.Generation | None = None
    _seen: _Seen = ()
    _results: Results = field(default_factory=Results)
    _standard: object = None

    def checked(self, standard: object) -> Results:
        """What files gave in the last build, nothing if they were held against another standard."""
        self._results = self._results.next() if standard == self._standard else Results()
        self._standard = standard
        return self._results

    def previous(self, index: Path) -> gen.Generation | None:
        """The published generation with its records, None when there is none that can be used."""
        known = self._generation
        if known is None or known.name != gen.current_name(index) or self._seen != seen(known):
            try:
                self._keep(gen.open_current(index, whole=True))
            except gen.GenerationError:
                self.forget()
        return self._generation

    def built(self, folder: Path, contents: gen.Contents, records: Mapping[str, Record]) -> None:
        """Remember what was just published."""
        self._keep(gen.Generation(folder, contents, whole=True, records=records))

    def _keep(self, generation: gen.Generation) -> None:
        self.forget()
        self._generation, self._seen = generation, seen(generation)

    def forget(self) -> None:
        """Remember nothing."""
        if self._generation is not None:
            self._generation.close()
        self._generation, self._seen = None, ()


def seen(generation: gen.Generation) -> _Seen:
    """What tells that somebody has touched its files: each one's size, number and last change."""
    folder, found = generation.folder, []
    try:
        for name in (*gen.listing(folder), gen.MANIFEST):
            stat = (folder / name).stat()
            found.append((name, stat.st_size, stat.st_ino, stat.st_mtime_ns))
    except OSError:  # one vanished meanwhile
        return ()
    return tuple(found)
