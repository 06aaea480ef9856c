"""What does a text mean, and which texts of the catalogue mean the like?

Start with `opened.Meaning`: two spaces of the same texts, by the word table (`table`), always
there, and by the model (`model`), which lives in a process of its own (`process`, kept by
`keeper`, asked by `client`) and may be missing, busy or late. `problems` hears which problems a
question is about. `generation` writes and opens what is part of an index, `store` keeps the rest.
May import: language, values, catalogue.model; `process` also catalogue.generations.
"""
