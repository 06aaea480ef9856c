"""Three real engines behind one small window, so that a journey is written once.

Chromium is driven by Playwright. Debian's Firefox speaks Marionette and its WebKit driver
WebDriver: the same commands of the W3C standard, one over a socket and one over HTTP.
"""

import base64
import json
import os
import shutil
import socket
import subprocess
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, Protocol

from playwright.sync_api import Error as PlaywrightError
from playwright.sync_api import Page

from tests.support.ports import free_port

CHROMIUM_ARGUMENTS = [
    "--no-sandbox", "--disable-quic", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--no-first-run", "--disable-gpu",
]  # fmt: skip
CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
ENGINES = ("chromium", "firefox", "webkit")
KEYS = {
    "Enter": "\ue007", "Tab": "\ue004", "Escape": "\ue00c", "Backspace": "\ue003",
    "ArrowUp": "\ue013", "ArrowDown": "\ue015", "End": "\ue010", "Space": " ",
}  # fmt: skip
PATIENCE = 10.0  # seconds for a page to become what it should
_WEB_ELEMENT = "element-6066-11e4-a52e-4f735466cecf"
# Pages that a site asks to leave, and nothing that reaches out on its own.
_FIREFOX_PREFERENCES = {
    "marionette.port": 0, "app.update.enabled": False, "browser.shell.checkDefaultBrowser": False,
    "datareporting.policy.dataSubmissionEnabled": False, "toolkit.telemetry.enabled": False,
    "network.captive-portal-service.enabled": False, "network.connectivity-service.enabled": False,
    "browser.aboutwelcome.enabled": False, "browser.startup.page": 0,
    "services.settings.server": "data:,", "extensions.update.enabled": False,
    "dom.disable_beforeunload": False, "intl.accept_languages": "da",
    "toolkit.legacyUserProfileCustomizations.stylesheets": True,
}  # fmt: skip
_FIREFOX_NARROW = ":root { min-width: 0 !important; }"  # else no window is under 500 pixels
_MARK = """const [css, text] = args;
document.querySelectorAll("[data-maal]").forEach((one) => one.removeAttribute("data-maal"));
const found = [...document.querySelectorAll(css)].filter((one) => one.checkVisibility()
  && (!text || one.textContent.replace(/\\s+/g, " ").trim().includes(text)));
found[0]?.setAttribute("data-maal", "");
return found.length;"""


class MissingEngineError(RuntimeError):
    """An engine that is not installed here."""


class Driver(Protocol):
    """What an engine must be able to do; everything else is said in JavaScript."""

    def open(self, url: str) -> None: ...
    def run(self, script: str, *args: Any) -> Any: ...
    def type(self, text: str) -> None: ...
    def click(self, css: str) -> None: ...
    def back(self) -> None: ...
    def forward(self) -> None: ...
    def reload(self) -> None: ...
    def resize(self, width: int, height: int) -> None: ...
    def picture(self) -> bytes: ...


class Window:
    """A window on the site, in any engine. Scripts are function bodies with their `args`."""

    def __init__(self, driver: Driver, engine: str, host: str = "") -> None:
        self.driver = driver
        self.engine = engine
        self.host = host

    def open(self, path: str) -> None:
        """Load a page of the site and wait until its script has done its part."""
        self.driver.open(self.host + path)
        self.ready()

    def ready(self) -> None:
        """Wait for the page's own script."""
        self.until('document.documentElement.classList.contains("klar")')

    def run(self, script: str, *args: Any) -> Any:
        return self.driver.run(script, *args)

    def value(self, expression: str, *args: Any) -> Any:
        return self.run(f"return {expression}", *args)

    def until(self, expression: str, *args: Any, patience: float = PATIENCE) -> None:
        """Wait until a JavaScript expression holds, also across the load of another page."""
        end = time.monotonic() + patience
        seen: Any = None
        while time.monotonic() < end:
            try:
                seen = self.value(expression, *args)
            except EngineError as error:  # the page is being left
                seen = error
            if seen and not isinstance(seen, EngineError):
                return
            time.sleep(0.03)
        raise AssertionError(f"{self.engine}: never true: {expression} {args}; last: {seen!r}")

    def click(self, css: str, text: str = "") -> None:
        """Click the first visible element that matches and holds the text."""
        self.until("(() => {" + _MARK + "})()", css, text)
        self.driver.click("[data-maal]")

    def type(self, text: str, pause_after: int | None = None, pause: float = 0.5) -> None:
        """Press the keys of a text one by one where focus is, resting once if told."""
        for at, letter in enumerate(text, 1):
            self.driver.type(letter)
            if at == pause_after:
                time.sleep(pause)

    def press(self, *names: str) -> None:
        for name in names:
            self.driver.type(KEYS[name])

    def back(self) -> None:
        self.driver.back()

    def forward(self) -> None:
        self.driver.forward()

    def reload(self) -> None:
        self.driver.reload()
        self.ready()

    @property
    def address(self) -> str:
        """Path and query of the page, as they are written."""
        return str(self.value("location.pathname + location.search"))

    @property
    def focus(self) -> str:
        """The id of what has focus, else its tag."""
        return str(self.value("document.activeElement.id || document.activeElement.tagName"))

    def text(self, css: str) -> str:
        """The text of the first that matches, as one line; empty when there is none."""
        return str(
            self.value(
                'document.querySelector(args[0])?.textContent.replace(/\\s+/g, " ").trim() ?? ""',
                css,
            )
        )


