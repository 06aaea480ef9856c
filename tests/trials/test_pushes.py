"""Two hundred pushes in a row under load, every fifth broken; and a thousand entries."""

import statistics

import pytest

from tests.support.pushing import run
from tests.support.running import crowding

pytestmark = [pytest.mark.trials, pytest.mark.timeout(1800)]


def test_two_hundred_pushes(tmp_path):
    """No failed request, no half page, always the last good version; new within two seconds."""
    seen, times = run(tmp_path, 200)
    print(f"{seen.answers} answers; from push to shown: {told(times)}")
    assert not seen.wrong, seen.wrong[:5]
    assert statistics.median(times) < 2 * crowding()


def test_a_thousand_entries(tmp_path):
    seen, times = run(tmp_path, 10, copies=923)
    print(f"{seen.answers} answers; from push to shown: {told(times)}")
    assert not seen.wrong, seen.wrong[:5]
    assert statistics.median(times) < 10 * crowding()


def told(times: list[float]) -> str:
    ordered = sorted(times)
    return (
        f"median {statistics.median(times):.2f} s, "
        f"95 % {ordered[int(len(ordered) * 0.95)]:.2f} s, most {ordered[-1]:.2f} s"
    )
