"""How is it found? From a question in Danish to a page of hits.

Knows neither Flask nor the routes; Whoosh is known to `search.index.inverting` alone.
Start with `engine.Engine.search`. Rooms, the ground first: values, language, meaning,
index, understanding, ranking, presenting; `explain` tells how a question was answered.
"""
