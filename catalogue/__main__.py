"""The editors' and operators' commands: python -m catalogue check | build | words."""

import argparse
import datetime as dt
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from catalogue import building, settings
from catalogue.loading import load
from catalogue.reports import as_github, as_text, summary
from search.indexer import WhooshIndexer  # a command door: the one import against the stream

SLOW = 1.0  # seconds before progress is worth showing


def main(arguments: list[str] | None = None) -> int:
    """Run a command and return its exit code: 0 good, 1 faults, 2 unusable arguments."""
    options = parser().parse_args(arguments)
    return int(options.run(options))


def parser() -> argparse.ArgumentParser:
    top = argparse.ArgumentParser(prog="python -m catalogue", description=__doc__)
    commands = top.add_subparsers(required=True, metavar="kommando")
    check = _command(commands, "check", "kontrollér alle indsatser og ordlister", run_check)
    check.add_argument("--format", choices=("tekst", "github"), default="tekst")
    build = _command(commands, "build", "byg og udgiv det, siden viser", run_build)
    build.add_argument("--index", type=Path, default=settings.index_path(), metavar="MAPPE")
    _command(commands, "words", "vis ordlister og dækning", run_words)
    return top


def _command(
    commands: "argparse._SubParsersAction[argparse.ArgumentParser]",
    name: str,
    about: str,
    run: Callable[[argparse.Namespace], int],
) -> argparse.ArgumentParser:
    command = commands.add_parser(name, help=about, description=about)
    command.add_argument("--folder", type=Path, default=settings.catalogue_path(), metavar="MAPPE")
    command.set_defaults(run=run)
    return command


def run_check(options: argparse.Namespace) -> int:
    loaded = load(options.folder, today(), settings.review_after_days())
    faults = (*loaded.faults, *WhooshIndexer().faults(options.folder))
    report = as_github if options.format == "github" else as_text
    for line in report(faults, options.folder):
        print(line)
    if options.format == "tekst":
        print(summary(len(loaded.checked), faults))
    return 1 if any(not fault.is_warning for fault in faults) else 0


def run_build(options: argparse.Namespace) -> int:
    started = time.monotonic()
    job = building.Job(
        options.folder,
        options.index,
        WhooshIndexer(),
        today(),
        settings.review_after_days(),
        progress(started),
    )
    try:
        built = building.build(job)
    except OSError as error:
        print(f"Kunne ikke bygge: {error.strerror} ({error.filename}). Det udgivne er uændret.")
        return 1
    for line in as_text(built.faults, options.folder):
        print(line)
    seconds = time.monotonic() - started
    print(f"{OUTCOMES[built.outcome]}: {built.entries} indsatser på {seconds:.1f} s. {built.name}")
    return 0 if built.good else 1


OUTCOMES = {
    "ok": "Udgivet",
    "faults": "Udgivet, men ikke alt: se fejlene ovenfor",
    "blocked": "Ikke udgivet; det gamle vises fortsat",
    "unchanged": "Uændret",
}


def progress(started: float) -> Callable[[int, int], None]:
    """Shows how far the build is, once it has taken a second, where a person looks on."""

    def show(done: int, everything: int) -> None:
        if sys.stderr.isatty() and time.monotonic() - started > SLOW:
            end = "\n" if done == everything else "\r"
            print(f"Læser indsatser: {done} af {everything}", end=end, file=sys.stderr, flush=True)

    return show


def run_words(options: argparse.Namespace) -> int:
    loaded = load(options.folder, today(), settings.review_after_days())
    if loaded.vocabularies is None:
        return run_check(argparse.Namespace(folder=options.folder, format="tekst"))
    entries = [item.entry for item in loaded.checked if item.entry is not None]
    used = Counter(
        (key, term) for entry in entries for key, terms in entry.terms.items() for term in terms
    )
    for vocabulary in loaded.vocabularies:
        carrying = sum(bool(entry.keys(vocabulary.key)) for entry in entries)
        print(f"\n{vocabulary.label} ({vocabulary.key}): {carrying} af {len(entries)} indsatser")
        for term in vocabulary.terms:
            count = used[vocabulary.key, term.key]
            if count or vocabulary.show_zeros:
                note = (
                    ""
                    if count
                    else "   (tom: med vilje)"
                    if term.settings.get("tom")
                    else "   (tom)"
                )
                print(f"  {count:>4}  {term.label}{note}")
    return 0


def today() -> dt.date:
    return dt.datetime.now(dt.UTC).date()


if __name__ == "__main__":
    sys.exit(main())
