"""How is it found? From a question in Danish to a page of hits.

Knows neither Flask nor the routes; Whoosh is known to `search.index.inverting` alone.
Start with `engine.Engine.search`. Rooms, the ground first: values, language, meaning,
index, understanding, ranking, presenting; `explain` tells how a question was answered.
"""

import os

# Before anything here loads numpy: its threads for one small product wait for each other, on a busy
# machine for tens of milliseconds, and a worker is a copy of a process that must have only one.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
