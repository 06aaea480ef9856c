"""A visitor's own shortlist and its dossier, held in the address. `/mappe`

Start with `routes`; `folder` is the value, `view` its page, `dossier` the text to print,
`docx` and `docx_parts` the same in Word.
May import: web.entry, web.question, web.site, search, catalogue.
"""
