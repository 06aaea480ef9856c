"""What does git know? Each file's versions, and what changed in a reader's words.

Start with `history.read_history`; `log` runs git, `changes` puts two versions' difference into
Danish.
May import: files, model.
"""
