"""The editors' and operators' commands: check, build, new, schema, words, unmarked, docs."""

import argparse
import json
import sys
import time
import traceback
from collections import Counter
from collections.abc import Callable
from itertools import groupby
from pathlib import Path

from pydantic import ValidationError

from catalogue.checking.drafts import check_draft, slug_of
from catalogue.checking.entry_file import Standard
from catalogue.checking.folder import load
from catalogue.checking.reports import as_github, as_gitlab, as_text, summary
from catalogue.checking.unmarked import unmarked
from catalogue.files.plain import in_danish
from catalogue.files.settings import ROOT
from catalogue.files.vocabulary_files import load_vocabularies
from catalogue.generations import build
from catalogue.generations.memory import Memory
from catalogue.generations.reader import Outcome
from catalogue.model.dates import today
from catalogue.model.entry import Entry
from catalogue.model.fields import RESULT_VOCABULARY
from catalogue.writing import interview
from catalogue.writing.reference import json_schema, replace_tables
from search.index.indexer import WhooshIndexer
from web.addresses.registry import TAKEN
from web.finder.misses import file_beside, most_missed
from web.site.config import Environment

EDITORS = ROOT / "docs" / "editors.md"
FAILED = 4  # a build that ended in an error, not in faults of the files
SLOW = 1.0  # seconds before progress is worth showing


def main(arguments: list[str] | None = None) -> int:
    """Run a command and return its exit code: 0 good, 1 faults, 2 unusable arguments."""
    try:
        options = parser().parse_args(arguments)
    except ValidationError as wrong:  # of the environment
        print(wrong, file=sys.stderr)
        return 2
    return int(options.run(options))


def parser() -> argparse.ArgumentParser:
    """The commands and what each takes."""
    top = argparse.ArgumentParser(prog="python -m catalogue", description=__doc__)
    commands = top.add_subparsers(required=True, metavar="kommando")
    check = _command(commands, "check", "kontrollér alle indsatser og ordlister", run_check)
    check.add_argument("--format", choices=("tekst", "github", "gitlab"), default="tekst")
    build = _command(commands, "build", "byg og udgiv det, siden viser", run_build)
    build.add_argument("--index", type=Path, default=Environment().index_path, metavar="MAPPE")
    new = _command(commands, "new", "skriv en ny indsats", run_new)
    new.add_argument("titel", help="indsatsens navn")
    new.add_argument(
        "--felt", action="append", default=[], metavar="NAVN=VÆRDI",
        help="et svar, så der ikke bliver spurgt, fx --felt maalgruppe=gravide,faedre",
    )  # fmt: skip
    _command(commands, "schema", "skriv felternes JSON Schema", run_schema)
    _command(commands, "words", "vis ordlister og dækning", run_words)
    _command(commands, "unmarked", "vis ord i teksterne, som termerne mangler", run_unmarked)
    misses = _command(commands, "misses", "vis, hvad der er søgt forgæves", run_misses)
    misses.add_argument("--index", type=Path, default=Environment().index_path, metavar="MAPPE")
    docs = _command(commands, "docs", "skriv tabellerne i docs/editors.md", run_docs)
    docs.add_argument("--file", type=Path, default=EDITORS, metavar="FIL")
    return top


def _command(
    commands: "argparse._SubParsersAction[argparse.ArgumentParser]",
    name: str,
    about: str,
    run: Callable[[argparse.Namespace], int],
) -> argparse.ArgumentParser:
    command = commands.add_parser(name, help=about, description=about)
    command.add_argument(
        "--folder", type=Path, default=Environment().catalogue_path, metavar="MAPPE"
    )
    command.set_defaults(run=run)
    return command


def run_check(options: argparse.Namespace) -> int:
    """Print every fault; the exit code is 1 when any of them stops an entry."""
    loaded = load(options.folder, today(), Environment().review_after_days, taken=TAKEN)
    faults = (*loaded.faults, *WhooshIndexer().faults(options.folder))
    report = {"github": as_github, "gitlab": as_gitlab}.get(options.format, as_text)
    for line in report(faults, shown(options.folder)):
        print(line)
    if options.format != "gitlab":  # whose report is a file of JSON
        print(summary(len(loaded.checked), faults))
    return 1 if any(not fault.is_warning for fault in faults) else 0


def shown(folder: Path) -> Path:
    """A folder as it is called from here, which is how a forge knows its files."""
    here = Path.cwd()
    return folder.resolve().relative_to(here) if folder.resolve().is_relative_to(here) else folder


def run_build(options: argparse.Namespace) -> int:
    """Build and publish; the exit code tells how it went."""
    return build_and_tell(options.folder, options.index, WhooshIndexer())


def build_and_tell(
    folder: Path, index: Path, indexer: build.Indexer, memory: Memory | None = None
) -> int:
    """Build and publish, print what was found, and return the exit code.

    Args:
        folder: the catalogue's.
        index: the folder of generations.
        indexer: writes the search index.
        memory: what a builder that stays loaded remembers.
    """
    started = time.monotonic()
    job = build.Job(
        folder,
        index,
        indexer,
        today(),
        Environment().review_after_days,
        progress(started),
        TAKEN,
        memory,
    )
    try:
        built = build.build(job)
    except OSError as error:
        print(f"Kunne ikke bygge: {in_danish(error)} ({error.filename}). Det udgivne er uændret.")
        return FAILED
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException:  # noqa: BLE001  # a panic in Rust too; told here and in attempt.json
        traceback.print_exc()
        print("Kunne ikke bygge: en fejl i programmet, se ovenfor. Det udgivne er uændret.")
        return FAILED
    for line in as_text(built.faults, shown(folder)):
        print(line)
    seconds = time.monotonic() - started
    print(f"{OUTCOMES[built.outcome]}: {built.entries} indsatser på {seconds:.1f} s. {built.name}")
    return 0 if built.good else 1


