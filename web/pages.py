"""The families of pages, as the app registers them."""

from flask import Blueprint

from web import (
    changes,
    compare,
    entries,
    exports,
    finder,
    folders,
    geography,
    glossary,
    information,
    matrix,
    new_entry,
    open_data,
    situations,
    webhook,
)

BLUEPRINTS: tuple[Blueprint, ...] = (
    finder.blueprint,
    entries.blueprint,
    matrix.blueprint,
    glossary.blueprint,
    information.blueprint,
    geography.blueprint,
    situations.blueprint,
    folders.blueprint,
    compare.blueprint,
    exports.blueprint,
    open_data.blueprint,
    new_entry.blueprint,
    changes.blueprint,
    webhook.blueprint,
)
