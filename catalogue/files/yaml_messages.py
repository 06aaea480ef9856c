"""PyYAML's complaints in an editor's words, at the line where the mistake was made.

The parser often notices a mistake lines later, or calls a missing space "mapping values
are not allowed here". So the lines themselves are looked at first: twenty-odd habits of
people who are no programmers, each with its own sentence.
"""

import re
from collections.abc import Iterator, Sequence

import yaml

from catalogue.model.faults import Fault, make

_FIELD = re.compile(r"^ *(?:- +)?[A-Za-zÆØÅæøå_]+ *:(?= |$)")
_TIGHT = re.compile(r"^ *(?:- +)?[a-z_]+ ?:[^\s/:]")
_AFTER_QUOTE = re.compile(
    r"^ *(?:- +)?(?:\w+: +)?(?:\"(?:[^\"\\]|\\.)*\"|'(?:[^']|'')*') *[^\s#:,]"
)
_AFTER_BRACKET = re.compile(r"^ *(?:- +)?\w+: +[\[{][^\]}]*[\]}] *([^\s#,])")
_FIRST_SIGN = re.compile(r"^ *(?:- +)?(?:\w+: +)?([*&!|>@%`?])")
_TIGHT_GRADE = re.compile(r"^ +(?:- +)?[a-zæøå][a-zæøå0-9-]{1,80}:[1-3]\s*$")
_MARKED_NAME = re.compile(r"^ *(?:\*+|_+)\w+(?:\*+|_+) *:|^ *\*+\w+ *: *\*+|^ *\* +[a-z_]+:(?: |$)")
_NUMBERED = re.compile(r"(?P<indent> *)(?P<sign>\d{1,2}[.)]) +(?P<rest>\S.*)")
_TWO_COLONS = re.compile(r"^ *(?:- +)?[\w ]+:.*:( |$)")
_HARD_SPACES = "\u00a0\u2000-\u200a\u202f\u3000"
_ODD_SIGN = re.compile(
    rf"(?P<before> *+(?:- *+)?(?:[A-Za-zÆØÅæøå_]++:)? *+)(?P<sign>[\t{_HARD_SPACES}]+) *+\S"
)
_OPENS_LIST = re.compile(r" *(?:- +)?[a-z_]+: *(?:#.*)?$")
_BULLET = re.compile(
    r"(?P<indent> *)(?P<sign>[•·∙●○◦▪■□‣⁃–—−*+]|-(?=[^\s-]))[ \t\u00a0]*(?P<rest>[^\s].*)"
)
_TRAILING = re.compile(r"^ *[^#\s].*[\s\]}\"']#", re.MULTILINE)
_LOOKED_AT = 500  # characters of a line; the patterns go back and forth in it
_CURLY = re.compile(r"^ *(?:- +)?(?:\w+: +)?[“”„‟’‘»«]")
_QUOTE_IT = 'sæt hele teksten i "anførselstegn"'


class TextLoader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """The parser in C is ten times as fast, and takes a little more."""

    def resolve(self, *_: object) -> str:
        """What a text would be in Python (a number, a day) is never asked: all stay texts."""
        return ""


Place = tuple[int, str]  # 0-based line in the block, and what is wrong there


