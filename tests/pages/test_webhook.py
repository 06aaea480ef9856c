"""/krog: a signed call makes one file, and nothing else about it matters."""

import base64
import hashlib
import hmac
import time
import tracemalloc

import pytest

from tests.conftest import CheckedClient
from web.editing.signatures import is_signed

SECRET = "en-lang-hemmelighed"
BODY = b'{"ref": "refs/heads/main"}'


def digest(body: bytes, secret: str = SECRET) -> str:
    return hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()


def signature(body: bytes, secret: str = SECRET) -> str:
    return f"sha256={digest(body, secret)}"


@pytest.fixture(scope="module")
def served(make_clients) -> CheckedClient:
    """One site for all calls with the usual secret."""
    found: CheckedClient = make_clients(webhook_secret=SECRET)
    return found


@pytest.fixture
def client(served: CheckedClient) -> CheckedClient:
    trigger(served).unlink(missing_ok=True)
    return served


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
    assert client.post("/krog", data=BODY, headers={"X-Gitlab-Token": token}).status_code == 403


# What the forges' own pages show: secret, body, headers. The last is standardwebhooks.com's.
DOCUMENTED = [
    ("GitHub", "It's a Secret to Everybody", b"Hello, World!", {"X-Hub-Signature-256":
     "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17"}),
    ("Bitbucket", "It's a Secret to Everybody", b"Hello World!", {"X-Hub-Signature":
     "sha256=a4771c39fbe90f317c7824e83ddef3caae9cb3d976c214ace1f2937e133263c9"}),
    ("GitLab", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", b'{"test": 2432232314}', {
        "Webhook-Id": "msg_p5jXN8AQM9LWM0D4loKWxJek", "Webhook-Timestamp": "1614265330",
        "Webhook-Signature": "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="}),
]  # fmt: skip
THEN = 1614265330.0


@pytest.mark.parametrize(("forge", "secret", "body", "headers"), DOCUMENTED)
def test_the_forges_own_examples(forge, secret, body, headers):
    assert is_signed(headers, [body[:3], body[3:]], secret, THEN), forge
    assert not is_signed(headers, [body, b" "], secret, THEN), forge
    assert not is_signed(headers, [body], secret + "x", THEN), forge
    assert is_signed({**headers, "X-Gitlab-Token": "en anden"}, [body], secret, THEN), forge


def test_a_call_with_a_time_is_taken_for_five_minutes():
    _, secret, body, headers = DOCUMENTED[-1]
    right = headers["Webhook-Signature"]

    def taken(now: float = THEN, changed: str = "", value: str = "") -> bool:
        return is_signed({**headers, changed: value}, [body], secret, now)

    assert taken(THEN + 300)
    assert taken(THEN - 300)
    assert not taken(THEN + 301)
    assert not taken(changed="Webhook-Timestamp", value="1614265331")
    assert not taken(changed="Webhook-Id", value="msg_2")
    assert taken(changed="Webhook-Signature", value=f"v1,AAAA v1a,BBBB {right}")
    for wrong in ("", "v1,", "æ", "v1, " * 1000):
        assert not taken(changed="Webhook-Signature", value=wrong)
        assert not taken(changed="Webhook-Timestamp", value=wrong)
    without = {name: value for name, value in headers.items() if name != "Webhook-Id"}
    assert not is_signed(without, [body], secret, THEN)


def test_gitlabs_newer_way_makes_the_trigger(make_client):
    key = b"k" * 32
    client = make_client(webhook_secret="whsec_" + base64.b64encode(key).decode())
    moment = str(int(time.time()))
    made = hmac.new(key, f"kald-1.{moment}.".encode() + BODY, hashlib.sha256).digest()
    headers = {
        "webhook-id": "kald-1", "webhook-timestamp": moment,
        "webhook-signature": f"v1,{base64.b64encode(made).decode()}",
    }  # fmt: skip
    assert client.post("/krog", data=BODY, headers=headers).status_code == 202
    assert trigger(client).exists()


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
