"""Where is it tried? Municipalities drawn and listed. `/kort`

Start with `routes`; `view` makes the drawing and its list from catalogue/geography.
May import: web.question, web.site, search, catalogue.
"""
