"""The icons that are sent are those that the pages show: every visitor fetches them all."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[3]
SPRITE = (ROOT / "static/vendor/dkfds/icons.svg").read_text("utf-8")


def test_every_icon_is_there_and_none_is_carried_for_nothing() -> None:
    there = set(re.findall(r'<symbol id="([a-z-]+)"', SPRITE))
    templates = "\n".join(path.read_text("utf-8") for path in (ROOT / "templates").rglob("*.html"))
    asked = set(re.findall(r'icon\("([a-z-]+)"', templates))
    assert len(asked) > 10
    assert asked <= there
    quoted = set(re.findall(r'"([a-z-]+)"', templates))
    assert there <= quoted
