"""Two to four entries side by side. `/sammenlign`

Start with `routes`; `comparison` sets the rows beside each other.
May import: web.folder, web.entry, web.opendata, web.question, web.site, search, catalogue.
"""
