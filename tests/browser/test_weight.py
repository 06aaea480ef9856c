"""What a visit costs over the wire, counted by the browser itself."""

import pytest

pytestmark = pytest.mark.browser
FIRST, NEXT = 75_000, 10_000


def measured(page) -> dict[str, int]:
    """Bytes received by address, headers included, as Chromium's own network log counts them."""
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.clearBrowserCache")
    names: dict[str, str] = {}
    sizes: dict[str, int] = {}
    session.on(
        "Network.requestWillBeSent", lambda e: names.update({e["requestId"]: e["request"]["url"]})
    )
    session.on(
        "Network.loadingFinished",
        lambda e: sizes.update({names[e["requestId"]]: int(e["encodedDataLength"])}),
    )
    return sizes


def test_a_visit_is_light(open_page):
    """A first result page is at most 75 KB in all, the next at most 10 KB."""
    page = open_page("about:blank")
    sizes = measured(page)
    page.goto("/?q=", wait_until="networkidle")
    assert 20_000 < sum(sizes.values()) <= FIRST, sizes
    sizes.clear()
    page.goto("/?q=&side=2", wait_until="networkidle")
    assert 1_000 < sum(sizes.values()) <= NEXT, sizes
