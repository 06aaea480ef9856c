"""The forge's call after a push: POST /krog with a signature, when WEBHOOK_SECRET is set.

All it does is to make a file that a systemd path unit waits for (docs/operating.md); what
fetches and builds runs apart, with rights of its own.
"""

import hashlib
import hmac
import logging
from pathlib import Path

from flask import Blueprint, Response, abort, request

from web.site.snapshot import site

blueprint = Blueprint("webhook", __name__)
TRIGGER = "trigger"
_SIGNATURE = "X-Hub-Signature-256"
log = logging.getLogger("indsatskataloget")


@blueprint.post("/krog")
def called() -> Response:
    """Take note of a signed call; 404 where none is expected."""
    config = site().config
    if not config.webhook_secret:
        abort(404)
    if not is_signed(
        request.get_data(), request.headers.get(_SIGNATURE, ""), config.webhook_secret
    ):
        log.warning("a call to /krog without the right signature")
        abort(403)
    try:
        (Path(config.index) / TRIGGER).touch()
    except OSError as error:
        log.warning("the trigger could not be made: %s", error)
        return Response("", 503, mimetype="text/plain")
    return Response("", 202, mimetype="text/plain")


def is_signed(body: bytes, signature: str, secret: str) -> bool:
    """The body carries the signature that the secret gives it, told in constant time.

    GitHub, Gitea and Forgejo send it in this form: sha256=<HMAC of the body in hex>.
    """
    expected = hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()
    return hmac.compare_digest(f"sha256={expected}".encode(), signature.encode("utf-8", "replace"))
