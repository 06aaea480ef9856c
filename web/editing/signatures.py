"""How each forge shows that a call is its own.

Pure: no Flask. The body is given in pieces, so that a large one is never held whole.
"""

import base64
import binascii
import hashlib
import hmac
from collections.abc import Iterable, Mapping

# A hash of the body by the secret: GitHub, Gitea, Forgejo; Bitbucket; Gitea's, Forgejo's and Gogs'
# own, which lack the hash's name.
_HASHES = (
    "X-Hub-Signature-256", "X-Hub-Signature", "X-Gitea-Signature", "X-Forgejo-Signature",
    "X-Gogs-Signature",
)  # fmt: skip
_NAME = "sha256="
_SECRET_ITSELF = "X-Gitlab-Token"  # noqa: S105  # a header's name: GitLab's older way
# GitLab's newer way is that of standardwebhooks.com: a hash of number, time and body.
_ID, _TIME, _SIGNED = "Webhook-Id", "Webhook-Timestamp", "Webhook-Signature"
_VERSION = "v1,"
_KEY = "whsec_"  # before a key in base64
_MOST_APART = 300  # seconds between their clock and ours; what that standard's own libraries allow


def is_signed(headers: Mapping[str, str], body: Iterable[bytes], secret: str, now: float) -> bool:
    """A call carries what the secret gives it, told in constant time. One right sign is enough.

    Args:
        headers: the call's, by name.
        body: what was sent, piece by piece; read to its end only when it must be.
        secret: what both sides know; never empty.
        now: seconds since 1970; a call with a time of its own is taken for a few minutes.
    """
    token = headers.get(_SECRET_ITSELF)
    if token is not None and hmac.compare_digest(secret.encode(), _bytes(token)):
        return True
    plain = [headers[name].removeprefix(_NAME) for name in _HASHES if headers.get(name)]
    timed = [one.removeprefix(_VERSION) for one in headers.get(_SIGNED, "").split()]
    if not _is_near(headers.get(_TIME, ""), now):
        timed = []
    if not plain and not timed:
        return False
    by_body = hmac.new(secret.encode(), digestmod=hashlib.sha256)
    by_all = hmac.new(_key(secret), digestmod=hashlib.sha256)
    by_all.update(_bytes(f"{headers.get(_ID, '')}.{headers.get(_TIME, '')}."))
    for piece in body:
        by_body.update(piece)
        by_all.update(piece)
    return _is_among(by_body.hexdigest().encode(), plain) or _is_among(
        base64.b64encode(by_all.digest()), timed
    )


def _is_among(expected: bytes, sent: Iterable[str]) -> bool:
    return any(hmac.compare_digest(expected, _bytes(one)) for one in sent)


def _is_near(moment: str, now: float) -> bool:
    known = moment.isascii() and moment.isdigit() and len(moment) < 12
    return known and abs(int(moment) - now) <= _MOST_APART


def _key(secret: str) -> bytes:
    """The bytes that a secret stands for where it is a key in base64; else the secret's own."""
    try:
        return base64.b64decode(secret.removeprefix(_KEY), validate=True) or secret.encode()
    except (binascii.Error, ValueError):
        return secret.encode()


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "replace")
