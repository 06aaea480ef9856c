"""Writing an entry in a form, and the forge's call that something was pushed. `/ny`, `/krog`

Start with `routes`; `form` makes the fields, `sent` reads what came back, `webhook` takes the
forge's call.
May import: web.entry, web.question, web.site, catalogue.
"""
