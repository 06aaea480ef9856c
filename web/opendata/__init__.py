"""The API, the exports and the feed, with their description. `/api/v1`, `/feed.atom`, `/data`

Start with `api` and `exports`; `types` declares the answers, `serialize` fills them, `openapi`
and `data_dictionary` describe them, `tables` and `spreadsheets` make the files.
May import: web.question, web.site, search, catalogue.
"""
