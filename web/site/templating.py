"""What every template may use, and how strict Jinja is about it."""

from flask import Flask
from jinja2 import StrictUndefined

from catalogue.model.dates import danish_date, today
from web.addresses import registry
from web.site import wording
from web.site.snapshot import site
from web.site.static_files import files, static_url


def install(app: Flask) -> None:
    """Give the app's templates their filters and globals; an unknown name is an error."""
    environment = app.jinja_env
    environment.undefined = StrictUndefined
    environment.autoescape = True
    environment.trim_blocks = True
    environment.lstrip_blocks = True
    environment.globals["static_url"] = static_url
    environment.globals["has_static"] = has_static
    environment.globals["site"] = site
    environment.globals["navigation"] = registry
    environment.globals["counted"] = wording.counted
    environment.globals["today"] = today
    environment.filters["danish_date"] = danish_date
    environment.filters["number"] = wording.number
    environment.filters["listed"] = wording.listed


def has_static(name: str) -> bool:
    return name in files()
