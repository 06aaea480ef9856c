"""Serving for real: build beside, load everything once, then answer in several processes."""

import logging
import os
import socket
import sys
from collections.abc import Callable
from functools import partial
from threading import Event

from flask import Flask

from catalogue.generations.reader import GenerationError, open_current
from web.middleware import logs, metrics
from web.server import http, model_process, preview_builder
from web.server.build import build_first, start_builder
from web.server.workers import INHERIT, TRY, Master
from web.site.config import LARGEST_CALL, Environment
from web.site.snapshot import Site

log = logging.getLogger("indsatskataloget")
Factory = Callable[[], Flask]
BACKLOG = 1024  # connections that the system holds while all are busy
LARGEST = 1_000_000  # bytes of a form; the webhook's calls have a limit of their own


def serve(create_app: Factory) -> int:
    """Serve on HOST and PORT until stopped, and build what lies there.

    What is published is shown at once; a build that goes wrong changes nothing about it. Where
    nothing is there, the build comes first.

    Args:
        create_app: makes the application.

    Returns:
        The exit code.
    """
    logs.to_stderr()
    settings = Environment()
    if TRY in sys.argv:
        create_app()
        return 0
    inherited = INHERIT in sys.argv
    leave_model = model_process.start_model(settings)  # it is there when there is something
    if inherited or not is_published(settings):
        build_first()  # after a renewal the old workers answer meanwhile
    if settings.preview and not inherited:
        preview_builder.start_builder()
    return serve_published(create_app, beside(leave_model, start_builder()))


def beside(*ends: Callable[[], None]) -> Callable[[], None]:
    """What ends all that stands beside."""

    def leave() -> None:
        for end in ends:
            end()

    return leave


def serve_published(create_app: Factory, leave: Callable[[], None] = lambda: None) -> int:
    """Serve what is published, without building anything.

    Args:
        create_app: makes the application.
        leave: ends what stands beside, before another version of the program begins.

    Returns:
        The exit code.
    """
    settings = Environment()
    app = create_app()
    http.Request.bodies = {**http.bodies_of(app, LARGEST), "/krog": LARGEST_CALL}
    listener, old = take_over() if INHERIT in sys.argv else (listen(settings), ())
    if settings.config().lacks_contact:
        log.warning("nobody can write to this catalogue: set CONTACT (docs/operating.md)")
    print(f"Indsatskataloget: http://{settings.host}:{settings.port}/", flush=True)  # noqa: T201  # the one line to see
    count = settings.workers or os.cpu_count() or 2
    work = partial(begin_work, app, listener, settings.threads, count == 1)
    if sys.platform == "win32":
        work(0, lambda: False)
        return 0
    return Master(listener, work, count, metrics.last_seen, old, leave).run()


def is_published(settings: Environment) -> bool:
    """There is a generation that can be shown."""
    try:
        open_current(settings.index_path).close()
    except GenerationError:
        return False
    return True


def listen(settings: Environment) -> socket.socket:
    """The socket that visitors come in by."""
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    listener = socket.socket(family)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listener.bind((settings.host, settings.port))
    listener.listen(BACKLOG)
    return listener


def take_over() -> tuple[socket.socket, tuple[int, ...]]:
    """The socket and the workers of the version before."""
    number, pids = sys.argv[sys.argv.index(INHERIT) + 1 :][:2]
    return socket.socket(fileno=int(number)), tuple(int(pid) for pid in pids.split(",") if pid)


def begin_work(  # noqa: PLR0917  # the first four are the same for all
    app: Flask,
    listener: socket.socket,
    threads: int,
    alone: bool,  # noqa: FBT001
    number: int,
    stopping: Callable[[], bool],
) -> None:
    """What a worker does: takes its place, follows the catalogue, answers."""
    raise_limits()
    metrics.take_place(number)
    found = app.extensions["site"]
    if isinstance(found, Site):
        found.look()  # something may have been published since the application was loaded
        found.watch(Event(), metrics.beat)
    http.answer(app, listener, threads, stopping, metrics.move, alone=alone)


def raise_limits() -> None:
    """As many connections as the system allows."""
    if sys.platform == "win32":
        return
    import resource  # noqa: PLC0415  # not on every system

    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = 8192 if hard == resource.RLIM_INFINITY else min(hard, 8192)
    resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
