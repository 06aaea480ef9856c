"""/krog: a signed call makes one file, and nothing else about it matters."""

import hashlib
import hmac
import tracemalloc

import pytest

from tests.conftest import CheckedClient

SECRET = "en-lang-hemmelighed"
BODY = b'{"ref": "refs/heads/main"}'


def digest(body: bytes, secret: str = SECRET) -> str:
    return hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()


def signature(body: bytes, secret: str = SECRET) -> str:
    return f"sha256={digest(body, secret)}"


@pytest.fixture
def client(make_client):
    return make_client(webhook_secret=SECRET)


def call(client: CheckedClient, sent: str | None, body: bytes = BODY) -> int:
    headers = {} if sent is None else {"X-Hub-Signature-256": sent}
    return client.post("/krog", data=body, headers=headers).status_code


def trigger(client):
    return client.application.extensions["site"].config.index / "trigger"


FORGES = [
    ("GitHub, Gitea, Forgejo", {"X-Hub-Signature-256": signature(BODY)}),
    ("GitHub, which also signs the old way",
     {"X-Hub-Signature": "sha1=" + "0" * 40, "X-Hub-Signature-256": signature(BODY)}),
    ("Bitbucket", {"X-Hub-Signature": signature(BODY)}),
    ("Gitea by itself", {"X-Gitea-Signature": digest(BODY)}),
    ("Forgejo by itself", {"X-Forgejo-Signature": digest(BODY)}),
    ("Gogs", {"X-Gogs-Signature": digest(BODY)}),
    ("GitLab", {"X-Gitlab-Token": SECRET}),
]  # fmt: skip


@pytest.mark.parametrize(("forge", "headers"), FORGES)
@pytest.mark.parametrize("address", ["/krog", "/krog/"])
def test_each_forges_call_makes_the_trigger(client, forge, headers, address):
    assert client.post(address, data=BODY, headers=headers).status_code == 202, forge
    assert trigger(client).read_bytes() == b""


WRONG = [
    None, "", "sha256=", signature(BODY)[:-1], signature(BODY, "en-anden"), signature(b"andet"),
    "sha1=" + "0" * 40, "sha256=æøå", "x" * 10_000,
]  # fmt: skip


@pytest.mark.parametrize("sent", WRONG, ids=range(len(WRONG)))
def test_any_other_call_is_refused(client, sent):
    assert call(client, sent) == 403
    assert not trigger(client).exists()


@pytest.mark.parametrize("token", ["", "forkert", SECRET + "x", "æøå"])
def test_a_wrong_token_is_refused(client, token):
    """Also beside a signature that would be right: a forge sends the one or the other."""
    headers = {"X-Gitlab-Token": token, "X-Hub-Signature-256": signature(BODY)}
    assert client.post("/krog", data=BODY, headers=headers).status_code == 403


def test_a_large_call_is_read_piece_by_piece(client):
    """A push of many files: 20 MB, of which little is held at a time."""
    body = b"a" * 20_000_000
    right = signature(body)
    tracemalloc.start()
    assert call(client, right, body) == 202
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 5_000_000
    assert call(client, signature(BODY), b"a" * 26_000_000) == 413


def test_without_a_secret_there_is_no_such_page(make_client):
    client = make_client()
    assert call(client, signature(BODY, "")) == 404
    assert client.post("/krog", headers={"X-Gitlab-Token": ""}).status_code == 404
    assert client.get("/krog").status_code in (404, 405)


def test_the_secret_is_told_nowhere(client):
    assert SECRET not in repr(client.application.extensions["site"].config)
