"""What an intervention is, from a file to a published generation.

Knows neither Flask nor Whoosh. Everything takes a path, so the same code serves another
municipality's folder of entries and vocabularies; the project's own content lies here too, in
entries/, vocabularies/, words/ and geography/, which hold no code.
Rooms, the ground first: model, files, checking and git, writing and generations.
"""
