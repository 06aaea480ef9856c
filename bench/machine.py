"""What a figure was measured on, told beside it."""

import datetime as dt
import os
import platform
from importlib import metadata


def machine(*packages: str) -> str:
    """Day, system, cores, load and versions in one line.

    Args:
        packages: whose versions are told too, where they are installed.
    """
    versions = []
    for name in packages:
        try:
            versions.append(f"{name} {metadata.version(name)}")
        except metadata.PackageNotFoundError:
            continue
    return (
        f"{dt.datetime.now(dt.UTC).date()}, {platform.system()} {platform.machine()}, "
        f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f} at the end (above the number of "
        f"cores, the figures tell of the crowd too), Python {platform.python_version()}, "
        f"{', '.join(versions)}."
    )
