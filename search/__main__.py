"""`python -m search explain "…"`: the door to the command."""

import sys

from cli.search import main

sys.exit(main(sys.argv[1:]))
