"""`python -m catalogue …`: the door to the editors' and operators' commands."""

import sys

from cli.catalogue import main

sys.exit(main())
