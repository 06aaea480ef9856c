"""A real Chromium over the real app, watched for errors and foreign requests; and three engines."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Dialog, Page, Request, sync_playwright

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

AXE = Path(__file__).parent.parent / "vendor" / "axe.min.js"


@dataclass
class Watch:
    """What a page did besides being shown."""

    host: str
    errors: list[str] = field(default_factory=list)
    foreign: list[str] = field(default_factory=list)
    requests: list[Request] = field(default_factory=list)

    def begin(self) -> None:
        for seen in (self.errors, self.foreign, self.requests):
            seen.clear()

    def seen(self, request: Request) -> None:
        self.requests.append(request)
        if not request.url.startswith((self.host, "data:")):
            self.foreign.append(request.url)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium_path(), args=CHROMIUM_ARGUMENTS
        )
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def drivers(request: pytest.FixtureRequest) -> Iterator[Callable[[str], Driver]]:
    """An engine's window by its name, started when first asked for and kept to the end."""
    started: dict[str, Driver] = {}
    with ExitStack() as stack:

        def start(name: str) -> Driver:
            if name not in started and name == "chromium":
                browser = request.getfixturevalue("chromium")
                page = browser.new_page(viewport={"width": 1280, "height": 900}, locale="da-DK")
                page.on("dialog", lambda dialog: dialog.accept())
                started[name] = ChromiumDriver(page)
            elif name not in started:
                started[name] = stack.enter_context(START[name]())
            return started[name]

        yield start


@pytest.fixture(
    params=[
        pytest.param(name, marks=[] if name == "chromium" else [pytest.mark.engines])
        for name in ENGINES
    ]
)
def window(
    request: pytest.FixtureRequest, drivers: Callable[[str], Driver], server: str
) -> Iterator[Window]:
    """A window on the site in each engine, with nothing remembered."""
    try:
        window = Window(drivers(request.param), request.param, server)
    except MissingEngineError as error:
        pytest.skip(f"{error} is not installed")
    window.driver.resize(1280, 900)
    window.driver.open(f"{server}/healthz")
    window.run("localStorage.clear(); sessionStorage.clear()")
    yield window
    window.driver.open("about:blank")


@pytest.fixture(scope="session")
def kept() -> dict[str, tuple[Page, Watch]]:
    """Windows of earlier tests by their settings: a new one costs as much as three pages in it."""
    return {}


def new_page(chromium: Browser, server: str, settings: dict[str, Any]) -> tuple[Page, Watch]:
    context = chromium.new_context(base_url=server, locale="da-DK", **settings)
    context.set_default_timeout(10_000)
    page = context.new_page()
    watch = Watch(server)
    page.watch = watch  # type: ignore[attr-defined]  # tests read what was asked for
    page.on("console", lambda m: watch.errors.append(m.text) if m.type == "error" else None)
    page.on("pageerror", lambda error: watch.errors.append(str(error)))
    page.on("request", watch.seen)
    return page, watch


def as_new(page: Page) -> None:
    """The window as it was before the test: where it was left, nothing is asked or remembered."""
    page.on("dialog", Dialog.accept)
    page.unroute_all()
    page.goto("/healthz")
    page.remove_listener("dialog", Dialog.accept)
    page.evaluate("localStorage.clear(); sessionStorage.clear()")
    page.emulate_media(media="null", color_scheme="null")
    page.context.clear_permissions()
    page.context.set_offline(False)


@pytest.fixture
def open_page(
    chromium: Browser, server: str, kept: dict[str, tuple[Page, Watch]]
) -> Iterator[Callable[..., Page]]:
    """Opens an address in a window of its own; its errors and foreign requests fail the test."""
    opened: list[tuple[str, Page, Watch, tuple[str, ...]]] = []

    def open_(address: str, width: int = 1280, height: int = 900, *, allow=(), **settings) -> Page:
        kind = str(settings)
        page, watch = kept.pop(kind) if kind in kept else new_page(chromium, server, settings)
        watch.begin()
        opened.append((kind, page, watch, allow))
        page.set_viewport_size({"width": width, "height": height})
        page.goto(address)
        if address.startswith("/") and settings.get("java_script_enabled", True):
            page.locator("html.klar").wait_for(state="attached")
        return page

    yield open_
    for kind, page, watch, allow in opened:
        errors = [e for e in watch.errors if not any(part in e for part in allow)]
        if page.is_closed() or kind in kept:
            page.context.close()
        else:
            as_new(page)
            kept[kind] = page, watch
        assert not watch.foreign
        assert not errors