class EngineError(RuntimeError):
    """The engine refused a command."""


class ChromiumDriver:
    def __init__(self, page: Page) -> None:
        self.page = page

    def open(self, url: str) -> None:
        self.page.goto(url)

    def run(self, script: str, *args: Any) -> Any:
        try:
            return self.page.evaluate(f"async (args) => {{ {script} }}", list(args))
        except PlaywrightError as error:
            raise EngineError(str(error)) from error

    def type(self, text: str) -> None:
        name = next((name for name, key in KEYS.items() if key == text), None)
        if name:
            self.page.keyboard.press(name)
        else:
            self.page.keyboard.type(text)

    def click(self, css: str) -> None:
        self.page.locator(css).first.click()

    def back(self) -> None:
        self.page.go_back(wait_until="commit")

    def forward(self) -> None:
        self.page.go_forward(wait_until="commit")

    def reload(self) -> None:
        self.page.reload()

    def resize(self, width: int, height: int) -> None:
        self.page.set_viewport_size({"width": width, "height": height})

    def picture(self) -> bytes:
        return self.page.screenshot()


Command = Callable[[str, dict[str, Any]], Any]


class W3CDriver:
    """The commands of W3C WebDriver, whatever carries them."""

    def __init__(self, command: Command) -> None:
        self.command = command

    def open(self, url: str) -> None:
        self.command("Navigate", {"url": url})

    def run(self, script: str, *args: Any) -> Any:
        # Awaited by hand: a promise that is returned is not waited for everywhere.
        body = (
            "const args = arguments[0], done = arguments[1];"
            f"(async () => {{ {script} }})().then("
            "(value) => done({value: value === undefined ? null : value}),"
            "(error) => done({error: String(error)}));"
        )
        answer = self.command("ExecuteAsyncScript", {"script": body, "args": [list(args)]})
        if "error" in answer:
            raise EngineError(answer["error"])
        return answer["value"]

    def type(self, text: str) -> None:
        actions = [{"type": kind, "value": text} for kind in ("keyDown", "keyUp")]
        device = {"type": "key", "id": "keyboard", "actions": actions}
        self.command("PerformActions", {"actions": [device]})

    def click(self, css: str) -> None:
        found = self.command("FindElement", {"using": "css selector", "value": css})
        found = found.get("value", found)
        self.command("ElementClick", {"id": found[_WEB_ELEMENT]})

    def back(self) -> None:
        self.command("Back", {})

    def forward(self) -> None:
        self.command("Forward", {})

    def reload(self) -> None:
        self.command("Refresh", {})

    def resize(self, width: int, height: int) -> None:
        """A window whose page has this size."""
        self.command("SetWindowRect", {"width": width, "height": height})
        inner = self.run("return [innerWidth, innerHeight]")
        size = {"width": 2 * width - inner[0], "height": 2 * height - inner[1]}
        self.command("SetWindowRect", size)

    def picture(self) -> bytes:
        found = self.command("TakeScreenshot", {"full": False})
        return base64.b64decode(found["value"] if isinstance(found, dict) else found)


class Marionette:
    """Firefox's own socket: a length, a colon and JSON, both ways."""

    def __init__(self, port: int) -> None:
        self.socket = socket.create_connection(("127.0.0.1", port), timeout=60)
        self.stream = self.socket.makefile("rb")
        self.number = 0
        self.read()  # it says hello

    def read(self) -> Any:
        length = b""
        while not length.endswith(b":"):
            byte = self.stream.read(1)
            if not byte:
                raise EngineError("Firefox closed the connection")
            length += byte
        return json.loads(self.stream.read(int(length[:-1])))

    def close(self) -> None:
        with suppress(OSError):
            self.stream.close()  # it holds the socket open too
            self.socket.close()

    def __call__(self, name: str, values: dict[str, Any]) -> Any:
        self.number += 1
        body = json.dumps([0, self.number, f"WebDriver:{name}", values]).encode()
        self.socket.sendall(b"%d:%s" % (len(body), body))
        while True:
            _, number, error, result = self.read()
            if number == self.number:
                break
        if error:
            raise EngineError(f"{error['error']}: {error['message']}")
        return result["value"] if set(result or {}) == {"value"} else result


_HTTP = {
    "Navigate": ("POST", "/url"), "ExecuteAsyncScript": ("POST", "/execute/async"),
    "PerformActions": ("POST", "/actions"), "FindElement": ("POST", "/element"),
    "ElementClick": ("POST", "/element/{id}/click"), "Back": ("POST", "/back"),
    "Forward": ("POST", "/forward"), "Refresh": ("POST", "/refresh"),
    "SetWindowRect": ("POST", "/window/rect"), "TakeScreenshot": ("GET", "/screenshot"),
}  # fmt: skip


