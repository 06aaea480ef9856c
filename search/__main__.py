"""`python -m search explain "…"`: the door to the command."""

import sys

from cli.door import run
from cli.search import main

sys.exit(run(lambda: main(sys.argv[1:])))
