"""Which entries answer, and in what order? Scores, facets' counts, sorting.

Start with `rank.rank`; `score` weighs a concept, `rows` reads its postings, `facets` counts,
`answer` holds all that follows from a text.
May import: understanding, index, language, values, catalogue.model.
"""
