"""How is an answer shown? Hits with excerpts and reasons, suggestions, ways on.

Start with `hits.Shower`; `matches` finds where the words stand, `ways_on` helps an empty page,
`similar` finds entries alike, `suggestions` completes what is typed.
May import: ranking, understanding, index, language, values, catalogue.model.
"""
