"""/krog: a signed call makes one file, and nothing else about it matters."""

import hashlib
import hmac

import pytest

from tests.conftest import CheckedClient

SECRET = "en-lang-hemmelighed"
BODY = b'{"ref": "refs/heads/main"}'


def signature(body: bytes, secret: str = SECRET) -> str:
    return "sha256=" + hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()


@pytest.fixture
def client(make_client):
    return make_client(webhook_secret=SECRET)


def call(client: CheckedClient, sent: str | None, body: bytes = BODY) -> int:
    headers = {} if sent is None else {"X-Hub-Signature-256": sent}
    return client.post("/krog", data=body, headers=headers).status_code


def trigger(client):
    return client.application.extensions["site"].config.index / "trigger"


def test_a_signed_call_makes_the_trigger(client):
    assert call(client, signature(BODY)) == 202
    assert trigger(client).read_bytes() == b""


WRONG = [
    None, "", "sha256=", signature(BODY)[:-1], signature(BODY, "en-anden"), signature(b"andet"),
    signature(BODY).removeprefix("sha256="), "sha1=" + "0" * 40, "sha256=æøå", "x" * 10_000,
]  # fmt: skip


@pytest.mark.parametrize("sent", WRONG, ids=range(len(WRONG)))
def test_any_other_call_is_refused(client, sent):
    assert call(client, sent) == 403
    assert not trigger(client).exists()


def test_without_a_secret_there_is_no_such_page(make_client):
    client = make_client()
    assert call(client, signature(BODY, "")) == 404
    assert client.get("/krog").status_code in (404, 405)


def test_the_secret_is_told_nowhere(client):
    assert SECRET not in repr(client.application.extensions["site"].config)
