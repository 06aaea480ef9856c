"""Every test gets a catalogue of its own."""

from pathlib import Path

import pytest

from tests.support.small_folder import Catalogue, make


@pytest.fixture
def catalogue(tmp_path: Path) -> Catalogue:
    return make(tmp_path)
