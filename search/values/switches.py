"""The parts of the search, each of which the bench can switch off to see what it gives."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Parts:
    """Which parts are on; all of them, but in the bench."""

    stems: bool = True
    compounds: bool = True
    letters: bool = True
    relations: bool = True
    terms: bool = True
    spelling: bool = True
    near: bool = True
    names: bool = True
    meaning: bool = True
    problems: bool = True
    alike: bool = True


ALL_PARTS = Parts()
