"""How does a checked folder become what is shown? Built beside, published by one rename.

Start with `build.build`; `reader` opens what was published, `publish` seals and names it,
`watch` reads what has been saved since, `processes` shares work out.
May import: checking, git, files, model.
"""
