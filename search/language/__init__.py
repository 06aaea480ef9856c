"""What is a Danish word? Tokens, folding, stems, compounds, and the editors' word lists.

Start with `danish.tokens`; `word_lists` reads catalogue/words, `compounds` splits,
`names` finds terms' names in a text.
May import: values, catalogue.files, catalogue.model.
"""
