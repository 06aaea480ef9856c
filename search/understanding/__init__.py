"""What is meant? A typed text turned into concepts, each with the ways it may be met.

Start with `reading.read`, then `expansion.Expander`; `word_ways` finds the forms of one word,
`spelling` what was meant by a misspelt one.
May import: index, language, values, catalogue.model.
"""
