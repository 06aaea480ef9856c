"""Work in copies of this process: it is done at the end, and what goes wrong is told."""

import os
from pathlib import Path

import pytest

from catalogue.generations.processes import beside, shared_out


def test_runs_come_back_in_order():
    found = shared_out(lambda some: ",".join(map(str, some)).encode(), range(7), 3)
    assert list(found) == [b"0,1,2", b"3,4,5", b"6"]


@pytest.mark.parametrize("worth", [True, False])
def test_what_is_done_beside_is_done_at_the_end(tmp_path: Path, worth: bool):
    def work() -> None:
        (tmp_path / "by").write_text(str(os.getpid()))

    with beside(work, worth=worth):
        pass
    copied = int((tmp_path / "by").read_text()) != os.getpid()
    assert copied == (worth and os.cpu_count() != 1)


@pytest.mark.parametrize("worth", [True, False])
def test_a_full_disk_beside_is_told(tmp_path: Path, worth: bool):
    def full() -> None:
        raise OSError(28, "full")

    with pytest.raises(OSError, match="full"), beside(full, worth=worth):
        pass
