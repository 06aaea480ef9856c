"""The families of pages, as the app registers them."""

from flask import Blueprint

import web.about.glossary
import web.about.routes
import web.comparison.routes
import web.editing.mend
import web.editing.routes
import web.editing.webhook
import web.entry.history
import web.entry.routes
import web.finder.routes
import web.folder.routes
import web.map.routes
import web.matrix.routes
import web.opendata.exports
import web.opendata.following
import web.opendata.routes
import web.situation.routes
import web.topic.routes

BLUEPRINTS: tuple[Blueprint, ...] = (
    web.finder.routes.blueprint,
    web.entry.routes.blueprint,
    web.matrix.routes.blueprint,
    web.about.glossary.blueprint,
    web.about.routes.blueprint,
    web.map.routes.blueprint,
    web.situation.routes.blueprint,
    web.topic.routes.blueprint,
    web.folder.routes.blueprint,
    web.comparison.routes.blueprint,
    web.opendata.exports.blueprint,
    web.opendata.following.blueprint,
    web.opendata.routes.blueprint,
    web.editing.routes.blueprint,
    web.editing.mend.blueprint,
    web.entry.history.blueprint,
    web.editing.webhook.blueprint,
)
