"""How the site fares, in Prometheus text at /metrics: numbers only, nothing of any visitor.

The board is memory that all workers of a server share from before they are forked; each
counts in a row of its own, so that none waits for another, and whoever is asked adds them up.
A worker that takes a dead one's row counts on from there.
"""

import datetime as dt
import mmap
import os
import time
from bisect import bisect_left
from pathlib import Path
from threading import Lock

import numpy as np
from flask import Blueprint, Flask, Response, g, request

from catalogue.generations.fetching import read_not_fetched
from catalogue.generations.reader import Attempt, read_attempt
from web.addresses import registry
from web.addresses.registry import Family
from web.site.snapshot import site

FAMILIES = tuple(Family)
STATUSES = (200, 301, 302, 304, 400, 403, 404, 405, 413, 414, 500, 503, 0)  # 0: any other
BUCKETS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0)
_ROWS = 64  # a server with more workers counts a little less than happened
_STATUS_AT = 0
_BUCKET_AT = _STATUS_AT + len(FAMILIES) * len(STATUSES)
_SUM_AT = _BUCKET_AT + len(FAMILIES) * (len(BUCKETS) + 1)
_KEPT_AT = _SUM_AT + len(FAMILIES)
_PID_AT, _SEEN_AT, _MEMORY_AT, _MOVED_AT, _WIDTH = range(_KEPT_AT + 1, _KEPT_AT + 6)
_STALE = 15.0  # seconds without a sign of life before a worker's memory is no longer told

# Inherited over fork; on its own in a process that has no siblings.
_board = np.frombuffer(mmap.mmap(-1, _ROWS * _WIDTH * 8), dtype=np.float64).reshape(_ROWS, _WIDTH)
_place = [0]
_lock = Lock()
blueprint = Blueprint("metrics", __name__)


def install(app: Flask) -> None:
    """Count every answer of the app; to be installed first, so that it sees the whole of each."""
    app.before_request(start)
    app.after_request(count)
    app.register_blueprint(blueprint)


def take_place(number: int) -> None:
    """Count in a row of one's own from now on.

    Args:
        number: the worker's number; no two that live at once are 64 apart.
    """
    _place[0] = number % _ROWS


def start() -> None:
    """Note when the request began."""
    g.started = time.perf_counter()


def count(response: Response) -> Response:
    """Note an answer's family, status and time."""
    spent = time.perf_counter() - g.started if "started" in g else 0.0
    rule = request.url_rule.rule if request.url_rule else None
    family = FAMILIES.index(family_of(rule, asked=bool(request.query_string)))
    known = response.status_code in STATUSES
    status = STATUSES.index(response.status_code) if known else len(STATUSES) - 1
    bucket = bisect_left(BUCKETS, spent)
    with _lock:
        row = _board[_place[0]]
        row[_STATUS_AT + family * len(STATUSES) + status] += 1
        row[_BUCKET_AT + family * (len(BUCKETS) + 1) + bucket] += 1
        row[_SUM_AT + family] += spent
        if "from_kept" in g:
            row[_KEPT_AT] += 1
    return response


def move() -> None:
    """Tell that the thread that reads for this worker's visitors goes on."""
    _board[_place[0]][_MOVED_AT] = time.monotonic()


def last_seen(number: int) -> float:
    """When a worker's reading thread last went on, on the monotonic clock; 0 for never."""
    return float(_board[number % _ROWS][_MOVED_AT])


def beat() -> None:
    """Tell that this worker lives, and how much memory it holds."""
    row = _board[_place[0]]
    row[_PID_AT], row[_SEEN_AT], row[_MEMORY_AT] = os.getpid(), time.monotonic(), memory()


def family_of(rule: str | None, *, asked: bool) -> Family:
    """What an answer counts as, by its address as the app routes it; None where nothing answers.

    Args:
        asked: something is asked; without it the search page is the front page.
    """
    row = registry.of_rule(rule)
    if row is None:
        return Family.OTHER
    return Family.FRONT if row.family is Family.SEARCH and not asked else row.family


