"""`make bench`: relevance, speed and whole pages beside the peers; the tables go into docs/."""

from bench import http, relevance, speed

relevance.main()
speed.main([])
http.main([])
