"""The forge's call after a push: POST /krog with a signature, when WEBHOOK_SECRET is set.

All it does is to make a file that a systemd path unit waits for (docs/operating.md); what
fetches and builds runs apart, with rights of its own.
"""

import logging
import time
from pathlib import Path

from flask import Blueprint, Response, abort, request

from web.editing.signatures import is_signed
from web.site.config import LARGEST_CALL
from web.site.snapshot import site

blueprint = Blueprint("webhook", __name__)
TRIGGER = "trigger"
_PIECE = 65_536  # bytes held at a time
log = logging.getLogger("indsatskataloget")


@blueprint.post("/krog", strict_slashes=False)
def called() -> Response:
    """Take note of a signed call; 404 where none is expected."""
    config = site().config
    if not config.webhook_secret:
        abort(404)
    request.max_content_length = LARGEST_CALL
    pieces = iter(lambda: request.stream.read(_PIECE), b"")
    if not is_signed(dict(request.headers), pieces, config.webhook_secret, time.time()):
        log.warning("a call to /krog without the right signature")
        abort(403)
    try:
        (Path(config.index) / TRIGGER).touch()
    except OSError as error:
        log.warning("the trigger could not be made: %s", error)
        return Response("", 503, mimetype="text/plain")
    return Response("", 202, mimetype="text/plain")
