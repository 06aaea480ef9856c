"""Serving for real: build, then gunicorn where it runs, waitress elsewhere."""

import datetime as dt
import logging
import os
import sys
from collections.abc import Callable
from typing import Any

from flask import Flask

from catalogue import __main__ as commands
from catalogue.building import Built, Job, build
from search.indexer import WhooshIndexer
from web.config import Config

Factory = Callable[[], Flask]


def build_now(config: Config) -> Built:
    """Build and publish a generation of the configured catalogue."""
    today = dt.datetime.now(dt.UTC).date()
    return build(
        Job(config.catalogue, config.index, WhooshIndexer(), today, config.review_after_days)
    )


def serve(create_app: Factory) -> int:
    """Build, say what was found, and serve on HOST and PORT until stopped."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(message)s")
    host, port = os.environ.get("HOST") or "127.0.0.1", os.environ.get("PORT") or "8000"
    commands.main(["build"])
    print(f"Indsatskataloget: http://{host}:{port}/", flush=True)  # noqa: T201  # the one line to see
    if sys.platform == "win32":
        return serve_waitress(create_app, host, int(port))
    return serve_gunicorn(create_app, f"{host}:{port}")


def serve_waitress(create_app: Factory, host: str, port: int) -> int:
    from waitress import serve as waitress_serve  # noqa: PLC0415  # only where gunicorn is not

    waitress_serve(create_app(), host=host, port=port, threads=4)
    return 0


def serve_gunicorn(create_app: Factory, bind: str) -> int:
    from gunicorn.app.base import BaseApplication  # noqa: PLC0415  # not on every system

    class Server(BaseApplication):  # type: ignore[misc]
        def load_config(self) -> None:
            for name, value in gunicorn_settings(bind).items():
                self.cfg.set(name, value)

        def load(self) -> Any:
            return create_app()

    Server().run()
    return 0


def gunicorn_settings(bind: str) -> dict[str, Any]:
    """How many and how: measured in docs/performance.md."""
    return {
        "bind": bind,
        "workers": int(os.environ.get("WORKERS") or 2),
        "threads": int(os.environ.get("THREADS") or 4),
        "worker_class": "gthread",
        "timeout": 30,
        "graceful_timeout": 10,
        "keepalive": 5,
        "max_requests": 0,
        "limit_request_line": 8190,
        "accesslog": None,
        "control_socket_disable": True,
    }
