"""What an intervention is: vocabularies, entries, checking, loading and rendering.

Knows neither Flask nor Whoosh. Everything takes a path, so the same code serves
another municipality's folder of entries and vocabularies.
"""
