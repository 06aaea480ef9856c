"""What is known about a problem, a place or a group of people. `/emne`, `/emne/<facet>/<term>`

Start with `routes`; `topic` counts together what the entries say.
May import: web.entry, web.question, web.site, search, catalogue.
"""
