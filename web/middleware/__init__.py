"""What happens around every request? Headers, kept pages, counting, logging.

Start with `headers.install`; `page_cache` keeps whole answers, `metrics` counts,
`logs` writes lines without visitors.
May import: web.site.
"""
