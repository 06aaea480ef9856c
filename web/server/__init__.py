"""How is it run? Show what is published, build beside, answer in several processes.

Start with `serving.serve`; `workers` keeps the processes and renews them, `http` reads requests
over waitress, `build` starts builders in processes of their own, `preview_builder` follows what
is saved.
May import: web.middleware, web.site, search, catalogue.
"""
