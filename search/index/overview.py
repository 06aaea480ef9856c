"""What every search needs of every entry, in one file: order, names and facets.

Written by `search.index.build`, read by every worker when it opens a generation.
"""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np

OVERVIEW = "overview.json"
FORMAT = 4


def load_overview(folder: Path) -> dict[str, Any]:
    """What `build_index` wrote for every search.

    Raises:
        OSError: there is no index.
        ValueError: the file is broken or of another format.
    """
    found = json.loads((folder / OVERVIEW).read_text(encoding="utf-8"))
    if not isinstance(found, dict) or found.get("format") != FORMAT:
        raise ValueError(f"the index in {folder} is of another format")
    return found


def grades_of(overview: Mapping[str, Any]) -> dict[str, dict[str, dict[int, int]]]:
    """Facet → term → entry's number → how well it fits, of the graded vocabularies."""
    return {
        facet: {
            term: {int(number): grade for number, grade in found.items()}
            for term, found in terms.items()
        }
        for facet, terms in overview["grades"].items()
    }


def as_days(overview: Mapping[str, Any]) -> np.ndarray[Any, np.dtype[np.int64]]:
    """Day of last change of each entry, as ordinal days."""
    return np.asarray(overview["days"], dtype=np.int64)
