"""Other entries by their titles, to refer to."""

from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType

from web.site.snapshot import Snapshot

_MOST = 400  # entries that can be looked through on a list; with more, file names are written


@lru_cache(maxsize=1)
def entry_names(snapshot: Snapshot) -> Mapping[str, str]:
    """Slug to title, in order of title; empty where there are too many to choose among."""
    generation = snapshot.generation
    if len(generation.slugs) > _MOST:
        return MappingProxyType({})
    titles = ((generation.record(slug).entry.title, slug) for slug in generation.slugs)
    return MappingProxyType(
        {slug: title for title, slug in sorted(titles, key=lambda one: one[0].casefold())}
    )
