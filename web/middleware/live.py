"""What the live search (static/site/live.js) says of itself in a header of its request."""

from flask import request

LIVE, TYPING = "X-Live", "input"


def is_typing() -> bool:
    """The answer is asked for in the middle of a word, whose last letters are still to come.

    The page's tag knows it (`web.middleware.headers`), so a kept page for half a word is never
    given to who asks for the whole one.
    """
    return request.headers.get(LIVE) == TYPING
