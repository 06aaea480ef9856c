"""How is a visitor's question read and told? Shared by every page that takes one.

Start with `params`; `sentence` says a question in Danish, `facets` makes the filter panel,
`knowledge` tells what is known of an entry, `downloads` makes a file to take away.
May import: web.site, search, catalogue.
"""
