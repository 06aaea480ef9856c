"""What every template may use, and how strict Jinja is about it."""

from pathlib import Path

from flask import Flask
from jinja2 import DictLoader, StrictUndefined

from catalogue.model.dates import danish_date, danish_moment, today
from web.addresses import registry
from web.site import wording
from web.site.snapshot import site
from web.site.static_files import files, static_url


def install(app: Flask) -> None:
    """Give the app's templates their filters and globals; an unknown name is an error."""
    environment = app.jinja_env
    environment.loader = DictLoader(read_templates(Path(app.root_path) / "templates"))
    environment.auto_reload = False  # a template is of the version that was started
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
    environment.filters["danish_moment"] = danish_moment
    environment.filters["lower_first"] = wording.lower_first
    environment.filters["listed"] = wording.listed


def load_all(app: Flask) -> None:
    """Compile every template now, so that no request meets another version's."""
    for name in app.jinja_env.list_templates():
        app.jinja_env.get_template(name)


def read_templates(folder: Path) -> dict[str, str]:
    """All templates by name."""
    paths = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_text("utf-8") for path in paths}


def has_static(name: str) -> bool:
    """Whether there is a static file of that name."""
    return name in files()
