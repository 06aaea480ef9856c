"""What a worker is a copy of."""

import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parents[3]


@pytest.mark.skipif(sys.platform != "linux", reason="threads are counted in /proc")
def test_what_is_loaded_brings_no_threads() -> None:
    """numpy's own wait for each other at every product, and no copy of a process has them."""
    asked = "import app, numpy; print(*__import__('pathlib').Path('/proc/self/task').iterdir())"
    done = subprocess.run(
        [sys.executable, "-c", asked], cwd=HERE, check=True, capture_output=True, text=True
    )
    assert len(done.stdout.split()) == 1
