"""How is it run? Build first, then gunicorn (waitress on Windows) with patient workers.

Start with `serving.serve`; `build` builds in a process of its own, `preview_builder` follows
what is saved, `patient_worker` lets slow visitors wait without a thread.
May import: web.middleware, web.site, search, catalogue.
"""