def check_signs(block: str, name: str, first_line: int) -> Iterator[Fault]:
    """Tabs, hard spaces and bullets look like what a list or a field is written with, and are not.

    Told by the line, since the parser takes some for text and stops far below at others.
    """
    listing = False  # right below a field without a text of its own, or a point of its list
    counted = 0  # the number that the line above begins with
    lines = block.split("\n")
    for offset, line in enumerate(lines):
        sign = _ODD_SIGN.match(line, 0, _LOOKED_AT)
        bullet = _BULLET.match(line, 0, _LOOKED_AT) if listing else None
        if listing and not bullet:
            bullet = _next_number(lines, offset, counted)
            counted = counted + 1 if bullet else 0
        if _TIGHT_GRADE.match(line):
            reason = "der mangler et mellemrum efter kolonet"
            yield make("yaml", name, first_line + offset, reason=reason)
        elif sign and not _harmless(sign):
            code = "tabulator" if "\t" in sign.group("sign") else "haardt-mellemrum"
            yield make(code, name, first_line + offset, where=_where(sign), how=_how(sign))
        elif bullet:
            shown = f"{bullet.group('indent')}- {bullet.group('rest')}"
            yield make(
                "punkttegn", name, first_line + offset, value=bullet.group("sign"), shown=shown
            )
        if line.strip() and not line.lstrip().startswith("#"):
            point = re.match(r"\s*- \S", line[:_LOOKED_AT])
            listing = bool(_OPENS_LIST.match(line, 0, _LOOKED_AT) or point or bullet)


def _next_number(lines: Sequence[str], at: int, counted: int) -> re.Match[str] | None:
    """A point that begins with its number: the first of at least two, or one that goes on."""
    found = _NUMBERED.match(lines[at], 0, _LOOKED_AT)
    if found is None or int(found["sign"][:-1]) != counted + 1:
        return None
    below = lines[at + 1].lstrip() if at + 1 < len(lines) else ""
    return found if counted or below.startswith(("2.", "2)")) else None


def _harmless(sign: re.Match[str]) -> bool:
    """A tab between a field and its text, which YAML takes for a space."""
    return set(sign.group("sign")) == {"\t"} and sign.group("before").rstrip().endswith(":")


def _where(sign: re.Match[str]) -> str:
    before = sign.group("before")
    if before.rstrip().endswith(":"):
        return "efter kolonet"
    return "efter bindestregen" if before.strip() else "i begyndelsen af linjen"


def _how(sign: re.Match[str]) -> str:
    if sign.group("before").strip():
        return "skriv ét almindeligt mellemrum med mellemrumstasten"
    return "ryk ind med mellemrumstasten: to mellemrum for hvert niveau"


def check_comments(block: str, name: str, first_line: int) -> Iterator[Fault]:
    """A # after a text or a list silently ends it, which no writer of "nr. #1" means."""
    if not _TRAILING.search(block):
        return
    lines = block.split("\n")
    ends: dict[int, int] = {}  # of each line, where the last text on it ends
    for event in yaml.parse(block, Loader=TextLoader):
        if not isinstance(event, yaml.ScalarEvent) or not (event.start_mark and event.end_mark):
            continue
        first, last = event.start_mark.line, event.end_mark.line
        ends |= {number: len(lines[number]) for number in range(first, last)}  # all of it
        ends[last] = event.end_mark.column
    for number, line in enumerate(lines):
        rest = line[ends.get(number, 0) :]
        at = rest.find("#")
        if at >= 0 and not line.lstrip().startswith("#"):
            yield make("kommentar", name, first_line + number, value=rest[at:])


def point_taken_for_text(text: yaml.ScalarEvent, lines: Sequence[str]) -> Place | None:
    """A point moved in further than the line above goes on with that line's text, in silence."""
    if text.start_mark is None or text.end_mark is None:
        return None
    below = range(text.start_mark.line + 1, text.end_mark.line + 1)
    at = next((n for n in below if lines[n].lstrip(" ").startswith("- ")), None)
    told = "punktet er rykket længere ind end det over, så de læses som ét; ryk det ud til de andre"
    return None if at is None else (at, told)


OUT_OF_RANGE = (ValueError, OverflowError)  # what PyYAML lets out for "\\UFFFFFFFF"


def in_python(block: str) -> yaml.YAMLError | None:
    """The same complaint from PyYAML's own parser, which says more of where and why."""
    try:
        for _ in yaml.parse(block, Loader=yaml.SafeLoader):
            pass
    except yaml.YAMLError as error:
        return error
    except OUT_OF_RANGE:  # it has no complaint of its own of an escape beyond all signs
        return None
    return None


