"""A catalogue of a few files, made anew for each test: small words, one good entry."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from catalogue.checking.folder import Loaded, load
from catalogue.generations.build import Built, Job, build
from catalogue.generations.reader import Generation, open_current
from catalogue.model.entry import Entry
from catalogue.model.faults import Fault
from catalogue.model.vocabulary import Vocabularies

TODAY = dt.date(2026, 11, 23)

VOCABULARIES = {
    "maalgruppe": """\
noegle: maalgruppe
navn: Målgruppe
bestemt: målgruppen
facet: true
paakraevet: true
raekkefoelge: 1
termer:
  - noegle: gravide
    navn: Gravide
    synonymer: [vordende mødre]
  - noegle: boern-0-2
    navn: Børn 0-2 år
  - noegle: faedre
    navn: Fædre
  - noegle: unge
    navn: Unge
""",
    "kommune": """\
noegle: kommune
navn: Kommune
bestemt: kommunen
egennavne: true
facet: true
rolle: [kort]
raekkefoelge: 2
termer:
  - noegle: hele-landet
    navn: Hele landet
    landsdaekkende: true
  - noegle: aarhus
    navn: Aarhus
  - noegle: odense
    navn: Odense
""",
    "dokumentation": """\
noegle: dokumentation
navn: Dokumentation
bestemt: dokumentationen
facet: true
flere: false
paakraevet: true
ordnet: true
rolle: [viden]
raekkefoelge: 3
termer:
  - noegle: lodtraekningsforsoeg
    navn: Lodtrækningsforsøg
    styrke: 4
  - noegle: evaluering
    navn: Evaluering
    styrke: 3
  - noegle: deltagertal
    navn: Deltagertal
  - noegle: ingen-fundet
    navn: Ingen dokumentation fundet
""",
    "udfordring": """\
noegle: udfordring
navn: Udfordring
bestemt: udfordringen
facet: true
graderet: ja
raekkefoelge: 4
termer:
  - noegle: ensomhed
    navn: Ensomhed
  - noegle: uro
    navn: Uro i opgange
  - noegle: larm
    navn: Larm
""",
    "retning": """\
noegle: retning
navn: Resultat
facet: true
flere: false
raekkefoelge: 5
termer:
  - noegle: gavnlig
    navn: Gavnlig effekt
  - noegle: ingen
    navn: Ingen forskel
""",
    "talslags": """\
noegle: talslags
navn: Slags tal
flere: false
raekkefoelge: 20
termer:
  - noegle: effekt-lodtraekning
    navn: Målt effekt
    effekt: ja
    baerer: lodtraekningsforsoeg
  - noegle: evaluering
    navn: Evaluering
    baerer: evaluering
  - noegle: deltagertal
    navn: Deltagertal
    baerer: deltagertal
""",
}

ENTRY = """\
---
titel: Fædre på vej
resume: Fædre mødes hver uge og taler om at være far.
maalgruppe: [faedre, gravide]
kommune: [aarhus]
resultater:
  - tekst: 40 fædre var med det første år.
    talslags: deltagertal
    kilde: k1
dokumentation: deltagertal
kilder:
  - id: k1
    titel: Fædre på vej
    udgiver: Aarhus Kommune
    url: https://eksempel.dk/faedre
gennemgaaet: 2026-11-20
---

## Hvad går indsatsen ud på?

Fædrene mødes hver uge.

## Sådan gør man

- Find et lokale.
- Sæt kaffe over.
"""


class ListIndexer:
    """The simplest index there is: the slugs in a file."""

    def faults(self, _folder: Path) -> tuple[Fault, ...]:
        return ()

    def write(
        self,
        entries: Sequence[Entry],
        _vocabularies: Vocabularies,
        _dates: Mapping[str, dt.date],
        _catalogue: Path,
        folder: Path,
        *,
        kept: Path,  # noqa: ARG002
    ) -> None:
        (folder / "slugs.txt").write_text("\n".join(entry.slug for entry in entries))


@dataclass(frozen=True)
class Catalogue:
    """A catalogue's folder and the folder of its generations."""

    folder: Path
    index: Path

    def write(self, name: str, text: str | bytes = ENTRY) -> Path:
        """Put a file into `entries/` (a name without a dot gets `.md`)."""
        path = self.folder / "entries" / (name if "." in name else f"{name}.md")
        path.write_bytes(text.encode() if isinstance(text, str) else text)
        return path

    def vocabulary(self, key: str, text: str) -> None:
        (self.folder / "vocabularies" / f"{key}.yaml").write_text(text)

    def load(self, today: dt.date = TODAY) -> Loaded:
        return load(self.folder, today)

    def faults(self, file: str = "", today: dt.date = TODAY) -> tuple[Fault, ...]:
        """The faults of one entry (its name without folder and suffix), or all."""
        name = f"entries/{file}.md"
        return tuple(fault for fault in self.load(today).faults if not file or fault.file == name)

    def job(self, today: dt.date = TODAY) -> Job:
        return Job(self.folder, self.index, ListIndexer(), today)

    def build(self, today: dt.date = TODAY) -> Built:
        return build(self.job(today))

    def open(self) -> Generation:
        return open_current(self.index)


def make(folder: Path) -> Catalogue:
    """A catalogue with the words above and the entry `faedre`."""
    catalogue = Catalogue(folder / "catalogue", folder / "index")
    (catalogue.folder / "entries").mkdir(parents=True)
    (catalogue.folder / "vocabularies").mkdir()
    for key, text in VOCABULARIES.items():
        catalogue.vocabulary(key, text)
    catalogue.write("faedre")
    return catalogue


def line_of(text: str, part: str) -> int:
    """The 1-based line on which a part of a text first stands."""
    return text[: text.index(part)].count("\n") + 1
