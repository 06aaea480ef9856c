"""Ask the builder that stays loaded (`cli/builder.py`) for a build, and tell what it says.

    python -I -S scripts/ask_builder.py CATALOGUE INDEX

Exits as `python -m catalogue build` does, and with 9 when that must be started instead: no builder
answers, it is another catalogue's or another version's, or it ended while it built. Nothing but
the standard library is loaded, since starting a program is most of what a small build costs.
"""

import os
import socket
import sys

BUILD_YOURSELF = 9


def main(catalogue: str, index: str) -> int:
    """The exit code."""
    try:
        asked = f"{os.path.realpath(catalogue)}\n{os.path.realpath(index)}\n".encode()
        os.chdir(index)  # a socket's whole path may be too long for it
        with socket.socket(socket.AF_UNIX) as builder:
            builder.connect("builder")
            builder.sendall(asked)
            told = b"".join(iter(lambda: builder.recv(65_536), b""))
    except (OSError, ValueError, AttributeError):  # a name of no encoding; no such sockets
        return BUILD_YOURSELF
    text, _, code = told.rstrip(b"\n").rpartition(b"\n")
    if not code.isdigit():
        return BUILD_YOURSELF
    sys.stdout.buffer.write(text + b"\n" * bool(text))
    return int(code)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:3]))
