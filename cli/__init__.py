"""The commands: `python -m catalogue …` and `python -m search explain "…"`.

Start with the module named like the command. Each parses options, calls one room and prints
what it found; `catalogue/__main__.py` and `search/__main__.py` are doors to it, and `door.py` is
how each ends where nobody reads on.
May import: search, catalogue.
"""
