"""What the log looks like: one line a message, and nobody's address in it.

    2026-11-23T04:05:06+0000 WARNING 4711 generation gen-12ab not opened (…); gen-34cd is kept

Line breaks and other control characters in a message are escaped, so nobody writes a line of
their own into the log through an address; a traceback stands in its message's line.
"""

import logging
import re
import sys

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
    """Lets a library's message through as the words it is made of, without what is put in."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Let the record through without what a library put into it."""
        record.args = ()
        return True


def to_stderr() -> None:
    """Send the whole process's log to stderr in this form."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(OneLine())
    logging.basicConfig(level=logging.INFO, handlers=[handler], force=True)
    logging.getLogger("waitress").addFilter(NothingOfVisitors())
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)  # a short wait is no news
