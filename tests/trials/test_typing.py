"""Two hundred words and thirty phrases of the field, typed with a rest after every letter.

    .venv/bin/python -m pytest tests/trials/test_typing.py -m trials -s      (TYPED=20)

In Chromium, Firefox and WebKit, two windows of each, over the real catalogue. The field must hold
every letter and keep focus, and no page may be loaded on the way.
"""

import os
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

from catalogue.checking.folder import HERE
from catalogue.files.vocabulary_files import load_vocabularies
from tests.support.engines import (
    CHROMIUM_ARGUMENTS,
    ENGINES,
    START,
    ChromiumDriver,
    Driver,
    MissingEngineError,
    Window,
    chromium_path,
)
from tests.support.running import running
from web.server.build import build_now
from web.site.config import Config

pytestmark = [pytest.mark.trials, pytest.mark.timeout(3600)]
WORDS, PHRASES = 200, 30
MOST = int(os.environ.get("TYPED") or WORDS + PHRASES)
REST = 0.5  # seconds after each letter: longer than the search waits
WINDOWS = 2  # of each engine
SLOWEST = 120.0  # seconds for an answer on a crowded machine; what is typed is judged, not speed
FIELD = "[document.getElementById('q')?.value, document.activeElement.id, window.stays]"


def spoken() -> tuple[str, ...]:
    """Words and phrases that the vocabularies name things by, spread over all of them."""
    vocabularies, _ = load_vocabularies(HERE / "vocabularies")
    assert vocabularies is not None
    names = sorted({
        name.casefold()
        for vocabulary in vocabularies
        for term in vocabulary.terms
        for name in (term.label, *term.synonyms)
        if len(name) < 40
    })  # fmt: skip
    words = [name for name in names if " " not in name and len(name) > 2]
    phrases = [name for name in names if " " in name]
    chosen = (*spread(words, WORDS), *spread(phrases, PHRASES))
    return tuple(spread(list(chosen), MOST))


def spread(items: list[str], number: int) -> list[str]:
    return [items[at * len(items) // number] for at in range(min(number, len(items)))]


def chromium(stack: ExitStack) -> Callable[[], Driver]:
    playwright = stack.enter_context(sync_playwright())
    browser = playwright.chromium.launch(executable_path=chromium_path(), args=CHROMIUM_ARGUMENTS)
    stack.callback(browser.close)
    return lambda: ChromiumDriver(browser.new_page(locale="da-DK"))


@pytest.fixture
def windows(tmp_path: Path) -> Iterator[list[Window]]:
    """All windows over one site, each standing in the field of an empty question."""
    index = tmp_path / "index"
    build_now(Config(HERE, index))  # before anybody waits for an answer
    with running(HERE, index, tmp_path / "log") as server, ExitStack() as stack:
        host = f"http://127.0.0.1:{server.port}"
        made = []
        for name in ENGINES:
            start: Callable[[], Driver] = (
                chromium(stack)
                if name == "chromium"
                else lambda name=name: stack.enter_context(START[name]())  # type: ignore[misc]
            )
            try:
                made += [Window(start(), name, host) for _ in range(WINDOWS)]
            except MissingEngineError as error:
                print(f"{error} is not installed: left out")
        yield made


def stand_in_field(window: Window) -> None:
    window.open("/?q=")
    window.run("window.stays = true; document.getElementById('q').focus()")


def test_no_letter_is_lost(windows: list[Window]) -> None:
    shares = {
        engine: [one for one in windows if one.engine == engine]
        for engine in {one.engine for one in windows}
    }
    assert shares
    queue = {
        window: list(spoken()[at::WINDOWS])
        for mine in shares.values()
        for at, window in enumerate(mine)
    }
    for window in windows:
        stand_in_field(window)
    lost: list[str] = []
    typed = dict.fromkeys(shares, 0)
    while any(queue.values()):
        now = {window: words.pop(0) for window, words in queue.items() if words}
        for window in now:
            window.run("document.getElementById('q').select()")
        for at in range(max(map(len, now.values()))):
            for window, text in now.items():
                if at < len(text):
                    window.driver.type(text[at])
            time.sleep(REST)
        print(f"typed: {typed}; lost: {lost or 'nothing'}", flush=True)
        for window, text in now.items():
            window.until("!document.querySelector('[aria-busy]')", patience=SLOWEST)
            value, focus, stays = window.value(FIELD)
            typed[window.engine] += 1
            if (value, focus, stays) != (text, "q", True):
                lost.append(f"{window.engine}: {text!r} became {value!r}, focus {focus!r}")
                stand_in_field(window)
    print(f"typed: {typed}; lost: {lost or 'nothing'}")
    assert not lost
