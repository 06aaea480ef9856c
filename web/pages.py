"""The families of pages, as the app registers them."""

from flask import Blueprint

BLUEPRINTS: tuple[Blueprint, ...] = ()
