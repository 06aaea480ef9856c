"""How a command ends where nobody reads what it says any more, as in `… schema | head`."""

import os
import sys
from collections.abc import Callable

UNREAD = 141  # as programs that the system ends for it


def run(command: Callable[[], int]) -> int:
    """A command's exit code; `UNREAD`, and no traceback, when whoever read its output is gone."""
    try:
        try:
            return command()
        finally:
            sys.stdout.flush()
    except BrokenPipeError:
        # What is left unsaid goes nowhere, or Python tells of it at the end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return UNREAD
