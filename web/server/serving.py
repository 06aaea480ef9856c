"""Serving for real: build, then gunicorn where it runs, waitress elsewhere."""

import logging
import os
import sys
from collections.abc import Callable
from threading import Event
from typing import Any

from flask import Flask

from catalogue.generations.reader import current_name
from web.middleware import logs, metrics
from web.server import preview_builder
from web.server.build import build_first
from web.site.config import Environment
from web.site.snapshot import Site

log = logging.getLogger("indsatskataloget")
Factory = Callable[[], Flask]


def serve(create_app: Factory) -> int:
    """Build, say what was found, and serve on HOST and PORT until stopped.

    Args:
        create_app: makes the application, in each worker.
    Returns:
        The exit code: 1 when there is nothing to show.
    """
    logs.to_stderr()
    settings = Environment()
    build_first()
    if current_name(settings.index_path) is None:
        log.error("nothing has been published and nothing could be built: there is no site to show")
        return 1
    print(f"Indsatskataloget: http://{settings.host}:{settings.port}/", flush=True)  # noqa: T201  # the one line to see
    if settings.preview:
        preview_builder.start_builder()
    if sys.platform == "win32":
        return serve_waitress(create_app, settings)
    return serve_gunicorn(create_app, settings)


def serve_waitress(create_app: Factory, settings: Environment) -> int:
    """Serve in this process, with threads. Slow visitors wait without one here anyway."""
    from waitress import serve as waitress_serve  # noqa: PLC0415  # only where gunicorn is not

    app = create_app()
    follow(app)
    waitress_serve(
        app, host=settings.host, port=settings.port, threads=settings.threads, ident=None,
        connection_limit=4000,
    )  # fmt: skip
    return 0


def serve_gunicorn(create_app: Factory, settings: Environment) -> int:
    """Serve in several processes until stopped; a stopped one ends what it has begun."""
    from gunicorn.app.base import BaseApplication  # noqa: PLC0415  # not on every system

    class Server(BaseApplication):  # type: ignore[misc]
        def load_config(self) -> None:
            for name, value in gunicorn_settings(settings).items():
                self.cfg.set(name, value)

        def load(self) -> Any:
            return create_app()

    Server().run()
    return 0


def gunicorn_settings(settings: Environment) -> dict[str, Any]:
    """How many and how: measured in docs/performance.md."""
    return {
        "bind": f"{settings.host}:{settings.port}",
        "workers": settings.workers or os.cpu_count() or 2,
        "threads": settings.threads,
        "worker_class": "web.server.patient_worker.PatientWorker",
        "worker_connections": 4000,
        "timeout": 30,
        "graceful_timeout": 10,
        "keepalive": 5,
        "max_requests": 0,
        "limit_request_line": 8190,
        "accesslog": None,
        "logconfig_dict": logs.GUNICORN,
        "control_socket_disable": True,
        "post_worker_init": begin_work,
    }


def begin_work(worker: Any) -> None:
    """What a worker does once its app is there: takes its place, follows the catalogue."""
    import resource  # noqa: PLC0415  # not on every system

    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = 8192 if hard == resource.RLIM_INFINITY else min(hard, 8192)
    resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
    metrics.take_place(worker.age)
    follow(worker.app.callable)


def follow(app: Flask) -> None:
    """Open new generations as they come, for as long as the process lives."""
    found = app.extensions["site"]
    if isinstance(found, Site):
        found.watch(Event(), metrics.beat)
