"""How many workers and threads: the same questions, asked as fast as it goes, of each choice.

    python -m bench.workers        prints the table and writes it into docs/performance.md

wrk runs on the same cores, as nginx would; every page is another, so nothing is kept.
"""

import os
import shutil
import sys

from bench import peers, serving
from bench.http import PAGE, our_path, press, questions
from bench.machine import machine
from bench.pages import put, real_catalogue
from catalogue.checking.folder import HERE

CHOICES = ((1, 1), (1, 4), (2, 1), (2, 2), (2, 4), (2, 8), (4, 1), (4, 4))


def report() -> str:
    """The table as Markdown."""
    real, vocabularies = real_catalogue()
    folder = peers.scratch()
    serving.make_generation(real, vocabularies, HERE, folder / "index")
    paths = [our_path(*one) for one in questions(real, vocabularies, 12_000)]
    lines = [
        machine("flask", "waitress"),
        "",
        f"{len(real)} entries, eight connections:",
        "",
        "| workers × threads | requests a second | median ms | p99 ms |",
        "|---|--:|--:|--:|",
    ]
    for workers, threads in CHOICES:
        with serving.ours(HERE, folder / "index", workers, threads) as our:
            serving.ask(our.port, paths[:40])
            found = press(our.port, paths[40:], folder)
        lines.append(
            f"| {workers} × {threads} | {found.rate:.0f} | {found.median:.0f} | {found.p99:.0f} |"
        )
    shutil.rmtree(folder)
    return "\n".join(lines)


def main() -> None:
    """Measure, print and write the page."""
    if not shutil.which("wrk"):
        sys.exit("wrk is not installed: apt-get install wrk")
    os.environ.pop("WORKERS", None)
    table = report()
    print(table)
    put(PAGE, "workers", table)


if __name__ == "__main__":
    main()
