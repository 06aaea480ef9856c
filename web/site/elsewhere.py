"""Where an entry went that is not at its address: on to its new one, or out of the catalogue."""

from flask import abort, redirect
from werkzeug.wrappers import Response

from catalogue.generations.reader import Generation


def elsewhere(slug: str, generation: Generation, address: str = "/indsats/{}") -> Response:
    """The way to the address that an entry has now.

    Args:
        slug: of no entry.
        generation: what is shown.
        address: where the page is, with {} for the slug.
    Raises:
        HTTPException: 410 when the entry was deleted, 404 when there never was one.
    """
    newer = generation.contents.former.get(slug)
    if newer is None or newer not in generation:
        abort(410 if slug in generation.contents.gone else 404)
    return redirect(address.format(newer), 301)
