"""The drawings of the bench: milliseconds, ours beside others', on a log scale."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import matplotlib as mpl
import matplotlib.pyplot as plt

COLOURS = ("#0f5c4d", "#767676", "#a3581b")
Points = Sequence[tuple[float, float]]


def draw(sizes: Sequence[int], servers: Mapping[str, Points], path: Path, label: str) -> None:
    """Medians as bars, each with a line up to its p95.

    Args:
        sizes: numbers of entries.
        servers: each one's median and p95 at each size.
        path: where the SVG goes.
        label: what the bars tell, with their unit.
    """
    mpl.use("svg")
    plt.rcParams.update({"svg.hashsalt": "bench", "svg.fonttype": "none", "font.size": 11})
    figure, axes = plt.subplots(figsize=(7, 3.6), layout="constrained")
    step = 0.8 / len(servers)
    for number, (name, points) in enumerate(servers.items()):
        places = [place + step * (number - (len(servers) - 1) / 2) for place in range(len(sizes))]
        tops, highs = zip(*points, strict=True)
        bars = axes.bar(places, tops, 0.9 * step, color=COLOURS[number], label=name)
        axes.vlines(places, tops, highs, colors="#333333")
        told = [f"{top:.3g} / {high:.3g}" for top, high in points]
        axes.bar_label(bars, told, label_type="center", color="white", fontsize=8, rotation=90)
    axes.set_yscale("log")
    axes.set_xticks(range(len(sizes)), [f"{size:,} entries" for size in sizes])
    axes.set_ylabel(label)
    axes.legend()
    figure.savefig(path, metadata={"Date": None})
    plt.close(figure)
