"""What is asked and what is answered? Frozen values and the numbers that weigh.

Start with `query` (what an address says) and `results` (what a page gets); `weights` holds every
constant of the ranking, `switches` what the bench turns off, `ways` how a word may be met.
May import: catalogue.model.
"""
