"""How is a file read? Front matter, YAML's own errors in plain Danish, Markdown, vocabularies.

Start with `front_matter`; `markdown_text` makes safe HTML of a body, `vocabulary_files` makes
vocabularies, `settings` tells where the folders lie.
May import: model.
"""
