"""The site: a room a page family, each thin: parse the address, ask, render.

A page room holds `routes` (the addresses), `view` (what the template gets) and a noun for its
value. Start with `pages`, which lists them. Below them all: question, middleware and site.
"""

import search  # noqa: F401  # settles how numpy works before anything loads it
