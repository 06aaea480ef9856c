"""Which entries are like our situation? A few answers, ranked. `/situation`

Start with `routes`; `situation` holds the questions and how answers weigh.
May import: web.question, web.site, search, catalogue.
"""
