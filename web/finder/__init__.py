"""The front page and the results. `/`

Start with `routes`; `view` makes the result page, `front` the front page, `cards` a hit,
`reasons` why it fits, `misses` counts what was searched for in vain.
May import: web.entry, web.question, web.middleware, web.site, search, catalogue.
"""
