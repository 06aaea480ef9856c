"""Ask the builder that stays loaded (`cli/builder.py`) for a build, and tell what it says.

    python -I -S scripts/ask_builder.py CATALOGUE INDEX [SECONDS]

Exits as `python -m catalogue build` does, also when the builder says nothing for so many seconds,
and with 9 when that must be started instead: no builder answers, it is another catalogue's or
another version's, or it ended while it built. Nothing but the standard library is loaded, since
starting a program is most of what a small build costs.
"""

import os
import socket
import sys

FAILED, BUILD_YOURSELF = 4, 9
LONGEST = "240"  # seconds: ten times a build of 10,000 entries, less than the unit's 300


def main(catalogue: str, index: str, seconds: str = LONGEST) -> int:
    """The exit code."""
    try:
        asked = f"{os.path.realpath(catalogue)}\n{os.path.realpath(index)}\n".encode()
        os.chdir(index)  # a socket's whole path may be too long for it
        with socket.socket(socket.AF_UNIX) as builder:
            builder.settimeout(float(seconds))
            builder.connect("builder")
            builder.sendall(asked)
            told = b"".join(iter(lambda: builder.recv(65_536), b""))
    except TimeoutError:  # it may hold the lock, so nobody could build beside it
        said = f"Byggeren svarede ikke inden for {seconds} sekunder. Det udgivne er uændret; "
        sys.stdout.buffer.write(f"{said}genstart siden, hvis det sker igen.\n".encode())
        return FAILED
    except (OSError, ValueError, AttributeError):  # a name of no encoding; no such sockets
        return BUILD_YOURSELF
    text, _, code = told.rstrip(b"\n").rpartition(b"\n")
    if not code.isdigit():
        return BUILD_YOURSELF
    sys.stdout.buffer.write(text + b"\n" * bool(text))
    return int(code)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:4]))