def diagnose(error: Exception, lines: Sequence[str]) -> Place:
    """Where in the block the mistake is, and what it is, in Danish."""
    mark = getattr(error, "problem_mark", None)
    context_mark = getattr(error, "context_mark", None)
    lines = [line[:_LOOKED_AT] for line in lines] or [""]
    at = min(mark.line if mark else 0, len(lines) - 1)
    start = min(context_mark.line if context_mark else at, at)
    problem = f"{getattr(error, 'context', '')}: {getattr(error, 'problem', '')}"
    return (
        _unfinished(problem, lines, start)
        or _open_at_the_end(problem, lines, at)
        or _on_the_line(lines, at)
        or _around(problem, lines, at, start)
        or (at, "skrivemåden passer ikke")
    )


def _unfinished(problem: str, lines: Sequence[str], start: int) -> Place | None:
    """Something opened and never closed: told where it was opened, not where the file ends."""
    if "a double-quoted scalar" in problem:
        return start, 'en omvendt skråstreg i "anførselstegn" skal skrives dobbelt (\\\\)'
    if "a quoted scalar" in problem:
        return start, "et anførselstegn bliver åbnet, men ikke lukket"
    for flow, told in _FLOWS.items():
        if flow in problem and " #" in lines[start]:
            return start, f"alt efter # regnes for en kommentar; {_QUOTE_IT}, når # hører til den"
        if flow in problem:
            return start, told
    return None


_FLOWS = {
    "a flow sequence": "en kantet parentes bliver åbnet, men ikke lukket",
    "a flow mapping": "en tuborgparentes bliver åbnet, men ikke lukket",
}


def _open_at_the_end(problem: str, lines: Sequence[str], at: int) -> Place | None:
    """A bracket as the last sign of all: told at its line, not below it."""
    if "a flow node" not in problem:
        return None
    if re.search(r"[\[{,]\s*,", lines[at]):
        return at, "der står et komma for meget"
    opened = next((n for n in range(at, -1, -1) if re.search(r"[\[{,]\s*$", lines[n])), at)
    return opened, "en parentes bliver åbnet, men ikke lukket"


def _on_the_line(lines: Sequence[str], at: int) -> Place | None:
    """Mistakes that show on the line itself."""
    line = lines[at]
    bracket = _AFTER_BRACKET.match(line)
    if bracket and bracket.group(1) in "]}":
        return at, "der er en afsluttende parentes for meget"
    if _CURLY.match(line):
        return at, f'de krumme anførselstegn gælder ikke her; {_QUOTE_IT} med det lige tegn "'
    if _MARKED_NAME.match(line):
        return at, "feltets navn skrives uden * foran og omkring"
    sign = _FIRST_SIGN.match(line)
    if sign and line.startswith(("|", ">")):
        return at, "linjen er intet felt; flyt den ned i teksten, eller slet den"
    if sign:
        return at, f"teksten begynder med {sign.group(1)}; {_QUOTE_IT}"
    return next(((at, told) for pattern, told in _HABITS if pattern.match(line)), None)


_HABITS = (
    (
        _AFTER_QUOTE,
        "der står noget efter det afsluttende anførselstegn; inde i en tekst skrives »…«",
    ),
    (
        re.compile(r"^ *(?:- +)?(?:\w+: +)?\[[^\]]*\]\("),
        "et link kan ikke skrives sådan i et felt; skriv kun adressen, eller kun ordene",
    ),
    (
        _AFTER_BRACKET,
        f"der står noget efter parentesen; flyt det ind i den, slet det, eller {_QUOTE_IT}",
    ),
    (
        re.compile(r"^ *\w+: +- "),
        "et punkt på en liste skal stå på sin egen linje; er det ingen liste, så " + _QUOTE_IT,
    ),
)


