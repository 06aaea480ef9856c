"""What the site says of itself. `/om`, `/tilgaengelighed`, `/ordliste`, `/status`, `/sitemap.xml`

Start with `routes`; `status` shows the last build, `glossary` every term with its meaning.
May import: web.finder, web.question, web.site, search, catalogue.
"""
