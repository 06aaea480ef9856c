"""What the log looks like: one line a message, and nobody's address in it.

    2026-11-23T04:05:06+0000 WARNING 4711 generation gen-12ab not opened (…); gen-34cd is kept

Line breaks and other control characters in a message are escaped, so nobody writes a line of
their own into the log through an address; a traceback stands in its message's line.
"""

import logging
import re
import sys
import traceback

_FORMAT = "%(asctime)s %(levelname)s %(process)d %(message)s"
_TIME = "%Y-%m-%dT%H:%M:%S%z"
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")


class OneLine(logging.Formatter):
    """Formats every record as a single line."""

    def __init__(self) -> None:
        super().__init__(_FORMAT, _TIME)

    def format(self, record: logging.LogRecord) -> str:
        """The record on one line, with control characters written out."""
        text = super().format(record).replace("\n", " | ")
        return _CONTROL.sub(lambda found: repr(found[0])[1:-1], text)


class NothingOfVisitors(logging.Filter):
    """Lets a library tell where something went wrong, not in its words: visitors' stand in them."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Let warnings and errors through, as their place and the kind of error."""
        kind, _, at = record.exc_info or (None, None, None)
        place = f"{record.name}.{record.module}.{record.funcName}"
        told = f": {kind.__name__}\n{''.join(traceback.format_tb(at))}" if kind else ""
        record.msg, record.args, record.exc_info = place + told, (), None
        return record.levelno >= logging.WARNING


def to_stderr() -> None:
    """Send the whole process's log to stderr in this form."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(OneLine())
    logging.basicConfig(level=logging.INFO, handlers=[handler], force=True)
    logging.getLogger("waitress").addFilter(NothingOfVisitors())
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)  # a short wait is no news
