"""What a request may say of how its answer is to be written, and of the middle of a word."""

import pytest

from tests.conftest import CheckedClient


@pytest.mark.parametrize(
    ("wish", "sent"),
    [
        ("br", "br"), ("gzip", "gzip"), ("gzip, deflate, br", "br"), ("br;q=0.1, gzip", "gzip"),
        ("gzip;q=0", None), ("br;q=0, gzip;q=0", None), ("identity", None), ("", None), ("*", "br"),
    ],
)  # fmt: skip
def test_the_visitor_gets_an_encoding_that_was_asked_for(
    client: CheckedClient, wish: str, sent: str | None
) -> None:
    """`q=0` is a no (RFC 9110, 12.5.3)."""
    answer = client.get("/?q=sprog", headers={"Accept-Encoding": wish})
    assert answer.headers.get("Content-Encoding") == sent


def test_half_a_word_and_the_whole_are_two_pages(client: CheckedClient) -> None:
    """An answer in mid-word has a tag of its own, so neither is kept as the other."""
    whole = client.get("/?q=spro")
    half = client.get("/?q=spro", headers={"X-Live": "input"})
    assert whole.headers["ETag"] != half.headers["ETag"]
    assert "X-Live" in whole.headers["Vary"]
    again = client.get("/?q=spro", headers={"If-None-Match": half.headers["ETag"]})
    assert again.status_code == 200
    same = client.get("/?q=spro", headers={"X-Live": "something else"})
    assert same.headers["ETag"] == whole.headers["ETag"]
