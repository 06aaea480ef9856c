"""A port that nobody listens on."""

import socket


def free_port() -> int:
    """A port that was free a moment ago, on this machine's own address."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])
