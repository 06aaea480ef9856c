"""Five pushes under load, the last broken; the two hundred are among the trials."""

import sys

import pytest

from tests.support.pushing import run


@pytest.mark.timeout(180)
@pytest.mark.skipif(sys.platform == "win32", reason="the server is another there")
def test_pushes_under_load_fail_no_request(tmp_path):
    seen, times = run(tmp_path, 5, small=True, readers=1)
    assert not seen.wrong, seen.wrong[:5]
    assert seen.answers > 50
    assert len(times) == 4