def memory() -> float:
    """Bytes of memory that this process holds; 0 where the system does not say."""
    try:
        with open("/proc/self/statm", encoding="ascii") as handle:  # noqa: PTH123  # no file really
            return float(handle.read().split()[1]) * mmap.PAGESIZE
    except OSError:
        return 0.0


@blueprint.get("/metrics")
def metrics() -> Response:
    """The numbers, for a Prometheus that asks from beside the site (nginx keeps others out)."""
    return Response(
        "\n".join((*counters(), *gauges())) + "\n",
        content_type="text/plain; version=0.0.4; charset=utf-8",
    )


def counters() -> list[str]:
    """Requests by family and status, and their times."""
    with _lock:
        total = _board.sum(axis=0)
    lines = ["# TYPE indsats_requests_total counter"]
    for number, family in enumerate(FAMILIES):
        for place, status in enumerate(STATUSES):
            value = int(total[_STATUS_AT + number * len(STATUSES) + place])
            if value:
                code = status or "other"
                lines.append(f'indsats_requests_total{{family="{family}",status="{code}"}} {value}')
    lines.append("# TYPE indsats_request_seconds histogram")
    for number, family in enumerate(FAMILIES):
        at = _BUCKET_AT + number * (len(BUCKETS) + 1)
        reached = np.cumsum(total[at : at + len(BUCKETS) + 1]).astype(int).tolist()
        if not reached[-1]:
            continue
        for edge, value in zip((*BUCKETS, "+Inf"), reached, strict=True):
            lines.append(f'indsats_request_seconds_bucket{{family="{family}",le="{edge}"}} {value}')
        spent = total[_SUM_AT + number]
        lines.append(f'indsats_request_seconds_sum{{family="{family}"}} {spent:.6f}')
        lines.append(f'indsats_request_seconds_count{{family="{family}"}} {reached[-1]}')
    lines.append("# TYPE indsats_kept_pages_total counter")
    lines.append(f"indsats_kept_pages_total {int(total[_KEPT_AT])}")
    return lines


def gauges() -> list[str]:
    """What is shown now, and how much memory each living worker holds."""
    beat()
    generation = site().current().generation
    contents = generation.contents
    lines = [
        "# TYPE indsats_generation_info gauge",
        f'indsats_generation_info{{name="{generation.name}",commit="{contents.version}"}} 1',
        "# TYPE indsats_generation_age_seconds gauge",
        f"indsats_generation_age_seconds {age(generation.folder):.0f}",
        "# TYPE indsats_entries gauge",
        f"indsats_entries {len(contents.places)}",
        "# TYPE indsats_broken_entries gauge",
        f"indsats_broken_entries {len(contents.broken)}",
        *last_build(read_attempt(site().config.index)),
        "# TYPE indsats_last_fetch_ok gauge",
        f"indsats_last_fetch_ok {int(read_not_fetched(site().config.index) is None)}",
        "# TYPE indsats_worker_memory_bytes gauge",
    ]
    now = time.monotonic()
    for row in _board.tolist():
        if row[_PID_AT] and now - row[_SEEN_AT] < _STALE:
            size = int(row[_MEMORY_AT])
            lines.append(f'indsats_worker_memory_bytes{{pid="{int(row[_PID_AT])}"}} {size}')
    return lines


def last_build(attempt: Attempt | None) -> list[str]:
    """Whether the last build published what it was given, and when it ended."""
    if attempt is None:
        return []
    ended = dt.datetime.fromisoformat(attempt.moment).timestamp()
    return [
        "# TYPE indsats_last_build_ok gauge",
        f"indsats_last_build_ok {int(not attempt.outcome.failed)}",
        "# TYPE indsats_last_build_timestamp_seconds gauge",
        f"indsats_last_build_timestamp_seconds {ended:.0f}",
    ]


def age(folder: Path) -> float:
    """Seconds since a generation was made; none when its folder is gone, or the clock set back."""
    try:
        return max(0.0, time.time() - folder.stat().st_mtime)
    except OSError:
        return 0.0
