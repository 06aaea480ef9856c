"""How to find: the query, the Danish analysis, the index, facets and the result page.

Knows neither Flask nor the routes. Whoosh is known to `search.index.whoosh_writer` alone.
"""
