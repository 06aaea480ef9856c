"""The families of pages, as the app registers them."""

from flask import Blueprint

from web import entries, finder, glossary, information, matrix

BLUEPRINTS: tuple[Blueprint, ...] = (
    finder.blueprint,
    entries.blueprint,
    matrix.blueprint,
    glossary.blueprint,
    information.blueprint,
)
