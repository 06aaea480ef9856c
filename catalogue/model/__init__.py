"""What is an entry? Frozen values: the entry, its vocabularies, its faults.

Start with `entry` and `vocabulary`; `record` is an entry as published, `fields` declares the
front matter, `rules.yaml` every fault's words. Nothing here reads a file.
May import: nothing of the program.
"""
