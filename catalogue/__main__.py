"""`python -m catalogue …`: the door to the editors' and operators' commands."""

import sys

try:
    from cli.catalogue import main
    from cli.door import run
except ModuleNotFoundError as missing:
    if (missing.name or "").partition(".")[0] in ("catalogue", "cli", "search", "web"):
        raise
    sys.exit(
        f"Et af de programmer, kataloget bruger, mangler ({missing.name}). "
        "Skriv python katalog.py i stedet for python -m catalogue; så bliver de hentet."
    )

sys.exit(run(main))
