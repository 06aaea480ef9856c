"""What a builder that stays loaded remembers of the generation it built last.

Records that need not be read again: what lies on the disk, and only for as long as its files do,
unchanged since they were written or verified. And what unchanged files gave when they were checked.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from pydantic import TypeAdapter

from catalogue.checking.entry_file import Checked, Standard
from catalogue.checking.folder import File, check_files
from catalogue.files.front_matter import MAX_BYTES
from catalogue.files.plain import FilesRead
from catalogue.generations import reader as gen
from catalogue.generations.processes import shared_out
from catalogue.model.record import Record

_AT_ONCE = 50  # files that are checked together
_CHECKED = TypeAdapter(list[Checked])
_Seen = tuple[tuple[str, int, int, int], ...]


@dataclass(slots=True)
class Results:
    """What files gave when they were checked by themselves, by slug, with the files' hashes."""

    standard: object = None
    _of: dict[str, tuple[str, Checked]] = field(default_factory=dict)

    def check(
        self,
        files: Sequence[File],
        standard: Standard,
        again: Callable[[File], Checked | None],
        progress: Callable[[int, int], None],
    ) -> list[Checked]:
        """Check the files that are not known from the last build, by several processes.

        Args:
            files: all that are there; others are forgotten.
            standard: what they are held against.
            again: what the published generation tells of a file, None when it must be checked.
            progress: told how many of all files are done.
        """
        found: dict[str, tuple[str, Checked]] = {}
        for file in files:
            digest, known = self._of.get(file.slug, ("", None))
            known = known if digest == file.digest and not file.faults else again(file)
            if known is not None:
                found[file.slug] = file.digest, known
        rest = [file for file in files if file.slug not in found]

        def work(some: Sequence[File]) -> bytes:
            return _CHECKED.dump_json(check_files(some, standard))

        todo = iter(rest)
        for told in shared_out(work, rest, _AT_ONCE):
            new = _CHECKED.validate_json(told)
            for file, one in zip(islice(todo, len(new)), new, strict=True):
                found[file.slug] = file.digest, one
            progress(len(found), len(files))
        self._of = found
        return [found[file.slug][1] for file in files]


@dataclass(slots=True)
class Memory:
    """Of one builder, for one index folder. A new one remembers nothing."""

    _generation: gen.Generation | None = None
    _seen: _Seen = ()
    readings: FilesRead = field(default_factory=lambda: FilesRead(MAX_BYTES + 1))
    _results: Results = field(default_factory=Results)

    def checked(self, standard: object) -> Results:
        """What files gave in the last build, nothing if they were held against another standard."""
        if standard != self._results.standard:
            self._results = Results(standard)
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
