"""`make bench`: relevance, speed and whole pages beside the peers; the tables go into docs/."""

import shutil

from bench import http, meaning, relevance, speed, workers
from search.meaning.keeper import installed

relevance.main()
speed.main([])
if installed():
    meaning.main()
http.main([])
if shutil.which("wrk"):
    workers.main()
