"""What is there, and where are the gaps? Two facets against each other. `/overblik`

Start with `routes`; `view` makes the table.
May import: web.question, web.site, search, catalogue.
"""
