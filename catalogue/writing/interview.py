"""`python -m catalogue new`: a new entry's file from answers, one question at a time."""

import datetime as dt
import os
import shlex
import subprocess
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from catalogue.checking.drafts import slug_of
from catalogue.checking.meant import value_meant
from catalogue.model.fields import BY_KEY, FIELDS, PLACE_NOTE, SECTIONS, Step, of_entries
from catalogue.model.kinds import is_web_address
from catalogue.model.nearest import near
from catalogue.model.vocabulary import Role, Vocabularies, Vocabulary
from catalogue.writing.to_markdown import Draft, Value, to_markdown

Ask = Callable[[str], str]
Tell = Callable[[str], None]
LONG = 40  # terms from which a list is not shown whole but searched in
_TEXT = SECTIONS[0]
_SOURCE = ("kilde_titel", "kilde_udgiver", "kilde_aar", "kilde_url")
# Fields that an option can give: a text, or texts with commas between.
_SIMPLE = tuple(
    field.key
    for field in FIELDS
    if field.kind.group is None
    and field.step is not Step.NEVER
    and field.key not in ("titel", "gennemgaaet")
)
_COMMENTS = {
    "titel": "Linjer, der begynder med #, er hjælp til dig. Slet dem, når du er færdig.",
    "kilder": "Flere kilder: gentag linjerne med id k2, k3 …; aar og url, når de er kendt.\n"
    "kopi: true skrives kun, når adressen er en kopi på et andet sted end udgiverens.",
    "gennemgaaet": "Den dag, teksten sidst blev holdt op mod kilderne.",
}
_KNOWLEDGE_COMMENT = "Sæt den op, når der står resultater, der kan bære det."
_CORE = "3"
_GRADES = "3: det er kernen i indsatsen; 2: den hjælper tydeligt; 1: den berører det. Ret tallene."
_CLOSING = (
    "#",
    "# Tal og fund skrives her med slags og kilde. Fjern # foran de fem linjer:",
    "#resultater:",
    "#  - tekst: En hel sætning med tallet.",
    "#    talslags: deltagertal",
    "#    kilde: k1",
    '#    aar: "2025"',
    "#",
    "# Andre felter, der kan bruges: {fields}.",
    "# Kun det, en kilde siger. Felter uden viden bag udelades.",
    "#",
    "# Afsnit i teksten nedenfor (udelad dem, der ikke er noget at skrive i):",
)


def read_options(
    options: Sequence[str], vocabularies: Vocabularies
) -> tuple[dict[str, Value], tuple[str, ...]]:
    """Answers given as name=value, and what is wrong with them."""
    answers: dict[str, Value] = {}
    wrong: list[str] = []
    known = ("tekst", *_SOURCE, *vocabularies_of(vocabularies), *_SIMPLE)
    for option in options:
        key, sign, value = option.partition("=")
        vocabulary = vocabularies.get(key)
        if not sign or key not in known:
            hint = near(key, known)
            wrong.append(f"Feltet {key} kan ikke gives her. {f'Mente du {hint}?' if hint else ''}")
        elif vocabulary is not None:
            answers[key], unknown = read_terms(value, vocabulary)
            wrong += [f"{word} findes ikke i listen {vocabulary.label}." for word in unknown]
        elif key in BY_KEY and BY_KEY[key].kind.many:
            answers[key] = tuple(part.strip() for part in value.split(",") if part.strip())
        else:
            answers[key] = value
    return answers, tuple(wrong)


def unanswered(answers: Mapping[str, Value], vocabularies: Vocabularies) -> tuple[str, ...]:
    """The required answers that are not there."""
    wanted = ["resume", "tekst", "kilde_titel", "kilde_udgiver"]
    wanted += [v.key for v in vocabularies if v.required and not v.ranked]
    places = [vocabulary.key for vocabulary in vocabularies.with_role(Role.PLACES)]
    if not any(answers.get(key) for key in (*places, PLACE_NOTE)):
        wanted.append((*places, PLACE_NOTE)[0])
    return tuple(key for key in wanted if not answers.get(key))


def ask_for(
    full: dict[str, Value], vocabularies: Vocabularies, ask: Ask, tell: Tell
) -> dict[str, Value]:
    """The answers with what was missing asked for; each stands in `full` once it is given."""
    for key in unanswered(full, vocabularies):
        vocabulary = vocabularies.get(key)
        if vocabulary is not None:
            full[key] = ask_terms(vocabulary, ask, tell)
            continue
        question = BY_KEY[key].help if key in BY_KEY else _QUESTIONS[key]
        answer = ""
        while not answer:
            answer = ask(f"{question}\n> ").strip()
        full[key] = answer
    if full.get("kilde_titel") and not full.get("kilde_url"):
        full["kilde_url"] = ask_address(ask, tell)
    return full


def ask_address(ask: Ask, tell: Tell) -> str:
    """A web address, or nothing when there is none."""
    question = "Kildens netadresse (tryk Enter, hvis den ikke er kendt):\n> "
    while answer := ask(question).strip():
        if is_web_address(answer):
            return answer
        meant = value_meant("adresse", answer)
        hint = f" Mente du {meant}?" if meant else ""
        tell(f"{answer} er ikke en netadresse; den begynder med http:// eller https://.{hint}")
    return ""