class HttpCommands:
    """A WebDriver server's session."""

    def __init__(self, address: str, capabilities: dict[str, Any]) -> None:
        self.address = f"{address}/session"
        made = self.send("POST", "", {"capabilities": {"alwaysMatch": capabilities}})
        self.address += f"/{made['sessionId']}"

    def send(self, method: str, path: str, values: dict[str, Any] | None) -> Any:
        body = json.dumps(values).encode() if values is not None else None
        request = urllib.request.Request(
            self.address + path, body, {"Content-Type": "application/json"}, method=method
        )
        try:
            with urllib.request.urlopen(request, timeout=60) as answer:
                return json.load(answer)["value"]
        except urllib.error.HTTPError as error:
            raise EngineError(error.read().decode()) from error

    def __call__(self, name: str, values: dict[str, Any]) -> Any:
        method, path = _HTTP[name]
        return self.send(method, path.format(**values), values if method == "POST" else None)


def chromium_path() -> str | None:
    """An installed Chromium; None for Playwright's own."""
    return os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, CHROMIUM_NAMES)), None)


@contextmanager
def firefox() -> Iterator[Driver]:
    path = next(filter(None, map(shutil.which, ("firefox-esr", "firefox"))), None)
    if path is None:
        raise MissingEngineError("firefox-esr")
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        profile = Path(folder)
        lines = (
            f"user_pref({json.dumps(k)}, {json.dumps(v)});" for k, v in _FIREFOX_PREFERENCES.items()
        )
        (profile / "user.js").write_text("\n".join(lines))
        (profile / "chrome").mkdir()
        (profile / "chrome" / "userChrome.css").write_text(_FIREFOX_NARROW)
        process = run_quietly(
            path, "--headless", "--marionette", "--no-remote", "--profile", folder, HOME=folder
        )
        try:
            told = profile / "MarionetteActivePort"
            wait_for(lambda: told.is_file() and told.read_text().strip(), process, "Firefox")
            commands = Marionette(int(told.read_text()))
            commands("NewSession", {"unhandledPromptBehavior": "accept"})
            yield W3CDriver(commands)
            commands.close()
        finally:
            end(process)


@contextmanager
def webkit() -> Iterator[Driver]:
    path, screen = shutil.which("WebKitWebDriver"), shutil.which("Xvfb")
    if path is None or screen is None:
        raise MissingEngineError("webkit2gtk-driver or xvfb")
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder, display(screen) as name:
        port = free_port()
        process = run_quietly(path, f"--port={port}", HOME=folder, DISPLAY=name,
                              XDG_RUNTIME_DIR=folder, GDK_BACKEND="x11", LIBGL_ALWAYS_SOFTWARE="1",
                              WEBKIT_DISABLE_COMPOSITING_MODE="1", LANG="C.UTF-8")  # fmt: skip
        try:
            wait_for(lambda: listening(port), process, "WebKitWebDriver")
            commands = HttpCommands(
                f"http://127.0.0.1:{port}", {"unhandledPromptBehavior": "accept"}
            )
            yield W3CDriver(commands)
            with suppress(EngineError, OSError):
                commands.send("DELETE", "", None)
        finally:
            end(process)


@contextmanager
def display(path: str) -> Iterator[str]:
    """A screen that nobody looks at; its name."""
    read, write = os.pipe()
    process = subprocess.Popen(
        [*leash(), path, "-displayfd", str(write), "-screen", "0", "1600x1400x24",
         "-nolisten", "tcp"],
        pass_fds=[write], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )  # fmt: skip
    os.close(write)
    try:
        with os.fdopen(read) as told:
            yield f":{told.readline().strip()}"
    finally:
        end(process)


def leash() -> tuple[str, ...]:
    """What lets a program end with the tests also when those are killed, where the system can."""
    path = shutil.which("setpriv")
    return (path, "--pdeathsig", "TERM", "--") if path else ()


def run_quietly(*command: str, **environment: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        (*leash(), *command), env=os.environ | environment, stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
    )  # fmt: skip


def end(process: subprocess.Popen[bytes]) -> None:
    with suppress(ProcessLookupError):
        if os.getpgid(process.pid) == process.pid:
            os.killpg(process.pid, 15)
        else:
            process.terminate()
    try:
        process.wait(10)
    except subprocess.TimeoutExpired:
        process.kill()


def wait_for(there: Callable[[], Any], process: subprocess.Popen[bytes], name: str) -> None:
    deadline = time.monotonic() + 60
    while not there():
        if process.poll() is not None or time.monotonic() > deadline:
            raise EngineError(f"{name} did not start")
        time.sleep(0.05)


def listening(port: int) -> bool:
    with suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
        return True
    return False


START = {"firefox": firefox, "webkit": webkit}
