"""Which addresses does the site have, and how are they written?

Start with `registry`: a row for every address, with its name in the menu, its robots, its family in
the metrics and the parameters that it takes; menu, sitemap, robots.txt, metrics and page cache
read it. `urls` writes the site's own addresses, `paging` those of a list's pages.
May import: search.values.
"""