def as_command(title: str, answers: Mapping[str, Value]) -> str:
    """The command that begins again with what is answered."""
    given = (
        f"{key}={value if isinstance(value, str) else ','.join(map(str, value))}"
        for key, value in answers.items()
        if value
    )
    quote = shlex.quote if os.name != "nt" else lambda text: subprocess.list2cmdline([text])
    fields = "".join(f" --felt {quote(one)}" for one in given)
    return f"python katalog.py new {quote(title)}{fields}"


_QUESTIONS = {
    "tekst": "Hvad går indsatsen ud på? Skriv en sætning eller to med egne ord.",
    "kilde_titel": "Hvilken kilde er indsatsen skrevet efter? Titlen:",
    "kilde_udgiver": "Hvem har udgivet kilden? (Ukendt: ikke oplyst)",
}


def ask_terms(vocabulary: Vocabulary, ask: Ask, tell: Tell) -> tuple[str, ...]:
    """Terms chosen by number; a long list is narrowed by a word first."""
    how = "et eller flere numre, fx 1,3" if vocabulary.many else "et nummer"
    if len(vocabulary.terms) > LONG:  # not shown, so nobody knows the numbers
        shown = [term.label for term in vocabulary.terms[:3]]
        how = f"et eller flere navne, fx {', '.join(shown)}" if vocabulary.many else "et navn"
    tell(f"\n{vocabulary.label}: {vocabulary.explanation}".rstrip(": "))
    if len(vocabulary.terms) <= LONG:
        for number, term in enumerate(vocabulary.terms, 1):
            tell(f"  {number:>2}  {term.label}")
    while True:
        answer = ask(f"Skriv {how}:\n> ")
        chosen, unknown = read_terms(answer, vocabulary)
        if unknown:
            tell(f"Ikke på listen: {', '.join(unknown)}.")
        elif not chosen:
            tell("Skriv mindst ét.")
        elif len(chosen) > 1 and not vocabulary.many:
            tell("Kun ét kan vælges.")
        else:
            return chosen


def read_terms(answer: str, vocabulary: Vocabulary) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Numbers, keys, labels or synonyms as keys, and what was none of them."""
    by_word = {
        word: term.key
        for term in vocabulary.terms
        for word in (term.key, slug_of(term.label), *map(slug_of, term.synonyms))
    }
    keys, unknown = list[str](), list[str]()
    for word in (part.strip() for part in answer.split(",")):
        if word.isascii() and word.isdigit() and 1 <= int(word) <= len(vocabulary.terms):
            keys.append(vocabulary.terms[int(word) - 1].key)
        elif slug_of(word) in by_word:
            keys.append(by_word[slug_of(word)])
        elif word:
            unknown.append(word)
    return vocabulary.sorted_keys(set(keys)), tuple(unknown)


def compose(answers: Mapping[str, Value], vocabularies: Vocabularies, today: dt.date) -> str:
    """The file that the answers make: valid, with comments that guide."""
    source = {key.removeprefix("kilde_"): str(answers.get(key) or "") for key in _SOURCE}
    fields = {key: value for key, value in answers.items() if not key.startswith("kilde_")}
    text = str(fields.pop("tekst", ""))
    for vocabulary in vocabularies:
        if vocabulary.required and vocabulary.ranked and not fields.get(vocabulary.key):
            fields[vocabulary.key] = vocabulary.terms[-1].key  # what no results at all can carry
        value = fields.get(vocabulary.key)
        if vocabulary.graded and isinstance(value, tuple):
            fields[vocabulary.key] = dict.fromkeys(map(str, value), _CORE)
        elif not vocabulary.many and isinstance(value, tuple) and value:
            fields[vocabulary.key] = str(value[0])
    fields["kilder"] = ({"id": "k1", **source},)
    fields["gennemgaaet"] = today.isoformat()
    others = (*vocabularies_of(vocabularies), *BY_KEY)
    listed = ", ".join(key for key in others if key not in fields and key != "resultater")
    closing = [line.format(fields=listed) for line in _CLOSING]
    closing += [f"# ## {title}" for title in SECTIONS]
    knowledge = [vocabulary.key for vocabulary in vocabularies.with_role(Role.KNOWLEDGE)]
    graded = [vocabulary.key for vocabulary in vocabularies if vocabulary.graded]
    comments = {
        **_COMMENTS,
        **dict.fromkeys(knowledge, _KNOWLEDGE_COMMENT),
        **dict.fromkeys(graded, _GRADES),
    }
    return to_markdown(Draft(fields, {_TEXT: text}, comments, closing), vocabularies)


def vocabularies_of(vocabularies: Vocabularies) -> tuple[str, ...]:
    """The keys of the vocabularies that an entry is asked for."""
    return tuple(one.key for one in of_entries(vocabularies))


def write_new(folder: Path, slug: str, text: str) -> Path:
    """Write a file that must not be there.

    Raises:
        FileExistsError: it is.
    """
    path = folder / "entries" / f"{slug}.md"
    with path.open("x", encoding="utf-8") as handle:
        handle.write(text)
    return path
