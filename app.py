"""The application, and what a newcomer opens first.

    catalogue/  what an entry is: files, vocabularies, checking, building
    search/     how it is found
    web/        the pages

`python app.py` builds the catalogue and serves it; `create_app` is what a server imports.
"""

import sys
from contextlib import suppress
from pathlib import Path

from flask import Flask
from flask_compress import Compress

from web import pages
from web.map.routes import shapes
from web.middleware import dear, forgiving, headers, metrics
from web.opendata import api
from web.server.build import build_now
from web.server.serving import serve
from web.site import errors, static_files, templating
from web.site.config import Config, Environment
from web.site.snapshot import Site


def create_app(config: Config | None = None) -> Flask:
    """The site over a published generation; builds one first when there is none to open.

    Args:
        config: the settings; the environment's when None.
    """
    config = config or Environment().config()
    app = Flask(
        __name__, static_folder=None, template_folder=str(Path(__file__).parent / "templates")
    )
    # Such an address is led on by its path (`web.site.errors`); Flask would name the Host header.
    app.url_map.merge_slashes = False
    app.config["MAX_CONTENT_LENGTH"] = 2_000_000
    app.config["COMPRESS_ALGORITHM"] = ["br", "gzip"]
    # A page is smaller than the window; level 5 takes longer to save a few percent of the bytes.
    app.config["COMPRESS_BR_LEVEL"] = 4
    app.config["COMPRESS_BR_WINDOW"] = 17
    app.config["COMPRESS_MIMETYPES"] = [
        "text/html", "application/json", "application/ld+json", "application/problem+json",
        "application/atom+xml", "application/xml", "text/csv", "text/plain",
        "application/opensearchdescription+xml",
    ]  # fmt: skip
    app.json.ensure_ascii = False  # type: ignore[attr-defined]
    app.json.sort_keys = False  # type: ignore[attr-defined]
    app.extensions["site"] = open_site(config)
    metrics.install(app)
    forgiving.install(app)
    headers.install(app)
    dear.install(app)
    templating.install(app)
    errors.install(app)
    app.register_blueprint(static_files.blueprint)
    app.register_blueprint(api.blueprint)
    for blueprint in pages.BLUEPRINTS:
        app.register_blueprint(blueprint)
    Compress(app)
    load_all(app, config)
    return app


def load_all(app: Flask, config: Config) -> None:
    """Read now what would else be read when first asked for, perhaps of another version."""
    templating.load_all(app)
    static_files.version()
    shapes(config.catalogue)


def open_site(config: Config) -> Site:
    """The site over what is published; built first where nothing is. It may still be empty."""
    found = Site(config)
    if found.is_empty:
        with suppress(OSError):  # told in the log and in attempt.json
            build_now(config)
        found.look()
    return found


if __name__ == "__main__":
    sys.exit(serve(create_app))
