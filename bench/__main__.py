"""`make bench`: relevance, speed and whole pages beside the peers; the tables go into docs/."""

import shutil

from bench import http, relevance, speed, workers

relevance.main()
speed.main([])
http.main([])
if shutil.which("wrk"):
    workers.main()
