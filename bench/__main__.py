"""`make bench`: relevance, then speed, beside the peers; the tables go into docs/."""

from bench import relevance, speed

relevance.main()
speed.main([])
