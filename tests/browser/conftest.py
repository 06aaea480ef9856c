"""A real Chromium over the real app; each page is watched for errors and foreign requests."""

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Request, sync_playwright

ARGUMENTS = [
    "--no-sandbox", "--disable-quic", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--no-first-run",
]  # fmt: skip
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
AXE = Path(__file__).parent.parent / "vendor" / "axe.min.js"


@dataclass
class Watch:
    """What a page did besides being shown."""

    host: str
    errors: list[str] = field(default_factory=list)
    foreign: list[str] = field(default_factory=list)
    requests: list[Request] = field(default_factory=list)

    def seen(self, request: Request) -> None:
        self.requests.append(request)
        if not request.url.startswith((self.host, "data:")):
            self.foreign.append(request.url)


def executable() -> str | None:
    """An installed Chromium; None for Playwright's own."""
    return os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable(), args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def open_page(chromium: Browser, server: str) -> Iterator[Callable[..., Page]]:
    """Opens an address in a window of its own; its errors and foreign requests fail the test."""
    contexts, watches = [], []

    def open_(address: str, width: int = 1280, height: int = 900, *, allow=(), **settings) -> Page:
        context = chromium.new_context(
            viewport={"width": width, "height": height}, base_url=server, locale="da-DK", **settings
        )
        context.set_default_timeout(10_000)
        contexts.append(context)
        page = context.new_page()
        watch = Watch(server)
        watches.append((watch, allow))
        page.watch = watch  # type: ignore[attr-defined]
        page.on("console", lambda m: watch.errors.append(m.text) if m.type == "error" else None)
        page.on("pageerror", lambda error: watch.errors.append(str(error)))
        page.on("request", watch.seen)
        page.goto(address)
        if address.startswith("/") and settings.get("java_script_enabled", True):
            page.locator("html.klar").wait_for(state="attached")
        return page

    yield open_
    for context in contexts:
        context.close()
    for watch, allow in watches:
        assert not watch.foreign
        assert not [e for e in watch.errors if not any(part in e for part in allow)]
