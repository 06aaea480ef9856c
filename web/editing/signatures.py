"""How each forge shows that a call is its own.

Pure: no Flask. The body is given in pieces, so that a large one is never held whole.
"""

import hashlib
import hmac
from collections.abc import Iterable, Mapping

# A hash of the body by the secret: GitHub, Gitea, Forgejo; Bitbucket; Gitea's, Forgejo's and Gogs'
# own, which lack the hash's name.
_HASHES = (
    "X-Hub-Signature-256", "X-Hub-Signature", "X-Gitea-Signature", "X-Forgejo-Signature",
    "X-Gogs-Signature",
)  # fmt: skip
_SECRET_ITSELF = "X-Gitlab-Token"  # noqa: S105  # a header's name; GitLab sends no hash
_NAME = "sha256="


def is_signed(headers: Mapping[str, str], body: Iterable[bytes], secret: str) -> bool:
    """A call carries what the secret gives it, told in constant time.

    Args:
        headers: the call's, by name.
        body: what was sent, piece by piece; read to its end only when it must be.
        secret: what both sides know; never empty.
    """
    token = headers.get(_SECRET_ITSELF)
    if token is not None:
        return hmac.compare_digest(secret.encode(), token.encode("utf-8", "replace"))
    sent = [headers[name] for name in _HASHES if headers.get(name)]
    if not sent:
        return False
    made = hmac.new(secret.encode(), digestmod=hashlib.sha256)
    for piece in body:
        made.update(piece)
    expected = made.hexdigest().encode()
    found = (text.removeprefix(_NAME).encode("utf-8", "replace") for text in sent)
    return any(hmac.compare_digest(expected, one) for one in found)
