"""A text's lines as their writer meant them, before Markdown reads them by its own rules.

Markdown takes "24. december" at the start of a line for the first point of a list and shows
another date, wants a space after ##, and knows no bullets from Word. Here such lines are put as
they are meant: the number of lines stays, so that messages still name the right one. What can't
be known is left, and told by `catalogue.files.habits`.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

_HARD = "\u00a0\u2000-\u200a\u202f\u3000"
_FENCE = re.compile(r" {0,3}(?P<sign>`{3,}|~{3,})")
_HEADING = re.compile(rf"(?P<indent> {{0,3}})(?P<signs>#{{2,6}})[ \t{_HARD}]*(?=[^\s#])")
_HEADING_ONE = re.compile(rf" {{0,3}}#[{_HARD}]+(?=\S)")
_NOTE = re.compile(r" {0,3}\[\^[^\]\s]{1,40}\]:")
_INDENT = re.compile(rf"[ \t{_HARD}]*[{_HARD}][ \t{_HARD}]*")
_AFTER_MARK = re.compile(rf"(?P<mark>[ \t]*(?:[-*+>]|\d{{1,9}}[.)]))[ \t]*[{_HARD}][ \t{_HARD}]*")
# The last four are Word's own letters for points, which other programs show as empty boxes.
_BULLET = re.compile(
    rf"(?P<indent>[ \t]*)[•∙●○◦▪■□‣⁃➢➤►▶▸✓✔·\uf0b7\uf0a7\uf0d8\uf0fc][ \t{_HARD}]*(?=\S)"
)
_DASH = re.compile(rf"(?P<indent>[ \t]*)(?:[–—−o][ \t{_HARD}]+|-(?=[^\W\d_]))(?=\S)")
_RANGE = ("-", "–", "—")  # "1. - 3. klasse"
_TIMES = re.compile(r"(?<=\d)\*(?=\d)")
_MORE_THAN = re.compile(r" {0,3}>(?=[\d=])")
# What Markdown takes for the address of a link and does not show.
_NAMED = re.compile(
    r"(?P<before>[ \t]*(?:(?:[-*+>]|\d{1,9}[.)])[ \t]*)*)\[(?P<label>[^\[\]\n]{1,200})\]:"
)
_BEGUN_ABOVE = re.compile(r"^[^\[\]]{0,200}(?=\]:)")  # a name that an earlier line began
_LABEL = re.compile(r"\[(?P<label>[^\[\]\n]{1,200})\](?!:)")
# A number with a point where a line begins, or where a point or a quotation does.
_NUMBER = re.compile(
    r"(?P<before>[ \t]*(?:[-*+>][ \t]+)*)(?P<number>\d{1,9})(?P<sign>[.)])[ \t]+(?P<word>\S+)"
)
# A point that begins with a number of its own: "1. 7. klasse".
_INNER = re.compile(r"(?P<point>[ \t]*(?:[-*+>][ \t]+)*\d{1,9}[.)][ \t]+\d{1,9})(?=[.)][ \t])")
_LIST_LINE = re.compile(r"(?P<indent> *)(?P<mark>[-*+]|\d{1,9}[.)])(?P<gap> {1,4})(?=\S)")
_LONGEST = 300  # characters of a line that the patterns look at
# A number before one of these is the day of a month, and counts no points.
_MONTH = re.compile(
    r"(?:januar|februar|marts|april|maj|juni|juli|august|september|oktober|november|december|"
    r"jan|feb|apr|jun|jul|aug|sept?|okt|nov|dec|juledag|pinsedag|påskedag)s?(?!\w)",
    re.IGNORECASE,
)
# Before one of these it tells which one, unless its neighbours count points.
_ORDINAL = re.compile(
    r"(?:års?|års\w+|klasse|klassetrin|årgang|generation|semester|kvartal|halvår|halvleg|sal|etage|"
    r"plads|gang|del|fase|trin|runde|række|division|verdenskrig|århundrede|måned|uge|dag|søndag|"
    r"grad|udgave|oplag|instans)(?:s|en|ens|et|ets|er|ers|erne)?(?!\w)"
)
_YEARS = range(1900, 2101)


def as_meant(body: str) -> str:
    """The text with its headings, points and numbers written so that Markdown reads them right."""
    lines = body.split("\n")
    text = _outside_fences(lines)
    for number in text:
        lines[number] = _signs(lines[number])
    _unused_addresses(lines, text)
    _alone(lines, text)
    _points_with_dashes(lines, text)
    _numbers(lines, text)
    for number in text:
        inner = _INNER.match(lines[number], 0, _LONGEST)
        if inner:
            lines[number] = f"{inner['point']}\\{lines[number][inner.end() :]}"
    _nested(lines, text)
    return "\n".join(lines)


def _outside_fences(lines: Sequence[str]) -> list[int]:
    """The lines that are text; what is in a box of code is shown as it is."""
    found: list[int] = []
    fence = ""
    for number, line in enumerate(lines):
        sign = _FENCE.match(line)
        if fence:
            if sign and line.strip().startswith(fence) and not line.strip().strip(fence[0]):
                fence = ""
        elif sign:
            fence = sign.group("sign")
        else:
            found.append(number)
    return found


def _signs(line: str) -> str:
    """Headings without a space, hard spaces where a space rules, bullets of other programs."""
    odd = _INDENT.match(line)
    if odd:
        rest = line[odd.end() :]
        listed = _LIST_LINE.match(rest) or _BULLET.match(rest) or _AFTER_MARK.match(rest)
        line = (" " * len(odd.group()) if listed else "") + rest
    heading = _HEADING.match(line)
    if heading:
        title = line[heading.end() :].rstrip()
        closed = title.rstrip("#").rstrip() if title.endswith("##") else title
        return f"{heading['indent']}{heading['signs']} {closed}"
    if _NOTE.match(line):  # else it would name an address, and not be shown
        return f"\\{line.lstrip()}".replace("]:", "\\]:", 1)
    line = _HEADING_ONE.sub("# ", line, count=1) if _HEADING_ONE.match(line) else line
    bullet = _BULLET.match(line, 0, _LONGEST)
    if bullet:
        return f"{bullet.group('indent')}- {line[bullet.end() :]}"
    mark = _AFTER_MARK.match(line, 0, _LONGEST)
    return f"{mark.group('mark')} {line[mark.end() :]}" if mark else line


def _unused_addresses(lines: list[str], text: Sequence[int]) -> None:
    """A line like "[Aarhus]: København" that no link asks for, or that comes too late, is text."""
    for number in text:
        if "]:" in lines[number]:
            lines[number] = _BEGUN_ABOVE.sub(r"\g<0>\\", lines[number], count=1)
    named = [(n, found) for n in text if (found := _NAMED.match(lines[n], 0, _LONGEST))]
    if not named:
        return
    used = {_label(found) for n in text for found in _LABEL.finditer(lines[n])}
    for number, found in named:
        if _label(found) in used:
            used.discard(_label(found))  # the first of a name counts
        else:
            name = f"{found['before']}\\[{found['label']}\\]:"
            lines[number] = name + lines[number][found.end() :]


def _label(found: re.Match[str]) -> str:
    return " ".join(found["label"].split()).casefold()


def _alone(lines: list[str], text: Sequence[int]) -> None:
    """Signs that mean something to Markdown only because of what stands around them."""
    for number in text:
        line = lines[number]
        if "*" not in line and ">" not in line and not line.endswith("\\"):
            continue
        above = lines[number - 1] if number else ""
        below = lines[number + 1] if number + 1 < len(lines) else ""
        if "`" not in line:
            line = _TIMES.sub(r"\\*", line)  # 2*3*4 is a sum
        more = _MORE_THAN.match(line)
        if more and not above.lstrip().startswith(">") and not below.lstrip().startswith(">"):
            line = f"{line[: more.end() - 1]}\\{line[more.end() - 1 :]}"  # >50 is more than 50
        if line.endswith("\\") and not line.endswith("\\\\") and not below.strip():
            line = line[:-1]  # breaks a line that nothing follows
        lines[number] = line


def _points_with_dashes(lines: list[str], text: Sequence[int]) -> None:
    """Two or more neighbouring lines that begin with a dash of another kind are points."""
    dashed = {number for number in text if _DASH.match(lines[number], 0, _LONGEST)}
    dashes = {n: _DASH.match(lines[n]) for n in dashed if {n - 1, n + 1} & dashed}
    for number, dash in dashes.items():
        if dash:
            lines[number] = f"{dash.group('indent')}- {lines[number][dash.end() :]}"


@dataclass(frozen=True, slots=True)
class _Number:
    line: int
    before: str
    value: int
    word: str


def _numbers(lines: list[str], text: Sequence[int]) -> None:
    """Numbers that count no points keep their own value: their dot is escaped."""
    found: list[_Number] = []
    for number in text:
        match = _NUMBER.match(lines[number], 0, _LONGEST)
        if match:
            found.append(_Number(number, match["before"], int(match["number"]), match["word"]))
    written = {
        one.line
        for place, one in enumerate(found)
        if not _counts(one, found[max(0, place - 1) : place + 2], lines)
    }
    for line in sorted(written):
        match = _NUMBER.match(lines[line])
        if match is None:
            continue
        end = match.start("sign")
        lines[line] = f"{lines[line][:end]}\\{lines[line][end:]}"
        above = line - 1
        if above in written and not match["before"].strip():  # one below the other, as they stand
            lines[above] += "\\"


def _counts(one: _Number, near: Sequence[_Number], lines: Sequence[str]) -> bool:
    """A number is that of a point when a neighbour counts on, or when it begins a list."""
    if one.value in _YEARS or _MONTH.match(one.word) or one.word in _RANGE:
        return False
    beside = [
        other
        for other in near
        if abs(other.value - one.value) == 1
        and other.before == one.before
        and not _MONTH.match(other.word)
        and _joined(one, other, lines)
    ]
    if _ORDINAL.match(one.word):
        return any(not _ORDINAL.match(other.word) for other in beside)
    if beside or any(_follows(one, other) or _follows(other, one) for other in near):
        return True
    # A list of one point, or of the same number again and again; "1. prioritet" is neither.
    again = any(other is not one and other.value == 1 for other in near)
    return one.value == 1 and (again or one.word[:1].isupper())


def _follows(one: _Number, other: _Number) -> bool:
    """A point right below another, where one or two were taken out in between."""
    return (
        other.line == one.line - 1
        and other.before == one.before
        and 0 < one.value - other.value < 4  # more is no list any more
    )


def _joined(one: _Number, other: _Number, lines: Sequence[str]) -> bool:
    """Between two points stands only what belongs to the first: no paragraph of its own."""
    first, last = sorted((one.line, other.line))
    return not any(
        not lines[number - 1].strip() and lines[number].strip() and lines[number][0] not in " \t"
        for number in range(first + 1, last)
    )


def _nested(lines: list[str], text: Sequence[int]) -> None:
    """A point moved in below another belongs to it, also by fewer spaces than Markdown wants."""
    open_points: list[tuple[int, int]] = []  # where each begins as written, and its text as put
    moved = 0
    for number in text:
        line = lines[number]
        point = _LIST_LINE.match(line, 0, _LONGEST)
        indent = len(line) - len(line.lstrip(" "))
        if point:
            while open_points and indent < open_points[-1][0] + 2:
                open_points.pop()
            wanted = open_points[-1][1] if open_points else 0
            moved = max(0, wanted - indent) if open_points else 0
            begins = indent + moved
            width = len(point["mark"]) + len(point["gap"])
            open_points.append((indent, begins + width))
        elif line.strip() and not indent:
            open_points, moved = [], 0
        if moved and line.strip():
            lines[number] = " " * moved + line
