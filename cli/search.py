"""`python -m search explain "…"`: how a search is understood and scored, in Danish."""

import argparse
import sys
import tempfile
from pathlib import Path

from catalogue.checking.folder import HERE, load
from catalogue.files.vocabulary_files import load_vocabularies
from catalogue.model.dates import today
from search.engine import open_engine
from search.explain import explain
from search.index.build import build_index
from search.index.indexer import words_folder
from search.language.word_lists import load_words, read_words


def main(arguments: list[str]) -> int:
    """Run the command; 1 when the catalogue or the index cannot be used."""
    parser = argparse.ArgumentParser(
        prog="python -m search", description="Se, hvordan søgningen tænker."
    )
    commands = parser.add_subparsers(dest="command", required=True)
    command = commands.add_parser("explain", help="forklar en søgning")
    command.add_argument("text", metavar="SØGNING")
    command.add_argument(
        "--index", type=Path, help="et færdigt indeks; ellers bygges et af filerne"
    )
    command.add_argument(
        "--catalogue", type=Path, default=HERE, help="mappen med entries og vocabularies"
    )
    command.add_argument("--antal", type=int, default=5, help="hvor mange fund der forklares")
    chosen = parser.parse_args(arguments)
    vocabularies, faults = load_vocabularies(chosen.catalogue / "vocabularies")
    if vocabularies is None:
        print(
            "\n".join(f"{fault.file}:{fault.line}: {fault.message}" for fault in faults),
            file=sys.stderr,
        )
        return 1
    if chosen.index:
        engine = open_engine(chosen.index, vocabularies, read_words(chosen.index))
        print(explain(engine, chosen.text, chosen.antal))
        return 0
    words, faults = load_words(words_folder(chosen.catalogue))
    for fault in faults:
        print(f"{fault.file}:{fault.line}: {fault.message}", file=sys.stderr)
    entries = load(chosen.catalogue, today()).checked
    with tempfile.TemporaryDirectory() as folder:
        build_index(
            [one.entry for one in entries if one.entry], vocabularies, words, Path(folder), {}
        )
        engine = open_engine(Path(folder), vocabularies, words)
        print(explain(engine, chosen.text, chosen.antal))
    return 0
