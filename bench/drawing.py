"""The drawing of `bench.http`: milliseconds a page, ours beside another's, on a log scale."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import matplotlib as mpl
import matplotlib.pyplot as plt

COLOURS = ("#0f5c4d", "#767676")
Points = Sequence[tuple[float, float]]


def draw(sizes: Sequence[int], servers: Mapping[str, Points], path: Path) -> None:
    """Medians as bars, each with a line up to its p95.

    Args:
        sizes: numbers of entries.
        servers: each one's median and p95 at each size.
        path: where the SVG goes.
    """
    mpl.use("svg")
    plt.rcParams.update({"svg.hashsalt": "bench", "svg.fonttype": "none", "font.size": 11})
    figure, axes = plt.subplots(figsize=(7, 3.6), layout="constrained")
    for number, (name, points) in enumerate(servers.items()):
        places = [place + 0.4 * number - 0.2 for place in range(len(sizes))]
        tops, highs = zip(*points, strict=True)
        bars = axes.bar(places, tops, 0.36, color=COLOURS[number], label=name)
        axes.vlines(places, tops, highs, colors="#333333")
        told = [f"{top:.0f} / {high:.0f}" for top, high in points]
        axes.bar_label(bars, told, label_type="center", color="white", fontsize=9)
    axes.set_yscale("log")
    axes.set_xticks(range(len(sizes)), [f"{size:,} entries" for size in sizes])
    axes.set_ylabel("ms a page, median / p95")
    axes.legend()
    figure.savefig(path, metadata={"Date": None})
    plt.close(figure)