_COMMENT = "en kommentar begynder med #; slet linjen, eller skriv # forrest"
_NO_COLON = (
    "der mangler et kolon efter feltets navn, eller også er linjen en fortsættelse, "
    "der skal rykkes to mellemrum ind"
)


def _around(problem: str, lines: Sequence[str], at: int, start: int) -> Place | None:
    """Mistakes that show when a line is held against those above it."""
    if "expected '<document start>'" in problem:
        return _ended_early(lines, at)
    if "could not find expected ':'" in problem:
        return start, _of_a_line_alone(lines[start])
    if "mapping values are not allowed" in problem:
        return _one_colon_too_many(lines, at)
    if "expected <block end>" in problem and re.match(r"^- ", lines[at]):
        return at, "der står en bindestreg, hvor der skulle stå et felt"
    if "expected <block end>" in problem or "did not find expected" in problem:
        return at, "indrykningen passer ikke med linjen over"
    return None


def _of_a_line_alone(line: str) -> str:
    """What is wrong with a line that is neither a field nor goes on with one."""
    if _TIGHT.match(line):
        return "der mangler et mellemrum efter kolonet"
    return _COMMENT if line.startswith(("//", "<!--")) else _NO_COLON


def _one_colon_too_many(lines: Sequence[str], at: int) -> Place:
    above = next((n for n in range(at - 1, -1, -1) if lines[n].strip()), None)
    if above is not None and _TIGHT.match(lines[above]):
        return above, "der mangler et mellemrum efter kolonet"
    if above is not None and not _FIELD.match(lines[above]) and _same_indent(lines, above, at):
        return above, "der mangler et kolon efter feltets navn"
    crowded = _crowded(lines[at])
    if crowded:
        return at, crowded
    if above is not None and (undashed := _without_dash(lines, above)):
        return above, undashed
    if re.match(r"^ +[a-z_]+:( |$)", lines[at]) and not _TWO_COLONS.match(lines[at]):
        return at, "linjen er rykket ind, men feltet over har allerede et indhold"
    return at, f"teksten indeholder et kolon; {_QUOTE_IT}"


_INNER = "(?:id|titel|udgiver|aar|url|tekst|talslags|retning|kilde|navn|beloeb|enhed): "
_SEVERAL = re.compile(rf"^ *(?:- +)?{_INNER}[^,:]*, *{_INNER}")


def _crowded(line: str) -> str:
    """Two fields on one line, and where the second belongs."""
    if re.match(r"^ +[\w-]+: *[1-3] *[,;]", line):
        return "hver term skal stå på sin egen linje"
    if _SEVERAL.match(line):
        return "hvert felt skal stå på sin egen linje, uden komma imellem"
    inner = re.match(r"^(ansvarlig|kontakt|pris): *([a-z]+): ", line)
    return (
        f"{inner[2]} skal stå på linjen under {inner[1]}, rykket to mellemrum ind" if inner else ""
    )


def _without_dash(lines: Sequence[str], above: int) -> str:
    """The first field of a source or a result, right below the list's name and without a dash."""
    first = re.match(r"^ +(id|titel|tekst): ", lines[above])
    opens = above and re.match(r"^(kilder|resultater|materialer): *$", lines[above - 1])
    return f"der mangler en bindestreg foran: «  - {first[1]}: …»" if first and opens else ""


def _ended_early(lines: Sequence[str], at: int) -> Place:
    if lines[0].startswith(" "):
        return 0, "det første felt er rykket ind"
    for number, line in enumerate(lines):
        if line.rstrip() == "...":
            return number, "en linje med tre punktummer afslutter felterne for tidligt"
        if line.startswith("%"):
            return number, f"linjen begynder med %; {_QUOTE_IT}"
    return at, "indrykningen passer ikke med linjen over"


def _same_indent(lines: Sequence[str], one: int, other: int) -> bool:
    return _indent(lines[one]) == _indent(lines[other])


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))