OUTCOMES = {
    Outcome.OK: "Udgivet",
    Outcome.FAULTS: "Udgivet, men ikke alt: se fejlene ovenfor",
    Outcome.BLOCKED: "Ikke udgivet; det gamle vises fortsat",
    Outcome.UNCHANGED: "Uændret",
}


def progress(started: float) -> Callable[[int, int], None]:
    """Shows how far the build is, once it has taken a second, where a person looks on."""

    def show(done: int, everything: int) -> None:
        if sys.stderr.isatty() and time.monotonic() - started > SLOW:
            end = "\n" if done == everything else "\r"
            print(f"Læser indsatser: {done} af {everything}", end=end, file=sys.stderr, flush=True)

    return show


def run_words(options: argparse.Namespace) -> int:
    """Print the vocabularies with how many entries use each term."""
    loaded = load(options.folder, today(), Environment().review_after_days, taken=TAKEN)
    if loaded.vocabularies is None:
        return run_check(argparse.Namespace(folder=options.folder, format="tekst"))
    entries = [item.entry for item in loaded.checked if item.entry is not None]
    for vocabulary in loaded.vocabularies:
        marks = [carried(entry, vocabulary.key) for entry in entries]
        used = Counter(term for terms in marks for term in terms)
        carrying = sum(map(bool, marks))
        print(f"\n{vocabulary.label} ({vocabulary.key}): {carrying} af {len(entries)} indsatser")
        for term in vocabulary.terms:
            count = used[term.key]
            if count or vocabulary.show_zeros:
                empty = "   (tom: med vilje)" if term.settings.empty else "   (tom)"
                print(f"  {count:>4}  {term.label}{'' if count else empty}")
    return 0


def run_unmarked(options: argparse.Namespace) -> int:
    """Print what texts name though their terms lack it."""
    loaded = load(options.folder, today(), Environment().review_after_days)
    if loaded.vocabularies is None:
        return run_check(argparse.Namespace(folder=options.folder, format="tekst"))
    entries = [item.entry for item in loaded.checked if item.entry is not None]
    found = unmarked(entries, loaded.vocabularies)
    for (vocabulary, term), named in groupby(found, lambda item: (item.vocabulary, item.term)):
        shown = ", ".join(f"{item.slug} ({item.word})" for item in named)
        print(f"{vocabulary.label}, {term.label} ({term.key}): {shown}")
    return 0


def carried(entry: Entry, vocabulary: str) -> tuple[str, ...]:
    """An entry's terms of a vocabulary; the kinds of its figures, for theirs."""
    if vocabulary == RESULT_VOCABULARY:
        return tuple(result.kind for result in entry.results)
    return entry.keys(vocabulary)


def run_new(options: argparse.Namespace) -> int:
    """A new file from options and answers; what is there is never written over."""
    vocabularies, faults = load_vocabularies(options.folder / "vocabularies", TAKEN)
    if vocabularies is None:
        print(*as_text(faults, options.folder), sep="\n")
        return 1
    slug = slug_of(options.titel)
    path = options.folder / "entries" / f"{slug}.md"
    if not slug or path.exists():
        print(
            f"{path} findes allerede." if slug else "Titlen skal have mindst ét bogstav eller tal."
        )
        return 2
    answers, wrong = interview.read_options(options.felt, vocabularies)
    left = interview.unanswered(answers, vocabularies)
    if left and not sys.stdin.isatty():
        wrong += (f"Mangler: {' '.join(f'--felt {key}=…' for key in left)}",)
    if wrong:
        print(*wrong, sep="\n")
        return 2
    try:
        answers = interview.ask_for(answers, vocabularies, input, print) if left else answers
    except (EOFError, KeyboardInterrupt):
        print("\nAfbrudt; ingen fil er skrevet.")
        if answers:
            print(f"Fortsæt, hvor du slap: {interview.as_command(options.titel, answers)}")
        return 2
    text = interview.compose({"titel": options.titel, **answers}, vocabularies, today())
    known = (file.stem for file in path.parent.glob("*.md"))
    standard = Standard.of(vocabularies, today(), Environment().review_after_days)
    checked = check_draft(text, slug, standard, known)
    interview.write_new(options.folder, slug, text)
    print(f"Skrevet: {path}")
    for line in as_text(checked.faults, options.folder):
        print(line)
    print("Åbn filen, skriv videre, og kør: python katalog.py check")
    return 0 if checked.entry is not None else 1


def run_schema(options: argparse.Namespace) -> int:
    """Print the JSON schema of an entry's fields."""
    vocabularies, faults = load_vocabularies(options.folder / "vocabularies", TAKEN)
    if vocabularies is None:
        print(*as_text(faults, options.folder), sep="\n", file=sys.stderr)
        return 1
    print(json.dumps(json_schema(vocabularies), ensure_ascii=False, indent=2))
    return 0


def run_misses(options: argparse.Namespace) -> int:
    """What visitors searched for in vain, the most asked first; with COUNT_MISSES=1 only."""
    for miss in most_missed(file_beside(options.index)):
        print(f"{miss.count:>4}  {miss.day.isoformat()}  {miss.words}")
    return 0


def run_docs(options: argparse.Namespace) -> int:
    """Write the tables of a guide anew, from fields, rules and settings."""
    vocabularies, faults = load_vocabularies(options.folder / "vocabularies", TAKEN)
    if vocabularies is None:
        print(*as_text(faults, options.folder), sep="\n", file=sys.stderr)
        return 1
    before = options.file.read_text(encoding="utf-8")
    options.file.write_text(replace_tables(before, vocabularies), encoding="utf-8")
    return 0
