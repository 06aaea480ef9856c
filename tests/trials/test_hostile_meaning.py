"""20,000 texts that mean nothing: the model's own process lives, and answers each."""

import os
import random
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from search.meaning.client import CAN_ASK, Client
from search.meaning.keeper import installed
from tests.support.running import ROOT, until

pytestmark = [
    pytest.mark.trials,
    pytest.mark.skipif(not (CAN_ASK and installed()), reason="the model is not installed here"),
]
COUNT = int(os.environ.get("HOSTILE_TEXTS", "20000"))
# Tells of a write beyond what was asked for, where the system's C library carries it.
GUARD = Path("/usr/lib/x86_64-linux-gnu/libc_malloc_debug.so.0")
LETTERS = "abcdefghijklmnopqrstuvwxyzæøå"


def texts(count: int) -> Iterator[str]:
    """Nulls, long words, halves of characters, every plane of Unicode, gibberish, in turn."""
    chance = random.Random(13)

    def some(low: int, high: int, most: int = 20) -> str:
        return "".join(chr(chance.randrange(low, high)) for _ in range(chance.randrange(1, most)))

    kinds = (
        lambda: some(0, 32) + "\0" * chance.randrange(50),
        lambda: chance.choice(LETTERS) * chance.randrange(100, 10_000),
        lambda: some(0xD800, 0xE000),
        lambda: "".join(chance.choices(LETTERS, k=200)),
        lambda: "".join(chance.choices(LETTERS + "    ", k=200)),
        lambda: some(0x300, 0x370) + some(0x600, 0x700) + some(0x202A, 0x202F),
        lambda: "\u200d".join(some(0x1F300, 0x1FB00, 4) for _ in range(chance.randrange(1, 12))),
        lambda: some(0xFB00, 0xFE00) + some(0x3200, 0x3400),  # one sign that stands for several
        *(lambda plane=plane: some(plane << 16, (plane + 1) << 16) for plane in range(17)),
    )
    for number in range(count):
        yield kinds[number % len(kinds)]()


def test_the_process_outlives_every_text(tmp_path: Path):
    guard = {"LD_PRELOAD": str(GUARD), "GLIBC_TUNABLES": "glibc.malloc.check=3"}
    with tempfile.TemporaryDirectory(prefix="m-") as folder:
        path = f"{folder}/s"
        process = subprocess.Popen(
            [sys.executable, "-m", "search.meaning.process", path, str(tmp_path)],
            cwd=ROOT, env={**os.environ, **(guard if GUARD.exists() else {})},
        )  # fmt: skip
        try:
            client = Client(path, 60)
            until(lambda: client.begin("uro i opgangen")() is not None, "the model answers")

            def ask(text: str) -> bool:
                found = client.begin(text)()
                return found is not None and abs(float(np.linalg.norm(found)) - 1) < 1e-3

            with ThreadPoolExecutor(2) as threads:
                refused = [
                    text
                    for text, answered in zip(
                        texts(COUNT), threads.map(ask, texts(COUNT)), strict=True
                    )
                    if not answered
                ]
            assert process.poll() is None
            assert refused == []
        finally:
            process.terminate()
            process.wait(20)
