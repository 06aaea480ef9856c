"""An entry's page and its history. `/indsats/<slug>`, `/nyt`

Start with `routes`; `view` and `parts` make the page, `fields` the facts that other pages share,
`history` the changes, `linked_data` the JSON-LD.
May import: web.question, web.site, search, catalogue.
"""
