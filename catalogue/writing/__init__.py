"""How does a new file come to be? Answers turned into Markdown, and the fields explained.

Start with `to_markdown`; `interview` asks on the command line, `reference` makes the JSON Schema
and the tables of docs/editors.md.
May import: checking, files, model.
"""
